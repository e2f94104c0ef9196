/**
 * The tables of the summary: files and deletions, in GitHub's Markdown. All external text is escaped. Rows beyond the
 * size limit are only counted.
 */
import { listedItemCount } from '../cleanup/listing.ts';
import { failureCode, formatError } from '../core/errors.ts';
import { capitalize, compareText, escapeMarkdown, formatBytes, formatCount } from '../core/format.ts';
import { markdownLink } from '../publish/download-table.ts';
import type { UploadOutcome } from '../upload/context.ts';
import { countPlannedDeletions } from './counts.ts';
import type { RunReport } from './report.ts';

const filesLimitBytes = 200 * 1024;
const deletionsLimitBytes = 60 * 1024;
/** A table with more rows is folded. */
const maxUnfoldedRows = 25;
/** A longer URL is not linked. */
const maxUrlLength = 4000;
/** Enough of a digest to compare by eye. */
const shownDigestLength = 12;

/** Removes secrets from a text, then cuts it to `limit` characters. */
export function redactAndTruncate({ redact }: Pick<RunReport, 'redact'>, text: string, limit = 400): string {
  const clean = redact(text);
  return clean.length <= limit ? clean : `${clean.slice(0, limit)}…`;
}

/** A name as a link. The name is cut to fit a line; a URL that is too long is left out. */
export function summaryLink(
  report: Pick<RunReport, 'redact'>,
  name: string,
  url: string | undefined,
): string {
  return markdownLink(redactAndTruncate(report, name), (url?.length ?? 0) > maxUrlLength ? undefined : url);
}

/** An error as one line, cut to `limit` characters, with a link to the section that explains it. */
export function formatSummaryError(report: RunReport, error: unknown, limit: number): string {
  const text = redactAndTruncate(report, formatError(error), limit);
  return `${escapeMarkdown(text)}${/[.!?…]$/.test(text) ? '' : '.'} ${seeTroubleshootingLink(report, error)}`;
}

/** Points to the section that explains the error: a link if the base is an https URL, else plain text. */
export function seeTroubleshootingLink({ troubleshootingUrl }: RunReport, error: unknown): string {
  const code = failureCode(error);
  const url = `${troubleshootingUrl}#${code}`;
  return `See ${url.startsWith('https:') ? markdownLink(code, url) : escapeMarkdown(url)}`;
}

/** The table of files; `''` if there are none. Failed files come first and are never folded. */
export function formatFilesTable(report: RunReport): string {
  const { outcomes } = report;
  if (outcomes.length === 0) return '';
  const head = outcomes.some(({ sha256 }) => sha256 !== undefined)
    ? '| File | Size | SHA-256 | Result |\n|---|---:|---|---|'
    : '| File | Size | Result |\n|---|---:|---|';
  const row = (outcome: UploadOutcome) => formatFileRow(outcome, report, head.includes('SHA-256'));
  const failed = outcomes.filter(({ action }) => action === 'failed');
  const others = outcomes.filter(({ action }) => action !== 'failed');
  const isShort = outcomes.length <= maxUnfoldedRows;
  const budget = { bytes: filesLimitBytes };
  const first = takeFittingRows(isShort ? [...failed, ...others] : failed, { row, budget });
  const folded = isShort ? [] : takeFittingRows(others, { row, budget });
  const rest = outcomes.length - first.length - folded.length;
  const parts = [
    ...(first.length === 0 ? [] : [table(head, first)]),
    ...(folded.length === 0 ? [] : [foldedDetails(formatCount(others.length, 'file'), table(head, folded))]),
    ...(rest === 0 ? [] : [`… and ${formatCount(rest, 'more file')}, see the manifest.`]),
  ];
  return parts.join('\n\n');
}

function formatFileRow(outcome: UploadOutcome, report: RunReport, hasDigest: boolean): string {
  const { file, item, sha256 } = outcome;
  const url = report.links.urls.get(item?.id ?? '') ?? item?.webUrl;
  const digest = sha256 === undefined ? '' : `\`${escapeMarkdown(sha256.slice(0, shownDigestLength))}\``;
  const cells = [
    summaryLink(report, file.relativePath, url),
    file.packs === undefined ? formatBytes(file.sizeBytes) : 'not packed',
  ];
  return `| ${[...cells, ...(hasDigest ? [digest] : []), formatOutcome(outcome, report)].join(' | ')} |`;
}

function formatOutcome({ action, item, error, change }: UploadOutcome, report: RunReport): string {
  if (action === 'failed') return `❌ **failed**: ${formatSummaryError(report, error, 500)}`;
  if (action === 'renamed' && item !== undefined)
    return `renamed to ${escapeMarkdown(redactAndTruncate(report, item.name))}`;
  if (action === 'skipped') return 'skipped: already there';
  if (action !== 'planned') return action;
  if (change?.kind === 'rename') return '+ new, under another name';
  return change?.kind === 'replace' ? '~ replace' : '+ new';
}

/** The table of items that mirror and retention deleted, would delete, or kept; `''` if there are none. */
export function formatDeletionsTable(report: RunReport): string {
  const { deletions, deletedCount } = report;
  if (deletions === undefined) return '';
  const { isDryRun } = deletions;
  const items = [...deletions.items].sort((a, b) => byPath(a.item, b.item));
  const kept = [...deletions.kept].sort(byPath);
  if (items.length + kept.length === 0) return '';
  const total = isDryRun ? countPlannedDeletions(report) : deletedCount;
  const word = isDryRun ? 'would be deleted' : 'deleted';
  const budget = { bytes: deletionsLimitBytes };
  const rows = [
    ...takeFittingRows(items, {
      row: ({ item, reason }) =>
        `| ${pathCell(report, item)} | ${item.isFolder ? formatCount(listedItemCount(item), 'item') : formatBytes(item.sizeBytes)} | ${word} by ${reason} |`,
      budget,
    }),
    ...takeFittingRows(kept, {
      row: (one) =>
        `| ${pathCell(report, one)} | | not deleted: ${escapeMarkdown(redactAndTruncate(report, one.reason, 500))} |`,
      budget,
    }),
  ];
  const rest = items.length + kept.length - rows.length;
  const heading = [
    ...(items.length === 0
      ? []
      : [`${formatCount(total, 'item')} ${isDryRun ? 'to delete' : 'moved to the recycle bin'}`]),
    ...(kept.length === 0 ? [] : [`${kept.length} not deleted`]),
  ].join('; ');
  const body = table('| On the drive | Contains | Result |\n|---|---:|---|', rows);
  const more = rest === 0 ? '' : `\n\n… and ${rest} more, see the manifest.`;
  const isShort = rows.length <= maxUnfoldedRows;
  return (
    (isShort ? `#### ${capitalize(heading)}\n\n${body}` : foldedDetails(capitalize(heading), body)) + more
  );
}

function pathCell(report: RunReport, { path: text }: { readonly path: string }): string {
  return escapeMarkdown(redactAndTruncate(report, text));
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return compareText(a.path, b.path);
}

interface RowOptions<T> {
  readonly row: (value: T) => string;
  /** The remaining size. `takeFittingRows` reduces it. */
  readonly budget: { bytes: number };
}

/** Formats rows until the budget is used up. */
function takeFittingRows<T>(values: readonly T[], { row, budget }: RowOptions<T>): string[] {
  const rows: string[] = [];
  for (const value of values) {
    const text = row(value);
    budget.bytes -= Buffer.byteLength(text) + 1;
    if (budget.bytes < 0) break;
    rows.push(text);
  }
  return rows;
}

function table(head: string, rows: readonly string[]): string {
  return [head, ...rows].join('\n');
}

/** Markdown in `<details>` needs an empty line before and after it. */
function foldedDetails(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
