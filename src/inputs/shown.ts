/**
 * How a message shows a value that people wrote. One that is likely a secret, meant for another input, is not shown: a
 * mistake costs the message its value, and no secret. Pure.
 */
import { escapeControls, formatCount, quote } from '../core/format.ts';

/** The value escaped, and no more of it than is needed to recognize it. */
export function quoteUnlessSecret(text: string): string {
  return looksSecret(text) ? secretPlaceholder(text) : `"${escapeAndTruncate(text)}"`;
}

/** A word of a command line, in the same way without quotes. */
export function escapeUnlessSecret(text: string): string {
  return looksSecret(text) ? secretPlaceholder(text) : escapeAndTruncate(text);
}

/** A path, a name or a pattern, whole: long ones with all kinds of characters are usual. */
export function quotePathUnlessSecret(text: string): string {
  return containsSecret(text) ? secretPlaceholder(text) : quote(text);
}

/** The same where it stands without quotes and unescaped: a log escapes its lines. */
export function pathUnlessSecret(text: string): string {
  return containsSecret(text) ? secretPlaceholder(text) : text;
}

function secretPlaceholder(text: string): string {
  return `a text of ${formatCount(text.length, 'character')} that may be a secret`;
}

function escapeAndTruncate(text: string): string {
  return escapeControls(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

const secretPatterns: readonly RegExp[] = [
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

/** The same, of which no usual name has one: `night_backups`, `1.Annual-Report-of-2026` and `code=US` are names. */
const secretPatternsInPaths: readonly RegExp[] = [
  /(^|\W)eyJ[\w-]{16}/,
  /(^|\W)M\.[A-Z]\d*_[A-Z\d]+\.\d/,
  /(^|\W)[0-9]\.A[\w-]{60}/,
  /[\w.~-]{3}\dQ~[\w.~-]{20}/,
  /(^|[^a-z\d])gh[a-z]_[a-z\d]{20}|github_pat_\w{20}/i,
  /-----BEGIN /,
  /(^|[?&#;\s])(code|sig|\w*(token|secret|password|assertion|verifier))=[^\s/\\]{20}/i,
  /:\/\/[^/?#]*@/,
];

/** True for a text that begins or looks like a credential; a name, a path or an address does not. */
function looksSecret(text: string): boolean {
  return secretPatterns.some((mark) => mark.test(text)) || looksRandom(text);
}

function containsSecret(text: string): boolean {
  return secretPatternsInPaths.some((mark) => mark.test(text));
}

/** Long, of one piece and of all kinds of characters: a machine wrote it. */
function looksRandom(text: string): boolean {
  return (
    text.length >= 24 && !/[\s/\\]/.test(text) && [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(text))
  );
}
