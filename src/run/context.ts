/** The options of a run, and the context that all steps of an upload or a download share. */
import type { Host } from '../core/host.ts';
import type { ShowStep } from '../core/step-progress.ts';
import type { Drive } from '../graph/drive.ts';
import { type HttpClient, openHttpClient } from '../http/client.ts';
import { RateLimitGate } from '../http/rate-limit-gate.ts';
import type { RetryOptions } from '../http/retry.ts';
import type { InputSource, Inputs } from '../inputs/read.ts';
import { logProgress, type TransferProgress } from '../report/progress.ts';
import { type ReportLevel, resolveReportLevel } from '../report/public-log.ts';
import { logStep } from '../report/step-log.ts';
import { AdaptiveConcurrency } from '../upload/concurrency.ts';
import type { Journal } from '../upload/journal.ts';
import { noOpenSessions, type OpenSessions } from '../upload/open-sessions.ts';

/** Where the content comes from. */
export interface ContentSource {
  /** What the user calls it, at the start of a sentence. */
  readonly name: string;
  /** Opens it once. The stream throws when the producer failed, and ends when the signal aborts. */
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}

export interface RunOptions {
  readonly host: Host;
  readonly source: InputSource;
  /** A stream to upload in place of files. */
  readonly content?: ContentSource;
  /** Records open upload sessions for the post step. */
  readonly openSessions?: OpenSessions;
  /** Stores a new refresh token. Called before the first upload and whenever the token changes. */
  readonly saveRefreshToken?: (refreshToken: string) => Promise<void>;
  /** What the user calls the place where it is stored, for messages. */
  readonly refreshTokenStore?: string;
  /** Shows how far the search for files and the packing are. The default logs a line every 10 s. */
  readonly showStep?: ShowStep;
  /** Shows the progress; returns a function that stops it. The default logs a line every 10 s. */
  readonly showProgress?: (progress: TransferProgress) => () => void;
}

/** What every step needs, once the inputs are read. */
export interface RunContext {
  readonly host: Host;
  readonly http: HttpClient;
  readonly inputs: Inputs;
  /** How much of the account and its links the log may show. */
  readonly reportLevel: ReportLevel;
  readonly concurrency: AdaptiveConcurrency;
  readonly retry: RetryOptions;
  readonly openSessions: OpenSessions;
  readonly saveRefreshToken: RunOptions['saveRefreshToken'] | undefined;
  readonly refreshTokenStore: string;
  readonly showStep: ShowStep;
  readonly showProgress: (progress: TransferProgress) => () => void;
}

/** The context once the drive is open. */
export interface ConnectedContext extends RunContext {
  readonly drive: Drive;
  /** Stores unfinished upload sessions for the next run; undefined without `resume`. */
  readonly journal: Journal | undefined;
}

/** How steps before and after the sign-in are shown. */
export function stepDisplay({ host, showStep }: Pick<RunOptions, 'host' | 'showStep'>): ShowStep {
  return showStep ?? ((step) => logStep(host, step));
}

/** Opens the HTTP client; the caller closes it. Throws when a proxy or certificate cannot be used. */
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
    refreshTokenStore: options.refreshTokenStore ?? '--refresh-token-file',
    showStep: stepDisplay(options),
    showProgress: options.showProgress ?? ((progress) => logProgress(host, progress)),
  };
}
