/**
 * The summary of the step, in GitHub's Markdown. All external text is escaped. Its parts are limited, so that it stays
 * far below GitHub's 1 MiB per step; the manifest has the rest.
 */
import { formatError, UsageFailure } from '../core/errors.ts';
import { escapeMarkdown, formatCount, formatDuration } from '../core/format.ts';
import { countPhrases, isDryRun } from './counts.ts';
import type { ReportLevel } from './public-log.ts';
import { outcomeTotals, type RunReport, reportErrors } from './report.ts';
import {
  formatDeletionsTable,
  formatFilesTable,
  formatSummaryError,
  redactAndTruncate,
  seeTroubleshootingLink,
  summaryLink,
} from './summary-tables.ts';

/** Returns the summary as Markdown; `''` for `none`. `counts` has no names, links or accounts. */
export function formatSummary(report: RunReport, level: ReportLevel): string {
  if (level === 'none') return '';
  const parts = [`### ${heading(report)}`, emulatorNote(report)];
  if (level === 'full') {
    parts.push(errorAlert(report), warningAlert(report), countsLine(report), resultNote(report));
    parts.push(locationList(report), formatFilesTable(report), formatDeletionsTable(report));
  } else parts.push(countsLine(report), resultNote(report), omittedNote(report));
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

const headings: Readonly<Record<RunReport['result'], string>> = {
  uploaded: '✅ Uploaded to OneDrive',
  unchanged: '✅ OneDrive already has everything',
  'nothing-found': '⚪ Nothing found to upload',
  'no-credentials': '⚪ No credentials, so nothing was uploaded to OneDrive',
  'dry-run': '📋 Dry run: this would be uploaded to OneDrive',
  checked: '✅ The connection to OneDrive works',
  refreshed: '✅ Still signed in to OneDrive',
  failed: '❌ Upload to OneDrive failed',
  cancelled: '🚫 Upload to OneDrive cancelled',
};

function heading(report: RunReport): string {
  const { result, outcomes, error } = report;
  if (result !== 'failed') return headings[result];
  if (isDryRun(report)) return '❌ Dry run: this upload would fail';
  const sum = outcomeTotals(outcomes);
  // The sign-in or the connection failed; the report does not say which.
  if (sum.files === 0) return '❌ onedrive-upload failed';
  if (sum.failed === 0 && error === undefined)
    return '❌ The files are on OneDrive, but something else failed';
  return sum.uploaded === 0 ? headings.failed : '❌ Not every file reached OneDrive';
}

function emulatorNote({ emulator }: RunReport): string {
  return emulator ? alert('WARNING', 'This run used the emulator: nothing reached Microsoft.') : '';
}

function countsLine(report: RunReport): string {
  const all = countPhrases(report).map(({ text, isMain }) => (isMain ? `**${text}**` : text));
  if (all.length === 0) return '';
  if (isDryRun(report)) return [...all, 'nothing was changed'].join(' · ');
  // No rate: a run with few bytes spends most of its time waiting.
  return [...all, `in ${formatDuration(report.endedMs - report.startedMs)}`].join(' · ');
}

/** A sentence on the result. It may be public. */
function resultNote({ result, secretUpdated, refreshTokenRotated }: RunReport): string {
  const sentences = {
    'nothing-found': 'This run found no files to upload.',
    'no-credentials': 'GitHub gives no secrets to runs from forks or Dependabot.',
    checked: 'Signed in, and the destination accepts uploads. Nothing was sent.',
    refreshed: refreshTokenRotated ? '' : 'Microsoft sent no new refresh token.',
  };
  const own = Object.entries(sentences).find(([name]) => name === result)?.[1] ?? '';
  if (secretUpdated) return `${own} The new refresh token was saved to its GitHub secret.`.trim();
  return own || (result === 'refreshed' ? 'Microsoft sent a new refresh token.' : '');
}

function omittedNote({ result, warnings: { length } = [] }: RunReport): string {
  if (result === 'failed' || result === 'cancelled')
    return 'Names, links and errors are left out here: see the log.';
  return length === 0 ? '' : `${formatCount(length, 'warning')}: see the log.`;
}

/** The size limit of the errors, and of the warnings. */
const alertLimitBytes = 80 * 1024;

function errorAlert(report: RunReport): string {
  const lines = reportErrors(report).flatMap((one) => {
    if (!(one instanceof UsageFailure)) return formatSummaryError(report, one, lineLimit);
    const problems = formatError(one).split('\n');
    return [...problems.map((text) => formatLine(report, text)), seeTroubleshootingLink(report, one)];
  });
  return lines.length === 0 ? '' : alert('CAUTION', fittingLines(lines));
}

function warningAlert(report: RunReport): string {
  const { warnings: texts = [] } = report;
  return texts.length === 0
    ? ''
    : alert('WARNING', fittingLines(texts.map((text) => formatLine(report, text))));
}

/** In characters, before the line is escaped. */
const lineLimit = 1000;

function formatLine(report: RunReport, text: string): string {
  return escapeMarkdown(redactAndTruncate(report, text.trim(), lineLimit));
}

function fittingLines(texts: readonly string[]): string {
  const lines: string[] = [];
  let sizeBytes = 0;
  for (const shown of texts) {
    sizeBytes += Buffer.byteLength(shown) + '<br>'.length;
    if (sizeBytes > alertLimitBytes) break;
    lines.push(shown);
  }
  const rest = texts.length - lines.length;
  return [...lines, ...(rest === 0 ? [] : [`… and ${formatCount(rest, 'more line')}, see the log`])].join(
    '<br>',
  );
}

function alert(kind: 'WARNING' | 'CAUTION', text: string): string {
  return `> [!${kind}]\n> ${text}`;
}

/** Where the results are, one line for each place. */
function locationList(report: RunReport): string {
  const { drive, destination, folder, links, checksums, release } = report;
  if (drive === undefined) return '';
  const { folderUrl, urls } = links;
  const kind = drive.kind === 'documentLibrary' ? 'library' : 'drive';
  const ownerText =
    drive.owner === 'unknown' ? '' : ` of ${escapeMarkdown(redactAndTruncate(report, drive.owner, 200))}`;
  const shared = folderUrl === undefined ? '' : ' (sharing link)';
  const lines = [
    `Folder ${summaryLink(report, destination || 'the root', folderUrl ?? folder?.webUrl)}${shared} on the ${kind}${ownerText}`,
  ];
  if (folderUrl === undefined && urls.size > 0)
    lines.push(`${formatCount(urls.size, 'sharing link')}, one for each file`);
  if (checksums !== undefined)
    lines.push(
      `Checksums ${summaryLink(report, checksums.name, checksums.url)}, ${formatCount(checksums.lineCount, 'line')}`,
    );
  if (release !== undefined)
    lines.push(`Listed in the release notes of ${summaryLink(report, release.tag, release.url)}`);
  return lines.map((text) => `- ${text}`).join('\n');
}
