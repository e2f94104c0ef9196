/**
 * ID tokens of the emulated directory: one RSA key for the life of the process, made when first asked for.
 * Knows who the account is; knows nothing of why a token is due.
 */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Clock } from './message.ts';
import { type AccountKind, personalTenantId, tenantId, workTenantId } from './tenants.ts';

const keyId = 'emulator-signing-key';
const accountId = {
  personal: '00000000-0000-0000-0000-00000e4d0001',
  work: '00000000-0e4d-4000-8000-0000000000aa',
};
let pair: { publicKey: KeyObject; privateKey: KeyObject } | undefined;

function keys(): { publicKey: KeyObject; privateKey: KeyObject } {
  pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return pair;
}

/** The keys document that `jwks_uri` of the discovery document names (RFC 7517). */
export function signingKeys(): unknown {
  return { keys: [{ ...keys().publicKey.export({ format: 'jwk' }), use: 'sig', kid: keyId, alg: 'RS256' }] };
}

/**
 * A signed ID token of an hour (OpenID Connect Core section 2). Its issuer names the account's directory, also
 * when the request went to `common`: a client that compares it with the authority it called has to know that.
 */
export function idToken(options: {
  kind: AccountKind;
  tenant: string;
  origin: string;
  clientId: string;
  clock: Clock;
  nonce?: string | undefined;
}): string {
  const { kind, clientId, nonce } = options;
  const nowS = Math.floor(options.clock() / 1000);
  const tid = tenantId(options.tenant, kind);
  const claims = {
    aud: clientId,
    iss: `${options.origin}/${tid}/v2.0`,
    iat: nowS,
    nbf: nowS,
    exp: nowS + 3600,
    name: 'Emulated Person',
    preferred_username: kind === 'personal' ? 'person@outlook.example' : 'person@contoso.example',
    oid: accountId[kind],
    sub: 'emulated-subject',
    tid,
    ver: '2.0',
    ...(nonce === undefined ? {} : { nonce }),
  };
  const unsigned = `${part({ typ: 'JWT', alg: 'RS256', kid: keyId })}.${part(claims)}`;
  return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(keys().privateKey, 'base64url')}`;
}

/** Which account in which home directory: Microsoft's own libraries ask for it with `client_info=1`. */
export function clientInfo(kind: AccountKind): string {
  return part({ uid: accountId[kind], utid: kind === 'personal' ? personalTenantId : workTenantId });
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
