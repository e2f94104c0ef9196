/** Writes the report of a run: outputs and summary first, then files, errors and result in the log. */
import { Failure, formatErrorWithLink, UsageFailure } from '../core/errors.ts';
import { formatBytes, formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { UploadOutcome } from '../upload/context.ts';
import { isDryRun } from './counts.ts';
import { dryRunLines } from './dry-run-lines.ts';
import { type FileError, groupFileErrors } from './error-groups.ts';
import { writeOutputs } from './outputs.ts';
import type { ReportLevel } from './public-log.ts';
import { type RunReport, reportErrors } from './report.ts';
import { resultLines } from './result-lines.ts';
import { formatSummary } from './summary.ts';

/** GitHub shows ten error annotations per step: nine errors, and one with the count of the rest. */
const maxErrorAnnotations = 9;
/** Further files are only in the manifest. */
const maxFileLines = 1000;

/** Writes the report. If one part fails (a full disk), the other parts are still written. */
export async function logReport(host: Host, report: RunReport, level: ReportLevel): Promise<void> {
  const writers = [() => writeOutputs(host, report), () => host.appendSummary(formatSummary(report, level))];
  for (const write of writers) {
    await write().catch((error: unknown) =>
      host.log.warning(`The report is incomplete: ${formatErrorWithLink(error, host)}`),
    );
  }
  if (isDryRun(report)) logLines(host, 'Dry run: + new, ~ replace, = skip, - delete', dryRunLines(report));
  else logFiles(host, report.outcomes);
  logErrors(host, report);
  for (const line of resultLines(report, { level, env: host.env })) host.log.info(line);
}

function logFiles(host: Host, outcomes: readonly UploadOutcome[]): void {
  const lines = outcomes.map(({ action, file, item, error }) => {
    const as = action === 'renamed' ? ` as ${item?.name}` : '';
    const done = isCancelled(error) ? 'not sent' : action.padEnd(8);
    return `${done} ${file.remotePath}${as} (${formatBytes(file.sizeBytes)})`;
  });
  logLines(host, `Result: ${formatCount(outcomes.length, 'file')}`, lines);
}

function logLines(host: Host, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  host.log.group(title);
  for (const line of lines.slice(0, maxFileLines)) host.log.info(line);
  if (lines.length > maxFileLines)
    host.log.info(`… and ${lines.length - maxFileLines} more, see the manifest`);
  host.log.groupEnd();
}

/** Logs as many errors as GitHub shows, and the count of the rest. Errors of the run come before errors of files. */
function logErrors(host: Host, report: RunReport): void {
  const { error, outcomes } = report;
  // The result line counts the files that a cancelled run left out.
  const failed = outcomes.filter(({ action, error: why }) => action === 'failed' && !isCancelled(why));
  const runErrors = reportErrors(report);
  for (const one of runErrors.slice(0, maxErrorAnnotations)) {
    const text = formatErrorWithLink(one, host);
    host.log.error(one instanceof UsageFailure ? text.split('\n') : text, { title: 'onedrive-upload' });
  }
  // Log the error that ended the run once, not for each file that was not tried because of it.
  const fileErrors = failed.filter(
    ({ error: why }) => !(why instanceof Failure && error !== undefined && why.cause === error),
  );
  const groups = groupFileErrors(fileErrors.map(toFileError), host);
  const shown = groups.slice(0, Math.max(0, maxErrorAnnotations - runErrors.length));
  for (const { names, text } of shown)
    host.log.error(names.length === 1 ? `${names[0]}: ${text}` : text, { title: 'Not uploaded' });
  const shownFiles = shown.reduce((sum, { names }) => sum + names.length, 0);
  const rest =
    runErrors.length + failed.length - Math.min(runErrors.length, maxErrorAnnotations) - shownFiles;
  if (rest <= 0) return;
  const more =
    runErrors.length > maxErrorAnnotations
      ? formatCount(rest, 'more error')
      : `${formatCount(rest, 'more file')} failed`;
  host.log.error(`and ${more}, see the manifest`, { title: 'onedrive-upload' });
}

function isCancelled(error: unknown): boolean {
  return error instanceof Failure && error.kind === 'cancelled';
}

function toFileError({ file, error }: UploadOutcome): FileError {
  const { relativePath, remotePath, localPath } = file;
  return { name: relativePath, paths: [relativePath, remotePath, localPath], error };
}
