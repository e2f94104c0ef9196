/**
 * The token endpoint: what each grant asks for and what it is answered with. Knows the vault and the rules of
 * redeeming; knows nothing of pages, hosts or sockets.
 */
import { createHash } from 'node:crypto';
import type { EmulatorReply } from '../core/messages.ts';
import { AadstsRefusal, noStore } from './aadsts.ts';
import { checkPlatform, type Proof, type ProofWorld, readProof } from './client-auth.ts';
import { type Devices, deviceGrant } from './device-code.ts';
import { tokenEndpoints } from './discovery.ts';
import { type Form, need } from './form.ts';
import { clientInfo, idToken, type Person } from './id-token.ts';
import { type AskedScopes, firstBeyond, parseScopes } from './scopes.ts';
import { isAlias, personalTenantId } from './tenants.ts';
import { type Code, type Consent, codeLifeMs, type RefreshToken, type Vault } from './tokens.ts';

/** Switches that tests turn; read at every call. */
export interface IdentitySettings {
  accessTokenLifetimeS: number;
  omitNewRefreshToken: boolean;
  revokeOldRefreshTokens: boolean;
  /** What the account has consented to, in place of what its token was issued with. */
  grantedScopes?: string;
  /** An ID token comes with every user's answer, asked for or not, and names the account's own directory. */
  sendIdToken: boolean;
  /** The nativeclient page leaves for `/common/wrongplace` after two seconds (abraunegg/onedrive#3569). */
  bounceNativeClient: boolean;
}

export interface IdentityWorld extends ProofWorld {
  readonly vault: Vault;
  readonly devices: Devices;
  readonly person: Person;
  readonly settings: IdentitySettings;
  /** Delegated permissions of the registrations: what `.default` stands for. */
  readonly scopes: readonly string[];
  /** Application permissions of a client_credentials token. */
  readonly roles: readonly string[];
}

export interface TokenCall {
  readonly form: Form;
  readonly tenant: string;
  readonly graphHosts: readonly string[];
  /** Origin of the sign-in host, for the issuer of an ID token. */
  readonly origin: string;
}

/** Answers a token request, or throws a AadstsRefusal. */
export function redeem(world: IdentityWorld, call: TokenCall): EmulatorReply {
  const grantType = need(call.form, 'grant_type');
  if (grantType === 'refresh_token') return refreshGrant(world, call);
  if (grantType === 'authorization_code') return codeGrant(world, call);
  if (grantType === 'client_credentials') return appGrant(world, call);
  // The short name is what MSAL sends.
  if (grantType === 'urn:ietf:params:oauth:grant-type:device_code' || grantType === 'device_code') {
    const proof = proofOf(world, call);
    checkPlatform(proof, 'desktop', world.kind);
    if (proof.registration.secret !== undefined) throw new AadstsRefusal(7000218);
    const device = deviceGrant(world.devices, { form: call.form, nowMs: world.clock() });
    const consent: Consent = { ...device, platform: 'desktop' };
    return userAnswer(world, call, { consent, scopes: granted(world, consent), offline: device.offline });
  }
  throw new AadstsRefusal(70003, grantType);
}

function proofOf(world: IdentityWorld, call: TokenCall): Proof {
  return readProof(call.form, world, tokenEndpoints(call.origin, call.tenant, world.kind));
}

/** The live refresh token and what it is worth to that app; throws AADSTS700082 or 70000. */
function findRefresh(
  world: IdentityWorld,
  text: string,
  clientId: string,
): { token: RefreshToken; consent: Consent } {
  if (/\s/.test(text)) throw new AadstsRefusal(9002313);
  const token = world.vault.refresh.get(text);
  const consent = token && world.vault.consentOf(token, clientId);
  if (!token || token.fate === 'revoked' || !consent)
    throw new AadstsRefusal(
      70000,
      'The user could not be authenticated or the grant is expired. Sign in again.',
    );
  if (world.vault.isIdle(token)) {
    const issued = new Date(token.issuedAtMs).toISOString();
    throw new AadstsRefusal(700082, `The token was issued on ${issued} and was inactive for 90.00:00:00.`);
  }
  return { token, consent };
}

function refreshGrant(world: IdentityWorld, call: TokenCall): EmulatorReply {
  const text = need(call.form, 'refresh_token');
  const proof = proofOf(world, call);
  const { token, consent } = findRefresh(world, text, proof.registration.clientId);
  checkPlatform(proof, consent.platform, world.kind);
  const asked = askedScopes(call, consent);
  const scopes = narrowed(world, granted(world, consent), asked);
  const reply = userAnswer(world, call, { consent, scopes, offline: asked?.offline ?? true, asked });
  if (world.settings.revokeOldRefreshTokens) token.fate = 'revoked';
  return reply;
}

function codeGrant(world: IdentityWorld, call: TokenCall): EmulatorReply {
  const text = need(call.form, 'code');
  const redirectUri = need(call.form, 'redirect_uri');
  const proof = proofOf(world, call);
  const code = world.vault.codes.get(text);
  if (!code || code.clientId !== proof.registration.clientId)
    throw new AadstsRefusal(70000, "The provided value for the 'code' parameter is not valid.");
  if (code.redeemed) throw new AadstsRefusal(54005);
  if (world.clock() - code.issuedAtMs >= codeLifeMs) throw new AadstsRefusal(70008);
  if (code.tenant !== call.tenant.toLowerCase()) throw new AadstsRefusal(700005);
  if (code.redirectUri !== redirectUri) throw new AadstsRefusal(500112);
  checkPlatform(proof, code.platform, world.kind);
  if (!verifies(code, call.form.get('code_verifier'))) throw new AadstsRefusal(501481);
  const asked = askedScopes(call, code);
  const scopes = narrowed(world, granted(world, code), asked);
  code.redeemed = true;
  const { offline, nonce } = code;
  return userAnswer(world, call, { consent: code, scopes, offline, asked, nonce });
}

/** PKCE (RFC 7636): a verifier without a challenge is a mix-up of two sign-ins as much as a wrong one. */
function verifies(code: Code, verifier: string | undefined): boolean {
  if (code.challenge === undefined || verifier === undefined) return code.challenge === verifier;
  return createHash('sha256').update(verifier).digest('base64url') === code.challenge;
}

function appGrant(world: IdentityWorld, call: TokenCall): EmulatorReply {
  const tenant = call.tenant.toLowerCase();
  if (isAlias(tenant) || tenant === personalTenantId) throw new AadstsRefusal(9001023);
  const proof = proofOf(world, call);
  checkPlatform(proof, 'web', world.kind);
  const { clientId } = proof.registration;
  const scope = need(call.form, 'scope').trim();
  if (!/^\S+\/\.default$/.test(scope)) throw new AadstsRefusal(1002012, scope);
  parseScopes(scope, { ...call, clientId });
  const lifetimeS = world.settings.accessTokenLifetimeS;
  const token = world.vault.issueAccess({ clientId, user: false, scopes: [], roles: world.roles, lifetimeS });
  return {
    status: 200,
    headers: noStore,
    json: { token_type: 'Bearer', expires_in: lifetimeS, ext_expires_in: lifetimeS, access_token: token },
  };
}

function granted(world: IdentityWorld, consent: Consent): readonly string[] {
  const override = world.settings.grantedScopes;
  if (override === undefined) return consent.scopes;
  return override.split(' ').filter((name) => name !== '' && name !== 'offline_access');
}

/** The request's own scope; undefined when it leaves that to the consent. */
function askedScopes(call: TokenCall, { clientId }: Consent): AskedScopes | undefined {
  const scope = call.form.get('scope')?.trim();
  return scope ? parseScopes(scope, { ...call, clientId }) : undefined;
}

/** What is asked for must lie within the consent: AADSTS70000 (personal) or 65001 (work) otherwise. */
function narrowed(
  world: IdentityWorld,
  consented: readonly string[],
  asked: AskedScopes | undefined,
): readonly string[] {
  if (!asked || asked.everything || asked.permissions.length === 0) return consented;
  const beyond = firstBeyond(asked.permissions, consented);
  if (beyond === undefined) return asked.permissions;
  if (world.kind === 'work') throw new AadstsRefusal(65001, beyond);
  throw new AadstsRefusal(70000, 'One or more scopes requested are unauthorized or expired. Sign in again.');
}

interface UserGrant {
  readonly consent: Consent;
  readonly scopes: readonly string[];
  /** A refresh token is due. */
  readonly offline: boolean;
  readonly asked?: AskedScopes | undefined;
  readonly nonce?: string | undefined;
}

function userAnswer(world: IdentityWorld, call: TokenCall, grant: UserGrant): EmulatorReply {
  const { consent, scopes } = grant;
  const { settings, vault } = world;
  const lifetimeS = settings.accessTokenLifetimeS;
  const openId = consent.openId || grant.asked?.openId === true;
  const clientId = consent.clientId;
  const idTokenDue = openId || settings.sendIdToken;
  return {
    status: 200,
    headers: noStore,
    json: {
      token_type: 'Bearer',
      scope: [...scopes, ...(openId ? ['openid', 'profile', 'email'] : [])].join(' '),
      expires_in: lifetimeS,
      ext_expires_in: lifetimeS,
      access_token: vault.issueAccess({ clientId, user: true, scopes, roles: [], lifetimeS }),
      ...(grant.offline && !settings.omitNewRefreshToken
        ? { refresh_token: vault.issueRefresh(consent) }
        : {}),
      ...(idTokenDue ? { id_token: idToken({ ...call, ...world, clientId, nonce: grant.nonce }) } : {}),
      ...(call.form.get('client_info') === '1' ? { client_info: clientInfo(world.kind) } : {}),
    },
  };
}
