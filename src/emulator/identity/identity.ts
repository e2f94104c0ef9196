/**
 * The emulated identity platform, as tests use it: credentials, settings, and the caller of a bearer token. Paths are
 * dispatched in routes.ts.
 */
import { X509Certificate } from 'node:crypto';
import type { Clock, Route } from '../core/messages.ts';
import type { FindIssuerKey } from './assertion.ts';
import { type Caller, findCaller } from './bearer.ts';
import { decideDeviceAuthorization } from './device-code.ts';
import type { Person } from './id-token.ts';
import {
  createRegistration,
  type FederatedCredential,
  newClientSecret,
  type Platform,
  type SignInAudience,
} from './registrations.ts';
import { identityRoute } from './routes.ts';
import { type IdentityKind, workTenantId } from './tenants.ts';
import type { IdentityContext, IdentitySettings } from './token-endpoint.ts';
import { type Consent, IssuedTokens } from './tokens.ts';

export type { Caller } from './bearer.ts';
export type { IdentitySettings } from './token-endpoint.ts';

export interface IdentityOptions {
  readonly clock: Clock;
  readonly kind: IdentityKind;
  readonly credentials?: CustomCredentials | undefined;
  /** Who signs in. The default has a name that fits the kind of account. */
  readonly person?: Person;
  /** Keys of the issuers that federated credentials may name. None by default. */
  readonly issuerKey?: FindIssuerKey;
}

/** Credentials in the format of real ones, for tests of a client that does not know about the emulator. */
export type CustomCredentials = Pick<EmulatorCredentials, 'clientId' | 'clientSecret' | 'refreshToken'>;

/** What a client needs to sign in. No real service issues values in this format. */
export interface EmulatorCredentials {
  /** The confidential (Web) registration. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The Mobile/desktop registration, which must not send a secret. */
  readonly publicClientId: string;
  /** Issued to the confidential app. The public app may redeem it too, so that it works with either. */
  readonly refreshToken: string;
  readonly publicRefreshToken: string;
  /** The emulated company's directory. Any other GUID refers to it too. */
  readonly tenantId: string;
}

export interface Identity {
  readonly route: Route;
  readonly credentials: EmulatorCredentials;
  readonly settings: IdentitySettings;
  /** Every token ever issued, for leak tests. */
  readonly issuedAccessTokens: readonly string[];
  readonly issuedRefreshTokens: readonly string[];
  /** The caller of a Graph request's Authorization header. Throws a 401. */
  caller(authorization: string | undefined): Caller;
  /** Revokes all access tokens issued so far. Refresh tokens stay valid. */
  revokeAccessTokens(): void;
  /** Makes this refresh token (default: all) return AADSTS700082, as if it had been idle for 90 days. */
  expireRefreshTokens(token?: string): void;
  /** True if this is a valid refresh token, and belongs to the client if one is given. */
  isLiveRefreshToken(refreshToken: string, clientId?: string): boolean;
  /** Records the user's decision on a device code. Returns false if no flow is waiting for it. */
  decideDevice(userCode: string, decision: 'allow' | 'deny'): boolean;
  /** Says which accounts the registrations of both apps take. Default: all. */
  setSignInAudience(audience: SignInAudience): void;
  /** Registers another redirect URI with both apps, or with one. The default platform is that of the app. */
  registerRedirect(uri: string, options?: { clientId?: string; platform?: Platform }): void;
  /** Registers a certificate with the confidential app. The PEM may contain a private key, which is ignored. */
  addCertificate(pem: string): void;
  /** Adds a federated credential to the confidential app. The default is GitHub's issuer with Entra's audience. */
  addFederatedCredential(credential: Partial<FederatedCredential> & { subject: string }): void;
  /** Removes all certificates and federated credentials from the confidential app. */
  forgetKeys(): void;
}

const userScopes = ['Files.Read', 'Files.ReadWrite', 'Files.Read.All', 'Files.ReadWrite.All', 'User.Read'];
const siteScopes = ['Sites.Read.All', 'Sites.ReadWrite.All'];

/** The portal's defaults for "GitHub Actions deploying Azure resources". */
const gitHubIssuerDefaults = {
  issuer: 'https://token.actions.githubusercontent.com',
  audience: 'api://AzureADTokenExchange',
};

/** Creates a directory with one account, two apps and a refresh token for each. */
export function createIdentity(options: IdentityOptions): Identity {
  const { clock, kind, credentials: custom } = options;
  const tokens = new IssuedTokens(clock);
  const confidential = createRegistration(custom?.clientSecret ?? newClientSecret(), custom?.clientId);
  const publicApp = createRegistration();
  const scopes = kind === 'work' ? [...userScopes, ...siteScopes] : userScopes;
  const settings: IdentitySettings = {
    // Real tokens last 60 to 90 minutes, so clients must not rely on 3600.
    accessTokenLifetimeS: 3600 + Math.floor(Math.random() * 1800),
    omitNewRefreshToken: false,
    revokeOldRefreshTokens: false,
    sendIdToken: false,
    bounceNativeClient: true,
  };
  const roles = ['Files.ReadWrite.All', 'Sites.ReadWrite.All'];
  const registrations = [confidential, publicApp];
  const context: IdentityContext = {
    kind,
    clock,
    tokens,
    registrations,
    settings,
    scopes,
    roles,
    devices: new Map(),
    person: options.person ?? {
      displayName: 'Ada Emulated',
      userName: kind === 'personal' ? 'ada@outlook.com' : 'ada@contoso.com',
    },
    issuerKey: options.issuerKey ?? (() => undefined),
  };
  const consent: Consent = { clientId: confidential.clientId, platform: 'web', scopes, openId: false };
  const credentials: EmulatorCredentials = {
    clientId: confidential.clientId,
    clientSecret: confidential.secret ?? '',
    publicClientId: publicApp.clientId,
    refreshToken: tokens.issueRefreshToken(
      consent,
      { clientId: publicApp.clientId, platform: 'desktop' },
      custom?.refreshToken,
    ),
    publicRefreshToken: tokens.issueRefreshToken({
      ...consent,
      clientId: publicApp.clientId,
      platform: 'desktop',
    }),
    tenantId: workTenantId,
  };
  return {
    credentials,
    settings,
    route: (request) => identityRoute(context, request),
    caller: (authorization) => findCaller(authorization, tokens, clock()),
    get issuedAccessTokens() {
      return [...tokens.accessTokens.keys()];
    },
    get issuedRefreshTokens() {
      return [...tokens.refreshTokens.keys()];
    },
    revokeAccessTokens() {
      for (const token of tokens.accessTokens.values()) token.revoked = true;
    },
    expireRefreshTokens(text) {
      for (const [known, token] of tokens.refreshTokens)
        if (text === undefined || text === known) token.state = 'idle';
    },
    isLiveRefreshToken(text, clientId) {
      const token = tokens.refreshTokens.get(text);
      if (!token || (clientId !== undefined && !tokens.findConsent(token, clientId))) return false;
      return token.state === 'alive' && !tokens.isIdle(token);
    },
    decideDevice: (userCode, decision) => decideDeviceAuthorization(context.devices, userCode, decision),
    setSignInAudience(audience) {
      for (const app of registrations) app.signInAudience = audience;
    },
    registerRedirect(uri, { clientId, platform } = {}) {
      for (const app of registrations) {
        if (clientId !== undefined && clientId !== app.clientId) continue;
        app.redirects.push({ uri, platform: platform ?? (app.secret === undefined ? 'desktop' : 'web') });
      }
    },
    addCertificate(pem) {
      confidential.certificates.push(new X509Certificate(pem));
    },
    addFederatedCredential(credential) {
      confidential.federated.push({ ...gitHubIssuerDefaults, ...credential });
    },
    forgetKeys() {
      confidential.certificates.length = 0;
      confidential.federated.length = 0;
    },
  };
}
