/** Decides about every further attempt: asks the retry table, counts and waits. */
import { type ServiceErrorInfo, ServiceFailure } from '../core/errors.ts';
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
  /** Attempts after the first. Waits that the service asked for do not count. */
  readonly retries: number;
  /** All workers wait here when the service tells one of them to wait. */
  readonly gate: RateLimitGate;
  /** Who asks to wait, for the log. Default Microsoft. */
  readonly serviceName?: string;
  /** How long to wait for a network, in all. Failures without one do not count as attempts for that long. */
  readonly offlineLimitMs?: number;
  /** Called for each retryable failure before the wait. */
  readonly onRetry?: (failure: ServiceFailure) => void;
}

/** Attempts after the first for the verdict `twice`. */
const reasonlessRetries = 2;
/** In milliseconds. A shorter `Retry-After` counts as an attempt. */
const minRetryAfterMs = 100;

const offlinePollMs = 2000;
/** No name server, no route, no interface yet. A proxy's failures have other codes. */
const offlineCodes = /^(ENOTFOUND|EAI_AGAIN|ENETUNREACH|ENETDOWN|EHOSTUNREACH)$/;

/** The attempts of one request or one file. */
export class RetryState {
  readonly #options: RetryOptions;
  readonly #label: string;
  #attempts = 0;
  #reasonlessAttempts = 0;
  #retryAfterMs = 0;
  #hasRenewed = false;
  #offlineSinceMs: number | undefined;

  /** `label` appears in the log: an operation or the path of a file. */
  constructor(retry: RetryOptions, label: string) {
    this.#options = retry;
    this.#label = label;
  }

  /** Call this after progress: earlier failures no longer count. */
  reset(): void {
    this.#attempts = 0;
    this.#reasonlessAttempts = 0;
    this.#retryAfterMs = 0;
    this.#hasRenewed = false;
  }

  /**
   * Asks the retry table about a failure. Waits until the next attempt is due, then returns. Returns `ownVerdicts` at
   * once, because the caller handles them. Never returns `twice`: it is `again`, then `fatal`. Throws the failure when there is no next attempt.
   */
  async next(
    requestKind: RequestKind,
    error: unknown,
    ownVerdicts: readonly RetryVerdict[] = [],
  ): Promise<RetryVerdict> {
    if (!(error instanceof ServiceFailure)) throw error;
    const verdict = this.#limit(retryVerdict(requestKind, error.service));
    if (ownVerdicts.includes(verdict)) return verdict;
    if (verdict === 'again') await this.wait(error);
    else if (verdict === 'renew' && !this.#hasRenewed) this.#hasRenewed = true;
    else throw error;
    return verdict;
  }

  #limit(verdict: RetryVerdict): RetryVerdict {
    if (verdict !== 'twice') return verdict;
    this.#reasonlessAttempts += 1;
    return this.#reasonlessAttempts <= reasonlessRetries ? 'again' : 'fatal';
  }

  /** Waits before the next attempt. Throws the failure when there were too many. */
  async wait(failure: ServiceFailure): Promise<void> {
    const { host, gate, retries, onRetry, serviceName = 'Microsoft' } = this.#options;
    onRetry?.(failure);
    if (this.#mayBeOffline(failure)) return host.clock.sleep(offlinePollMs, host.signal);
    const retryAfterMs = failure.service.retryAfterMs ?? 0;
    // A `Retry-After` of zero is not a wait. Without counting it, the loop would never end.
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
    const isToldOnce = gate.hold(retryAfterMs, host.clock.now());
    if (isToldOnce) host.log.info(formatThrottled(failure.service, { waitMs: retryAfterMs, serviceName }));
    host.log.debug(
      `${this.#label}: ${failure.message}; waiting ${formatDuration(retryAfterMs)}, as ${serviceName} asks`,
    );
    await gate.wait(host);
  }

  /** True while the network may still be coming, as in the first seconds of a virtual machine. */
  #mayBeOffline({ service }: ServiceFailure): boolean {
    const { host, offlineLimitMs = 0 } = this.#options;
    if (offlineLimitMs === 0 || service.status !== 0 || !service.codes.some((one) => offlineCodes.test(one)))
      return false;
    if (this.#offlineSinceMs === undefined) {
      this.#offlineSinceMs = host.clock.now();
      host.log.info(
        `No network yet (${service.codes.join(', ')}): trying again for ${formatDuration(offlineLimitMs)}`,
      );
    }
    return host.clock.now() - this.#offlineSinceMs < offlineLimitMs;
  }
}

/** Statuses with which a service limits requests (docs/facts.md, "Throttling headers"). */
const throttlingStatuses: readonly number[] = [429, 503, 509];

function formatThrottled(
  { status }: ServiceErrorInfo,
  { waitMs, serviceName }: { readonly waitMs: number; readonly serviceName: string },
): string {
  const head = throttlingStatuses.includes(status) ? 'Throttled: ' : '';
  return `${head}${serviceName} asks to wait ${formatDuration(waitMs)} (HTTP ${status})`;
}

/** Runs `attempt` until it succeeds. Throws the failure when the retry table allows no further attempt. */
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
