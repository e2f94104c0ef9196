/** The app registrations of the emulated directory: redirect URIs with their platforms, and credentials. */
import { randomBytes, type X509Certificate } from 'node:crypto';
import { AadstsError } from './aadsts.ts';

/** The platform in the portal that a redirect URI is registered under. It determines whether a secret is required. */
export type Platform = 'web' | 'desktop';

export interface RedirectUri {
  readonly uri: string;
  readonly platform: Platform;
}

/** An external token that authenticates the app. All three values are compared case-sensitively. */
export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** Which accounts may sign in (entra-docs supported-accounts-validation.md). */
export type SignInAudience =
  | 'AzureADMyOrg'
  | 'AzureADMultipleOrgs'
  | 'AzureADandPersonalMicrosoftAccount'
  | 'PersonalMicrosoftAccount';

export interface AppRegistration {
  readonly clientId: string;
  signInAudience: SignInAudience;
  /** Missing for a public registration. */
  readonly secret?: string;
  readonly redirects: RedirectUri[];
  readonly certificates: X509Certificate[];
  readonly federated: FederatedCredential[];
}

/** The page that the platform offers to apps without a web server. */
export const nativeClientPath = '/common/oauth2/nativeclient';

const loginHosts = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
];
/** True for the real host names of the sign-in pages. */
export const isLoginHost = (name: string): boolean => [...loginHosts, 'login.live.com'].includes(name);

const defaultRedirectUris = [
  ...loginHosts.map((host) => `https://${host}${nativeClientPath}`),
  'https://login.live.com/oauth20_desktop.srf',
  // Both forms: the platform compares a URI without a path literally.
  'http://localhost:8080',
  'http://localhost:8080/',
  // The fixed port of rclone, and a loopback registration without a port.
  'http://localhost:53682/',
  'http://localhost',
];

/** Creates a registration. With `secret` it is confidential, and its redirects are under Web. */
export function createRegistration(secret?: string, clientId = emulatorGuid()): AppRegistration {
  const platform: Platform = secret === undefined ? 'desktop' : 'web';
  const redirects = defaultRedirectUris.map((uri) => ({ uri, platform }));
  const signInAudience: SignInAudience = 'AzureADandPersonalMicrosoftAccount';
  const app: AppRegistration = { clientId, signInAudience, redirects, certificates: [], federated: [] };
  return secret === undefined ? app : { ...app, secret };
}

/** A GUID whose first two groups mark it as the emulator's. */
function emulatorGuid(): string {
  const hex = randomBytes(8).toString('hex');
  return `00000000-0e4d-4${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${randomBytes(6).toString('hex')}`;
}

/** A secret with every character that breaks in an unencoded form body. */
export function newClientSecret(): string {
  return `emulator.~${randomBytes(12).toString('base64url')}+/${randomBytes(9).toString('base64url')}=`;
}

/** Finds the app with this id, ignoring case. Throws AADSTS700016 for an unknown id. */
export function findRegistration(
  registrations: readonly AppRegistration[],
  clientId: string,
): AppRegistration {
  const found = registrations.find((known) => known.clientId === clientId.toLowerCase());
  if (found === undefined) throw new AadstsError(700016, clientId);
  return found;
}

/**
 * Finds the registered redirect of a request. Entra compares the whole string, but ignores the port of localhost.
 * Personal accounts continue at login.live.com, which compares the port as well (entra-docs reply-url.md;
 * MicrosoftDocs/azure-dev-docs#791).
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
