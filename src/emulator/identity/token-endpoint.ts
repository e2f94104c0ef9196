/** The token endpoint: validates the request of each grant, and issues tokens. */
import { createHash } from 'node:crypto';
import type { EmulatorReply } from '../core/messages.ts';
import { AadstsError, noStoreHeaders } from './aadsts.ts';
import {
  type ClientAuth,
  type ClientAuthContext,
  checkClientPlatform,
  readClientAuth,
} from './client-auth.ts';
import { type DeviceAuthorizations, redeemDeviceCode } from './device-code.ts';
import { tokenEndpointUrls } from './discovery.ts';
import { type FormParams, requireParam } from './form.ts';
import { createClientInfo, createIdToken, type Person } from './id-token.ts';
import { findUnconsented, parseScopes, type RequestedScopes } from './scopes.ts';
import { isTenantAlias, personalTenantId } from './tenants.ts';
import {
  type AuthorizationCode,
  type Consent,
  codeLifetimeMs,
  type IssuedTokens,
  type RefreshToken,
} from './tokens.ts';

/** Settings that tests may change. They are read on every call. */
export interface IdentitySettings {
  accessTokenLifetimeS: number;
  omitNewRefreshToken: boolean;
  revokeOldRefreshTokens: boolean;
  /** Replaces the scopes that the account consented to when its token was issued. */
  grantedScopes?: string;
  /** Every reply to a user gets an ID token, even if it was not requested. It names the account's own directory. */
  sendIdToken: boolean;
  /** The nativeclient page redirects to `/common/wrongplace` after two seconds (abraunegg/onedrive#3569). */
  bounceNativeClient: boolean;
}

export interface IdentityContext extends ClientAuthContext {
  readonly tokens: IssuedTokens;
  readonly devices: DeviceAuthorizations;
  readonly person: Person;
  readonly settings: IdentitySettings;
  /** Delegated permissions of the registrations, which `.default` requests. */
  readonly scopes: readonly string[];
  /** Application permissions of a client_credentials token. */
  readonly roles: readonly string[];
}

export interface TokenRequest {
  readonly form: FormParams;
  readonly tenant: string;
  readonly graphHosts: readonly string[];
  /** Origin of the sign-in host, for the issuer of an ID token. */
  readonly origin: string;
}

/** Handles a token request. Throws an AadstsError. */
export function tokenReply(context: IdentityContext, call: TokenRequest): EmulatorReply {
  const grantType = requireParam(call.form, 'grant_type');
  if (grantType === 'refresh_token') return refreshGrant(context, call);
  if (grantType === 'authorization_code') return authorizationCodeGrant(context, call);
  if (grantType === 'client_credentials') return clientCredentialsGrant(context, call);
  // MSAL sends the short name.
  if (grantType === 'urn:ietf:params:oauth:grant-type:device_code' || grantType === 'device_code') {
    const clientAuth = authenticateClient(context, call);
    checkClientPlatform(clientAuth, 'desktop', context.kind);
    if (clientAuth.registration.secret !== undefined) throw new AadstsError(7000218);
    const device = redeemDeviceCode(context.devices, { form: call.form, nowMs: context.clock() });
    const consent: Consent = { ...device, platform: 'desktop' };
    return userTokenReply(context, call, {
      consent,
      scopes: consentedScopes(context, consent),
      offline: device.offline,
    });
  }
  throw new AadstsError(70003, grantType);
}

function authenticateClient(context: IdentityContext, call: TokenRequest): ClientAuth {
  return readClientAuth(call.form, context, tokenEndpointUrls(call.origin, call.tenant, context.kind));
}

/** A text that is no token or code: AADSTS9002313 for work accounts (skilion/onedrive#510), 70000 for personal ones. */
function garbledGrantError({ kind }: IdentityContext, message: string): AadstsError {
  return kind === 'work' ? new AadstsError(9002313, '', 'invalid_grant') : new AadstsError(70000, message);
}

/** Finds a valid refresh token and its consent for the app. Throws AADSTS700082, 70000 or 9002313. */
function findRefreshToken(
  context: IdentityContext,
  text: string,
  clientId: string,
): { token: RefreshToken; consent: Consent } {
  if (/\s/.test(text)) throw new AadstsError(9002313);
  const token = context.tokens.refreshTokens.get(text);
  const consent = token && context.tokens.findConsent(token, clientId);
  const message = 'The user could not be authenticated or the grant is expired. Sign in again.';
  if (!token)
    throw garbledGrantError(
      context,
      "The provided value for the input parameter 'refresh_token' or 'assertion' is not valid.",
    );
  if (token.state === 'revoked' || !consent) throw new AadstsError(70000, message);
  if (context.tokens.isIdle(token)) {
    const issued = new Date(token.issuedAtMs).toISOString();
    throw new AadstsError(700082, `The token was issued on ${issued} and was inactive for 90.00:00:00.`);
  }
  return { token, consent };
}

function refreshGrant(context: IdentityContext, call: TokenRequest): EmulatorReply {
  const text = requireParam(call.form, 'refresh_token');
  const clientAuth = authenticateClient(context, call);
  const { token, consent } = findRefreshToken(context, text, clientAuth.registration.clientId);
  checkClientPlatform(clientAuth, consent.platform, context.kind);
  const requested = readRequestedScopes(call, consent);
  const scopes = narrowScopes(context, consentedScopes(context, consent), requested);
  const reply = userTokenReply(context, call, {
    consent,
    scopes,
    offline: requested?.offline ?? true,
    requested,
  });
  if (context.settings.revokeOldRefreshTokens) token.state = 'revoked';
  return reply;
}

function authorizationCodeGrant(context: IdentityContext, call: TokenRequest): EmulatorReply {
  const text = requireParam(call.form, 'code');
  const redirectUri = requireParam(call.form, 'redirect_uri');
  const clientAuth = authenticateClient(context, call);
  const code = context.tokens.codes.get(text);
  const invalidCodeMessage = "The provided value for the 'code' parameter is not valid.";
  if (!code) throw garbledGrantError(context, invalidCodeMessage);
  if (code.clientId !== clientAuth.registration.clientId) throw new AadstsError(70000, invalidCodeMessage);
  if (code.redeemed) throw new AadstsError(54005);
  if (context.clock() - code.issuedAtMs >= codeLifetimeMs)
    throw context.kind === 'work'
      ? new AadstsError(70008)
      : new AadstsError(70000, `${invalidCodeMessage} The code has expired.`);
  if (code.tenant !== call.tenant.toLowerCase()) throw new AadstsError(700005);
  if (code.redirectUri !== redirectUri) throw new AadstsError(500112);
  checkClientPlatform(clientAuth, code.platform, context.kind);
  if (!verifyPkce(code, call.form.get('code_verifier'))) throw new AadstsError(501481);
  const requested = readRequestedScopes(call, code);
  const scopes = narrowScopes(context, consentedScopes(context, code), requested);
  code.redeemed = true;
  const { offline, nonce } = code;
  return userTokenReply(context, call, { consent: code, scopes, offline, requested, nonce });
}

/** PKCE (RFC 7636). A verifier without a challenge fails too: two sign-ins were mixed up. */
function verifyPkce(code: AuthorizationCode, verifier: string | undefined): boolean {
  if (code.challenge === undefined || verifier === undefined) return code.challenge === verifier;
  return createHash('sha256').update(verifier).digest('base64url') === code.challenge;
}

function clientCredentialsGrant(context: IdentityContext, call: TokenRequest): EmulatorReply {
  const tenant = call.tenant.toLowerCase();
  if (isTenantAlias(tenant) || tenant === personalTenantId) throw new AadstsError(9001023);
  const clientAuth = authenticateClient(context, call);
  checkClientPlatform(clientAuth, 'web', context.kind);
  const { clientId } = clientAuth.registration;
  const scope = requireParam(call.form, 'scope').trim();
  if (!/^\S+\/\.default$/.test(scope)) throw new AadstsError(1002012, scope);
  parseScopes(scope, { ...call, clientId });
  const lifetimeS = context.settings.accessTokenLifetimeS;
  const token = context.tokens.issueAccessToken({
    clientId,
    user: false,
    scopes: [],
    roles: context.roles,
    lifetimeS,
  });
  return {
    status: 200,
    headers: noStoreHeaders,
    json: { token_type: 'Bearer', expires_in: lifetimeS, ext_expires_in: lifetimeS, access_token: token },
  };
}

function consentedScopes(context: IdentityContext, consent: Consent): readonly string[] {
  const override = context.settings.grantedScopes;
  if (override === undefined) return consent.scopes;
  return override.split(' ').filter((name) => name !== '' && name !== 'offline_access');
}

/** The scope of the request, or undefined if it has none and the consent applies. */
function readRequestedScopes(call: TokenRequest, { clientId }: Consent): RequestedScopes | undefined {
  const scope = call.form.get('scope')?.trim();
  return scope ? parseScopes(scope, { ...call, clientId }) : undefined;
}

/** Throws if the request exceeds the consent: AADSTS70000 (personal) or 65001 (work). */
function narrowScopes(
  context: IdentityContext,
  consented: readonly string[],
  requested: RequestedScopes | undefined,
): readonly string[] {
  if (!requested || requested.isDefault || requested.permissions.length === 0) return consented;
  const unconsented = findUnconsented(requested.permissions, consented);
  if (unconsented === undefined) return requested.permissions;
  if (context.kind === 'work') throw new AadstsError(65001, unconsented);
  throw new AadstsError(70000, 'One or more scopes requested are unauthorized or expired. Sign in again.');
}

interface UserGrant {
  readonly consent: Consent;
  readonly scopes: readonly string[];
  /** True if the reply gets a refresh token. */
  readonly offline: boolean;
  readonly requested?: RequestedScopes | undefined;
  readonly nonce?: string | undefined;
}

function userTokenReply(context: IdentityContext, call: TokenRequest, grant: UserGrant): EmulatorReply {
  const { consent, scopes } = grant;
  const { settings, tokens } = context;
  const lifetimeS = settings.accessTokenLifetimeS;
  const openId = consent.openId || grant.requested?.openId === true;
  const clientId = consent.clientId;
  const idTokenDue = openId || settings.sendIdToken;
  return {
    status: 200,
    headers: noStoreHeaders,
    json: {
      token_type: 'Bearer',
      scope: [...scopes, ...(openId ? ['openid', 'profile', 'email'] : [])].join(' '),
      expires_in: lifetimeS,
      ext_expires_in: lifetimeS,
      access_token: tokens.issueAccessToken({ clientId, user: true, scopes, roles: [], lifetimeS }),
      ...(grant.offline && !settings.omitNewRefreshToken
        ? { refresh_token: tokens.issueRefreshToken(consent) }
        : {}),
      ...(idTokenDue
        ? { id_token: createIdToken({ ...call, ...context, clientId, nonce: grant.nonce }) }
        : {}),
      ...(call.form.get('client_info') === '1' ? { client_info: createClientInfo(context.kind) } : {}),
    },
  };
}
