/**
 * The stall rule: a request is given up when no byte has moved for a while, and one with a limit when that is over,
 * however much moves. Knows the clock only.
 */
import { formatDuration } from '../core/format.ts';
import type { Clock } from '../core/host.ts';

/** Ends a request when no byte has moved for the time it is armed with; the signal's reason says so. */
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
    this.#cancelStall = this.#startTimer(limitMs, 'no byte moved for too long');
  }

  /** Until it is armed again, silence is none of the network's. */
  disarm(): void {
    this.#cancelStall();
  }

  /** From now on, until the answer has come whole. */
  setDeadline(limitMs: number): void {
    this.#cancelDeadline();
    this.#cancelDeadline = this.#startTimer(
      limitMs,
      `the answer had not ended after ${formatDuration(limitMs)}`,
    );
  }

  /** The request is over. */
  stop(): void {
    this.#cancelStall();
    this.#cancelDeadline();
  }

  #startTimer(limitMs: number, why: string): () => void {
    return this.#clock.timer(limitMs, () => this.#controller.abort(new Error(why)));
  }
}
