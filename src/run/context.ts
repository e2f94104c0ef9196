/**
 * What a run is given by whoever starts it, and what all chapters of an upload or a download share.
 */
import type { Host } from '../core/host.ts';
import type { Drive } from '../graph/drive.ts';
import { type HttpClient, openHttpClient } from '../http/client.ts';
import { RateLimitGate } from '../http/rate-limit-gate.ts';
import type { RetryOptions } from '../http/retry.ts';
import type { InputSource, Inputs } from '../inputs/read.ts';
import { logProgress, type TransferProgress } from '../report/progress.ts';
import { type ReportLevel, resolveReportLevel } from '../report/public-log.ts';
import { AdaptiveConcurrency } from '../upload/concurrency.ts';
import type { Journal } from '../upload/journal.ts';
import { noOpenSessions, type OpenSessions } from '../upload/open-sessions.ts';

/** What the action, the command or a test starts a run with. */
export interface RunOptions {
  readonly host: Host;
  readonly source: InputSource;
  /** Where open sessions are noted for a post step. */
  readonly openSessions?: OpenSessions;
  /** Keeps a new refresh token somewhere safe, before the first upload and whenever it changes. */
  readonly saveRefreshToken?: (refreshToken: string) => Promise<void>;
  /** Shows what moves; returns how to stop. By default a log line every 10 s. */
  readonly showProgress?: (progress: TransferProgress) => () => void;
}

/** What every chapter works with, once the inputs are read. */
export interface RunContext {
  readonly host: Host;
  readonly http: HttpClient;
  readonly inputs: Inputs;
  /** How much of the account the log may show. */
  readonly reportLevel: ReportLevel;
  readonly concurrency: AdaptiveConcurrency;
  readonly retry: RetryOptions;
  readonly openSessions: OpenSessions;
  readonly saveRefreshToken: RunOptions['saveRefreshToken'] | undefined;
  readonly showProgress: (progress: TransferProgress) => () => void;
}

/** The same once the drive is open. */
export interface ConnectedContext extends RunContext {
  readonly drive: Drive;
  /** Where unfinished upload sessions are kept for the next run, if they are. */
  readonly journal: Journal | undefined;
}

/** Opens the HTTP client, which the caller closes; throws for a proxy or certificate that cannot be used. */
export function openRunContext(options: Omit<RunOptions, 'source'>, inputs: Inputs): RunContext {
  const { host } = options;
  const concurrency = new AdaptiveConcurrency(inputs.upload.concurrency, host.clock);
  return {
    host,
    http: openHttpClient(host, inputs.identity.cloud),
    inputs,
    reportLevel: resolveReportLevel(inputs.summary, host.env),
    concurrency,
    retry: {
      host,
      retries: inputs.upload.retries,
      gate: new RateLimitGate(),
      onRetry: (failure) => concurrency.failed(failure),
    },
    openSessions: options.openSessions ?? noOpenSessions,
    saveRefreshToken: options.saveRefreshToken,
    showProgress: options.showProgress ?? ((progress) => logProgress(host, progress)),
  };
}
