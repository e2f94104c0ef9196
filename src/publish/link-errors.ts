/**
 * What went wrong with many sharing links, said in few lines: like ones together, and which of them make a run fail.
 * Knows words and hints; links are made elsewhere.
 */
import { Failure, formatError } from '../core/errors.ts';
import { formatCount } from '../core/format.ts';

/** What went wrong with a link. */
export interface LinkError {
  /** `policy` when the service has its own mind about such links; `narrower` when there is one all the same. */
  readonly kind: 'policy' | 'service' | 'narrower';
  readonly message: string;
  readonly hint?: string;
  /** When the next item need not be tried: always, or if this was the first. */
  readonly stop: 'always' | 'as-first' | 'never';
}

/** Says what went wrong with many links in few lines. */
export class LinkErrors {
  readonly #groups = new Map<string, { readonly error: LinkError; readonly first: string; count: number }>();
  /** Items that were not tried any more. */
  notTriedCount = 0;

  add(error: LinkError, path: string): void {
    // The service's words hold an id that differs with every request.
    const key = `${error.kind} ${error.message.replace(/ \(request-id [^()]*\)/, '')}`;
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, { error, first: path, count: 1 });
    else group.count += 1;
  }

  /** `strict`: what a policy keeps from us is a failure. */
  summarize(failOnPolicy: boolean): {
    readonly warnings: readonly string[];
    readonly failures: readonly Failure[];
  } {
    const warnings: string[] = [];
    const failures: Failure[] = [];
    for (const { error, first, count: times } of this.#groups.values()) {
      const others = times === 1 ? '' : ` and ${formatCount(times - 1, 'more item')}`;
      const prefix = error.kind === 'narrower' ? 'The link to' : 'No link to';
      const failure = new Failure(`${prefix} ${first || 'the folder'}${others}: ${error.message}`, {
        ...{ kind: 'service', hint: error.hint ?? '' },
      });
      if (failOnPolicy && error.kind === 'policy') failures.push(failure);
      else warnings.push(formatError(failure));
    }
    if (this.notTriedCount > 0)
      warnings.push(`No link to ${formatCount(this.notTriedCount, 'more item')}: not tried after that`);
    return { warnings, failures };
  }
}
