/** The wait that all workers share: a 429 or `RateLimit-Remaining` in one reply applies to all of them. */
import type { Host } from '../core/host.ts';

/** The usual cost of an upload's request, in resource units (sp-throttling, "Resource units"). */
const unitsPerRequest = 2;
/** The service counts by the minute. A longer window is cut to this. */
const maxSpreadMs = 120_000;

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

  /** Lets no request pass before `untilMs`. */
  holdUntil(untilMs: number): void {
    this.#untilMs = Math.max(this.#untilMs, untilMs);
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
