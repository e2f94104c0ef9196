/**
 * The step's summary: the people's view of a report, in GitHub's Markdown. Everything from outside is
 * escaped. Far under GitHub's 1 MiB a step: rows end at 200 KiB, and the manifest has the rest.
 */
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
    checked: 'The connection to OneDrive works',
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
  const elapsedMs = report.endedMs - report.startedMs;
  const rate = elapsedMs > 0 ? `, ${bytes(Math.round((sum.bytes * 1000) / elapsedMs))}/s` : '';
  const words = [
    `${count(sum.uploaded, 'file')} uploaded (${bytes(sum.bytes)} in ${span(elapsedMs)}${rate})`,
    ...(sum.skipped === 0 ? [] : [`${sum.skipped} skipped`]),
    ...(sum.failed === 0 ? [] : [`**${sum.failed} failed**`]),
  ];
  return words.join(', ');
}

function failure(report: Report): string {
  if (report.error === undefined) return '';
  // The problems of a UsageFailure are lines of one text.
  return explain(report.error)
    .split('\n')
    .map((text) => markdown(text.trim()))
    .join('<br>');
}

function place(report: Report): string {
  if (report.drive === undefined) return '';
  const where = report.destination === '' ? 'the root' : markdown(report.destination);
  const url = safeUrl(report.folder?.webUrl);
  const folder = url === undefined ? where : `[${where}](${url})`;
  return `Folder ${folder} on the ${report.drive.kind === 'documentLibrary' ? 'library' : 'drive'} of ${markdown(report.drive.owner)}`;
}

/** Only https links, and nothing in them that could end the link. */
function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:') return undefined;
  return parsed.href.replace(/[()<>|"\\]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
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
  const url = safeUrl(item?.webUrl);
  const name = markdown(file.relativePath);
  const what = action === 'failed' ? `**failed**: ${markdown(explain(error).slice(0, 500))}` : action;
  const as = action === 'renamed' && item !== undefined ? ` to ${markdown(item.name)}` : '';
  return `| ${url === undefined ? name : `[${name}](${url})`} | ${bytes(file.sizeBytes)} | ${what}${as} |`;
}
