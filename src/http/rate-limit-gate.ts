/** The wait that all workers share: a 429 or `RateLimit-Remaining` in one reply applies to all of them. */
import type { Host } from '../core/host.ts';

/** The usual cost of an upload's request, in resource units (sp-throttling, "Resource units"). */
const unitsPerRequest = 2;
/** The service counts by the minute. A longer window is cut to this. */
const maxSpreadMs = 120_000;

/** A shorter wait goes unnoticed among the usual ones. */
const noticeableWaitMs = 5000;
/** Workers that are still sending get further orders to wait. Only a much longer one is news. */
const longExtensionMs = 60_000;

/** A wait that the service asked for. */
export interface RequestedWait {
  readonly waitMs: number;
  readonly leftMs: number;
}

/**
 * Delays the requests of all workers. Spreads the requests that are left over the time until the reset, so that the
 * service refuses none (docs/facts.md, "Throttling headers").
 */
export class RateLimitGate {
  #untilMs = 0;
  /** While `now` is before `spacedUntilMs`, one request passes every `spacingMs`. */
  #spacingMs = 0;
  #spacedUntilMs = 0;
  #nextMs = 0;
  /** The long wait that the user was told of. */
  #told: { readonly waitMs: number; readonly untilMs: number } = { waitMs: 0, untilMs: 0 };

  /**
   * Lets no request pass for `waitMs`. Returns true if the user should be told: the wait is long, and not one of the
   * many that the workers get at the same time.
   */
  hold(waitMs: number, nowMs: number): boolean {
    const untilMs = nowMs + waitMs;
    this.#untilMs = Math.max(this.#untilMs, untilMs);
    const isTold = nowMs < this.#told.untilMs;
    const isNew = isTold ? untilMs >= this.#told.untilMs + longExtensionMs : waitMs >= noticeableWaitMs;
    if (isNew) this.#told = { waitMs, untilMs };
    else if (isTold) this.#told = { ...this.#told, untilMs: Math.max(untilMs, this.#told.untilMs) };
    return isNew;
  }

  /** The long wait that is going on; undefined if there is none. */
  currentWait(nowMs: number): RequestedWait | undefined {
    const { waitMs, untilMs } = this.#told;
    return nowMs < untilMs ? { waitMs, leftMs: untilMs - nowMs } : undefined;
  }

  /** Spreads what `RateLimit-Remaining` leaves over the time until `RateLimit-Reset`. */
  readHeaders(headers: Readonly<Record<string, string>>, nowMs: number): void {
    const remaining = Number(headers['ratelimit-remaining'] ?? Number.NaN);
    const resetMs = Math.min(maxSpreadMs, Number(headers['ratelimit-reset'] ?? Number.NaN) * 1000);
    if (!(remaining >= 0) || !(resetMs > 0)) return;
    this.#spacingMs = resetMs / Math.max(1, remaining / unitsPerRequest);
    this.#spacedUntilMs = nowMs + resetMs;
  }

  /** Waits until the next request may be sent. Rejects when the run is cancelled. */
  async wait(host: Host): Promise<void> {
    const { clock, signal } = host;
    while (clock.now() < this.#untilMs) await clock.sleep(this.#untilMs - clock.now(), signal);
    if (clock.now() >= this.#spacedUntilMs) return;
    const slotMs = Math.max(clock.now(), this.#nextMs);
    this.#nextMs = slotMs + this.#spacingMs;
    if (slotMs > clock.now()) await clock.sleep(slotMs - clock.now(), signal);
  }
}
