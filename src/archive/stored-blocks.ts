/** Content of a ZIP as it is, in copies: what `DeflateBlocks` is for compressed content. */
import { crc32 } from 'node:zlib';
import type { DeflateBlocks } from './deflate-blocks.ts';
import type { PieceQueue } from './piece-queue.ts';

export class StoredBlocks implements Pick<DeflateBlocks, 'crc' | 'sizeBytes' | 'compressedBytes'> {
  crc = 0;
  sizeBytes = 0;
  readonly #queue: PieceQueue;

  constructor(queue: PieceQueue) {
    this.#queue = queue;
  }

  get compressedBytes(): number {
    return this.sizeBytes;
  }

  write(bytes: Uint8Array): void {
    this.crc = crc32(bytes, this.crc);
    this.sizeBytes += bytes.length;
    this.#queue.push(Buffer.from(bytes));
  }

  finish(): void {
    // Nothing is held back.
  }
}
