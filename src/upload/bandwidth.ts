/**
 * `bandwidth-limit`: all files together move no more than so many bytes a second. Knows the clock and bytes.
 */
import type { Host } from '../core/host.ts';
import type { Pieces } from '../http/message.ts';

export class Bandwidth {
  readonly #host: Pick<Host, 'clock' | 'signal'>;
  readonly #bytesPerSecond: number;
  /** When everything that was let through so far would have gone at the limit. */
  #spentUntilMs = 0;

  /** `undefined` is no limit. */
  constructor(bytesPerSecond: number | undefined, host: Pick<Host, 'clock' | 'signal'>) {
    this.#host = host;
    this.#bytesPerSecond = bytesPerSecond ?? Number.POSITIVE_INFINITY;
  }

  /** The same pieces, each no sooner than the limit lets it. */
  limit(pieces: Pieces): Pieces {
    if (this.#bytesPerSecond === Number.POSITIVE_INFINITY) return pieces;
    return { sizeBytes: pieces.sizeBytes, read: () => this.#paced(pieces) };
  }

  /** Waits until the limit lets so many bytes more through. */
  async pass(sizeBytes: number): Promise<void> {
    const { clock, signal } = this.#host;
    const beginMs = Math.max(clock.now(), this.#spentUntilMs);
    this.#spentUntilMs = beginMs + (sizeBytes * 1000) / this.#bytesPerSecond;
    if (beginMs > clock.now()) await clock.sleep(beginMs - clock.now(), signal);
  }

  async *#paced(pieces: Pieces): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces.read()) {
      await this.pass(piece.length);
      yield piece;
    }
  }
}
