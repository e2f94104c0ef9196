/**
 * Compresses a stream of bytes block by block, several blocks at a time on Node's thread pool. Each block knows the
 * 32 KiB before it, ends on a whole byte and goes on where the last one ended, so together they are one DEFLATE stream
 * (RFC 1951; zlib's manual, Z_SYNC_FLUSH and deflateSetDictionary). Where the blocks end depends on the content's
 * length only, so the bytes are the same on any number of cores.
 */
import { availableParallelism } from 'node:os';
import { constants, crc32, deflateRaw } from 'node:zlib';
import type { PieceQueue } from './piece-queue.ts';

/** Larger blocks compress little better, and smaller ones cost more calls. */
export const deflateBlockBytes = 128 * 1024;
/** DEFLATE refers to the last 32 KiB. */
const windowBytes = 32 * 1024;
/** DEFLATE never adds more than this to a block; then one call of zlib is enough for it. */
const deflateMarginBytes = 1024;
/** What may be compressed at a time. Node's pool has four threads by default; one more block waits for the next. */
export const bytesInFlight = deflateBlockBytes * (Math.min(4, availableParallelism()) + 1);

export class DeflateBlocks {
  readonly #queue: PieceQueue;
  readonly #level: number;
  /** The end of the last block, then this block. */
  #buffer: Buffer;
  #historyBytes = 0;
  #filledBytes = 0;
  #crc = 0;
  #sizeBytes = 0;
  #compressedBytes = 0;
  /** Buffers of blocks that are compressed. */
  readonly #spare: Buffer[];

  /** `spare`: buffers to use again, shared by one archive's streams. */
  constructor(queue: PieceQueue, { level, spare }: { readonly level: number; readonly spare: Buffer[] }) {
    this.#queue = queue;
    this.#level = level;
    this.#spare = spare;
    this.#buffer = this.#takeBuffer();
  }

  /** Of all that was written. */
  get crc(): number {
    return this.#crc;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Bytes of the finished blocks that are written. */
  get compressedBytes(): number {
    return this.#compressedBytes;
  }

  /** Copies the bytes, and starts to compress each block that is full. */
  write(bytes: Uint8Array): void {
    this.#crc = crc32(bytes, this.#crc);
    this.#sizeBytes += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      if (this.#filledBytes === deflateBlockBytes) this.#compressBlock(constants.Z_SYNC_FLUSH);
      const part = bytes.subarray(at, at + deflateBlockBytes - this.#filledBytes);
      this.#buffer.set(part, windowBytes + this.#filledBytes);
      this.#filledBytes += part.length;
      at += part.length;
    }
  }

  /** Ends the stream with the last block, which is empty only for an empty stream. */
  finish(): void {
    this.#compressBlock(constants.Z_FINISH);
  }

  #compressBlock(flush: number): void {
    const buffer = this.#buffer;
    const end = windowBytes + this.#filledBytes;
    const history = buffer.subarray(windowBytes - this.#historyBytes, windowBytes);
    this.#queue.pushLater(
      compress(buffer.subarray(windowBytes, end), { flush, history, level: this.#level }).finally(() => {
        this.#spare.push(buffer);
      }),
      deflateBlockBytes,
      (_, sizeBytes) => {
        this.#compressedBytes += sizeBytes;
      },
    );
    if (flush === constants.Z_FINISH) return;
    this.#buffer = this.#takeBuffer();
    this.#historyBytes = windowBytes;
    this.#filledBytes = 0;
    buffer.copy(this.#buffer, 0, end - windowBytes, end);
  }

  #takeBuffer(): Buffer {
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(windowBytes + deflateBlockBytes);
  }
}

function compress(
  block: Uint8Array,
  { flush, history, level }: { readonly flush: number; readonly history: Uint8Array; readonly level: number },
): Promise<Buffer> {
  const options = {
    level,
    finishFlush: flush,
    chunkSize: block.length + deflateMarginBytes,
    ...(history.length > 0 && level > 0 && { dictionary: history }),
  };
  return new Promise((resolve, reject) => {
    deflateRaw(block, options, (error, compressed) => (error === null ? resolve(compressed) : reject(error)));
  });
}
