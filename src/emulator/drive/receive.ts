/** Writes a request body to a file and hashes it, in pieces of about 1 MiB. A whole body is never in memory. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { ContentHash } from './content-hash.ts';
import type { RetentionOptions } from './retention.ts';

const flushBytes = 1 << 20;

/** Thrown when a body is longer than its limit. */
export class BodyTooLargeError extends Error {}

/** Where to write a body. */
export interface ReceiveTarget {
  readonly path: string;
  readonly offsetBytes: number;
  readonly hash: ContentHash;
  readonly limitBytes: number;
  readonly retention: RetentionOptions;
}

/**
 * Writes the body at `offsetBytes` and returns its length. If the body fails, the bytes received so far are on disk and
 * in the hash, and the body's error is thrown.
 */
export async function receiveBody(body: Readable, target: ReceiveTarget): Promise<number> {
  const { path, offsetBytes, retention } = target;
  if (!retention.contents) return await readPieces(body, target, () => undefined);
  const handle = await open(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let startedBytes = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const flush = async () => {
    await writing;
    if (pendingBytes === 0) return;
    writing = handle.writev(pending, offsetBytes + startedBytes);
    // The next flush awaits this promise. Until then, a rejection must not count as unhandled.
    writing.catch(() => {});
    startedBytes += pendingBytes;
    pending = [];
    pendingBytes = 0;
  };
  try {
    return await readPieces(body, target, (piece) => {
      pending.push(piece);
      pendingBytes += piece.length;
      // The next mebibyte is received while this one is written. No more than these two are in memory.
      return pendingBytes >= flushBytes ? flush() : undefined;
    });
  } finally {
    try {
      await flush();
      await writing;
    } finally {
      await handle.close();
    }
  }
}

/** Hashes and counts the body, and passes on every piece. If `onPiece` returns a promise, waits for it. */
async function readPieces(
  body: Readable,
  target: ReceiveTarget,
  onPiece: (piece: Buffer) => Promise<void> | undefined,
): Promise<number> {
  let sizeBytes = 0;
  for await (const piece of body) {
    if (!Buffer.isBuffer(piece)) throw new Error('a body yields buffers');
    sizeBytes += piece.length;
    if (sizeBytes > target.limitBytes) throw new BodyTooLargeError();
    if (target.retention.hashes) target.hash.update(piece);
    const held = onPiece(piece);
    if (held !== undefined) await held;
  }
  return sizeBytes;
}

/** Returns a small body as text. Throws BodyTooLargeError above the limit. */
export async function readBodyText(body: Readable, limitBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of body) {
    if (!Buffer.isBuffer(piece)) throw new Error('a body yields buffers');
    sizeBytes += piece.length;
    if (sizeBytes > limitBytes) throw new BodyTooLargeError();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
