/**
 * The counts of a run: files uploaded, skipped, failed and deleted. The log and the summary use the same phrases. They
 * have no names, so they may be public.
 */
import { totalItemCount } from '../cleanup/delete.ts';
import { formatBytes, formatCount } from '../core/format.ts';
import { outcomeTotals, type RunReport } from './report.ts';

export interface CountPhrase {
  readonly text: string;
  /** Whether the summary shows it in bold. */
  readonly isMain: boolean;
}

/** True for a dry run, even if its plan would fail. */
export function isDryRun({ isDryRun: isTold, result, deletions, outcomes }: RunReport): boolean {
  return (
    isTold === true ||
    result === 'dry-run' ||
    deletions?.isDryRun === true ||
    outcomes.some(({ action }) => action === 'planned')
  );
}

/** The number of items that mirror and retention would delete; 0 if this is not a dry run. */
export function countPlannedDeletions({ deletions }: Pick<RunReport, 'deletions'>): number {
  return deletions?.isDryRun === true ? totalItemCount(deletions) : 0;
}

/** Returns the counts as phrases; empty when the run had no files. */
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
  const planned = report.outcomes.filter(({ action }) => action === 'planned');
  const replacing = planned.filter(({ change }) => change?.kind === 'replace');
  const added = planned.filter(({ change }) => change?.kind !== 'replace');
  return [
    [`${added.length} new${plannedSize(added)}`, true],
    ...(replacing.length === 0
      ? []
      : [[`${replacing.length} to replace${plannedSize(replacing)}`, true] as const]),
    [`${sum.skipped} already there`, false],
    ...ifNotZero(sum.failed, 'would fail', true),
    ...(report.deletions === undefined
      ? []
      : [[`${countPlannedDeletions(report)} to delete`, true] as const]),
  ];
}

/** ` (2.86 MiB)`; '' if an archive is among them, whose size is not known. */
function plannedSize(outcomes: RunReport['outcomes']): string {
  const sizeBytes = outcomes.reduce((all, { file }) => all + file.sizeBytes, 0);
  return Number.isNaN(sizeBytes) ? '' : ` (${formatBytes(sizeBytes)})`;
}

function ifNotZero(number: number, what: string, isMain = false): readonly CountEntry[] {
  return number === 0 ? [] : [[`${number} ${what}`, isMain]];
}
