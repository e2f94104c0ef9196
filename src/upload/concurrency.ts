/**
 * Decides how many files are sent at once, in the way of TCP: the limit grows with each success until the service first
 * throttles, then by one each round. Throttling halves it, and so does a system that allows no more open files.
 */
import type { ServiceFailure } from '../core/errors.ts';
import type { Clock } from '../core/host.ts';
import { isTooManyOpenFiles } from '../core/open-files.ts';

/** The first and the highest limit of `auto` (docs/facts.md, "Throttling headers"). */
const autoStart = 4;
const autoLimit = 16;
/** Failures within this time count as one. */
const throttleWindowMs = 2000;
/** While one file of a slot is being sent, the next one is opened. */
const openFilesPerSlot = 2;

export class AdaptiveConcurrency {
  readonly #clock: Clock;
  readonly #isFixed: boolean;
  readonly #sending = new Slots(() => this.#limit);
  readonly #opening = new Slots(() => this.#limit * openFilesPerSlot);
  #maximum: number;
  #limit: number;
  /** Successes since the limit last changed. */
  #successes = 0;
  #wasThrottled = false;
  #throttledMs = Number.NEGATIVE_INFINITY;
  #crowdedMs = Number.NEGATIVE_INFINITY;

  constructor(concurrency: number | 'auto', clock: Clock) {
    this.#clock = clock;
    this.#isFixed = concurrency !== 'auto';
    this.#maximum = concurrency === 'auto' ? autoLimit : concurrency;
    this.#limit = concurrency === 'auto' ? autoStart : concurrency;
  }

  /** How many files may be sent at once now. */
  get limit(): number {
    return this.#limit;
  }

  /** The highest value that `limit` can reach. */
  get maximum(): number {
    return this.#maximum;
  }

  /** How many files may be open at most. */
  get openFiles(): number {
    return this.#maximum * openFilesPerSlot;
  }

  /** Waits for a free slot. Call `release` to give it back. */
  async acquire(): Promise<void> {
    await this.#sending.acquire();
  }

  release(): void {
    this.#sending.release();
  }

  /** Waits until another file may be opened. Call `releaseOpen` after it was closed. */
  async acquireOpen(): Promise<void> {
    await this.#opening.acquire();
  }

  releaseOpen(): void {
    this.#opening.release();
  }

  /** Call this after a file or a fragment was sent. */
  succeeded(): void {
    this.#successes += 1;
    const needed = this.#wasThrottled ? this.#limit : 1;
    if (this.#successes < needed || this.#limit >= this.#maximum) return;
    this.#successes = 0;
    this.#limit += 1;
    this.#sending.wake();
    this.#opening.wake();
  }

  /** Call this when no more files can be opened. Halves the limit for the rest of the run, a fixed one too. */
  tooManyOpenFiles(): void {
    const nowMs = this.#clock.now();
    if (nowMs - this.#crowdedMs < throttleWindowMs) return;
    this.#crowdedMs = nowMs;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    this.#maximum = this.#limit;
  }

  /** Call this after a request failed. Halves the limit when the failure means throttling. */
  failed(failure: ServiceFailure): void {
    if (isTooManyOpenFiles(failure)) this.tooManyOpenFiles();
    if (!isThrottled(failure)) return;
    this.#successes = 0;
    this.#wasThrottled = true;
    const nowMs = this.#clock.now();
    if (this.#isFixed || nowMs - this.#throttledMs < throttleWindowMs) return;
    this.#throttledMs = nowMs;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
  }
}

/** Permits for as many users at once as `limit` says at the time, in the order of asking. */
class Slots {
  readonly #limit: () => number;
  readonly #waiting: (() => void)[] = [];
  #active = 0;

  constructor(limit: () => number) {
    this.#limit = limit;
  }

  async acquire(): Promise<void> {
    while (this.#active >= this.#limit()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#active += 1;
  }

  release(): void {
    this.#active -= 1;
    this.wake();
  }

  /** Call this when the limit has grown. */
  wake(): void {
    for (let free = this.#limit() - this.#active; free > 0; free -= 1) this.#waiting.shift()?.();
  }
}

/** 429, a `Retry-After` and time-outs. A 503 or a broken connection without `Retry-After` is no throttling. */
function isThrottled({ service }: ServiceFailure): boolean {
  return (
    service.status === 429 ||
    service.retryAfterMs !== undefined ||
    [408, 504].includes(service.status) ||
    service.codes.includes('stalled')
  );
}
