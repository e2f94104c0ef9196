/**
 * The identity platform of the emulator as tests hold it: its credentials, who a bearer token speaks for, and
 * the switches that they turn. Paths are in endpoints, rules in grants, authorize, devices and live.
 */
import { X509Certificate } from 'node:crypto';
import type { Clock, EmulatorReply, Route } from '../core/messages.ts';
import type { FindIssuerKey } from './assertion.ts';
import { type Caller, findCaller } from './bearer.ts';
import { decideDeviceAuthorization } from './device-code.ts';
import type { Person } from './id-token.ts';
import {
  createRegistration,
  type FederatedCredential,
  newClientSecret,
  type Platform,
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
  /** Who signs in; by default somebody whose name fits the kind of account. */
  readonly person?: Person;
  /** Keys of the issuers that federated credentials may name; none by default. */
  readonly issuerKey?: FindIssuerKey;
}

/** Values in the form of real ones, for tests of a client that is not told of the emulator. */
export type CustomCredentials = Pick<EmulatorCredentials, 'clientId' | 'clientSecret' | 'refreshToken'>;

/** What a client needs to sign in; all of it in a form that no real service hands out. */
export interface EmulatorCredentials {
  /** The confidential (Web) registration. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The Mobile/desktop registration, which must send no secret. */
  readonly publicClientId: string;
  /** Of the confidential app; the public one may start with it too, so that a person need not look which is which. */
  readonly refreshToken: string;
  readonly publicRefreshToken: string;
  /** The emulated company's directory; any other GUID is taken for it too. */
  readonly tenantId: string;
}

export interface Identity {
  readonly route: Route;
  readonly credentials: EmulatorCredentials;
  readonly settings: IdentitySettings;
  /** Every token ever issued, for leak tests. */
  readonly issuedAccessTokens: readonly string[];
  readonly issuedRefreshTokens: readonly string[];
  /** Who a Graph call's Authorization header speaks for, or the 401 to answer it with. */
  caller(authorization: string | undefined): Caller | EmulatorReply;
  /** Every access token issued so far stops working; refresh tokens live on. */
  revokeAccessTokens(): void;
  /** This refresh token (default: all) answers AADSTS700082 from now on, as if idle for 90 days. */
  expireRefreshTokens(token?: string): void;
  /** True when this is a live refresh token, of that client when one is named. */
  isLiveRefreshToken(refreshToken: string, clientId?: string): boolean;
  /** What the user does with a device code; false when none waits for it. */
  decideDevice(userCode: string, decision: 'allow' | 'deny'): boolean;
  /** Registers one more redirect URI with both apps, or with one, under the app's own platform by default. */
  registerRedirect(uri: string, options?: { clientId?: string; platform?: Platform }): void;
  /** Registers a certificate (PEM; a private key beside it is passed over) with the confidential app. */
  addCertificate(pem: string): void;
  /** Lets that issuer's tokens for that subject stand for the confidential app; by default GitHub's, for Entra. */
  addFederatedCredential(credential: Partial<FederatedCredential> & { subject: string }): void;
  /** The confidential app has no certificate and trusts nobody any more. */
  forgetKeys(): void;
}

const userScopes = ['Files.Read', 'Files.ReadWrite', 'Files.Read.All', 'Files.ReadWrite.All', 'User.Read'];
const siteScopes = ['Sites.Read.All', 'Sites.ReadWrite.All'];

/** What the portal fills in for "GitHub Actions deploying Azure resources". */
const gitHubIssuerDefaults = {
  issuer: 'https://token.actions.githubusercontent.com',
  audience: 'api://AzureADTokenExchange',
};

/** A fresh directory with one account, two apps and a refresh token for each. */
export function createIdentity(options: IdentityOptions): Identity {
  const { clock, kind, credentials: custom } = options;
  const tokens = new IssuedTokens(clock);
  const confidential = createRegistration(custom?.clientSecret ?? newClientSecret(), custom?.clientId);
  const publicApp = createRegistration();
  const scopes = kind === 'work' ? [...userScopes, ...siteScopes] : userScopes;
  const settings: IdentitySettings = {
    // Real ones last 60 to 90 minutes: nobody may count on 3600.
    accessTokenLifetimeS: 3600 + Math.floor(Math.random() * 1800),
    omitNewRefreshToken: false,
    revokeOldRefreshTokens: false,
    sendIdToken: false,
    bounceNativeClient: true,
  };
  const roles = ['Files.ReadWrite.All', 'Sites.ReadWrite.All'];
  const registrations = [confidential, publicApp];
  const context: IdentityContext = {
    ...{ kind, clock, tokens, registrations, settings, scopes, roles },
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
