/** `bandwidth-limit`: limits how many bytes a second all files of a run send together. */
import type { Host } from '../core/host.ts';
import type { RequestBody } from '../http/message.ts';

export class BandwidthLimiter {
  readonly #host: Pick<Host, 'clock' | 'signal'>;
  readonly #bytesPerSecond: number;
  /** The time at which all bytes accepted so far have been sent at the limit. */
  #busyUntilMs = 0;

  /** `undefined` means no limit. */
  constructor(bytesPerSecond: number | undefined, host: Pick<Host, 'clock' | 'signal'>) {
    this.#host = host;
    this.#bytesPerSecond = bytesPerSecond ?? Number.POSITIVE_INFINITY;
  }

  /** Returns the same pieces, delayed so that they stay under the limit. */
  limit(pieces: RequestBody): RequestBody {
    if (this.#bytesPerSecond === Number.POSITIVE_INFINITY) return pieces;
    return { sizeBytes: pieces.sizeBytes, read: () => this.#throttle(pieces) };
  }

  /** Waits until the limit allows `sizeBytes` more bytes. */
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
