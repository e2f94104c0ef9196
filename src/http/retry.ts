/**
 * The one place that decides about another attempt: asks the retry table, waits, counts. Workers share a gate.
 */
import { ServiceFailure } from '../core/errors.ts';
import { formatDuration } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { RateLimitGate } from './rate-limit-gate.ts';
import {
  backoffMs,
  maxRetryAfterMs,
  type RequestKind,
  type RetryVerdict,
  retryVerdict,
} from './retry-table.ts';

export interface RetryOptions {
  readonly host: Host;
  /** Attempts beyond the first; a wait that the service asked for is none. */
  readonly retries: number;
  /** Every worker waits here while the service has told one of them to wait. */
  readonly gate: RateLimitGate;
  /** Hears of every failure that is waited for. */
  readonly onRetry?: (failure: ServiceFailure) => void;
}

/** A shorter wait than this, in milliseconds, counts as an attempt of ours. */
const minRetryAfterMs = 100;

/** Decides for one request, or one file, whether a failure is followed by another attempt, and waits before it. */
export class RetryState {
  readonly #options: RetryOptions;
  readonly #label: string;
  #attempts = 0;
  #retryAfterMs = 0;
  #hasRenewed = false;

  /** The label stands in the log: an operation, or the path of a file. */
  constructor(retry: RetryOptions, label: string) {
    this.#options = retry;
    this.#label = label;
  }

  /** A byte got through: what went wrong before counts no more. */
  reset(): void {
    this.#attempts = 0;
    this.#retryAfterMs = 0;
    this.#hasRenewed = false;
  }

  /**
   * Asks the retry table about a failure. Returns when the next attempt is due, having waited as long as it takes;
   * returns at once for the verdicts that the caller acts on itself. Throws the failure when there is no next attempt.
   */
  async next(
    requestKind: RequestKind,
    error: unknown,
    ownVerdicts: readonly RetryVerdict[] = [],
  ): Promise<RetryVerdict> {
    if (!(error instanceof ServiceFailure)) throw error;
    const verdict = retryVerdict(requestKind, error.service);
    if (ownVerdicts.includes(verdict)) return verdict;
    if (verdict === 'again') await this.wait(error);
    else if (verdict === 'renew' && !this.#hasRenewed) this.#hasRenewed = true;
    else throw error;
    return verdict;
  }

  /** Waits before the next attempt, or throws the failure when there were too many. */
  async wait(failure: ServiceFailure): Promise<void> {
    const { host, gate, retries, onRetry } = this.#options;
    onRetry?.(failure);
    const retryAfterMs = failure.service.retryAfterMs ?? 0;
    // "Wait no time" is no order to wait: it would be an endless loop.
    if (retryAfterMs < minRetryAfterMs) {
      this.#attempts += 1;
      if (this.#attempts > retries) throw failure;
      const delayMs = Math.max(retryAfterMs, backoffMs(this.#attempts, host.random));
      host.log.debug(
        `${this.#label}: ${failure.message}; attempt ${this.#attempts} of ${retries} in ${Math.round(delayMs)} ms`,
      );
      await host.clock.sleep(delayMs, host.signal);
      return;
    }
    this.#retryAfterMs += retryAfterMs;
    if (this.#retryAfterMs > maxRetryAfterMs) throw failure;
    if (retryAfterMs >= 10_000)
      host.log.info(`Told to wait ${formatDuration(retryAfterMs)} (HTTP ${failure.service.status})`);
    gate.holdUntil(host.clock.now() + retryAfterMs);
    await gate.wait(host);
  }
}

/** Runs `attempt` until it succeeds or the table says that trying again is no use. */
export async function withRetries<T>(
  retry: RetryOptions,
  { requestKind, label }: { readonly requestKind: RequestKind; readonly label: string },
  attempt: () => Promise<T>,
): Promise<T> {
  const retryState = new RetryState(retry, label);
  for (;;) {
    await retry.gate.wait(retry.host);
    try {
      return await attempt();
    } catch (error) {
      await retryState.next(requestKind, error);
    }
  }
}
