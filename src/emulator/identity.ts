/**
 * The identity platform of the emulator: which path leads where, who a bearer token speaks for, and the
 * switches that tests turn. The rules themselves are in grants, authorize, devices and live.
 */
import { noStore, Refusal, refusalReply } from './aadsts.ts';
import { authorizePage, decideAuthorize, devicePage, nativeClientPage } from './authorize.ts';
import { type Caller, callerOf } from './bearer.ts';
import { decideDevice, startDevice } from './devices.ts';
import { instances, openIdConfiguration } from './discovery.ts';
import { type Form, parseForm, readForm, withBasic } from './form.ts';
import { type IdentitySettings, type IdentityWorld, redeem } from './grants.ts';
import { signingKeys } from './idtoken.ts';
import { liveRoute } from './live.ts';
import type { Clock, EmulatorReply, EmulatorRequest, Route } from './message.ts';
import { readProof } from './proof.ts';
import { freshSecret, nativeClientPath, type Platform, register } from './registrations.ts';
import { parseScopes } from './scopes.ts';
import { type AccountKind, checkTenant, graphHosts, workTenantId } from './tenants.ts';
import { type Consent, Vault } from './vault.ts';

export type { Caller } from './bearer.ts';
export type { IdentitySettings } from './grants.ts';

export interface IdentityOptions {
  readonly clock: Clock;
  readonly kind: AccountKind;
  readonly credentials?: OwnCredentials | undefined;
}

/** Values in the form of real ones, for tests of a client that is not told of the emulator. */
export type OwnCredentials = Pick<EmulatorCredentials, 'clientId' | 'clientSecret' | 'refreshToken'>;

/** What a client needs to sign in; all of it in a form that no real service hands out. */
export interface EmulatorCredentials {
  /** The confidential (Web) registration. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The Mobile/desktop registration, which must send no secret. */
  readonly publicClientId: string;
  /** Of the confidential app. The public one may start with it too, for the command prints no other. */
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
  knows(refreshToken: string, clientId?: string): boolean;
  /** What the user does with a device code; false when none waits for it. */
  decideDevice(userCode: string, decision: 'allow' | 'deny'): boolean;
  /** Registers one more redirect URI with both apps, or with one, under the app's own platform by default. */
  registerRedirect(uri: string, options?: { clientId?: string; platform?: Platform }): void;
}

const userScopes = ['Files.Read', 'Files.ReadWrite', 'Files.Read.All', 'Files.ReadWrite.All', 'User.Read'];
const siteScopes = ['Sites.Read.All', 'Sites.ReadWrite.All'];

/** A fresh directory with one account, two apps and a refresh token for each. */
export function createIdentity(options: IdentityOptions): Identity {
  const { clock, kind, credentials: own } = options;
  const vault = new Vault(clock);
  const confidential = register(own?.clientSecret ?? freshSecret(), own?.clientId);
  const open = register();
  const scopes = kind === 'work' ? [...userScopes, ...siteScopes] : userScopes;
  const settings: IdentitySettings = {
    // Real ones last 60 to 90 minutes: nobody may count on 3600.
    accessTokenLifetimeS: 3600 + Math.floor(Math.random() * 1800),
    omitNewRefreshToken: false,
    revokeOldRefreshTokens: false,
    sendIdToken: false,
  };
  const roles = ['Files.ReadWrite.All', 'Sites.ReadWrite.All'];
  const registrations = [confidential, open];
  const world: IdentityWorld = {
    kind,
    clock,
    vault,
    devices: new Map(),
    registrations,
    settings,
    scopes,
    roles,
  };
  const consent: Consent = { clientId: confidential.clientId, platform: 'web', scopes, openId: false };
  const credentials: EmulatorCredentials = {
    clientId: confidential.clientId,
    clientSecret: confidential.secret ?? '',
    publicClientId: open.clientId,
    refreshToken: vault.issueRefresh(
      consent,
      { clientId: open.clientId, platform: 'desktop' },
      own?.refreshToken,
    ),
    publicRefreshToken: vault.issueRefresh({ ...consent, clientId: open.clientId, platform: 'desktop' }),
    tenantId: workTenantId,
  };
  return {
    credentials,
    settings,
    route: (request) => route(world, request),
    caller: (authorization) => callerOf(authorization, vault, clock()),
    get issuedAccessTokens() {
      return [...vault.access.keys()];
    },
    get issuedRefreshTokens() {
      return [...vault.refresh.keys()];
    },
    revokeAccessTokens() {
      for (const token of vault.access.values()) token.revoked = true;
    },
    expireRefreshTokens(text) {
      for (const [known, token] of vault.refresh)
        if (text === undefined || text === known) token.fate = 'idle';
    },
    knows(text, clientId) {
      const token = vault.refresh.get(text);
      if (!token || (clientId !== undefined && !vault.consentOf(token, clientId))) return false;
      return token.fate === 'alive' && !vault.isIdle(token);
    },
    decideDevice: (userCode, decision) => decideDevice(world.devices, userCode, decision),
    registerRedirect(uri, { clientId, platform } = {}) {
      for (const app of registrations) {
        if (clientId !== undefined && clientId !== app.clientId) continue;
        app.redirects.push({ uri, platform: platform ?? (app.secret === undefined ? 'desktop' : 'web') });
      }
    },
  };
}

/** True for the paths of the identity platform, for a listener that is called by its own address. */
export function isIdentityPath(pathname: string): boolean {
  return (
    /^\/[^/]+\/(oauth2\/|discovery\/|v2\.0\/\.well-known\/)/.test(pathname) ||
    pathname.startsWith('/oauth20_')
  );
}

async function route(world: IdentityWorld, request: EmulatorRequest): Promise<EmulatorReply> {
  const correlationId = correlation(request);
  try {
    const { pathname } = request.url;
    if (pathname.startsWith('/oauth20_')) return await liveRoute(world, request);
    const [, tenant = '', endpoint = ''] = /^\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
    return await answer(world, { request, tenant: decodeURIComponent(tenant), endpoint });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refusalReply(error, { nowMs: world.clock(), ...(correlationId ? { correlationId } : {}) });
  }
}

interface Call {
  readonly request: EmulatorRequest;
  readonly tenant: string;
  readonly endpoint: string;
}

async function answer(world: IdentityWorld, call: Call): Promise<EmulatorReply> {
  const { request, tenant, endpoint } = call;
  const host = request.url.host;
  const origin = loginOrigin(request.url);
  if (endpoint === 'discovery/instance') return instances(request.url);
  if (endpoint === 'discovery/v2.0/keys') return { status: 200, json: signingKeys() };
  if (request.url.pathname === nativeClientPath) return nativeClientPage();
  // Clients ask for the bare host to see whether there is a network.
  if (request.url.pathname === '/') return { status: 200, text: '' };
  if (endpoint === 'oauth2/deviceauth') {
    if (request.method !== 'POST') return devicePage();
    const form = await readForm(request);
    const decision = form.get('decision') === 'allow' ? 'allow' : 'deny';
    return devicePage(
      decideDevice(world.devices, form.get('user_code') ?? '', decision) ? decision : 'unknown',
    );
  }
  checkTenant(tenant, world.kind);
  if (endpoint === 'v2.0/.well-known/openid-configuration')
    return openIdConfiguration(origin, tenant, world.kind);
  if (endpoint === 'oauth2/v2.0/authorize') {
    const query = parseForm(request.url.search);
    if (request.method !== 'POST') return authorizePage(world, { query, tenant, host });
    // A client may send the parameters of the sign-in in the body as well; the page's own form never does.
    const form = await readForm(request);
    if (!form.has('decision'))
      return authorizePage(world, { query: new Map([...query, ...form]), tenant, host });
    return decideAuthorize(world, { query, tenant, host }, form.get('decision') === 'allow');
  }
  if (endpoint !== 'oauth2/v2.0/token' && endpoint !== 'oauth2/v2.0/devicecode')
    return { status: 404, text: 'Not found' };
  if (request.method !== 'POST') throw new Refusal(900561);
  if (request.headers.origin !== undefined) throw new Refusal(9002326);
  checkCloud(world.kind, host);
  const form = withBasic(await readForm(request), request.headers.authorization);
  if (endpoint === 'oauth2/v2.0/token')
    return redeem(world, { form, tenant, origin, graphHosts: graphHosts(host) });
  return deviceCode(world, { form, host, verificationUri: `${origin}/common/oauth2/deviceauth` });
}

function deviceCode(
  world: IdentityWorld,
  call: { form: Form; host: string; verificationUri: string },
): EmulatorReply {
  const { registration } = readProof(call.form, world);
  const { clientId } = registration;
  const scope = call.form.get('scope') ?? '';
  const asked = parseScopes(scope, { graphHosts: graphHosts(call.host), clientId });
  const scopes = asked.everything ? world.scopes : asked.permissions;
  const { verificationUri } = call;
  const start = {
    clientId,
    scopes,
    offline: asked.offline,
    openId: asked.openId,
    nowMs: world.clock(),
    verificationUri,
  };
  return { status: 200, headers: noStore, json: startDevice(world.devices, start) };
}

/** Personal accounts exist in the global cloud alone: elsewhere their app is not registered. */
function checkCloud(kind: AccountKind, host: string): void {
  if (kind === 'personal' && /\.(us|cn)$/.test(host)) throw new Refusal(700016, 'of another cloud');
}

/** Microsoft's hosts speak https whatever the emulator's own listener speaks. */
function loginOrigin(url: URL): string {
  return /^(login\.|device\.)/.test(url.hostname) ? `https://${url.hostname}` : url.origin;
}

function correlation(request: EmulatorRequest): string | undefined {
  const id = request.headers['client-request-id'];
  return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? id : undefined;
}
