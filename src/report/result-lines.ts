/**
 * The last lines of a run: what was done, how long it took, where it went, and its link.
 */
import { formatBytes, formatCount, formatDuration } from '../core/format.ts';
import type { Environment } from '../core/host.ts';
import { countPhrases } from './counts.ts';
import type { ReportLevel } from './public-log.ts';
import { type OutcomeTotals, outcomeTotals, type RunReport } from './report.ts';

export interface ResultLineOptions {
  /** The link is for level `full` only. */
  readonly level: ReportLevel;
  readonly env: Environment;
}

/** One line, and one with the link if there is one to show. */
export function resultLines(report: RunReport, { level, env }: ResultLineOptions): string[] {
  const link = level === 'full' ? linkOf(report) : '';
  return [resultLine(report, env), ...(link === '' ? [] : [link])];
}

function resultLine(report: RunReport, env: Environment): string {
  const { result, outcomes } = report;
  const sum = outcomeTotals(outcomes);
  if (sum.files > 0 && sum.planned === 0) {
    if (result === 'uploaded') return `Uploaded ${formatCount(sum.uploaded, 'file')}${details(report, sum)}`;
    if (result === 'failed')
      return `Failed. Uploaded ${sum.uploaded} of ${formatCount(sum.files, 'file')}${details(report, sum)}`;
    if (result === 'unchanged')
      return `Nothing to upload: ${formatCount(sum.files, 'file')} ${sum.files === 1 ? 'is' : 'are'} there already${others([deleted(report)])}`;
  }
  if (result === 'cancelled') return cancelledLine(sum, env);
  const parts = countPhrases(report).map(({ text }) => text);
  const numbers = parts.length === 0 ? '' : `: ${parts.join(', ')} in ${duration(report)}`;
  return `Result: ${result}${numbers}`;
}

/** For example ` (2.86 MiB) in 2 s to builds/today (1 skipped)`. */
function details(report: RunReport, sum: OutcomeTotals): string {
  const size = sum.uploaded === 0 ? '' : ` (${formatBytes(sum.bytes)})`;
  const where = report.destination === '' ? 'the drive' : report.destination;
  const rest = [
    sum.skipped > 0 && `${sum.skipped} skipped`,
    sum.failed > 0 && `${sum.failed} failed`,
    deleted(report),
  ];
  return `${size} in ${duration(report)} to ${where}${others(rest)}`;
}

function deleted({ deletedCount }: RunReport): string | false {
  return deletedCount > 0 && `${deletedCount} deleted`;
}

function others(parts: readonly (string | false)[]): string {
  const texts = parts.filter((part) => part !== false);
  return texts.length === 0 ? '' : ` (${texts.join(', ')})`;
}

function duration({ startedMs, endedMs }: RunReport): string {
  return formatDuration(endedMs - startedMs);
}

function cancelledLine({ files, uploaded, skipped }: OutcomeTotals, env: Environment): string {
  const there = uploaded + skipped;
  if (there === 0) return 'Cancelled. No file was uploaded';
  if (there === files) return `Cancelled. All ${formatCount(files, 'file')} are there`;
  // A workflow has inputs, a terminal flags.
  const flag = env.GITHUB_ACTIONS === 'true' ? 'skip-unchanged: true' : '--skip-unchanged';
  return `Cancelled. ${there} of ${formatCount(files, 'file')} ${there === 1 ? 'is' : 'are'} there; run again with ${flag} for the rest`;
}

/** The link of the only file, else of the folder; '' when the run left nothing to look at. */
function linkOf({ result, outcomes, folder }: RunReport): string {
  const { uploaded, planned, files } = outcomeTotals(outcomes);
  if (planned > 0 || files === 0 || (uploaded === 0 && result !== 'unchanged')) return '';
  const [only] = outcomes;
  return (files === 1 ? only?.item?.webUrl : folder?.webUrl) ?? '';
}
