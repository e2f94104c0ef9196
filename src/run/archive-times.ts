/** Says when the times in an archive make another archive of the same files. */
import { sourceDateEpoch } from '../archive/source-date.ts';
import type { Host } from '../core/host.ts';
import type { Inputs } from '../inputs/read.ts';

/** The times of a fresh checkout are those of the checkout. */
export function noteTimesInArchive({ upload }: Inputs, host: Pick<Host, 'env' | 'log'>): void {
  const { skipUnchanged, conflictBehavior } = upload;
  if (sourceDateEpoch(host.env) !== undefined || (!skipUnchanged && conflictBehavior !== 'fail')) return;
  const input = skipUnchanged ? 'skip-unchanged' : 'conflict-behavior: fail';
  host.log.notice(
    `The archive holds the modification times of its files, so ${input} takes one of the same files with other times for another archive. To get the same archive from each checkout, set SOURCE_DATE_EPOCH, such as to $(git log -1 --format=%ct)`,
  );
}
