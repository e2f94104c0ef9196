/**
 * A run in a few numbers: what was sent, skipped, failed and deleted, or would be. One wording for the log and for
 * the summary; without names, so that everybody may read it.
 */
import { totalItemCount } from '../cleanup/delete.ts';
import { formatBytes, formatCount } from '../core/format.ts';
import { outcomeTotals, type RunReport } from './report.ts';

export interface CountPhrase {
  readonly text: string;
  /** What people look for first. */
  readonly isMain: boolean;
}

/** True for a dry run, also for one whose plan would fail. */
export function isDryRun({ result, deletions, outcomes }: RunReport): boolean {
  return (
    result === 'dry-run' ||
    deletions?.isDryRun === true ||
    outcomes.some(({ action }) => action === 'planned')
  );
}

/** Items that mirror and retention would delete; 0 when they are no plan. */
export function countPlannedDeletions({ deletions }: Pick<RunReport, 'deletions'>): number {
  return deletions?.isDryRun === true ? totalItemCount(deletions) : 0;
}

/** Empty when the run had no file. */
export function countPhrases(report: RunReport): readonly CountPhrase[] {
  const sum = outcomeTotals(report.outcomes);
  if (sum.files === 0) return [];
  const all = isDryRun(report) ? dryRunCounts(report, sum) : uploadCounts(report, sum);
  return all.map(([text, isMain]) => ({ text, isMain }));
}

type CountEntry = readonly [text: string, isMain: boolean];

function uploadCounts(
  { deletedCount }: RunReport,
  sum: ReturnType<typeof outcomeTotals>,
): readonly CountEntry[] {
  return [
    [`${formatCount(sum.uploaded, 'file')} uploaded (${formatBytes(sum.bytes)})`, true],
    ...ifNotZero(sum.skipped, 'skipped'),
    ...ifNotZero(sum.failed, 'failed', true),
    ...ifNotZero(deletedCount, 'deleted'),
  ];
}

function dryRunCounts(report: RunReport, sum: ReturnType<typeof outcomeTotals>): readonly CountEntry[] {
  const sizeBytes = report.outcomes
    .filter(({ action }) => action === 'planned')
    .reduce((all, { file }) => all + file.sizeBytes, 0);
  return [
    [`${sum.planned} to send (${formatBytes(sizeBytes)})`, true],
    [`${sum.skipped} there already`, false],
    ...ifNotZero(sum.failed, 'would fail', true),
    ...(report.deletions === undefined
      ? []
      : [[`${countPlannedDeletions(report)} to delete`, true] as const]),
  ];
}

function ifNotZero(number: number, what: string, isMain = false): readonly CountEntry[] {
  return number === 0 ? [] : [[`${number} ${what}`, isMain]];
}
