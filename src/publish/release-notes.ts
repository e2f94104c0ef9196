/**
 * The Downloads section of a release's notes: found between its two marks, its rows told apart by a hidden key,
 * merged with those of other jobs, and put back into a text of which nothing else changes. Pure. The notes come
 * as GitHub keeps them: with CRLF once somebody saved them in a browser (actions/runner#1462).
 */
import { createHash } from 'node:crypto';
import { Failure } from '../core/errors.ts';
import { compared, count } from '../core/format.ts';
import { pathKey } from '../graph/paths.ts';
import { type Download, downloadRow, linked, tableHead } from './download-table.ts';

/** What one run has to say in the section. */
export interface Listing {
  readonly downloads: readonly Download[];
  /** Remote path of the destination: the row that counts what there was no room for is about it. */
  readonly destination: string;
  /** Link to the destination. */
  readonly url: string | undefined;
}

const begin = '<!-- onedrive-upload:begin -->';
const end = '<!-- onedrive-upload:end -->';
const head = ['', '### Downloads', '', ...tableHead];
const rowPattern = /^\s*\|\s*<!-- onedrive-upload:([0-9a-f]{32}) -->/;

/** GitHub takes no more characters for notes (ncipollo/release-action#493). */
const notesLimit = 125_000;

/**
 * The notes with these rows in their section; one is appended where there is none. The same text when all of it
 * is there already. Rows of other jobs stay letter by letter. Throws a Failure when the notes have no room left.
 */
export function mergedNotes(notes: string, listing: Listing, limit = notesLimit): string {
  const found = sectionIn(notes);
  const old = found === undefined ? '' : notes.slice(found.start, found.end);
  const eol = (old || notes).includes('\r\n') ? '\r\n' : '\n';
  const before = found === undefined ? opened(notes, eol) : notes.slice(0, found.start);
  const after = found === undefined ? '' : notes.slice(found.end);
  const rows = rowsIn(old);
  const own = new Map(listing.downloads.map((one) => [keyOf('file', one.remotePath), one]));
  const rest = keyOf('rest', listing.destination);
  for (const key of [...own.keys(), rest]) rows.delete(key);
  const frame = [begin, ...head, '', end].join(eol);
  const used = [...rows.values()].reduce((sum, row) => sum + row.length + eol.length, 0);
  const room = limit - before.length - after.length - frame.length - used;
  for (const [key, row] of fitting(own, { listing, rest, room, eol })) rows.set(key, row);
  const lines = [...rows.values()].sort(byName);
  return `${before}${[begin, ...head, ...lines, '', end].join(eol)}${after}`;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The first pair of marks with no other mark between them: half of a pair that somebody left over opens nothing. */
function sectionIn(notes: string): Span | undefined {
  for (let start = notes.indexOf(begin); start >= 0; ) {
    const close = notes.indexOf(end, start);
    const next = notes.indexOf(begin, start + begin.length);
    if (close < 0) return undefined;
    if (next < 0 || close < next) return { start, end: close + end.length };
    start = next;
  }
  return undefined;
}

/** With an empty line at the end, which Markdown wants before what follows. */
function opened(notes: string, eol: string): string {
  if (notes === '' || notes.endsWith(eol + eol)) return notes;
  return notes.endsWith('\n') ? notes + eol : notes + eol + eol;
}

function rowsIn(section: string): Map<string, string> {
  const keyed = section.split(/\r?\n/).flatMap((line) => {
    const key = rowPattern.exec(line)?.[1];
    return key === undefined ? [] : [[key, line] as const];
  });
  return new Map(keyed);
}

interface Room {
  readonly listing: Listing;
  /** Key of the row that counts the rest. */
  readonly rest: string;
  /** Characters. */
  readonly room: number;
  readonly eol: string;
}

function fitting(own: ReadonlyMap<string, Download>, { listing, rest, room, eol }: Room): [string, string][] {
  const all = [...own].map(([key, one]): [string, string] => [key, downloadRow(one, markOf(key))]);
  const length = (row: string) => row.length + eol.length;
  const total = all.reduce((sum, [, row]) => sum + length(row), 0);
  if (total <= room) return all;
  const { destination, url } = listing;
  const restRow = (left: number) =>
    `| ${markOf(rest)}… and ${count(left, 'more file')} in ${linked(destination || 'the drive', url)} | | |`;
  let left = room - length(restRow(all.length));
  if (left < 0)
    throw new Failure(`the notes have room for no more than ${Math.max(0, room)} characters`, {
      kind: 'service',
      hint: 'shorten them, GitHub takes 125,000',
    });
  const fit = all.findIndex(([, row]) => {
    left -= length(row);
    return left < 0;
  });
  return [...all.slice(0, fit), [rest, restRow(all.length - fit)]];
}

/** Names are compared without case, as the drive does it. */
function keyOf(kind: 'file' | 'rest', remotePath: string): string {
  return createHash('sha256')
    .update(`${kind} ${pathKey(remotePath)}`)
    .digest('hex')
    .slice(0, 32);
}

function markOf(key: string): string {
  return `<!-- onedrive-upload:${key} --> `;
}

/** By what stands in the first cell, linked or not; equal ones by their keys. */
function byName(a: string, b: string): number {
  const name = (row: string) => row.replace(rowPattern, '').replace(/^\s*\[?/, '');
  return compared(name(a), name(b)) || compared(a, b);
}
