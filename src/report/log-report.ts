/**
 * The end of the story, told: outputs and summary first, then the verdict in the log with the errors that
 * GitHub shows as annotations. Knows the report; decides nothing.
 */
import { explain, Failure, UsageFailure } from '../core/errors.ts';
import { bytes, count, span } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { Outcome } from '../upload/context.ts';
import { figures } from './counts.ts';
import { writeOutputs } from './outputs.ts';
import type { Level } from './public-log.ts';
import { errorsOf, type Report } from './report.ts';
import { summaryText } from './summary.ts';

/** GitHub shows ten error annotations a step: nine failures, and one that counts the rest. */
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

/** What ended the run, then what failed besides files, then files: as many as GitHub shows, and how many more. */
function tellErrors(host: Host, report: Report): void {
  const { error, outcomes } = report;
  const failed = outcomes.filter(({ action }) => action === 'failed');
  const besides = errorsOf(report);
  for (const one of besides.slice(0, shownErrors)) {
    const text = explain(one);
    host.log.error(one instanceof UsageFailure ? text.split('\n') : text, { title: 'onedrive-upload' });
  }
  // What ended the run is told once, not again for each file that was not tried because of it.
  const own = failed.filter(
    ({ error: why }) => !(why instanceof Failure && error !== undefined && why.cause === error),
  );
  const shown = own.slice(0, Math.max(0, shownErrors - besides.length));
  for (const { file, error: why } of shown) {
    host.log.error(`${file.relativePath}: ${explain(why)}`, { title: 'Not uploaded' });
  }
  const rest = besides.length + failed.length - Math.min(besides.length, shownErrors) - shown.length;
  if (rest <= 0) return;
  const more =
    besides.length > shownErrors ? count(rest, 'more error') : `${count(rest, 'more file')} failed`;
  host.log.error(`and ${more}, see the manifest`, { title: 'onedrive-upload' });
}

function verdictLine(report: Report): string {
  const parts = figures(report).map(({ text }) => text);
  const numbers =
    parts.length === 0 ? '' : `: ${parts.join(', ')} in ${span(report.endedMs - report.startedMs)}`;
  return `Result: ${report.result}${numbers}`;
}
