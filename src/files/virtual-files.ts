/**
 * Files whose reported size is wrong: /proc reports 0, /sys reports 4096 for five bytes, and some mounts do not know
 * the size (docs/facts.md, "Files of this machine").
 */
import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Failure } from '../core/errors.ts';
import { escapeControls, formatBytes } from '../core/format.ts';

/** The most that is held in memory. */
export const virtualFileLimitBytes = 4 * 1024 * 1024;

/** True when the size may be wrong because no blocks are stored. For a correct size this costs one more read. */
export function hasUncertainSize(stats: Pick<Stats, 'size' | 'blocks' | 'isFile'>): boolean {
  return stats.isFile() && (stats.size === 0 || stats.blocks === 0);
}

/**
 * Reads the whole file; returns undefined when its size is right. Rejects with a Failure when the content is over the
 * limit, and with the system's error when it cannot be read.
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
    // Copy, because /proc returns one page at a time.
    pieces.push(Buffer.from(piece.subarray(0, bytesRead)));
    readBytes += bytesRead;
    if (readBytes > virtualFileLimitBytes) throw tooLargeFailure(path, sizeBytes);
  }
}

/** Whether the file ends exactly where its size says. */
async function hasSize(handle: FileHandle, sizeBytes: number): Promise<boolean> {
  const lastByte = Math.max(0, sizeBytes - 1);
  const { bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, lastByte);
  return lastByte + bytesRead === sizeBytes;
}

function tooLargeFailure(path: string, sizeBytes: number): Failure {
  const size = `${formatBytes(sizeBytes)} (${sizeBytes})`;
  return new Failure(`the content of ${escapeControls(path)} does not match its size, ${size}`, {
    code: 'file-size-wrong',
    kind: 'file',
    hint: `such a file can have ${formatBytes(virtualFileLimitBytes)} at most, and this one has more: copy it to an ordinary file and upload that`,
  });
}
