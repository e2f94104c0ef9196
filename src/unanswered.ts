/**
 * What to say when no answer came: the words and the advice, from the error of a socket. Knows neither the
 * request's body nor its headers, and never sees the path of a host that is not official.
 */
import { type Failure, ServiceFailure } from './errors.ts';
import { type Environment, proxyAdvice } from './proxy.ts';
import { printable } from './text.ts';
import { certificateFailure, codeOf } from './trust.ts';

export interface Silence {
  readonly method: string;
  readonly host: string;
  /** '' where the path is a secret. */
  readonly path: string;
  /** The watchdog gave the request up. */
  readonly stalled: boolean;
  readonly env: Environment;
}

/** A ServiceFailure with status 0, which may pass, or a final Failure when a certificate was refused. */
export function unanswered(cause: unknown, facts: Silence): Failure {
  const code = codeOf(cause);
  const text = facts.stalled ? 'no byte moved for too long' : `no answer${code === '' ? '' : ` (${code})`}`;
  return (
    certificateFailure(facts.host, cause) ??
    new ServiceFailure(`${facts.method} ${facts.host}${printable(facts.path)}: ${text}`, {
      service: { status: 0, codes: [facts.stalled ? 'stalled' : code].filter(Boolean) },
      hint: proxyAdvice(facts.env),
    })
  );
}
