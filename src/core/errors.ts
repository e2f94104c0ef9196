/**
 * The errors that a user may see. They are all `Failure`s; any other error is a bug in this package. Texts never
 * contain a token, a secret or the query of an uploadUrl; the code that creates a failure leaves them out.
 */
import type { FailureCode } from './failure-codes.ts';

import { capitalize } from './format.ts';

/** Which exit code and wording a failure gets: `usage` 2, `sign-in` 3, `cancelled` 130, everything else 1. */
export type FailureKind = 'usage' | 'sign-in' | 'service' | 'network' | 'file' | 'verify' | 'cancelled';

export interface FailureOptions {
  readonly kind: FailureKind;
  /** Stable: in the manifest, and an anchor of docs/troubleshooting.md. */
  readonly code: FailureCode;
  /** One imperative sentence, without a capital or a full stop; '' when there is nothing to do. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** An error with advice. `message` says what happened, with its value; `hint` says what to do. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  readonly kind: FailureKind;
  readonly code: FailureCode;
  readonly hint: string;

  constructor(message: string, options: FailureOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = options.kind;
    this.code = options.code;
    this.hint = options.hint ?? '';
  }
}

/** Nobody reads more lines than this, and log lines and summaries are limited. */
const maxShownProblems = 300;

/** Invalid input: all problems at once, found before any request is sent. */
export class UsageFailure extends Failure {
  override readonly name = 'UsageFailure';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    const rest = problems.length - maxShownProblems;
    const lines = problems.slice(0, maxShownProblems).map((text) => `  - ${text}`);
    if (rest > 0) lines.push(`  … and ${rest} more like these`);
    super(`${count} with the inputs, nothing was sent:\n${lines.join('\n')}`, {
      kind: 'usage',
      code: 'bad-input',
    });
    this.problems = problems;
  }
}

/** A service's error response. */
export interface ServiceErrorInfo {
  /** HTTP status; 0 when there was no response. */
  readonly status: number;
  /** Graph's error codes, outermost to innermost (`innerError.code` nests); empty if the body was not JSON. */
  readonly codes: readonly string[];
  /** The service's own text, without ours. The retry table reads it. */
  readonly message?: string;
  /** The wait that `Retry-After` or `RateLimit-Reset` asked for, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly requestId?: string;
}

export interface ServiceFailureOptions extends Omit<FailureOptions, 'kind'> {
  /** Without it `network` when no answer came, else `service`. */
  readonly kind?: FailureKind;
  readonly service: ServiceErrorInfo;
}

/** Graph, the upload host or the network failed a request. Carries what a retry decision needs. */
export class ServiceFailure extends Failure {
  override readonly name: string = 'ServiceFailure';
  readonly service: ServiceErrorInfo;

  constructor(message: string, options: ServiceFailureOptions) {
    super(message, { kind: options.service.status === 0 ? 'network' : 'service', ...options });
    this.service = options.service;
  }
}

/** The run was cancelled (SIGINT, SIGTERM, a cancelled job). */
export class CancelledFailure extends Failure {
  override readonly name = 'CancelledFailure';

  constructor() {
    super('the run was cancelled', { kind: 'cancelled', code: 'cancelled' });
  }
}

/** The message and the hint, for a log or an `error` field. Leaves out causes, because their texts are not ours. */
export function formatError(error: unknown): string {
  if (error instanceof Failure)
    return error.hint === ''
      ? error.message
      : `${error.message}${sentenceGap(error.message)}${capitalize(error.hint)}`;
  return error instanceof Error
    ? `unexpected ${error.name}: ${error.message}`
    : `unexpected: ${String(error)}`;
}

/** A sentence of the service has its own full stop. */
function sentenceGap(text: string): string {
  return /[.!?…]$/.test(text) ? ' ' : '. ';
}

/** The code of whatever was thrown. */
export function failureCode(error: unknown): FailureCode {
  return error instanceof Failure ? error.code : 'unexpected';
}

/** `troubleshootingUrl` of `Host`. */
export interface TroubleshootingPage {
  readonly troubleshootingUrl: string;
}

/** A sentence with the place that explains an error. */
export function seeTroubleshooting(error: unknown, { troubleshootingUrl }: TroubleshootingPage): string {
  return `See ${troubleshootingUrl}#${failureCode(error)}`;
}

/** Where an error is shown: its text, and the place that explains it. */
export function formatErrorWithLink(error: unknown, page: TroubleshootingPage): string {
  const text = formatError(error);
  // A list of problems ends with a line of its own.
  const gap = error instanceof UsageFailure ? '\n' : sentenceGap(text);
  return `${text}${gap}${seeTroubleshooting(error, page)}`;
}

/**
 * The `code` of an error of Node.js, as in ENOENT, of its cause if need be; '' when there is none. What a Failure may
 * call its own code is none of the system's.
 */
export function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (!(error instanceof Failure) && 'code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? '' : systemCode(error.cause);
}

/** Like `systemCode`, but never empty: for use in a sentence. */
export function systemReason(error: unknown): string {
  return systemCode(error) || 'unknown error';
}
