/**
 * `bandwidth-limit`: all files together move no more than so many bytes a second. Knows the clock and bytes.
 */
import type { Host } from '../core/host.ts';
import type { RequestBody } from '../http/message.ts';

export class BandwidthLimiter {
  readonly #host: Pick<Host, 'clock' | 'signal'>;
  readonly #bytesPerSecond: number;
  /** When everything that was let through so far would have gone at the limit. */
  #busyUntilMs = 0;

  /** `undefined` is no limit. */
  constructor(bytesPerSecond: number | undefined, host: Pick<Host, 'clock' | 'signal'>) {
    this.#host = host;
    this.#bytesPerSecond = bytesPerSecond ?? Number.POSITIVE_INFINITY;
  }

  /** The same pieces, each no sooner than the limit lets it. */
  limit(pieces: RequestBody): RequestBody {
    if (this.#bytesPerSecond === Number.POSITIVE_INFINITY) return pieces;
    return { sizeBytes: pieces.sizeBytes, read: () => this.#throttle(pieces) };
  }

  /** Waits until the limit lets so many bytes more through. */
  async wait(sizeBytes: number): Promise<void> {
    const { clock, signal } = this.#host;
    const beginMs = Math.max(clock.now(), this.#busyUntilMs);
    this.#busyUntilMs = beginMs + (sizeBytes * 1000) / this.#bytesPerSecond;
    if (beginMs > clock.now()) await clock.sleep(beginMs - clock.now(), signal);
  }

  async *#throttle(pieces: RequestBody): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces.read()) {
      await this.wait(piece.length);
      yield piece;
    }
  }
}
