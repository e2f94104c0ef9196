/**
 * ID tokens of the emulated directory: one RSA key for the life of the process, made when first asked for.
 * Knows who the account is; knows nothing of why a token is due.
 */
import { encodeJwtPart, jwksDocument, lazyKeyPair, signJwt } from '../core/jwt.ts';
import type { Clock } from '../core/messages.ts';
import { type IdentityKind, personalTenantId, resolveTenantId, workTenantId } from './tenants.ts';

const keyId = 'emulator-signing-key';
const accountId = {
  personal: '00000000-0000-0000-0000-00000e4d0001',
  work: '00000000-0e4d-4000-8000-0000000000aa',
};
const keys = lazyKeyPair();

/** Whose account it is, as its owner reads it. */
export interface Person {
  readonly displayName: string;
  readonly userName: string;
}

/** The document that `jwks_uri` of the discovery document names. */
export function signingJwks(): unknown {
  return jwksDocument(keys(), keyId);
}

/**
 * A signed ID token of an hour (OpenID Connect Core section 2). Its issuer names the account's directory, also
 * when the request went to `common`: a client that compares it with the authority it called has to know that.
 */
export function createIdToken(options: {
  kind: IdentityKind;
  tenant: string;
  origin: string;
  clientId: string;
  person: Person;
  clock: Clock;
  nonce?: string | undefined;
}): string {
  const { kind, clientId, nonce } = options;
  const nowS = Math.floor(options.clock() / 1000);
  const tid = resolveTenantId(options.tenant, kind);
  const claims = {
    aud: clientId,
    iss: `${options.origin}/${tid}/v2.0`,
    iat: nowS,
    nbf: nowS,
    exp: nowS + 3600,
    name: options.person.displayName,
    preferred_username: options.person.userName,
    oid: accountId[kind],
    sub: 'emulated-subject',
    tid,
    ver: '2.0',
    ...(nonce === undefined ? {} : { nonce }),
  };
  return signJwt({ header: { kid: keyId }, claims, key: keys().privateKey });
}

/** Which account in which home directory: Microsoft's own libraries ask for it with `client_info=1`. */
export function createClientInfo(kind: IdentityKind): string {
  return encodeJwtPart({ uid: accountId[kind], utid: kind === 'personal' ? personalTenantId : workTenantId });
}
