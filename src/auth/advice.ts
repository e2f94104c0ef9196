/**
 * Which advice goes with a refusal, and what the code itself may do about it. The numbers choose words; Microsoft
 * reserves the right to change them, so decisions are made on the HTTP status and on `error`, with two exceptions
 * that OAuth has no word for: a public client that sent a secret, and an assertion that a moment later will do.
 */
import { type Advice, accountRows, type Reaction } from './aadsts-account.ts';
import { appRows, words } from './aadsts-app.ts';
import type { Situation } from './login-hint.ts';

const table: readonly Advice[] = [...accountRows, ...appRows];

/** A refusal in the service's terms. */
export interface Refused {
  /** Numbers of its AADSTS codes, the most telling one first. */
  readonly codes: readonly number[];
  /** OAuth's word (RFC 6749 section 5.2), '' when there was none. */
  readonly error: string;
}

/** Meaning and advice for the first known code of an answer, else for its `error`. */
export function adviceFor(
  { codes, error }: Refused,
  situation: Situation,
): { readonly means: string; readonly todo: string } | undefined {
  const advice = rowFor(codes) ?? words[error];
  if (advice === undefined) return undefined;
  const { means, todo } = advice;
  return { means, todo: typeof todo === 'string' ? todo : todo(situation) };
}

/** What may be tried at once, without the user. */
export function reactionTo(codes: readonly number[]): Reaction | undefined {
  return rowFor(codes)?.reaction;
}

function rowFor(codes: readonly number[]): Advice | undefined {
  return codes.map((code) => table.find((row) => row.codes.includes(code))).find((row) => row !== undefined);
}

/** The number in a description. The legacy sign-in writes none, but the same sentence. */
export function codesIn(description: string): number[] {
  const told = /AADSTS(\d+)/.exec(description)?.[1];
  if (told !== undefined) return [Number(told)];
  return /public clients can'?t send a client secret/i.test(description) ? [90023] : [];
}
