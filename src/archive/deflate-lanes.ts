/**
 * Compresses many small contents, each a DEFLATE stream of its own, on Node's thread pool. A zlib stream for each would
 * cost more than the content: a few streams are used again and again. A full flush after each content ends it on a
 * whole byte and forgets it (zlib's manual, Z_FULL_FLUSH); an empty last block ends the stream (RFC 1951, 3.2.3).
 */
import { constants, createDeflateRaw, type DeflateRaw } from 'node:zlib';

/** A fixed number: which lane compresses a content depends on its place in the archive only, and so do the bytes. */
const laneCount = 4;
/** What a lane takes at a time. */
export const laneLimitBytes = 512 * 1024;
/** More than that can become: a lane holds all of it until it is read. */
const highWaterMark = 2 * laneLimitBytes;
const chunkBytes = 64 * 1024;
/** A last block with fixed codes and nothing in it. */
const lastBlock = Uint8Array.of(3, 0);

export class DeflateLanes {
  readonly #lanes: readonly DeflateRaw[];
  #next = 0;
  /** The last content of each lane; its failure is reported by the promise of `compress`. */
  readonly #last: Promise<void>[] = [];

  constructor(level: number) {
    const options = { level, chunkSize: chunkBytes, flush: constants.Z_FULL_FLUSH, highWaterMark };
    this.#lanes = Array.from({ length: laneCount }, () => createDeflateRaw(options));
    // The callback of each write reports it.
    for (const lane of this.#lanes) lane.on('error', () => {});
  }

  /** Compresses at most `laneLimitBytes`. The content must not change until the promise is settled. */
  compress(content: Uint8Array): Promise<readonly Uint8Array[]> {
    const index = this.#next % laneCount;
    const lane = this.#lanes[index];
    this.#next += 1;
    const compressed = new Promise<readonly Uint8Array[]>((resolve, reject) => {
      lane?.write(content, (error) => {
        if (error) return reject(error);
        // All that the write has made waits to be read.
        const deflated: unknown = lane.read();
        if (deflated instanceof Uint8Array) resolve([deflated, lastBlock]);
        else reject(new Error('no compressed content'));
      });
    });
    this.#last[index] = compressed.then(
      () => {},
      () => {},
    );
    return compressed;
  }

  /** Settled when all that was given so far is compressed, or has failed: each lane works in order. */
  async idle(): Promise<void> {
    await Promise.all(this.#last);
  }

  close(): void {
    for (const lane of this.#lanes) lane.destroy();
  }
}
