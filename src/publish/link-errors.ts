/**
 * Collects the errors of many sharing links: groups equal ones, and decides which fail the run.
 */
import { Failure, formatErrorWithLink, type TroubleshootingPage } from '../core/errors.ts';
import { formatCount } from '../core/format.ts';

/** Why there is no link, or only a narrower one. */
export interface LinkError {
  /** `policy` when a sharing policy is the cause; `narrower` when there is a link that gives less. */
  readonly kind: 'policy' | 'service' | 'narrower';
  readonly message: string;
  readonly hint?: string;
  /** When to stop trying further items: always, or if no link was made before. */
  readonly stop: 'always' | 'as-first' | 'never';
}

/** Reports the errors of many links in few lines. */
export class LinkErrors {
  readonly #groups = new Map<string, { readonly error: LinkError; readonly first: string; count: number }>();
  /** Items that were not tried. */
  notTriedCount = 0;

  add(error: LinkError, path: string): void {
    // The service's message has an id that differs with every request.
    const key = `${error.kind} ${error.message.replace(/ \(request-id [^()]*\)/, '')}`;
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, { error, first: path, count: 1 });
    else group.count += 1;
  }

  /** With `failOnPolicy`, errors of kind `policy` are failures. */
  summarize(
    failOnPolicy: boolean,
    page: TroubleshootingPage,
  ): {
    readonly warnings: readonly string[];
    readonly failures: readonly Failure[];
  } {
    const warnings: string[] = [];
    const failures: Failure[] = [];
    for (const { error, first, count: times } of this.#groups.values()) {
      const others = times === 1 ? '' : ` and ${formatCount(times - 1, 'more item')}`;
      const prefix = error.kind === 'narrower' ? 'The link to' : 'No link to';
      const failure = new Failure(`${prefix} ${first || 'the folder'}${others}: ${error.message}`, {
        code: 'link-refused',
        kind: 'service',
        hint: error.hint ?? '',
      });
      if (failOnPolicy && error.kind === 'policy') failures.push(failure);
      else warnings.push(formatErrorWithLink(failure, page));
    }
    if (this.notTriedCount > 0)
      warnings.push(`No link to ${formatCount(this.notTriedCount, 'more item')}: not tried after that error`);
    return { warnings, failures };
  }
}
