/**
 * A run in a few numbers: what was sent, skipped, failed and deleted, or would be. One wording for the log and for
 * the summary; without names, so that everybody may read it.
 */
import { totalOf } from '../cleanup/delete.ts';
import { bytes, count } from '../core/format.ts';
import { type Report, totals } from './report.ts';

export interface Figure {
  readonly text: string;
  /** What people look for first. */
  readonly isMain: boolean;
}

/** True for a dry run, also for one whose plan would fail. */
export function isPlan({ result, deletions, outcomes }: Report): boolean {
  return (
    result === 'dry-run' || deletions?.isPlan === true || outcomes.some(({ action }) => action === 'planned')
  );
}

/** Items that mirror and retention would delete; 0 when they are no plan. */
export function plannedDeletions({ deletions }: Pick<Report, 'deletions'>): number {
  return deletions?.isPlan === true ? totalOf(deletions) : 0;
}

/** Empty when the run had no file. */
export function figures(report: Report): readonly Figure[] {
  const sum = totals(report.outcomes);
  if (sum.files === 0) return [];
  const all = isPlan(report) ? plan(report, sum) : done(report, sum);
  return all.map(([text, isMain]) => ({ text, isMain }));
}

type Words = readonly [text: string, isMain: boolean];

function done({ deletedCount }: Report, sum: ReturnType<typeof totals>): readonly Words[] {
  return [
    [`${count(sum.uploaded, 'file')} uploaded (${bytes(sum.bytes)})`, true],
    ...some(sum.skipped, 'skipped'),
    ...some(sum.failed, 'failed', true),
    ...some(deletedCount, 'deleted'),
  ];
}

function plan(report: Report, sum: ReturnType<typeof totals>): readonly Words[] {
  const sizeBytes = report.outcomes
    .filter(({ action }) => action === 'planned')
    .reduce((all, { file }) => all + file.sizeBytes, 0);
  return [
    [`${sum.planned} to send (${bytes(sizeBytes)})`, true],
    [`${sum.skipped} there already`, false],
    ...some(sum.failed, 'would fail', true),
    ...(report.deletions === undefined ? [] : [[`${plannedDeletions(report)} to delete`, true] as const]),
  ];
}

function some(number: number, what: string, isMain = false): readonly Words[] {
  return number === 0 ? [] : [[`${number} ${what}`, isMain]];
}
