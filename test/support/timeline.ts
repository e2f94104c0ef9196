/**
 * A clock for several workers at once: time stands still until all of them wait, then goes on to whoever waits
 * the least. What they do to each other depends on the waits alone, never on the machine.
 */
import type { Clock } from '../../src/host.ts';

export class Timeline {
  #nowMs = 0;
  readonly #waiting: { readonly atMs: number; readonly wake: () => void }[] = [];

  readonly clock: Clock = {
    now: () => this.#nowMs,
    sleep: (delayMs) =>
      new Promise((wake) => {
        this.#waiting.push({ atMs: this.#nowMs + delayMs, wake });
      }),
    timer: () => () => {},
  };

  /** Lets time pass until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    done.catch(() => {});
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isDone) return done;
      const [next] = this.#waiting.sort((a, b) => a.atMs - b.atMs).splice(0, 1);
      if (next === undefined) continue;
      this.#nowMs = next.atMs;
      next.wake();
    }
  }
}
