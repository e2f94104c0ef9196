/**
 * The downloads of a run, and their table in Markdown: name, size, SHA-256, link. Knows outcomes and links;
 * everything from outside is escaped. Where the table goes, and that rows of other jobs are there, is section's.
 */
import { compareText, escapeMarkdown, formatBytes, formatCount } from '../core/format.ts';
import { joinRemotePath, parentPathOf } from '../graph/paths.ts';
import type { UploadOutcome } from '../upload/context.ts';

/** A file that people may get. */
export interface DownloadEntry {
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
export interface ShareLinks {
  /** True when sharing was asked for: an address that nobody else may open is then no link. */
  readonly areRequested: boolean;
  readonly folderUrl?: string | undefined;
  /** By the id of the item. */
  readonly urls: ReadonlyMap<string, string>;
}

/** One for each file that is on the drive and verified, ordered by name. */
export function downloadEntries(outcomes: readonly UploadOutcome[], links: ShareLinks): DownloadEntry[] {
  const all = outcomes.flatMap(({ action, file, item, sha256 }): DownloadEntry[] => {
    if (action === 'failed' || item === undefined) return [];
    const own = links.areRequested ? links.folderUrl : item.webUrl;
    return [
      {
        remotePath: replaceBaseName(file.remotePath, item.name),
        name: replaceBaseName(file.relativePath, item.name),
        // What was skipped is what was there before.
        sizeBytes: action === 'skipped' ? item.sizeBytes : file.sizeBytes,
        sha256,
        url: links.urls.get(item.id) ?? own,
      },
    ];
  });
  return all.sort((a, b) => compareText(a.name, b.name));
}

function replaceBaseName(path: string, name: string): string {
  return joinRemotePath(parentPathOf(path), name);
}

/** Heading of the table, two lines. */
export const downloadTableHead: readonly string[] = ['| File | Size | SHA-256 |', '|---|---:|---|'];

/** A comment on a pull request or an issue takes 65,536 characters (telia-oss/github-pr-resource#259), and says something else besides. */
const maxTableLength = 60_000;

/** The table, in at most that many characters; what is left out is counted. `''` without files. */
export function formatDownloadTable(downloads: readonly DownloadEntry[], limit = maxTableLength): string {
  if (downloads.length === 0) return '';
  const lines = [...downloadTableHead];
  // Room for the line that counts the rest.
  let remainingLength = limit - downloadTableHead.join('\n').length - 60;
  for (const download of downloads) {
    const line = formatDownloadRow(download);
    remainingLength -= line.length + 1;
    if (remainingLength < 0) break;
    lines.push(line);
  }
  const rest = downloads.length + downloadTableHead.length - lines.length;
  if (rest > 0) lines.push('', `… and ${formatCount(rest, 'more file')}`);
  return `${lines.join('\n')}\n`;
}

/** A row; `mark` is hidden in its first cell. */
export function formatDownloadRow({ name, url, sizeBytes, sha256 }: DownloadEntry, marker = ''): string {
  const digest = sha256 === undefined ? '' : `\`${escapeMarkdown(sha256)}\``;
  return `| ${marker}${markdownLink(name, url)} | ${formatBytes(sizeBytes)} | ${digest} |`;
}

/** A text as Markdown, a link if the address is one that may be shown. */
export function markdownLink(name: string, url: string | undefined): string {
  const safe = safeHttpsUrl(url);
  return safe === undefined ? escapeMarkdown(name) : `[${escapeMarkdown(name)}](${safe})`;
}

/** An https address without anything that could end a Markdown link or a cell; undefined for every other. */
export function safeHttpsUrl(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:') return undefined;
  return parsed.href.replace(
    /[()<>|"\\`]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
