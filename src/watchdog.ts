/**
 * The stall rule: a request is given up when no byte has moved for a while, however long it takes in all.
 * Knows the clock only.
 */
import type { Clock } from './host.ts';

/** Ends a request when no byte has moved for the time it is armed with. */
export class Watchdog {
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  #cancel: () => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  arm(limitMs: number): void {
    this.#cancel();
    this.#cancel = this.#clock.timer(limitMs, () => this.#controller.abort(new Error('stalled')));
  }

  disarm(): void {
    this.#cancel();
  }
}
