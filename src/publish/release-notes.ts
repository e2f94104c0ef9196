/**
 * The Downloads section of a release's notes. Finds it between its two markers, merges its rows with those of other
 * jobs by hidden keys, and leaves the rest of the notes unchanged. Notes have CRLF once they were saved in a browser
 * (actions/runner#1462).
 */
import { createHash } from 'node:crypto';
import { Failure } from '../core/errors.ts';
import { compareText, formatCount } from '../core/format.ts';
import { pathKey } from '../graph/paths.ts';
import { type DownloadEntry, downloadTableHead, formatDownloadRow, markdownLink } from './download-table.ts';

/** The rows of one run. */
export interface ReleaseDownloads {
  readonly downloads: readonly DownloadEntry[];
  /** Remote path of the destination. It identifies the row that counts the files left out. */
  readonly destination: string;
  /** Link to the destination. */
  readonly url: string | undefined;
}

const sectionStart = '<!-- onedrive-upload:begin -->';
const end = '<!-- onedrive-upload:end -->';
const sectionHead = ['', '### Downloads', '', ...downloadTableHead];
const rowPattern = /^\s*\|\s*<!-- onedrive-upload:([0-9a-f]{32}) -->/;

/** GitHub's limit for notes, in characters (ncipollo/release-action#493). */
const maxNotesLength = 125_000;

/**
 * Returns the notes with these rows in their section, which is appended if missing. Returns the same text when nothing
 * changes. Rows of other jobs stay as they are. Throws a Failure when the notes have no room left.
 */
export function mergeReleaseNotes(notes: string, listing: ReleaseDownloads, limit = maxNotesLength): string {
  const found = findSection(notes);
  const old = found === undefined ? '' : notes.slice(found.start, found.sectionEnd);
  const eol = (old || notes).includes('\r\n') ? '\r\n' : '\n';
  const before = found === undefined ? endWithEmptyLine(notes, eol) : notes.slice(0, found.start);
  const after = found === undefined ? '' : notes.slice(found.sectionEnd);
  const rows = parseRows(old);
  const own = new Map(listing.downloads.map((one) => [rowKey('file', one.remotePath), one]));
  const restKey = rowKey('rest', listing.destination);
  for (const key of [...own.keys(), restKey]) rows.delete(key);
  const frame = [sectionStart, ...sectionHead, '', end].join(eol);
  const used = [...rows.values()].reduce((sum, row) => sum + row.length + eol.length, 0);
  const available = limit - before.length - after.length - frame.length - used;
  for (const [key, row] of limitRows(own, { listing, restKey, available, eol })) rows.set(key, row);
  const lines = [...rows.values()].sort(compareRows);
  return `${before}${[sectionStart, ...sectionHead, ...lines, '', end].join(eol)}${after}`;
}

interface SectionRange {
  readonly start: number;
  readonly sectionEnd: number;
}

/** Returns the first pair of markers with no other marker in between. A single leftover marker is ignored. */
function findSection(notes: string): SectionRange | undefined {
  for (let start = notes.indexOf(sectionStart); start >= 0; ) {
    const close = notes.indexOf(end, start);
    const next = notes.indexOf(sectionStart, start + sectionStart.length);
    if (close < 0) return undefined;
    if (next < 0 || close < next) return { start, sectionEnd: close + end.length };
    start = next;
  }
  return undefined;
}

/** Ends the notes with the empty line that Markdown needs before the section. */
function endWithEmptyLine(notes: string, eol: string): string {
  if (notes === '' || notes.endsWith(eol + eol)) return notes;
  return notes.endsWith('\n') ? notes + eol : notes + eol + eol;
}

function parseRows(section: string): Map<string, string> {
  const keyed = section.split(/\r?\n/).flatMap((line) => {
    const key = rowPattern.exec(line)?.[1];
    return key === undefined ? [] : [[key, line] as const];
  });
  return new Map(keyed);
}

interface RowLimits {
  readonly listing: ReleaseDownloads;
  /** Key of the row that counts the files left out. */
  readonly restKey: string;
  /** Characters. */
  readonly available: number;
  readonly eol: string;
}

function limitRows(
  own: ReadonlyMap<string, DownloadEntry>,
  { listing, restKey, available, eol }: RowLimits,
): [string, string][] {
  const all = [...own].map(([key, one]): [string, string] => [key, formatDownloadRow(one, rowMarker(key))]);
  const length = (row: string) => row.length + eol.length;
  const total = all.reduce((sum, [, row]) => sum + length(row), 0);
  if (total <= available) return all;
  const { destination, url } = listing;
  const restRow = (left: number) =>
    `| ${rowMarker(restKey)}… and ${formatCount(left, 'more file')} in ${markdownLink(destination || 'the drive', url)} | | |`;
  let remaining = available - length(restRow(all.length));
  if (remaining < 0)
    throw new Failure(`the release notes have room for only ${Math.max(0, available)} characters`, {
      code: 'release-not-updated',
      kind: 'service',
      hint: 'shorten them: GitHub allows 125,000',
    });
  const rowCount = all.findIndex(([, row]) => {
    remaining -= length(row);
    return remaining < 0;
  });
  return [...all.slice(0, rowCount), [restKey, restRow(all.length - rowCount)]];
}

/** Compares names without case, like the drive. */
function rowKey(kind: 'file' | 'rest', remotePath: string): string {
  return createHash('sha256')
    .update(`${kind} ${pathKey(remotePath)}`)
    .digest('hex')
    .slice(0, 32);
}

function rowMarker(key: string): string {
  return `<!-- onedrive-upload:${key} --> `;
}

/** Sorts by the text of the first cell, linked or not, then by key. */
function compareRows(a: string, b: string): number {
  const name = (row: string) => row.replace(rowPattern, '').replace(/^\s*\[?/, '');
  return compareText(name(a), name(b)) || compareText(a, b);
}
