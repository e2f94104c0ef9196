/**
 * The uploaded files of a run as a Markdown table: name, size, SHA-256, link. Escapes everything from outside.
 * release-notes.ts merges the rows of several jobs.
 */
import { compareText, escapeMarkdown, formatBytes, formatCount } from '../core/format.ts';
import { joinRemotePath, parentPathOf } from '../graph/paths.ts';
import type { UploadOutcome } from '../upload/context.ts';

/** A file that people can download. */
export interface DownloadEntry {
  /** On the drive, with the name the drive gave it. */
  readonly remotePath: string;
  /** As shown: below the destination. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Hex; undefined for a file that this run neither sent nor compared. */
  readonly sha256: string | undefined;
  readonly url: string | undefined;
}

/** The links that a run made. */
export interface ShareLinks {
  /** True when sharing was asked for: `webUrl`, which needs a sign-in, is then no replacement for a link. */
  readonly areRequested: boolean;
  readonly folderUrl?: string | undefined;
  /** By the id of the item. */
  readonly urls: ReadonlyMap<string, string>;
}

/** One entry for each file that is on the drive and verified, sorted by name. */
export function downloadEntries(outcomes: readonly UploadOutcome[], links: ShareLinks): DownloadEntry[] {
  const all = outcomes.flatMap(({ action, file, item, sha256 }): DownloadEntry[] => {
    if (action === 'failed' || item === undefined) return [];
    const own = links.areRequested ? links.folderUrl : item.webUrl;
    return [
      {
        remotePath: replaceBaseName(file.remotePath, item.name),
        name: replaceBaseName(file.relativePath, item.name),
        // A skipped file stays as it was on the drive.
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

/** The table's head, two lines. */
export const downloadTableHead: readonly string[] = ['| File | Size | SHA-256 |', '|---|---:|---|'];

/** A comment on GitHub takes 65,536 characters (telia-oss/github-pr-resource#259), and also holds other text. */
const maxTableLength = 60_000;

/** The table in at most `limit` characters. The last line counts the files left out. '' without files. */
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

/** One row. `marker` is hidden in its first cell. */
export function formatDownloadRow({ name, url, sizeBytes, sha256 }: DownloadEntry, marker = ''): string {
  const digest = sha256 === undefined ? '' : `\`${escapeMarkdown(sha256)}\``;
  return `| ${marker}${markdownLink(name, url)} | ${formatBytes(sizeBytes)} | ${digest} |`;
}

/** The name as Markdown, with a link if the URL is safe to show. */
export function markdownLink(name: string, url: string | undefined): string {
  const safe = safeHttpsUrl(url);
  return safe === undefined ? escapeMarkdown(name) : `[${escapeMarkdown(name)}](${safe})`;
}

/** Returns an https URL and encodes what could end a Markdown link or a cell; undefined for any other URL. */
export function safeHttpsUrl(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:') return undefined;
  return parsed.href.replace(
    /[()<>|"\\`]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
