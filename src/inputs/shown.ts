/**
 * How a message shows a value that people wrote. One that is likely a secret, meant for another input, is not shown: a
 * mistake costs the message its value, and no secret. Pure.
 */
import { count, printable } from '../core/format.ts';

/** The value escaped, and no more of it than is needed to recognize it. */
export function shown(text: string): string {
  if (looksSecret(text)) return `a text of ${count(text.length, 'character')} that may be a secret`;
  return `"${printable(text.length > 60 ? `${text.slice(0, 60)}…` : text)}"`;
}

const marks: readonly RegExp[] = [
  // A token in three parts (RFC 7519): `eyJ` is `{"`.
  /eyJ[\w-]{8}/,
  // Codes and tokens of personal accounts, then those of work accounts.
  /M\.[A-Z]\d*_/,
  /(^|\W)[0-9]\.A[\w-]{16}/,
  // The Value of a client secret.
  /[\w.~-]{3}\dQ~/,
  /gh[a-z]_\w{8}|github_pat_/,
  /-----BEGIN /,
  // An address that a sign-in ended at, a form, a signed link.
  /(^|[?&#;\s])(code|sig|\w*(token|secret|password|assertion|verifier))=/i,
  // A user name and a password.
  /:\/\/[^/?#]*@/,
];

/** True for a text that begins or looks like a credential; a name, a path or an address does not. */
function looksSecret(text: string): boolean {
  return marks.some((mark) => mark.test(text)) || looksRandom(text);
}

/** Long, of one piece and of all kinds of characters: a machine wrote it. */
function looksRandom(text: string): boolean {
  return (
    text.length >= 24 && !/[\s/\\]/.test(text) && [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(text))
  );
}
