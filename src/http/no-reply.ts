/**
 * What to say when no answer came, or one that nobody reads to its end: the words and the advice. Knows neither
 * the request's body nor its headers, and never sees the path of a host that is not official.
 */
import { Failure, ServiceFailure, systemCode } from '../core/errors.ts';
import { escapeControls, formatBytes } from '../core/format.ts';
import type { Environment } from '../core/host.ts';
import { certificateFailure } from './certificates.ts';
import { proxyHint } from './proxy.ts';

export interface NoReplyOptions {
  readonly method: string;
  readonly host: string;
  /** '' where the path is a secret. */
  readonly path: string;
  /** Why the watchdog gave the request up; undefined when it did not. */
  readonly stallReason: string | undefined;
  readonly env: Environment;
}

/** A ServiceFailure with status 0, which may pass, or a final Failure when a certificate was refused. */
export function noReplyFailure(cause: unknown, options: NoReplyOptions): Failure {
  const code = systemCode(cause);
  const reason = options.stallReason ?? `no answer${code === '' ? '' : ` (${code})`}`;
  return (
    certificateFailure(options.host, cause) ??
    new ServiceFailure(`${options.method} ${options.host}${escapeControls(options.path)}: ${reason}`, {
      service: { status: 0, codes: [options.stallReason === undefined ? code : 'stalled'].filter(Boolean) },
      hint: proxyHint(options.env),
    })
  );
}

/** The failure for an answer beyond the limit; final, because every attempt would bring as much again. */
export function responseTooLarge(limitBytes: number): Failure {
  return new Failure(
    `an answer is larger than ${formatBytes(limitBytes)}, which none of the services sends`,
    {
      kind: 'network',
      hint: 'check that no proxy rewrites answers',
    },
  );
}
