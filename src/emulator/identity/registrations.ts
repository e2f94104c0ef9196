/**
 * The two app registrations of the emulated directory, a confidential and a public one, with the redirect URIs
 * of each, the platform they stand under, and the keys an app may prove itself with. Knows nothing of tokens.
 */
import { randomBytes, type X509Certificate } from 'node:crypto';
import { AadstsError } from './aadsts.ts';

/** Under which heading of the portal a redirect URI is registered: it decides whether a secret is due. */
export type Platform = 'web' | 'desktop';

export interface RedirectUri {
  readonly uri: string;
  readonly platform: Platform;
}

/** Somebody else's tokens that stand for the app: all three are compared letter by letter. */
export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

export interface AppRegistration {
  readonly clientId: string;
  /** Absent for a public registration. */
  readonly secret?: string;
  readonly redirects: RedirectUri[];
  readonly certificates: X509Certificate[];
  readonly federated: FederatedCredential[];
}

/** The page that the platform offers to apps without a web server of their own. */
export const nativeClientPath = '/common/oauth2/nativeclient';

const loginHosts = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
];
/** True for the names that the emulator's sign-in pages have in the world. */
export const isLoginHost = (name: string): boolean => [...loginHosts, 'login.live.com'].includes(name);

const defaultRedirectUris = [
  ...loginHosts.map((host) => `https://${host}${nativeClientPath}`),
  'https://login.live.com/oauth20_desktop.srf',
  // Both spellings: the platform compares a URI without a path as it was written.
  'http://localhost:8080',
  'http://localhost:8080/',
  // The fixed ports of rclone and of a bare loopback registration.
  'http://localhost:53682/',
  'http://localhost',
];

/** A fresh registration; `secret` makes it confidential and puts its redirects under Web. */
export function createRegistration(secret?: string, clientId = emulatorGuid()): AppRegistration {
  const platform: Platform = secret === undefined ? 'desktop' : 'web';
  const redirects = defaultRedirectUris.map((uri) => ({ uri, platform }));
  const app = { clientId, redirects, certificates: [], federated: [] };
  return secret === undefined ? app : { ...app, secret };
}

/** A GUID whose first two groups tell everybody that it belongs to an emulator. */
function emulatorGuid(): string {
  const hex = randomBytes(8).toString('hex');
  return `00000000-0e4d-4${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${randomBytes(6).toString('hex')}`;
}

/** A secret value with every character that an unencoded form body would spoil. */
export function newClientSecret(): string {
  return `emulator.~${randomBytes(12).toString('base64url')}+/${randomBytes(9).toString('base64url')}=`;
}

/** The app of that id, in either case; AADSTS700016 for an unknown one. */
export function findRegistration(
  registrations: readonly AppRegistration[],
  clientId: string,
): AppRegistration {
  const found = registrations.find((known) => known.clientId === clientId.toLowerCase());
  if (found === undefined) throw new AadstsError(700016, clientId);
  return found;
}

/**
 * The registered redirect that a request names. Entra compares the whole string but ignores the port of
 * localhost; sign-in of personal accounts goes on to login.live.com, which compares the port as well
 * (entra-docs reply-url.md; MicrosoftDocs/azure-dev-docs#791).
 */
export function findRedirect(options: {
  registration: AppRegistration;
  uri: string;
  ignoreLoopbackPort: boolean;
}): RedirectUri | undefined {
  const { registration, uri, ignoreLoopbackPort } = options;
  const exact = registration.redirects.find((redirect) => redirect.uri === uri);
  if (exact || !ignoreLoopbackPort) return exact;
  const wanted = withoutLoopbackPort(uri);
  return registration.redirects.find((redirect) => withoutLoopbackPort(redirect.uri) === wanted);
}

function withoutLoopbackPort(uri: string): string {
  return uri.replace(/^(http:\/\/(?:localhost|127\.0\.0\.1))(?::\d{1,5})?(?=\/|$)/, '$1');
}
