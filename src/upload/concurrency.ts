/**
 * How many files are in flight: more while things go well, half as many when the service or the network says
 * that it is too much. Knows successes and failures, not files. After the model of TCP: quickly up until the
 * first trouble, one a round after it.
 */
import type { ServiceFailure } from '../core/errors.ts';
import type { Clock } from '../core/host.ts';

/** Where `auto` starts, and the most it goes to (docs/facts.md, "Throttling headers"). */
const autoStart = 4;
const autoLimit = 16;
/** Failures that come together are one trouble. */
const throttleWindowMs = 2000;

export class AdaptiveConcurrency {
  readonly #clock: Clock;
  readonly #maximum: number;
  readonly #isFixed: boolean;
  readonly #waiting: (() => void)[] = [];
  #limit: number;
  #active = 0;
  /** Successes since the limit last changed. */
  #successes = 0;
  #wasThrottled = false;
  #throttledMs = Number.NEGATIVE_INFINITY;

  constructor(concurrency: number | 'auto', clock: Clock) {
    this.#clock = clock;
    this.#isFixed = concurrency !== 'auto';
    this.#maximum = concurrency === 'auto' ? autoLimit : concurrency;
    this.#limit = concurrency === 'auto' ? autoStart : concurrency;
  }

  /** Files that may be in flight now. */
  get limit(): number {
    return this.#limit;
  }

  /** The most that there will ever be. */
  get maximum(): number {
    return this.#maximum;
  }

  /** Waits for a free slot; give it back with `leave`. */
  async acquire(): Promise<void> {
    while (this.#active >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#active += 1;
  }

  release(): void {
    this.#active -= 1;
    this.#wakeWaiting();
  }

  /** A request of some weight (a file, a fragment) succeeded. */
  succeeded(): void {
    this.#successes += 1;
    const needed = this.#wasThrottled ? this.#limit : 1;
    if (this.#successes < needed || this.#limit >= this.#maximum) return;
    this.#successes = 0;
    this.#limit += 1;
    this.#wakeWaiting();
  }

  /** A request failed; one that says "too much" halves the limit. */
  failed(failure: ServiceFailure): void {
    if (!isThrottled(failure)) return;
    this.#successes = 0;
    this.#wasThrottled = true;
    const nowMs = this.#clock.now();
    if (this.#isFixed || nowMs - this.#throttledMs < throttleWindowMs) return;
    this.#throttledMs = nowMs;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
  }

  #wakeWaiting(): void {
    for (let free = this.#limit - this.#active; free > 0; free -= 1) this.#waiting.shift()?.();
  }
}

/** 429, a wait that was ordered, and time-outs; a lone 503 or a cut without a hint says nothing about pace. */
function isThrottled({ service }: ServiceFailure): boolean {
  return (
    service.status === 429 ||
    service.retryAfterMs !== undefined ||
    [408, 504].includes(service.status) ||
    service.codes.includes('stalled')
  );
}
