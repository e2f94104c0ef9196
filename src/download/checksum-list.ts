/**
 * Reads a list of SHA-256 checksums, as `checksums` and `sha256sum` write it: 64 hex digits, two characters, the path
 * (coreutils, "md5sum invocation"); or as `sha256sum --tag` and BSD's `sha256` do: `SHA256 (PATH) = HEX`.
 */
import { open } from 'node:fs/promises';
import { Failure, systemReason } from '../core/errors.ts';
import { escapeControls, formatBytes } from '../core/format.ts';

/** One line of a list. */
export interface ListedChecksum {
  /** As written, with `/`, without `./` in front. */
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** The text is no list, or contradicts itself. The message is a clause to put after the list's name. */
export class ChecksumListError extends Error {
  override readonly name = 'ChecksumListError';
}

/** A list of 100,000 files has about 12 MB. */
export const checksumListLimitBytes = 64 * 1024 * 1024;

/**
 * Parses the text. Skips empty lines and lines that begin with `#`. Throws a ChecksumListError.
 */
export function parseChecksumList(text: string): ListedChecksum[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  return lines.flatMap((whole, index) => {
    const line = whole.replace(/\r$/, '');
    if (line.trim() === '' || line.startsWith('#')) return [];
    const listed = parseLine(line);
    if (listed === undefined)
      throw new ChecksumListError(
        `is no list of SHA-256 checksums: line ${index + 1} is not 64 hex digits, two spaces and a path`,
      );
    return [listed];
  });
}

function parseLine(line: string): ListedChecksum | undefined {
  const [, gnuMark, gnuHex, gnuPath] = /^(\\?)([0-9a-f]{64}) [ *](.+)$/is.exec(line) ?? [];
  const [, bsdMark, bsdPath, bsdHex] = /^(\\?)SHA256 \((.+)\) = ([0-9a-f]{64})$/is.exec(line) ?? [];
  const [mark, hex, path] = [gnuMark ?? bsdMark, gnuHex ?? bsdHex, gnuPath ?? bsdPath];
  if (hex === undefined || path === undefined) return undefined;
  const name =
    mark === '' ? path : path.replace(/\\([\\nr])/g, (_, escaped: string) => unescaped[escaped] ?? '');
  // No name on the drive has a backslash: it separates folders in a list that was made on Windows.
  return { path: name.replaceAll('\\', '/').replace(/^(\.\/+)+/, ''), sha256: hex.toLowerCase() };
}

const unescaped: Readonly<Record<string, string>> = { '\\': '\\', n: '\n', r: '\r' };

/**
 * Reads a list from a local file. Throws a ChecksumListError if it cannot be read or is no list that names a file.
 */
export async function readChecksumFile(path: string): Promise<ListedChecksum[]> {
  const text = await readText(path).catch((error: unknown) => {
    throw error instanceof ChecksumListError
      ? error
      : new ChecksumListError(`cannot be read (${systemReason(error)})`);
  });
  const listed = parseChecksumList(text);
  if (listed.length === 0) throw new ChecksumListError('lists no file');
  return listed;
}

async function readText(path: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const stat = await handle.stat();
    if (stat.size > checksumListLimitBytes) throw new ChecksumListError(tooLarge(stat.size));
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/** A clause to put after the name of the list. */
export function tooLarge(sizeBytes: number): string {
  return `has ${formatBytes(sizeBytes)}, and a list of checksums has ${formatBytes(checksumListLimitBytes)} at most`;
}

/** The failure for a list on the drive that cannot be used. `clause` goes after its path. */
export function checksumListFailure(remotePath: string, clause: string): Failure {
  return new Failure(`${escapeControls(remotePath)} ${clause}`, {
    code: 'checksum-list-invalid',
    kind: 'verify',
    hint: 'use a list that was kept elsewhere: --checksums-file',
  });
}
