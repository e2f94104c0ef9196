/**
 * Reads a file that the user named, up to a size limit. Checks type and size before and after opening it, so that a
 * pipe cannot block the run.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { Failure, systemReason } from './errors.ts';
import { escapeControls, formatBytes } from './format.ts';

export interface ReadFileOptions {
  /** What the user calls it, such as `resume-journal`. */
  readonly name: string;
  readonly limitBytes: number;
  readonly hint: string;
}

/** Describes what is there instead of a file; undefined for a file. */
export function nonFileKind(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return stats.isSymbolicLink() ? 'a symbolic link' : 'a device';
}

/** Returns the content; undefined if there is no file. Throws a Failure of kind `usage` for any other problem. */
export function readRegularFile(
  path: string,
  { name, limitBytes, hint }: ReadFileOptions,
): Buffer | undefined {
  const failure = (why: string) =>
    new Failure(`${name} ${escapeControls(path)} ${why}`, {
      code: 'input-file-invalid',
      kind: 'usage',
      hint,
    });
  const checkStats = (stats: Stats) => {
    const kind = nonFileKind(stats);
    if (kind !== undefined) throw failure(`is ${kind}, not a file`);
    if (stats.size > limitBytes) throw failure(`is larger than ${formatBytes(limitBytes)}`);
  };
  try {
    return readOpenFile(path, { followsLinks: true, checkStats }, (file) => {
      const content = readUpToLimit(file, limitBytes);
      if (content === undefined) throw failure(`is larger than ${formatBytes(limitBytes)}`);
      return content;
    });
  } catch (error) {
    throw error instanceof Failure ? error : failure(`cannot be read (${systemReason(error)})`);
  }
}

/**
 * What `read` makes of an open file; undefined when there is none. `checkStats` throws for a file that must not be read:
 * it looks at the path first, then at what was opened, because what was a file may be a link or a pipe by now.
 */
export function readOpenFile<T>(
  path: string,
  { followsLinks, checkStats }: { followsLinks: boolean; checkStats: (stats: Stats) => void },
  read: (file: number) => T,
): T | undefined {
  const stats = (followsLinks ? statSync : lstatSync)(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  checkStats(stats);
  const noFollow = followsLinks ? 0 : (constants.O_NOFOLLOW ?? 0);
  const file = openSync(path, constants.O_RDONLY | noFollow | (constants.O_NONBLOCK ?? 0));
  try {
    checkStats(fstatSync(file));
    return read(file);
  } finally {
    closeSync(file);
  }
}

const chunkBytes = 64 * 1024;

/** Reads to the end; undefined if that exceeds the limit. `read` may block. */
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
    // Copied, because a pipe may return one byte at a time.
    chunks.push(Buffer.from(piece.subarray(0, readBytes)));
  }
}
