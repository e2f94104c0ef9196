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
const oneTroubleMs = 2000;

export class Pace {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #fixed: boolean;
  readonly #waiting: (() => void)[] = [];
  #limit: number;
  #taken = 0;
  /** Successes since the limit last changed. */
  #good = 0;
  #troubled = false;
  #troubleMs = Number.NEGATIVE_INFINITY;

  constructor(concurrency: number | 'auto', clock: Clock) {
    this.#clock = clock;
    this.#fixed = concurrency !== 'auto';
    this.#most = concurrency === 'auto' ? autoLimit : concurrency;
    this.#limit = concurrency === 'auto' ? autoStart : concurrency;
  }

  /** Files that may be in flight now. */
  get limit(): number {
    return this.#limit;
  }

  /** The most that there will ever be. */
  get most(): number {
    return this.#most;
  }

  /** Waits for a free slot; give it back with `leave`. */
  async enter(): Promise<void> {
    while (this.#taken >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#taken += 1;
  }

  leave(): void {
    this.#taken -= 1;
    this.#wake();
  }

  /** A request of some weight (a file, a fragment) succeeded. */
  good(): void {
    this.#good += 1;
    const needed = this.#troubled ? this.#limit : 1;
    if (this.#good < needed || this.#limit >= this.#most) return;
    this.#good = 0;
    this.#limit += 1;
    this.#wake();
  }

  /** A request failed; one that says "too much" halves the limit. */
  bad(failure: ServiceFailure): void {
    if (!saysTooMuch(failure)) return;
    this.#good = 0;
    this.#troubled = true;
    const nowMs = this.#clock.now();
    if (this.#fixed || nowMs - this.#troubleMs < oneTroubleMs) return;
    this.#troubleMs = nowMs;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
  }

  #wake(): void {
    for (let free = this.#limit - this.#taken; free > 0; free -= 1) this.#waiting.shift()?.();
  }
}

/** 429, a wait that was ordered, and time-outs; a lone 503 or a cut without a hint says nothing about pace. */
function saysTooMuch({ service }: ServiceFailure): boolean {
  return (
    service.status === 429 ||
    service.waitMs !== undefined ||
    [408, 504].includes(service.status) ||
    service.codes.includes('stalled')
  );
}
