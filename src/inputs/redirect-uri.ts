/**
 * What a redirect URI may be: where a browser goes with the code of a sign-in. Pure. Sources: entra:reply-url.md (https,
 * plain http for localhost alone, no user name), RFC 6749 section 3.1.2 (absolute, no fragment), RFC 8252 section 7
 * (schemes of an app's own), entra:redirect-uris-ios.md and scenario-desktop-app-registration.md (how those look).
 */
import { isLoopback } from '../http/microsoft-hosts.ts';
import { shown } from './shown.ts';

/** Schemes that a browser or a system acts upon by itself: none of them leads to an app. */
const nobodys =
  /^(javascript|vbscript|data|file|blob|filesystem|about|view-source|jar|mailto|tel|sms|intent|wss?|s?ftps?|ssh|smb|ldap|chrome|resource):$/;
/** An app that has no scheme registered: the code is shown on a page (a convention of Microsoft's and Google's). */
const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

const advice =
  'write the URL as it is registered: https://…, http://localhost…, or one of the app itself, as msalID://auth';

/** What is wrong with it, as a clause that follows the input's name; undefined for one that can be registered. */
export function redirectProblem(value: string): string | undefined {
  // Parsers drop line breaks and take a backslash for a slash: what is judged must be what is sent.
  if (/[\s\p{Cc}\\"<>]/u.test(value) || !URL.canParse(value)) return `is ${shown(value)}; ${advice}`;
  if (value === outOfBand) return undefined;
  const { protocol, username, password, searchParams } = new URL(value);
  if (nobodys.test(protocol)) return `begins with ${protocol}, which leads to no app; ${advice}`;
  if (username !== '' || password !== '') return `holds a user name or a password; ${advice}`;
  if (searchParams.has('code') || searchParams.has('access_token'))
    return `is the address that a sign-in ended at; ${advice}`;
  if (value.includes('#')) return `has a fragment (#…), which no redirect URI has; ${advice}`;
  const isWhole = /^https?:$/.test(protocol) ? /^https?:\/\/[^/?]/i : /^[a-z][a-z0-9+.-]*:\//i;
  return isWhole.test(value) ? undefined : `is ${shown(value)}; ${advice}`;
}

/** Plain http to another machine: whoever is on the way there reads the code. */
export function isOpenToAll(redirectUri: string): boolean {
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'http:' && hostname !== 'localhost' && !isLoopback(hostname);
}
