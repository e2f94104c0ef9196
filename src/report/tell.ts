/**
 * The end of the story, told: outputs and summary first, then the verdict in the log with the errors that
 * GitHub shows as annotations. Knows the report; decides nothing.
 */
import { explain, UsageFailure } from '../errors.ts';
import type { Host } from '../host.ts';
import { bytes, count, span } from '../text.ts';
import type { Outcome } from '../upload/work.ts';
import { writeOutputs } from './outputs.ts';
import { type Report, totals } from './report.ts';
import { type Level, summaryText } from './summary.ts';

/** GitHub shows ten error annotations a step: nine files, and one that counts the rest. */
const shownErrors = 9;
/** More lines than anybody reads are left to the manifest. */
const shownLines = 1000;

/** Tells it all. Where telling itself fails (a full disk), the rest is still told. */
export async function tell(host: Host, report: Report, level: Level): Promise<void> {
  const attempts = [() => writeOutputs(host, report), () => host.summary(summaryText(report, level))];
  for (const attempt of attempts) {
    await attempt().catch((error: unknown) =>
      host.log.warning(`The report is incomplete: ${explain(error)}`),
    );
  }
  tellFiles(host, report.outcomes);
  tellErrors(host, report);
  host.log.info(verdictLine(report));
}

function tellFiles(host: Host, outcomes: readonly Outcome[]): void {
  if (outcomes.length === 0) return;
  host.log.group(`Result: ${count(outcomes.length, 'file')}`);
  for (const { action, file, item } of outcomes.slice(0, shownLines)) {
    const as = action === 'renamed' ? ` as ${item?.name}` : '';
    host.log.info(`${action.padEnd(8)} ${file.remotePath}${as} (${bytes(file.sizeBytes)})`);
  }
  if (outcomes.length > shownLines)
    host.log.info(`… and ${outcomes.length - shownLines} more, see the manifest`);
  host.log.groupEnd();
}

function tellErrors(host: Host, report: Report): void {
  const failed = report.outcomes.filter(({ action }) => action === 'failed');
  if (report.error !== undefined) {
    const text = explain(report.error);
    host.log.error(report.error instanceof UsageFailure ? text.split('\n') : text, {
      title: 'onedrive-upload',
    });
  }
  const besides = report.failures.slice(0, shownErrors - 2);
  for (const failure of besides) host.log.error(explain(failure), { title: 'onedrive-upload' });
  const room = shownErrors - (report.error === undefined ? 0 : 1) - besides.length;
  for (const { file, error } of failed.slice(0, room)) {
    host.log.error(`${file.relativePath}: ${explain(error)}`, { title: 'Not uploaded' });
  }
  if (failed.length > room) {
    host.log.error(`and ${count(failed.length - room, 'more file')} failed, see the manifest`, {
      title: 'Not uploaded',
    });
  }
}

function verdictLine(report: Report): string {
  const sum = totals(report.outcomes);
  const parts = [
    `${count(sum.uploaded, 'file')} uploaded (${bytes(sum.bytes)})`,
    ...(sum.skipped === 0 ? [] : [`${sum.skipped} skipped`]),
    ...(sum.failed === 0 ? [] : [`${sum.failed} failed`]),
    ...(sum.planned === 0 ? [] : [`${sum.planned} planned`]),
    ...(report.deletedCount === 0 ? [] : [`${report.deletedCount} deleted`]),
  ];
  const numbers =
    sum.files === 0 ? '' : `: ${parts.join(', ')} in ${span(report.endedMs - report.startedMs)}`;
  return `Result: ${report.result}${numbers}`;
}
