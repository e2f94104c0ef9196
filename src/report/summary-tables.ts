/**
 * The tables of a summary: files, and what mirror and retention did. Knows GitHub's Markdown and how much room there
 * is; everything from outside is escaped, and what has no room is counted.
 */
import { weightOf } from '../cleanup/listing.ts';
import { explain } from '../core/errors.ts';
import { bytes, compared, count, markdown } from '../core/format.ts';
import { linked } from '../publish/download-table.ts';
import type { Outcome } from '../upload/context.ts';
import { plannedDeletions } from './counts.ts';
import type { Report } from './report.ts';

const filesLimitBytes = 200 * 1024;
const deletionsLimitBytes = 60 * 1024;
/** A table of more rows is folded. */
const openRows = 25;
/** Longer ones are no address that anybody follows. */
const urlLimit = 4000;
/** As much of a digest as people compare by eye. */
const shownDigits = 12;

/** A text of at most that many characters, without secrets, as it is shown in a summary. */
export function cut({ redact }: Pick<Report, 'redact'>, text: string, limit = 400): string {
  const clean = redact(text);
  return clean.length <= limit ? clean : `${clean.slice(0, limit)}…`;
}

/** A name with its address, both of a length that fits into a line. */
export function anchor(report: Pick<Report, 'redact'>, name: string, url: string | undefined): string {
  return linked(cut(report, name), (url?.length ?? 0) > urlLimit ? undefined : url);
}

/** All files, those that failed first and never folded; `''` without any. */
export function filesTable(report: Report): string {
  const { outcomes } = report;
  if (outcomes.length === 0) return '';
  const head = outcomes.some(({ sha256 }) => sha256 !== undefined)
    ? '| File | Size | SHA-256 | Result |\n|---|---:|---|---|'
    : '| File | Size | Result |\n|---|---:|---|';
  const row = (outcome: Outcome) => fileRow(outcome, report, head.includes('SHA-256'));
  const failed = outcomes.filter(({ action }) => action === 'failed');
  const others = outcomes.filter(({ action }) => action !== 'failed');
  const isShort = outcomes.length <= openRows;
  const room = { bytes: filesLimitBytes };
  const first = fitting(isShort ? [...failed, ...others] : failed, { row, room });
  const folded = isShort ? [] : fitting(others, { row, room });
  const rest = outcomes.length - first.length - folded.length;
  const parts = [
    ...(first.length === 0 ? [] : [table(head, first)]),
    ...(folded.length === 0 ? [] : [fold(count(others.length, 'file'), table(head, folded))]),
    ...(rest === 0 ? [] : [`… and ${count(rest, 'more file')}, see the manifest.`]),
  ];
  return parts.join('\n\n');
}

function fileRow(outcome: Outcome, report: Report, hasDigest: boolean): string {
  const { file, item, sha256 } = outcome;
  const url = report.links.urls.get(item?.id ?? '') ?? item?.webUrl;
  const digest = sha256 === undefined ? '' : `\`${markdown(sha256.slice(0, shownDigits))}\``;
  const cells = [anchor(report, file.relativePath, url), bytes(file.sizeBytes)];
  return `| ${[...cells, ...(hasDigest ? [digest] : []), resultOf(outcome, report)].join(' | ')} |`;
}

function resultOf({ action, item, error }: Outcome, report: Report): string {
  if (action === 'failed') return `❌ **failed**: ${markdown(cut(report, explain(error), 500))}`;
  if (action === 'renamed' && item !== undefined) return `renamed to ${markdown(cut(report, item.name))}`;
  if (action === 'skipped') return 'skipped: there already';
  return action === 'planned' ? 'to be sent' : action;
}

/** What mirror and retention deleted, would delete, and left; `''` when there is nothing to tell. */
export function deletionsTable(report: Report): string {
  const { deletions, deletedCount } = report;
  if (deletions === undefined) return '';
  const { isPlan } = deletions;
  const going = [...deletions.going].sort((a, b) => byPath(a.twig, b.twig));
  const left = [...deletions.left].sort(byPath);
  if (going.length + left.length === 0) return '';
  const total = isPlan ? plannedDeletions(report) : deletedCount;
  const word = isPlan ? 'would be deleted' : 'deleted';
  const room = { bytes: deletionsLimitBytes };
  const rows = [
    ...fitting(going, {
      row: ({ twig, why }) =>
        `| ${path(report, twig)} | ${twig.isFolder ? count(weightOf(twig), 'item') : bytes(twig.sizeBytes)} | ${word} by ${why} |`,
      room,
    }),
    ...fitting(left, {
      row: (one) => `| ${path(report, one)} | | stays: ${markdown(cut(report, one.why, 500))} |`,
      room,
    }),
  ];
  const rest = going.length + left.length - rows.length;
  const heading = [
    ...(going.length === 0
      ? []
      : [`${count(total, 'item')} ${isPlan ? 'to delete' : 'deleted, to the recycle bin'}`]),
    ...(left.length === 0 ? [] : [`${left.length} left`]),
  ].join('; ');
  const body = table('| On the drive | Holds | Result |\n|---|---:|---|', rows);
  const more = rest === 0 ? '' : `\n\n… and ${rest} more, see the manifest.`;
  const isShort = rows.length <= openRows;
  return (isShort ? `#### ${upper(heading)}\n\n${body}` : fold(upper(heading), body)) + more;
}

function path(report: Report, { path: text }: { readonly path: string }): string {
  return markdown(cut(report, text));
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return compared(a.path, b.path);
}

interface Fitting<T> {
  readonly row: (value: T) => string;
  /** What is left of it; shrinks. */
  readonly room: { bytes: number };
}

/** As many rows as there is room for, from the first on; those behind are not even made. */
function fitting<T>(values: readonly T[], { row, room }: Fitting<T>): string[] {
  const rows: string[] = [];
  for (const value of values) {
    const text = row(value);
    room.bytes -= Buffer.byteLength(text) + 1;
    if (room.bytes < 0) break;
    rows.push(text);
  }
  return rows;
}

function table(head: string, rows: readonly string[]): string {
  return [head, ...rows].join('\n');
}

/** Markdown inside wants an empty line on both sides. */
function fold(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
