/** Parses, signs and verifies JSON Web Tokens in compact form (RFC 7515, RFC 7519). Does not judge the claims. */
import { constants, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

export interface Jwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Header and claims as sent. The signature covers these bytes. */
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** RSA with SHA-256, in the two padding schemes that Microsoft accepts. */
export const signingAlgorithms = ['RS256', 'PS256'] as const;

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** An RSA key pair that is generated on first use. Generation is slow, and most emulators never need it. */
export function lazyKeyPair(): () => KeyPair {
  let pair: KeyPair | undefined;
  return () => {
    pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    return pair;
  };
}

/** The JWK set of an issuer with this one key (RFC 7517). */
export function jwksDocument(pair: KeyPair, keyId: string): unknown {
  return { keys: [{ ...pair.publicKey.export({ format: 'jwk' }), use: 'sig', kid: keyId, alg: 'RS256' }] };
}

/**
 * Parses three base64url parts, of which the first two are JSON objects. Returns undefined for anything else. Verifies
 * nothing.
 */
export function parseJwt(text: string): Jwt | undefined {
  const parts = text.split('.');
  if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part))) return undefined;
  const [head = '', body = '', signature = ''] = parts;
  const [header, claims] = [parseJsonPart(head), parseJsonPart(body)];
  if (header === undefined || claims === undefined) return undefined;
  return { header, claims, signed: Buffer.from(`${head}.${body}`), signature: decodePart(signature) };
}

/** Returns a token signed with RS256. `alg` and `typ` are added to `header`. */
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

/** True if the key made the signature, with the algorithm named in the header. */
export function isSignedBy(jwt: Jwt, key: KeyObject): boolean {
  const padding =
    jwt.header.alg === 'PS256'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { padding: constants.RSA_PKCS1_PADDING };
  if (key.asymmetricKeyType !== 'rsa') return false;
  return verify('RSA-SHA256', jwt.signed, { key, ...padding }, jwt.signature);
}

/** Encodes a JSON value as one part of a token. */
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
