/**
 * What people paste at the end of a sign-in: the address that the browser ended at, whole or in part, or the
 * bare code. Pure: judges one text.
 */
import type { Situation } from '../../auth/login-hint.ts';
import { Failure } from '../../core/errors.ts';
import { printable } from '../../core/format.ts';
import { codeOf, readLanding, sameText } from './callback.ts';

export interface Expected {
  readonly redirectUri: string;
  /** Undefined when it is not known: then an address with any state will do, and PKCE alone protects. */
  readonly state: string | undefined;
  readonly situation: Situation;
}

/** The code in a pasted text, decoded; a Failure that says what was pasted instead, never with the code in it. */
export function readPasted(text: string, expected: Expected): string {
  // Terminals break long lines, and people quote: neither is part of an address.
  const bare = unquoted(text.replace(/\s+/g, ''));
  if (bare === '') throw wrong('nothing was pasted', 'paste the whole address from the address bar');
  const address = addressOf(bare);
  if (address !== undefined) return fromAddress(address, expected);
  if (/(^|[?&#])(code|error)=/.test(bare)) return fromQuery(bare, expected);
  // What stands after "code=", with or without the parameters behind it.
  return fromQuery(`code=${bare.replace(/^&+/, '')}`, expected);
}

function unquoted(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && `"'<`.includes(text.charAt(start))) start += 1;
  while (end > start && `"'>`.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** A browser may leave the scheme away when it shows an address. */
function addressOf(text: string): URL | undefined {
  const whole = /^(localhost|127\.0\.0\.1|\[::1\])([:/?]|$)/.test(text) ? `http://${text}` : text;
  return /^https?:\/\//i.test(whole) && URL.canParse(whole) ? new URL(whole) : undefined;
}

function fromAddress(address: URL, expected: Expected): string {
  const { redirectUri } = expected;
  if (/\/wrongplace\/?$/i.test(address.pathname)) throw wrongPlace(redirectUri);
  if (/\/oauth2\/v2\.0\/authorize$|\/oauth20_authorize\.srf$/i.test(address.pathname)) {
    throw wrong(
      'this is the address of the sign-in page, not the one that the sign-in ended at',
      `sign in there, and paste the address that begins with ${redirectUri}`,
    );
  }
  if (placeOf(address) !== placeOf(new URL(redirectUri))) {
    throw wrong(
      `this address leads to ${printable(placeOf(address))}, not to ${redirectUri}`,
      'paste the address of the same sign-in: open the one above once more if it is gone',
    );
  }
  const parts = [address.search, address.hash].map((part) => part.replace(/^[?#]/, ''));
  return fromQuery(parts.filter((part) => part !== '').join('&'), expected);
}

/** Without the parameters; `http://localhost:8080` and the same with a slash are one place. */
function placeOf({ origin, pathname }: URL): string {
  return origin + pathname;
}

function fromQuery(query: string, { state, situation, redirectUri }: Expected): string {
  const landing = readLanding(query.slice(query.search(/[?#]/) + 1));
  const { clientId } = situation.client;
  if (landing === undefined) throw wrong('this address has a parameter twice', 'paste it once, as it is');
  if (landing.clientId !== undefined && landing.clientId.toLowerCase() !== clientId.toLowerCase()) {
    throw wrong(
      `this address belongs to another app (${printable(landing.clientId)})`,
      'paste the address that this sign-in ended at',
    );
  }
  if (landing.state !== undefined && state !== undefined && !sameText(landing.state, state)) {
    throw wrong(
      'this address belongs to another sign-in: its state is not the one that was sent',
      'open the address above, and paste the one that the browser ends at this time',
    );
  }
  if (landing.error === undefined && landing.code === undefined) {
    throw wrong('this address holds no code', `paste the whole one, from ${redirectUri} to its end`);
  }
  const code = codeOf(landing, situation);
  if (code.length < 16 || /[^\x21-\x7e]/.test(code)) {
    throw wrong(
      `this is no code (${code.length} characters)`,
      'paste the whole address from the address bar',
    );
  }
  if (/^eyJ/.test(code)) throw wrong('this is a token, not a code', 'paste the address from the address bar');
  return code;
}

/** Since the end of 2025 Microsoft's own page leads on after some seconds, and takes the code along (abraunegg/onedrive#3569). */
function wrongPlace(redirectUri: string): Failure {
  return wrong(
    "this is Microsoft's page for people who should not copy an address (/wrongplace): the nativeclient page " +
      'leads there after a few seconds, and the code is gone',
    /\/nativeclient$/.test(redirectUri)
      ? 'run login again and copy the address at once, or register http://localhost:8080 and leave out --redirect-uri'
      : 'run login again, and paste the address that the browser ends at',
  );
}

function wrong(message: string, hint: string): Failure {
  return new Failure(message, { kind: 'usage', hint });
}
