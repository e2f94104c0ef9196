/**
 * Parses the callback of a sign-in, from a redirect or a pasted URL: a code, or an error with a description.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import {
  errorPageHint,
  findAdvice,
  firstLine,
  parseAadstsCodes,
  signInFailureCode,
} from '../../auth/aadsts-advice.ts';
import type { LoginHint } from '../../auth/login-hint.ts';
import { Failure } from '../../core/errors.ts';
import { escapeControls } from '../../core/format.ts';

/** Parameters of a callback; undefined when missing. */
export interface Callback {
  readonly code: string | undefined;
  readonly state: string | undefined;
  readonly error: string | undefined;
  readonly description: string | undefined;
  /** The URL of a sign-in page has it, a callback never does. */
  readonly clientId: string | undefined;
}

/**
 * Parses a query, a fragment or a form (RFC 6749, section 4.1.2; OAuth 2.0 Form Post Response Mode). Returns undefined
 * when a parameter is repeated, which no server sends.
 */
export function parseCallback(query: string): Callback | undefined {
  const words = new URLSearchParams(query.replace(/^[?#]/, ''));
  // A plus is a space in descriptions, but literal in codes: those of personal accounts have special characters.
  const exact = new URLSearchParams(query.replace(/^[?#]/, '').replaceAll('+', '%2B'));
  const names = ['code', 'state', 'error', 'error_description', 'client_id'];
  if (names.some((name) => exact.getAll(name).length > 1)) return undefined;
  const one = (from: URLSearchParams, name: string) => from.get(name) || undefined;
  return {
    code: one(exact, 'code'),
    state: one(exact, 'state'),
    error: one(exact, 'error'),
    description: one(words, 'error_description'),
    clientId: one(exact, 'client_id'),
  };
}

/** Compares in constant time. */
export function isEqualConstantTime(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** Returns the code. Throws a Failure with the error of the sign-in page and advice. */
export function readAuthorizationCode(
  { code, error = '', description = '' }: Callback,
  loginHint: LoginHint,
): string {
  if (error === '' && code !== undefined) return code;
  const codes = parseAadstsCodes(description);
  const advice = findAdvice({ codes, error, description }, loginHint);
  const said = firstLine(description);
  const words = [
    `the sign-in was refused (${escapeControls(error) || 'no code'})`,
    ...(said === '' ? [] : [`: ${said}`]),
    ...(advice === undefined ? [] : [` — ${advice.meaning}`]),
  ];
  throw new Failure(words.join(''), {
    code: signInFailureCode(codes),
    kind: 'sign-in',
    hint: advice?.hint ?? (codes[0] === undefined ? 'run login again' : errorPageHint(codes[0])),
  });
}
