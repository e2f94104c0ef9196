/**
 * The loop around one request that is safe to send again: asks the retry table, waits, counts. Knows the
 * clock and the gate that all workers share, not what the request is about.
 */
import { ServiceFailure } from '../core/errors.ts';
import { span } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { backoffMs, longestWaitMs, type Place, verdictOn } from './retry-table.ts';

export interface Patience {
  readonly host: Host;
  /** Attempts beyond the first; a wait that the service asked for is none. */
  readonly retries: number;
  /** Every worker waits here while the service has told one of them to wait. */
  readonly gate: Gate;
  /** Hears of every failure that is waited for. */
  readonly onTrouble?: (failure: ServiceFailure) => void;
}

/** What most requests of an upload cost, in the service's resource units (sp-throttling, "Resource units"). */
const unitsPerRequest = 2;
/** The service counts by the minute; a longer window is not one to spread requests over. */
const longestSpreadMs = 120_000;

/**
 * One gate for all workers: a service that says "wait" means all of us, and one that says how little is left
 * is taken at its word before it refuses (docs/facts.md, "Throttling headers").
 */
export class Gate {
  #untilMs = 0;
  /** While `now` is before `spacedUntilMs`, one request passes every `spacingMs`. */
  #spacingMs = 0;
  #spacedUntilMs = 0;
  #nextMs = 0;

  /** Nobody passes before that time. */
  hold(untilMs: number): void {
    this.#untilMs = Math.max(this.#untilMs, untilMs);
  }

  /** Spreads what `RateLimit-Remaining` leaves over the time until `RateLimit-Reset`. */
  heard(headers: Readonly<Record<string, string>>, nowMs: number): void {
    const remaining = Number(headers['ratelimit-remaining'] ?? Number.NaN);
    const resetMs = Math.min(longestSpreadMs, Number(headers['ratelimit-reset'] ?? Number.NaN) * 1000);
    if (!(remaining >= 0) || !(resetMs > 0)) return;
    this.#spacingMs = resetMs / Math.max(1, remaining / unitsPerRequest);
    this.#spacedUntilMs = nowMs + resetMs;
  }

  async pass(host: Host): Promise<void> {
    const { clock, signal } = host;
    while (clock.now() < this.#untilMs) await clock.sleep(this.#untilMs - clock.now(), signal);
    if (clock.now() >= this.#spacedUntilMs) return;
    const turnMs = Math.max(clock.now(), this.#nextMs);
    this.#nextMs = turnMs + this.#spacingMs;
    if (turnMs > clock.now()) await clock.sleep(turnMs - clock.now(), signal);
  }
}

/** A shorter wait than this, in milliseconds, counts as an attempt of ours. */
const leastOrderMs = 100;

/** Counts one stretch of trouble; `moved` begins a new one. */
export class Trouble {
  readonly #patience: Patience;
  #attempts = 0;
  #orderedMs = 0;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  /** A byte got through: what went wrong before counts no more. */
  moved(): void {
    this.#attempts = 0;
    this.#orderedMs = 0;
  }

  /** Waits before the next attempt, or throws the failure when patience is at its end. */
  async wait(failure: ServiceFailure, label: string): Promise<void> {
    const { host, gate, retries, onTrouble } = this.#patience;
    onTrouble?.(failure);
    const orderedMs = failure.service.waitMs ?? 0;
    // "Wait no time" is no order to wait: it would be an endless loop.
    if (orderedMs < leastOrderMs) {
      this.#attempts += 1;
      if (this.#attempts > retries) throw failure;
      const delayMs = Math.max(orderedMs, backoffMs(this.#attempts, host.random));
      host.log.debug(
        `${label}: ${failure.message}; attempt ${this.#attempts} of ${retries} in ${Math.round(delayMs)} ms`,
      );
      await host.clock.sleep(delayMs, host.signal);
      return;
    }
    this.#orderedMs += orderedMs;
    if (this.#orderedMs > longestWaitMs) throw failure;
    if (orderedMs >= 10_000)
      host.log.info(`Told to wait ${span(orderedMs)} (HTTP ${failure.service.status})`);
    gate.hold(host.clock.now() + orderedMs);
    await gate.pass(host);
  }
}

/** Runs `attempt` until it succeeds or the table says that trying again is no use. */
export async function persist<T>(
  patience: Patience,
  what: { readonly place: Place; readonly label: string },
  attempt: () => Promise<T>,
): Promise<T> {
  const trouble = new Trouble(patience);
  let renewed = false;
  for (;;) {
    await patience.gate.pass(patience.host);
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      const verdict = verdictOn(what.place, error.service);
      if (verdict === 'renew' && !renewed) {
        renewed = true;
      } else if (verdict === 'again') {
        await trouble.wait(error, what.label);
      } else {
        throw error;
      }
    }
  }
}
