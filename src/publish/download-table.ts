/**
 * The downloads of a run, and their table in Markdown: name, size, SHA-256, link. Knows outcomes and links;
 * everything from outside is escaped. Where the table goes, and that rows of other jobs are there, is section's.
 */
import { bytes, compared, count, markdown } from '../core/format.ts';
import { join, parentOf } from '../graph/paths.ts';
import type { Outcome } from '../upload/context.ts';

/** A file that people may get. */
export interface Download {
  /** On the drive, under the name that it got. */
  readonly remotePath: string;
  /** As it is shown: below the destination. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Hex; undefined for a file that this run neither sent nor compared. */
  readonly sha256: string | undefined;
  readonly url: string | undefined;
}

/** Links that a run made. */
export interface Links {
  /** True when sharing was asked for: an address that nobody else may open is then no link. */
  readonly asked: boolean;
  readonly folderUrl?: string | undefined;
  /** By the id of the item. */
  readonly urls: ReadonlyMap<string, string>;
}

/** One for each file that is on the drive and verified, ordered by name. */
export function downloadsOf(outcomes: readonly Outcome[], links: Links): Download[] {
  const all = outcomes.flatMap(({ action, file, item, sha256 }): Download[] => {
    if (action === 'failed' || item === undefined) return [];
    const own = links.asked ? links.folderUrl : item.webUrl;
    return [
      {
        remotePath: withName(file.remotePath, item.name),
        name: withName(file.relativePath, item.name),
        // What was skipped is what was there before.
        sizeBytes: action === 'skipped' ? item.sizeBytes : file.sizeBytes,
        sha256,
        url: links.urls.get(item.id) ?? own,
      },
    ];
  });
  return all.sort((a, b) => compared(a.name, b.name));
}

function withName(path: string, name: string): string {
  return join(parentOf(path), name);
}

/** Heading of the table, two lines. */
export const tableHead: readonly string[] = ['| File | Size | SHA-256 |', '|---|---:|---|'];

/** A comment on a pull request or an issue takes 65,536 characters (telia-oss/github-pr-resource#259), and says something else besides. */
const tableLimit = 60_000;

/** The table, in at most that many characters; what is left out is counted. `''` without files. */
export function downloadsTable(downloads: readonly Download[], limit = tableLimit): string {
  if (downloads.length === 0) return '';
  const lines = [...tableHead];
  // Room for the line that counts the rest.
  let room = limit - tableHead.join('\n').length - 60;
  for (const download of downloads) {
    const line = downloadRow(download);
    room -= line.length + 1;
    if (room < 0) break;
    lines.push(line);
  }
  const rest = downloads.length + tableHead.length - lines.length;
  if (rest > 0) lines.push('', `… and ${count(rest, 'more file')}`);
  return `${lines.join('\n')}\n`;
}

/** A row; `mark` is hidden in its first cell. */
export function downloadRow({ name, url, sizeBytes, sha256 }: Download, mark = ''): string {
  const digest = sha256 === undefined ? '' : `\`${markdown(sha256)}\``;
  return `| ${mark}${linked(name, url)} | ${bytes(sizeBytes)} | ${digest} |`;
}

/** A text as Markdown, a link if the address is one that may be shown. */
export function linked(name: string, url: string | undefined): string {
  const safe = safeUrl(url);
  return safe === undefined ? markdown(name) : `[${markdown(name)}](${safe})`;
}

/** An https address without anything that could end a Markdown link or a cell; undefined for every other. */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:') return undefined;
  return parsed.href.replace(/[()<>|"\\`]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
