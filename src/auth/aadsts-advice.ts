/**
 * Finds the advice for a sign-in error, and how to recover from it. AADSTS codes only select texts, because Microsoft
 * may change them. Decisions use the HTTP status and `error`, except in cases for which OAuth has no code: a public
 * client that sent a secret, and an assertion or credential that will work a moment later.
 */
import type { FailureCode } from '../core/failure-codes.ts';
import { escapeControls } from '../core/format.ts';
import { accountErrors, type ErrorAdvice, type RecoveryAction } from './aadsts-account.ts';
import { appErrors, oauthErrors } from './aadsts-app.ts';
import { describedErrors } from './aadsts-words.ts';
import type { LoginHint } from './login-hint.ts';

const knownErrors: readonly ErrorAdvice[] = [...accountErrors, ...appErrors];

/** A sign-in error as the service reported it. */
export interface SignInError {
  /** The numbers of its AADSTS codes, the most specific first. */
  readonly codes: readonly number[];
  /** The OAuth error code (RFC 6749 section 5.2); '' if there was none. */
  readonly error: string;
  /** The service's own text, for a code with several causes. */
  readonly description?: string;
}

/** Longer lines of the service are cut. */
const lineLimit = 500;

/** Returns the first line of a description, without control characters. The rest are ids of the request. */
export function firstLine(description: string): string {
  const [line = ''] = description.split(/\r?\n/);
  return escapeControls(line.length > lineLimit ? `${line.slice(0, lineLimit)}…` : line);
}

/** Microsoft's page about a code that has no advice here. */
export function errorPageHint(code: number): string {
  return `see https://login.microsoftonline.com/error?code=${code}`;
}

/**
 * Returns meaning and advice for the service's words if they decide, else for the first known code; for `error` only if there is no code: the same word stands for
 * many causes.
 */
export function findAdvice(
  { codes, error, description = '' }: SignInError,
  loginHint: LoginHint,
): { readonly meaning: string; readonly hint: string } | undefined {
  const byCode = codes.length === 0 ? oauthErrors[error] : findByCode(codes);
  const advice = describedErrors.find(({ words }) => words.test(description)) ?? byCode;
  if (advice === undefined) return undefined;
  const { meaning, hint } = advice;
  return { meaning, hint: typeof hint === 'string' ? hint : hint(loginHint) };
}

/** The failure code of a refusal: the number of the first code that has advice here. */
export function signInFailureCode(codes: readonly number[]): FailureCode {
  const known = codes.find((code) => knownErrors.some((row) => row.codes.includes(code)));
  return known === undefined ? 'sign-in-refused' : `aadsts-${known}`;
}

/** Returns how to recover without the user, if possible. */
export function recoveryFor(codes: readonly number[]): RecoveryAction | undefined {
  return findByCode(codes)?.recovery;
}

function findByCode(codes: readonly number[]): ErrorAdvice | undefined {
  return codes
    .map((code) => knownErrors.find((row) => row.codes.includes(code)))
    .find((row) => row !== undefined);
}

/** Returns the AADSTS code in a description. The legacy sign-in writes the same sentence without a code. */
export function parseAadstsCodes(description: string): number[] {
  const code = /AADSTS(\d+)/.exec(description)?.[1];
  if (code !== undefined) return [Number(code)];
  return /public clients can'?t send a client secret/i.test(description) ? [90023] : [];
}
