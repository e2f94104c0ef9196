/** Creates ID tokens. They are signed with one RSA key per process, generated on first use. */
import { encodeJwtPart, jwksDocument, lazyKeyPair, signJwt } from '../core/jwt.ts';
import type { Clock } from '../core/messages.ts';
import { type IdentityKind, personalTenantId, resolveTenantId, workTenantId } from './tenants.ts';

const keyId = 'emulator-signing-key';
const accountId = {
  personal: '00000000-0000-0000-0000-00000e4d0001',
  work: '00000000-0e4d-4000-8000-0000000000aa',
};
const keys = lazyKeyPair();

/** The owner of the account. */
export interface Person {
  readonly displayName: string;
  readonly userName: string;
}

/** The document at the `jwks_uri` of the discovery document. */
export function signingJwks(): unknown {
  return jwksDocument(keys(), keyId);
}

/**
 * Returns a signed ID token, valid for an hour (OpenID Connect Core section 2). The issuer names the account's
 * directory even if the request went to `common`, so it may differ from the authority that the client called.
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

/** The account and its home directory. Microsoft's own libraries request it with `client_info=1`. */
export function createClientInfo(kind: IdentityKind): string {
  return encodeJwtPart({ uid: accountId[kind], utid: kind === 'personal' ? personalTenantId : workTenantId });
}
