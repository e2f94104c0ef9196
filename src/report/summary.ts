/**
 * The step's summary: the people's view of a report, in GitHub's Markdown. Everything from outside is
 * escaped. Far under GitHub's 1 MiB a step: rows end at 200 KiB, and the manifest has the rest.
 */
import { linked } from '../after/downloads.ts';
import { explain } from '../errors.ts';
import { bytes, count, markdown, span } from '../text.ts';
import type { Outcome } from '../upload/work.ts';
import { type Report, totals } from './report.ts';

export type Level = 'full' | 'counts' | 'none';

const rowsLimitBytes = 200 * 1024;

/** Markdown of the summary; `''` for `none`. `counts` holds neither names nor links nor accounts. */
export function summaryText(report: Report, level: Level): string {
  if (level === 'none') return '';
  const parts = [`### ${heading(report)}`, emulatorNote(report), line(report)];
  if (level === 'full') parts.push(failure(report), place(report), table(report));
  else if (report.result === 'failed') parts.push('Names, links and errors are left out here: see the log.');
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function heading(report: Report): string {
  const texts: Record<Report['result'], string> = {
    uploaded: 'Uploaded to OneDrive',
    unchanged: 'OneDrive has everything already',
    'nothing-found': 'Nothing found to upload',
    'no-credentials': 'No credentials, so nothing was uploaded to OneDrive',
    'dry-run': 'This would be uploaded to OneDrive',
    checked: 'The connection to OneDrive works',
    refreshed: 'Still signed in to OneDrive',
    failed: 'Upload to OneDrive failed',
    cancelled: 'Upload to OneDrive cancelled',
  };
  return texts[report.result];
}

function emulatorNote(report: Report): string {
  return report.emulator ? '> [!WARNING]\n> This run used the emulator: nothing reached Microsoft.' : '';
}

function line(report: Report): string {
  const sum = totals(report.outcomes);
  if (sum.files === 0) return '';
  if (sum.planned > 0)
    return `${count(sum.planned, 'file')} to send, ${sum.skipped} there already; nothing was changed`;
  const elapsedMs = report.endedMs - report.startedMs;
  const rate = elapsedMs > 0 ? `, ${bytes(Math.round((sum.bytes * 1000) / elapsedMs))}/s` : '';
  const words = [
    `${count(sum.uploaded, 'file')} uploaded (${bytes(sum.bytes)} in ${span(elapsedMs)}${rate})`,
    ...(sum.skipped === 0 ? [] : [`${sum.skipped} skipped`]),
    ...(sum.failed === 0 ? [] : [`**${sum.failed} failed**`]),
    ...(report.deletedCount === 0 ? [] : [`${report.deletedCount} deleted`]),
  ];
  return words.join(', ');
}

function failure(report: Report): string {
  // The problems of a UsageFailure are lines of one text.
  return [...(report.error === undefined ? [] : [report.error]), ...report.failures]
    .flatMap((error) => explain(error).split('\n'))
    .map((text) => markdown(text.trim()))
    .join('<br>');
}

function place(report: Report): string {
  if (report.drive === undefined) return '';
  const folder = linked(report.destination || 'the root', report.links.folderUrl ?? report.folder?.webUrl);
  return `Folder ${folder} on the ${report.drive.kind === 'documentLibrary' ? 'library' : 'drive'} of ${markdown(report.drive.owner)}`;
}

function table(report: Report): string {
  if (report.outcomes.length === 0) return '';
  const rows: string[] = [];
  let sizeBytes = 0;
  const failedFirst = [...report.outcomes].sort(
    (a, b) => Number(b.action === 'failed') - Number(a.action === 'failed'),
  );
  for (const outcome of failedFirst) {
    const text = row(outcome);
    sizeBytes += Buffer.byteLength(text);
    if (sizeBytes > rowsLimitBytes) break;
    rows.push(text);
  }
  const rest = report.outcomes.length - rows.length;
  const more = rest === 0 ? '' : `\n\n… and ${count(rest, 'more file')}, see the manifest.`;
  return `| File | Size | What became of it |\n|---|---:|---|\n${rows.join('\n')}${more}`;
}

function row({ file, item, action, error }: Outcome): string {
  const what = action === 'failed' ? `**failed**: ${markdown(explain(error).slice(0, 500))}` : action;
  const as = action === 'renamed' && item !== undefined ? ` to ${markdown(item.name)}` : '';
  return `| ${linked(file.relativePath, item?.webUrl)} | ${bytes(file.sizeBytes)} | ${what}${as} |`;
}
