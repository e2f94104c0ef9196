/**
 * Parses what people paste at the end of a sign-in: the callback URL, whole or in part, or the bare code.
 */
import type { LoginHint } from '../../auth/login-hint.ts';
import { Failure } from '../../core/errors.ts';
import { escapeControls, formatCount } from '../../core/format.ts';
import { isLoopback } from '../../http/microsoft-hosts.ts';
import { isEqualConstantTime, parseCallback, readAuthorizationCode } from './callback.ts';

export interface ExpectedCallback {
  readonly redirectUri: string;
  /** Undefined when unknown. Any state is then accepted, and only PKCE protects the sign-in. */
  readonly state: string | undefined;
  readonly loginHint: LoginHint;
}

/** Returns the decoded code. Throws a Failure that says what was pasted instead, never with the code in it. */
export function parsePastedAddress(text: string, expected: ExpectedCallback): string {
  // Terminals break long lines, and people add quotes. Neither is part of a URL.
  const bare = trimQuotes(text.replace(/\s+/g, ''));
  if (bare === '') throw pasteFailure('nothing was pasted', 'paste the whole address from the address bar');
  const address = parseAddress(bare);
  if (address !== undefined) return codeFromAddress(address, expected);
  if (/(^|[?&#])(code|error)=/.test(bare)) return codeFromQuery(bare, expected);
  // Only the text after "code=", with or without further parameters.
  return codeFromQuery(`code=${bare.replace(/^&+/, '')}`, expected);
}

function trimQuotes(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && `"'<`.includes(text.charAt(start))) start += 1;
  while (end > start && `"'>`.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** A browser may hide the scheme of a URL. */
function parseAddress(text: string): URL | undefined {
  const whole = /^(localhost|127\.0\.0\.1|\[::1\])([:/?]|$)/.test(text) ? `http://${text}` : text;
  return /^https?:\/\//i.test(whole) && URL.canParse(whole) ? new URL(whole) : undefined;
}

function codeFromAddress(address: URL, expected: ExpectedCallback): string {
  const { redirectUri } = expected;
  if (/\/wrongplace\/?$/i.test(address.pathname)) throw wrongPlaceFailure(redirectUri);
  if (/\/oauth2\/v2\.0\/authorize$|\/oauth20_authorize\.srf$/i.test(address.pathname)) {
    throw pasteFailure(
      'this is the address of the sign-in page, not the address at the end of the sign-in',
      `sign in there, and paste the address that starts with ${redirectUri}`,
    );
  }
  if (!isSamePlace(address, new URL(redirectUri))) {
    throw pasteFailure(
      `this address goes to ${escapeControls(originAndPath(address))}, not to ${redirectUri}`,
      'paste the address of the same sign-in; if it is gone, open the address above again',
    );
  }
  const parts = [address.search, address.hash].map((part) => part.replace(/^[?#]/, ''));
  return codeFromQuery(parts.filter((part) => part !== '').join('&'), expected);
}

/**
 * On this machine, port and path count: a browser that once got HSTS from a program here turns http into https, and the
 * state proves the rest (cli/cli#650).
 */
function isSamePlace(address: URL, expected: URL): boolean {
  if (isThisMachine(address) && isThisMachine(expected))
    return address.port === expected.port && address.pathname === expected.pathname;
  return originAndPath(address) === originAndPath(expected);
}

function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || isLoopback(hostname);
}

/** Without parameters. `http://localhost:8080` is equal with and without a slash. */
function originAndPath({ origin, pathname }: URL): string {
  return origin + pathname;
}

function codeFromQuery(query: string, { state, loginHint, redirectUri }: ExpectedCallback): string {
  const callback = parseCallback(query.slice(query.search(/[?#]/) + 1));
  const { clientId } = loginHint.client;
  if (callback === undefined)
    throw pasteFailure('this address contains a parameter twice', 'paste the address once, unchanged');
  if (callback.clientId !== undefined && callback.clientId.toLowerCase() !== clientId.toLowerCase()) {
    throw pasteFailure(
      `this address belongs to another app (${escapeControls(callback.clientId)})`,
      'paste the address at the end of this sign-in',
    );
  }
  if (callback.state !== undefined && state !== undefined && !isEqualConstantTime(callback.state, state)) {
    throw pasteFailure(
      'this address belongs to another sign-in: its state is different',
      'open the address above again, sign in, and paste the new address',
    );
  }
  if (callback.error === undefined && callback.code === undefined) {
    throw pasteFailure(
      'this address contains no code',
      `paste the whole address, from ${redirectUri} to its end`,
    );
  }
  const code = readAuthorizationCode(callback, loginHint);
  if (code.length < 16 || /[^\x21-\x7e]/.test(code)) {
    throw pasteFailure(
      `this is not a code (${formatCount(code.length, 'character')})`,
      'paste the whole address from the address bar',
    );
  }
  if (/^eyJ/.test(code))
    throw pasteFailure('this is a token, not a code', 'paste the address from the address bar');
  return code;
}

/** Since the end of 2025 Microsoft's page redirects after seconds, and the code is lost (abraunegg/onedrive#3569). */
function wrongPlaceFailure(redirectUri: string): Failure {
  return pasteFailure(
    "this is the address of Microsoft's page /wrongplace: the nativeclient page " +
      'redirects to it after a few seconds, and the code is lost',
    /\/nativeclient$/.test(redirectUri)
      ? 'run login again and copy the address immediately, or register http://localhost:8080 and remove --redirect-uri'
      : 'run login again, and paste the address at the end of the sign-in',
  );
}

function pasteFailure(message: string, hint: string): Failure {
  return new Failure(message, { code: 'pasted-address-wrong', kind: 'usage', hint });
}
