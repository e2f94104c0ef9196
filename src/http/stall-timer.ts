/**
 * Ends a request when no byte has moved for a while, or when its total time is over.
 */
import { formatDuration } from '../core/format.ts';
import type { Clock } from '../core/host.ts';

/** Aborts `signal` when no byte has moved for the time passed to `arm`. The signal's reason says why. */
export class StallTimer {
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  #cancelStall: () => void = () => {};
  #cancelDeadline: () => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  arm(limitMs: number): void {
    this.#cancelStall();
    this.#cancelStall = this.#startTimer(limitMs, 'no data was transferred for too long');
  }

  /** Pauses the timer until the next `arm`, for waits that are not the network's. */
  disarm(): void {
    this.#cancelStall();
  }

  /** Limits the total time from now until the end of the response. */
  setDeadline(limitMs: number): void {
    this.#cancelDeadline();
    this.#cancelDeadline = this.#startTimer(
      limitMs,
      `the answer was not complete after ${formatDuration(limitMs)}`,
    );
  }

  /** Call this when the request is over. */
  stop(): void {
    this.#cancelStall();
    this.#cancelDeadline();
  }

  #startTimer(limitMs: number, why: string): () => void {
    return this.#clock.timer(limitMs, () => this.#controller.abort(new Error(why)));
  }
}
