/**
 * A file that somebody names, read no further than it may be: what it is and how large is looked at before and on the
 * open file, so that a pipe hangs nothing. Knows the local file system only.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { Failure, systemReason } from './errors.ts';
import { bytes, printable } from './format.ts';

export interface Reading {
  /** What it is to people, as in `resume-journal`. */
  readonly name: string;
  readonly limitBytes: number;
  readonly hint: string;
}

/** What stands where a file should, in words; undefined for a file. */
export function otherThanFile(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return stats.isSymbolicLink() ? 'a symbolic link' : 'a device';
}

/** The bytes of a file; undefined when there is none. Throws a Failure of kind `usage` for everything else. */
export function readRegular(path: string, { name, limitBytes, hint }: Reading): Buffer | undefined {
  const refused = (why: string) => new Failure(`${name} ${printable(path)} ${why}`, { kind: 'usage', hint });
  const judge = (stats: Stats) => {
    const other = otherThanFile(stats);
    if (other !== undefined) throw refused(`is ${other}, not a file`);
    if (stats.size > limitBytes) throw refused(`is larger than ${bytes(limitBytes)}`);
  };
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    judge(stats);
    // What was a file a moment ago may be a pipe by now.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      judge(fstatSync(file));
      const content = readUpTo(file, limitBytes);
      if (content === undefined) throw refused(`is larger than ${bytes(limitBytes)}`);
      return content;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw error instanceof Failure ? error : refused(`cannot be read (${systemReason(error)})`);
  }
}

const pieceBytes = 64 * 1024;

/** What can be read until the end; undefined when that is more. `read` may wait for bytes. */
export function readUpTo(
  file: number,
  limitBytes: number,
  read: (file: number, piece: Uint8Array) => number = readSync,
): Buffer | undefined {
  const piece = Buffer.allocUnsafe(pieceBytes);
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for (;;) {
    const got = read(file, piece);
    if (got === 0) return Buffer.concat(pieces);
    sizeBytes += got;
    if (sizeBytes > limitBytes) return undefined;
    // A copy: a pipe may give a byte at a time.
    pieces.push(Buffer.from(piece.subarray(0, got)));
  }
}
