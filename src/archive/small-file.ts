/**
 * Reads a small file with calls that block: open, look, read, look again, close. Four calls that are waited for take
 * ten times as long as the calls themselves when the disk is fast.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { changedFailure, throwUnreadable } from '../files/local-file-errors.ts';
import { hasUncertainSize } from '../files/virtual-files.ts';

/** O_NONBLOCK: a file that has become a FIFO must not block the run. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const oneByte = Buffer.alloc(1);

/**
 * Reads a file of the planned size into `target`, which has just that size. Returns undefined if the size that the
 * system reports may be wrong: then the file must be read with more care.
 * @throws Failure that names a file that cannot be read, or has changed
 */
export function readSmallFile(localPath: string, target: Uint8Array): Stats | undefined {
  try {
    const descriptor = openSync(localPath, openFlags);
    try {
      return readOpenFile(descriptor, localPath, target);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return throwUnreadable(localPath)(error);
  }
}

function readOpenFile(descriptor: number, localPath: string, target: Uint8Array): Stats | undefined {
  const stats = fstatSync(descriptor);
  if (!stats.isFile()) throw changedFailure(localPath, 'it is no file any more');
  const isUncertain = hasUncertainSize(stats);
  if (stats.size !== target.length && !isUncertain)
    throw changedFailure(localPath, `it had ${target.length} bytes, now ${stats.size}`);
  for (let at = 0; at < target.length; ) {
    const readBytes = readSync(descriptor, target, at, target.length - at, at);
    if (readBytes === 0 && isUncertain) return undefined;
    if (readBytes === 0) throw changedFailure(localPath, `it ends at byte ${at} of ${target.length}`);
    at += readBytes;
  }
  if (isUncertain && readSync(descriptor, oneByte, 0, 1, target.length) > 0) return undefined;
  const now = fstatSync(descriptor);
  if (now.size !== stats.size || now.mtimeMs !== stats.mtimeMs)
    throw changedFailure(localPath, 'a program wrote to it while it was read');
  return stats;
}
