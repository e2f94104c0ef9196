/**
 * JSON Web Tokens in their compact form (RFC 7515, RFC 7519): taken apart, signed, verified. Knows two
 * algorithms and nothing of what a token is good for.
 */
import { constants, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

export interface Jwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Header and claims as they were sent: what the signature is of. */
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** RSA with SHA-256, by the two paddings that Microsoft takes. */
export const signingAlgorithms = ['RS256', 'PS256'] as const;

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** An RSA pair that is made when first asked for: most emulators never need it, and it takes a while. */
export function lazyKeyPair(): () => KeyPair {
  let pair: KeyPair | undefined;
  return () => {
    pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    return pair;
  };
}

/** The keys document of an issuer with that one key (RFC 7517). */
export function jwksDocument(pair: KeyPair, keyId: string): unknown {
  return { keys: [{ ...pair.publicKey.export({ format: 'jwk' }), use: 'sig', kid: keyId, alg: 'RS256' }] };
}

/** Three base64url parts, the first two of them JSON objects; undefined for anything else. Verifies nothing. */
export function parseJwt(text: string): Jwt | undefined {
  const parts = text.split('.');
  if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part))) return undefined;
  const [head = '', body = '', signature = ''] = parts;
  const [header, claims] = [parseJsonPart(head), parseJsonPart(body)];
  if (header === undefined || claims === undefined) return undefined;
  return { header, claims, signed: Buffer.from(`${head}.${body}`), signature: decodePart(signature) };
}

/** A token signed with RS256; `header` needs no `alg` and no `typ`. */
export function signJwt(options: {
  header: Readonly<Record<string, unknown>>;
  claims: Readonly<Record<string, unknown>>;
  key: KeyObject;
}): string {
  const unsigned = [{ typ: 'JWT', alg: 'RS256', ...options.header }, options.claims]
    .map(encodeJwtPart)
    .join('.');
  return `${unsigned}.${sign('RSA-SHA256', Buffer.from(unsigned), options.key).toString('base64url')}`;
}

/** True when that key made the signature, by the algorithm the header names. */
export function isSignedBy(jwt: Jwt, key: KeyObject): boolean {
  const padding =
    jwt.header.alg === 'PS256'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { padding: constants.RSA_PKCS1_PADDING };
  if (key.asymmetricKeyType !== 'rsa') return false;
  return verify('RSA-SHA256', jwt.signed, { key, ...padding }, jwt.signature);
}

/** A JSON value as a part of a token. */
export function encodeJwtPart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decodePart(part: string): Buffer {
  return Buffer.from(part, 'base64url');
}

function parseJsonPart(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(decodePart(part).toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
