/**
 * A file that somebody names, read no further than it may be: what it is and how large is looked at before and on the
 * open file, so that a pipe hangs nothing. Knows the local file system only.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { Failure, systemReason } from './errors.ts';
import { escapeControls, formatBytes } from './format.ts';

export interface ReadFileOptions {
  /** What it is to people, as in `resume-journal`. */
  readonly name: string;
  readonly limitBytes: number;
  readonly hint: string;
}

/** What stands where a file should, in words; undefined for a file. */
export function nonFileKind(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return stats.isSymbolicLink() ? 'a symbolic link' : 'a device';
}

/** The bytes of a file; undefined when there is none. Throws a Failure of kind `usage` for everything else. */
export function readRegularFile(
  path: string,
  { name, limitBytes, hint }: ReadFileOptions,
): Buffer | undefined {
  const failure = (why: string) =>
    new Failure(`${name} ${escapeControls(path)} ${why}`, { kind: 'usage', hint });
  const checkStats = (stats: Stats) => {
    const kind = nonFileKind(stats);
    if (kind !== undefined) throw failure(`is ${kind}, not a file`);
    if (stats.size > limitBytes) throw failure(`is larger than ${formatBytes(limitBytes)}`);
  };
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    checkStats(stats);
    // What was a file a moment ago may be a pipe by now.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      checkStats(fstatSync(file));
      const content = readUpToLimit(file, limitBytes);
      if (content === undefined) throw failure(`is larger than ${formatBytes(limitBytes)}`);
      return content;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw error instanceof Failure ? error : failure(`cannot be read (${systemReason(error)})`);
  }
}

const chunkBytes = 64 * 1024;

/** What can be read until the end; undefined when that is more. `read` may wait for bytes. */
export function readUpToLimit(
  file: number,
  limitBytes: number,
  read: (file: number, chunk: Uint8Array) => number = readSync,
): Buffer | undefined {
  const piece = Buffer.allocUnsafe(chunkBytes);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for (;;) {
    const readBytes = read(file, piece);
    if (readBytes === 0) return Buffer.concat(chunks);
    sizeBytes += readBytes;
    if (sizeBytes > limitBytes) return undefined;
    // A copy: a pipe may give a byte at a time.
    chunks.push(Buffer.from(piece.subarray(0, readBytes)));
  }
}
