/**
 * What to say when no answer came, or one that nobody reads to its end: the words and the advice. Knows neither
 * the request's body nor its headers, and never sees the path of a host that is not official.
 */
import { Failure, ServiceFailure, systemCode } from '../core/errors.ts';
import { bytes, printable } from '../core/format.ts';
import type { Environment } from '../core/host.ts';
import { certificateFailure } from './certificates.ts';
import { proxyAdvice } from './proxy.ts';

export interface Silence {
  readonly method: string;
  readonly host: string;
  /** '' where the path is a secret. */
  readonly path: string;
  /** Why the watchdog gave the request up; undefined when it did not. */
  readonly givenUp: string | undefined;
  readonly env: Environment;
}

/** A ServiceFailure with status 0, which may pass, or a final Failure when a certificate was refused. */
export function unanswered(cause: unknown, facts: Silence): Failure {
  const code = systemCode(cause);
  const text = facts.givenUp ?? `no answer${code === '' ? '' : ` (${code})`}`;
  return (
    certificateFailure(facts.host, cause) ??
    new ServiceFailure(`${facts.method} ${facts.host}${printable(facts.path)}: ${text}`, {
      service: { status: 0, codes: [facts.givenUp === undefined ? code : 'stalled'].filter(Boolean) },
      hint: proxyAdvice(facts.env),
    })
  );
}

/** The failure for an answer beyond the limit; final, because every attempt would bring as much again. */
export function oversized(limitBytes: number): Failure {
  return new Failure(`an answer is larger than ${bytes(limitBytes)}, which none of the services sends`, {
    kind: 'network',
    hint: 'check that no proxy rewrites answers',
  });
}
