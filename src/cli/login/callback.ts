/**
 * What a sign-in sends along with the browser, by redirect or in a pasted address: a code, or an error in
 * words. Knows parameters and what they mean; not how they travelled.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { findAdvice, parseAadstsCodes } from '../../auth/advice.ts';
import type { LoginHint } from '../../auth/login-hint.ts';
import { Failure } from '../../core/errors.ts';
import { escapeControls } from '../../core/format.ts';

/** Parameters of the answer; undefined for those that are not there. */
export interface Callback {
  readonly code: string | undefined;
  readonly state: string | undefined;
  readonly error: string | undefined;
  readonly description: string | undefined;
  /** A sign-in page's address carries it, an answer never does. */
  readonly clientId: string | undefined;
}

/**
 * Reads a query, a fragment or a form (RFC 6749, section 4.1.2; OAuth 2.0 Form Post Response Mode). Undefined
 * when a parameter stands there twice: nobody who answers a sign-in writes that.
 */
export function parseCallback(query: string): Callback | undefined {
  const words = new URLSearchParams(query.replace(/^[?#]/, ''));
  // In words a plus is a space. Codes of personal accounts are full of odd characters, and hold no space.
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

/** Compares in a time that tells nothing of where two texts differ. */
export function isEqualConstantTime(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** The code, or a Failure with what the sign-in page said and what to do about it. */
export function readAuthorizationCode(
  { code, error = '', description = '' }: Callback,
  loginHint: LoginHint,
): string {
  if (error === '' && code !== undefined) return code;
  const advice = findAdvice({ codes: parseAadstsCodes(description), error }, loginHint);
  const said = escapeControls(description.split(/\r?\n/)[0] ?? '');
  const words = [
    `the sign-in was refused (${escapeControls(error) || 'no code'})`,
    ...(said === '' ? [] : [`: ${said}`]),
    ...(advice === undefined ? [] : [` — ${advice.meaning}`]),
  ];
  throw new Failure(words.join(''), { kind: 'sign-in', hint: advice?.hint ?? 'run login again' });
}
