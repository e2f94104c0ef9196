/**
 * Bytes from a request into a file, hashed as they pass, in pieces of about a mebibyte: never a whole body in
 * memory. Knows nothing of sessions or drives.
 */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { QuickXorHash } from './quick-xor-hash.ts';
import type { RetentionOptions } from './store.ts';

const flushBytes = 1 << 20;

/** Thrown when more bytes came than the limit. */
export class BodyTooLargeError extends Error {}

/** Where a body goes. */
export interface ReceiveTarget {
  readonly path: string;
  readonly offsetBytes: number;
  readonly hash: QuickXorHash;
  readonly limitBytes: number;
  readonly retention: RetentionOptions;
}

/**
 * Writes the body at `offsetBytes`; answers how many bytes that were. When the body breaks off, what had come
 * by then is on disk and in the hash, and the body's error is thrown.
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
    // Its failure is met by the next flush; until then nobody listens.
    writing.catch(() => {});
    startedBytes += pendingBytes;
    pending = [];
    pendingBytes = 0;
  };
  try {
    return await readPieces(body, target, (piece) => {
      pending.push(piece);
      pendingBytes += piece.length;
      // The next mebibyte is received while this one is being written; never more than these two are held.
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

/** Hashes and counts the body, and hands every piece on; a promise in return holds it up. */
async function readPieces(
  body: Readable,
  target: ReceiveTarget,
  onPiece: (piece: Buffer) => Promise<void> | undefined,
): Promise<number> {
  let sizeBytes = 0;
  for await (const piece of body) {
    if (!Buffer.isBuffer(piece)) throw new TypeError('a body yields buffers');
    sizeBytes += piece.length;
    if (sizeBytes > target.limitBytes) throw new BodyTooLargeError();
    if (target.retention.hashes) target.hash.update(piece);
    const held = onPiece(piece);
    if (held !== undefined) await held;
  }
  return sizeBytes;
}

/** A whole small body as text; throws TooManyBytes above the limit. */
export async function readBodyText(body: Readable, limitBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of body) {
    if (!Buffer.isBuffer(piece)) throw new TypeError('a body yields buffers');
    sizeBytes += piece.length;
    if (sizeBytes > limitBytes) throw new BodyTooLargeError();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
