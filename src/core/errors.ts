/**
 * The error family: what happened, and what to do about it. Every failure that a user may meet is a
 * `Failure`; whatever else is thrown is a bug of ours. Knows nothing of HTTP or of the log, and its texts
 * never hold a token, a secret or the query of an uploadUrl: whoever makes one leaves them out.
 */

/** Which exit code and wording a failure gets: `usage` 2, `sign-in` 3, `cancelled` 130, everything else 1. */
export type FailureKind = 'usage' | 'sign-in' | 'service' | 'network' | 'file' | 'verify' | 'cancelled';

export interface FailureOptions {
  readonly kind: FailureKind;
  /** One sentence in the imperative, without a capital and a full stop; '' when there is nothing to do. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** A failure with its advice. `message` says what happened with its value, `hint` what to do. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  readonly kind: FailureKind;
  readonly hint: string;

  constructor(message: string, options: FailureOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = options.kind;
    this.hint = options.hint ?? '';
  }
}

/** More lines than this nobody reads, and a log line or a summary has its limits. */
const maxShownProblems = 300;

/** Bad input: every problem at once, found before any request. */
export class UsageFailure extends Failure {
  override readonly name = 'UsageFailure';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    const rest = problems.length - maxShownProblems;
    const lines = problems.slice(0, maxShownProblems).map((text) => `  - ${text}`);
    if (rest > 0) lines.push(`  … and ${rest} more like these`);
    super(`${count} with the inputs, nothing was sent:\n${lines.join('\n')}`, { kind: 'usage' });
    this.problems = problems;
  }
}

/** What a service answered when it said no. */
export interface ServiceErrorInfo {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Graph's error codes from the outermost to the innermost (`innerError.code` nests); empty when there was no JSON. */
  readonly codes: readonly string[];
  /** The service's own words, without any of ours: what the retry table looks into. */
  readonly message?: string;
  /** The wait that `Retry-After` or `RateLimit-Reset` asked for, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly requestId?: string;
}

export interface ServiceFailureOptions extends Partial<FailureOptions> {
  readonly service: ServiceErrorInfo;
}

/** Graph, the upload host or the network refused a request; carries what a retry decision needs. */
export class ServiceFailure extends Failure {
  override readonly name: string = 'ServiceFailure';
  readonly service: ServiceErrorInfo;

  constructor(message: string, options: ServiceFailureOptions) {
    super(message, { kind: options.service.status === 0 ? 'network' : 'service', ...options });
    this.service = options.service;
  }
}

/** The run was told to stop (SIGINT, SIGTERM, a cancelled job). */
export class CancelledFailure extends Failure {
  override readonly name = 'CancelledFailure';

  constructor() {
    super('the run was cancelled', { kind: 'cancelled' });
  }
}

/** One text for a log or an `error` field: message, then advice. Texts of causes are left out: they are not ours. */
export function formatError(error: unknown): string {
  if (error instanceof Failure)
    return error.hint === '' ? error.message : `${error.message}. ${capitalize(error.hint)}`;
  return error instanceof Error
    ? `unexpected ${error.name}: ${error.message}`
    : `unexpected: ${String(error)}`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The `code` of an error of Node.js, as in ENOENT, of the failure's cause if need be; '' when it has none. */
export function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? '' : systemCode(error.cause);
}

/** The same as a sentence shows it: never empty. */
export function systemReason(error: unknown): string {
  return systemCode(error) || 'unknown error';
}

/** The command's exit code for a failure that ended the run. */
export function exitCode(error: unknown): number {
  if (!(error instanceof Failure)) return 1;
  return { usage: 2, 'sign-in': 3, cancelled: 130, service: 1, network: 1, file: 1, verify: 1 }[error.kind];
}
