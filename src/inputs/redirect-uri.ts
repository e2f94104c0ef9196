/**
 * Checks redirect URIs, to which a browser takes the code of a sign-in. Sources: entra:reply-url.md (https, plain http
 * for localhost only, no user name), RFC 6749 section 3.1.2 (absolute, no fragment), RFC 8252 section 7 (private
 * schemes), entra:redirect-uris-ios.md and scenario-desktop-app-registration.md (their forms).
 */
import { isLoopback } from '../http/microsoft-hosts.ts';
import { pathUnlessSecret, quoteUnlessSecret } from './quote-unless-secret.ts';

/**
 * Schemes that lead to one app: the web's, and private ones with a client ID or a reverse domain. Browsers and systems
 * handle other schemes themselves, and no list of those is complete.
 */
const appSchemePattern = /^(https?|msal[0-9a-f-]{16,36}|msauth|[a-z]{2,}(\.[a-z0-9+-]+)+):$/;
/** The broker of Windows (MSAL.NET, Web Account Manager). */
const windowsBrokerPattern = /^ms-appx-web:\/\/microsoft\.aad\.brokerplugin\/[\w-]+$/i;
/** For an app without a scheme: the code is shown on a page (a convention of Microsoft and Google). */
const outOfBandUri = 'urn:ietf:wg:oauth:2.0:oob';

/** Names of parameters that contain a secret. */
export const secretParameterPattern = /secret|token|assertion|verifier|password/i;

const advice =
  "write the URL exactly as it is registered: https://…, http://localhost…, or the app's own scheme, such as msalID://auth or com.example.app:/x";

/** Returns what is wrong, as a clause that follows the input's name; undefined for a valid redirect URI. */
export function redirectUriProblem(value: string): string | undefined {
  // Parsers drop line breaks and read a backslash as a slash. Refuse both, so that we check what is sent.
  if (/[\s\p{Cc}\\"<>]/u.test(value) || !URL.canParse(value))
    return `is ${quoteUnlessSecret(value)}; ${advice}`;
  if (value === outOfBandUri || windowsBrokerPattern.test(value)) return undefined;
  const { protocol, username, password, searchParams } = new URL(value);
  if (username !== '' || password !== '') return `contains a user name or a password; ${advice}`;
  const names = [...searchParams.keys()];
  if (names.some((name) => /^(code|access_token|id_token)$/i.test(name)))
    return `is the address at the end of a sign-in; ${advice}`;
  if (names.some((name) => secretParameterPattern.test(name)) || pathUnlessSecret(value) !== value)
    return `contains a secret in its query; ${advice}`;
  if (value.includes('#')) return `has a fragment (#…), which is not allowed; ${advice}`;
  const absoluteUrlPattern = /^https?:$/.test(protocol) ? /^https?:\/\/[^/?]/i : /^[a-z][a-z0-9+.-]*:\//i;
  if (!absoluteUrlPattern.test(value)) return `is ${quoteUnlessSecret(value)}; ${advice}`;
  if (appSchemePattern.test(protocol)) return undefined;
  return `starts with ${protocol}, which is not a scheme of an app; ${advice}`;
}

/** True for plain http to another machine: anyone on the way can read the code. */
export function isInsecureRedirectUri(redirectUri: string): boolean {
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'http:' && hostname !== 'localhost' && !isLoopback(hostname);
}
