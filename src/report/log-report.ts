/**
 * The end of the story, told: outputs and summary first, then the verdict in the log with the errors that
 * GitHub shows as annotations. Knows the report; decides nothing.
 */
import { Failure, formatErrorWithLink, UsageFailure } from '../core/errors.ts';
import { formatBytes, formatCount, formatDuration } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { UploadOutcome } from '../upload/context.ts';
import { countPhrases } from './counts.ts';
import { writeOutputs } from './outputs.ts';
import type { ReportLevel } from './public-log.ts';
import { type RunReport, reportErrors } from './report.ts';
import { formatSummary } from './summary.ts';

/** GitHub shows ten error annotations a step: nine failures, and one that counts the rest. */
const maxErrorAnnotations = 9;
/** More lines than anybody reads are left to the manifest. */
const maxFileLines = 1000;

/** Tells it all. Where telling itself fails (a full disk), the rest is still told. */
export async function logReport(host: Host, report: RunReport, level: ReportLevel): Promise<void> {
  const writers = [() => writeOutputs(host, report), () => host.appendSummary(formatSummary(report, level))];
  for (const write of writers) {
    await write().catch((error: unknown) =>
      host.log.warning(`The report is incomplete: ${formatErrorWithLink(error, host)}`),
    );
  }
  logFiles(host, report.outcomes);
  logErrors(host, report);
  host.log.info(resultLine(report));
}

function logFiles(host: Host, outcomes: readonly UploadOutcome[]): void {
  if (outcomes.length === 0) return;
  host.log.group(`Result: ${formatCount(outcomes.length, 'file')}`);
  for (const { action, file, item } of outcomes.slice(0, maxFileLines)) {
    const as = action === 'renamed' ? ` as ${item?.name}` : '';
    host.log.info(`${action.padEnd(8)} ${file.remotePath}${as} (${formatBytes(file.sizeBytes)})`);
  }
  if (outcomes.length > maxFileLines)
    host.log.info(`… and ${outcomes.length - maxFileLines} more, see the manifest`);
  host.log.groupEnd();
}

/** What ended the run, then what failed besides files, then files: as many as GitHub shows, and how many more. */
function logErrors(host: Host, report: RunReport): void {
  const { error, outcomes } = report;
  const failed = outcomes.filter(({ action }) => action === 'failed');
  const runErrors = reportErrors(report);
  for (const one of runErrors.slice(0, maxErrorAnnotations)) {
    const text = formatErrorWithLink(one, host);
    host.log.error(one instanceof UsageFailure ? text.split('\n') : text, { title: 'onedrive-upload' });
  }
  // What ended the run is told once, not again for each file that was not tried because of it.
  const fileErrors = failed.filter(
    ({ error: why }) => !(why instanceof Failure && error !== undefined && why.cause === error),
  );
  const shown = fileErrors.slice(0, Math.max(0, maxErrorAnnotations - runErrors.length));
  for (const { file, error: why } of shown) {
    host.log.error(`${file.relativePath}: ${formatErrorWithLink(why, host)}`, { title: 'Not uploaded' });
  }
  const rest =
    runErrors.length + failed.length - Math.min(runErrors.length, maxErrorAnnotations) - shown.length;
  if (rest <= 0) return;
  const more =
    runErrors.length > maxErrorAnnotations
      ? formatCount(rest, 'more error')
      : `${formatCount(rest, 'more file')} failed`;
  host.log.error(`and ${more}, see the manifest`, { title: 'onedrive-upload' });
}

function resultLine(report: RunReport): string {
  const parts = countPhrases(report).map(({ text }) => text);
  const numbers =
    parts.length === 0 ? '' : `: ${parts.join(', ')} in ${formatDuration(report.endedMs - report.startedMs)}`;
  return `Result: ${report.result}${numbers}`;
}
