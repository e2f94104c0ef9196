/**
 * Which advice goes with a refusal, and what the code itself may do about it. The numbers choose words; Microsoft
 * reserves the right to change them, so decisions are made on the HTTP status and on `error`, with two exceptions
 * that OAuth has no word for: a public client that sent a secret, and an assertion that a moment later will do.
 */
import { accountErrors, type ErrorAdvice, type RecoveryAction } from './aadsts-account.ts';
import { appErrors, oauthErrors } from './aadsts-app.ts';
import type { LoginHint } from './login-hint.ts';

const knownErrors: readonly ErrorAdvice[] = [...accountErrors, ...appErrors];

/** A refusal in the service's terms. */
export interface SignInError {
  /** Numbers of its AADSTS codes, the most telling one first. */
  readonly codes: readonly number[];
  /** OAuth's word (RFC 6749 section 5.2), '' when there was none. */
  readonly error: string;
}

/** Meaning and advice for the first known code of an answer, else for its `error`. */
export function findAdvice(
  { codes, error }: SignInError,
  loginHint: LoginHint,
): { readonly meaning: string; readonly hint: string } | undefined {
  const advice = findByCode(codes) ?? oauthErrors[error];
  if (advice === undefined) return undefined;
  const { meaning, hint } = advice;
  return { meaning, hint: typeof hint === 'string' ? hint : hint(loginHint) };
}

/** What may be tried at once, without the user. */
export function recoveryFor(codes: readonly number[]): RecoveryAction | undefined {
  return findByCode(codes)?.recovery;
}

function findByCode(codes: readonly number[]): ErrorAdvice | undefined {
  return codes
    .map((code) => knownErrors.find((row) => row.codes.includes(code)))
    .find((row) => row !== undefined);
}

/** The number in a description. The legacy sign-in writes none, but the same sentence. */
export function parseAadstsCodes(description: string): number[] {
  const code = /AADSTS(\d+)/.exec(description)?.[1];
  if (code !== undefined) return [Number(code)];
  return /public clients can'?t send a client secret/i.test(description) ? [90023] : [];
}
