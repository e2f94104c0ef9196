/**
 * Quotes an input's value in a message, unless it may be a secret that was meant for another input.
 */
import { escapeControls, formatCount, quote } from '../core/format.ts';

/** Escapes the value and cuts it to 60 characters. */
export function quoteUnlessSecret(text: string): string {
  return looksSecret(text) ? secretPlaceholder(text) : quote(truncate(text));
}

/** The same without quotes, for a word of a command line. */
export function escapeUnlessSecret(text: string): string {
  return looksSecret(text) ? secretPlaceholder(text) : escapeControls(truncate(text));
}

/** Quotes a whole path, name or pattern. Long ones with all kinds of characters are usual. */
export function quotePathUnlessSecret(text: string): string {
  return containsSecret(text) ? secretPlaceholder(text) : quote(text);
}

/** The same, unquoted and unescaped, for the log, which escapes its lines. */
export function pathUnlessSecret(text: string): string {
  return containsSecret(text) ? secretPlaceholder(text) : text;
}

function secretPlaceholder(text: string): string {
  return `a text of ${formatCount(text.length, 'character')} that may be a secret`;
}

function truncate(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
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
  /-----BEGIN |AGE-SECRET-KEY-/i,
  // The URL after a sign-in, a form, or a signed link.
  /(^|[?&#;\s])(code|sig|\w*(token|secret|password|assertion|verifier))=/i,
  // A user name and a password.
  /:\/\/[^/?#]*@/,
];

/** Stricter patterns. They match no usual name, such as `night_backups`, `1.Annual-Report-of-2026` or `code=US`. */
const secretPatternsInPaths: readonly RegExp[] = [
  /(^|\W)eyJ[\w-]{16}/,
  /(^|\W)M\.[A-Z]\d*_[A-Z\d]+\.\d/,
  /(^|\W)[0-9]\.A[\w-]{60}/,
  /[\w.~-]{3}\dQ~[\w.~-]{20}/,
  /(^|[^a-z\d])gh[a-z]_[a-z\d]{20}|github_pat_\w{20}/i,
  /-----BEGIN |AGE-SECRET-KEY-/i,
  /(^|[?&#;\s])(code|sig|\w*(token|secret|password|assertion|verifier))=[^\s/\\]{20}/i,
  /:\/\/[^/?#]*@/,
];

/** True for text that looks like a credential, and not for a name, a path or an address. */
function looksSecret(text: string): boolean {
  return secretPatterns.some((mark) => mark.test(text)) || looksRandom(text);
}

function containsSecret(text: string): boolean {
  return secretPatternsInPaths.some((mark) => mark.test(text));
}

/** Long, without separators, and with all kinds of characters: probably generated. */
function looksRandom(text: string): boolean {
  return (
    text.length >= 24 && !/[\s/\\]/.test(text) && [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(text))
  );
}
