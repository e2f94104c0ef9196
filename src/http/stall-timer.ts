/**
 * The stall rule: a request is given up when no byte has moved for a while, and one with a limit when that is over,
 * however much moves. Knows the clock only.
 */
import { span } from '../core/format.ts';
import type { Clock } from '../core/host.ts';

/** Ends a request when no byte has moved for the time it is armed with; the signal's reason says so. */
export class Watchdog {
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  #cancel: () => void = () => {};
  #lift: () => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  arm(limitMs: number): void {
    this.#cancel();
    this.#cancel = this.#timer(limitMs, 'no byte moved for too long');
  }

  /** Until it is armed again, silence is none of the network's. */
  disarm(): void {
    this.#cancel();
  }

  /** From now on, until the answer has come whole. */
  limit(limitMs: number): void {
    this.#lift();
    this.#lift = this.#timer(limitMs, `the answer had not ended after ${span(limitMs)}`);
  }

  /** The request is over. */
  end(): void {
    this.#cancel();
    this.#lift();
  }

  #timer(limitMs: number, why: string): () => void {
    return this.#clock.timer(limitMs, () => this.#controller.abort(new Error(why)));
  }
}
