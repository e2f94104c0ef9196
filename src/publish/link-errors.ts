/**
 * What went wrong with many sharing links, said in few lines: like ones together, and which of them make a run fail.
 * Knows words and hints; links are made elsewhere.
 */
import { explain, Failure } from '../core/errors.ts';
import { count } from '../core/format.ts';

/** What went wrong with a link. */
export interface Trouble {
  /** `policy` when the service has its own mind about such links; `narrower` when there is one all the same. */
  readonly kind: 'policy' | 'service' | 'narrower';
  readonly words: string;
  readonly hint?: string;
  /** When the next item need not be tried: always, or if this was the first. */
  readonly ends: 'always' | 'as-first' | 'never';
}

/** Says what went wrong with many links in few lines. */
export class Tally {
  readonly #groups = new Map<string, { readonly trouble: Trouble; readonly first: string; count: number }>();
  /** Items that were not tried any more. */
  untried = 0;

  add(trouble: Trouble, path: string): void {
    // The service's words hold an id that differs with every request.
    const key = `${trouble.kind} ${trouble.words.replace(/ \(request-id [^()]*\)/, '')}`;
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, { trouble, first: path, count: 1 });
    else group.count += 1;
  }

  /** `strict`: what a policy keeps from us is a failure. */
  told(strict: boolean): { readonly warnings: readonly string[]; readonly failures: readonly Failure[] } {
    const warnings: string[] = [];
    const failures: Failure[] = [];
    for (const { trouble, first, count: times } of this.#groups.values()) {
      const others = times === 1 ? '' : ` and ${count(times - 1, 'more item')}`;
      const what = trouble.kind === 'narrower' ? 'The link to' : 'No link to';
      const failure = new Failure(`${what} ${first || 'the folder'}${others}: ${trouble.words}`, {
        ...{ kind: 'service', hint: trouble.hint ?? '' },
      });
      if (strict && trouble.kind === 'policy') failures.push(failure);
      else warnings.push(explain(failure));
    }
    if (this.untried > 0)
      warnings.push(`No link to ${count(this.untried, 'more item')}: not tried after that`);
    return { warnings, failures };
  }
}
