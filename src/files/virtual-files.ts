/**
 * Files whose size is not what they hold: those of /proc say 0, those of /sys 4096 for five bytes, and some
 * mounts do not know better (docs/facts.md, "Files of this machine"). Knows one open file.
 */
import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Failure } from '../core/errors.ts';
import { escapeControls, formatBytes } from '../core/format.ts';

/** More than that is not held in memory. */
export const virtualFileLimitBytes = 4 * 1024 * 1024;

/** True for a file whose size may be untrue: nothing is stored for it anywhere. An honest one costs a read more. */
export function hasUncertainSize(stats: Pick<Stats, 'size' | 'blocks' | 'isFile'>): boolean {
  return stats.isFile() && (stats.size === 0 || stats.blocks === 0);
}

/**
 * Everything that such a file holds; undefined when its size is right. Rejects with a Failure when it holds too
 * much to be read ahead, and with the system's error when it cannot be read.
 */
export async function readVirtualFile(
  handle: FileHandle,
  { path, sizeBytes }: { readonly path: string; readonly sizeBytes: number },
): Promise<Buffer | undefined> {
  if (await hasSize(handle, sizeBytes)) return undefined;
  const piece = Buffer.allocUnsafe(64 * 1024);
  const pieces: Buffer[] = [];
  let readBytes = 0;
  for (;;) {
    const { bytesRead } = await handle.read(piece, 0, piece.length, readBytes);
    if (bytesRead === 0) return Buffer.concat(pieces, readBytes);
    // A copy: /proc gives a page at a time.
    pieces.push(Buffer.from(piece.subarray(0, bytesRead)));
    readBytes += bytesRead;
    if (readBytes > virtualFileLimitBytes) throw tooLargeFailure(path, sizeBytes);
  }
}

/** Whether the file has a last byte where its size says so, and none behind it. */
async function hasSize(handle: FileHandle, sizeBytes: number): Promise<boolean> {
  const lastByte = Math.max(0, sizeBytes - 1);
  const { bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, lastByte);
  return lastByte + bytesRead === sizeBytes;
}

function tooLargeFailure(path: string, sizeBytes: number): Failure {
  const size = `${formatBytes(sizeBytes)} (${sizeBytes})`;
  return new Failure(`${escapeControls(path)} holds something else than its size says: ${size}`, {
    kind: 'file',
    hint: `of such a file only the first ${formatBytes(virtualFileLimitBytes)} can be read ahead, and it holds more: copy it to an ordinary file and upload that`,
  });
}
