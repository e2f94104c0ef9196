/**
 * Client assertions: a JWT instead of a secret, signed with a certificate of the app or issued by an issuer that the
 * app trusts (entra-docs certificate-credentials.md, workload-identity-federation.md).
 */
import type { KeyObject, X509Certificate } from 'node:crypto';
import { isSignedBy, type Jwt, parseJwt, signingAlgorithms } from '../core/jwt.ts';
import { AadstsError, aadstsTimestamp } from './aadsts.ts';
import type { AppRegistration } from './registrations.ts';

/** Returns the public key of an issuer that apps may trust, or undefined if the issuer is unreachable. */
export type FindIssuerKey = (issuer: string) => KeyObject | undefined;

export interface AssertionContext {
  readonly registration: AppRegistration;
  /** URLs of the token endpoint that was called. A certificate's assertion must name one of them. */
  readonly audiences: readonly string[];
  readonly nowMs: number;
  readonly issuerKey: FindIssuerKey;
}

/**
 * Throws an AadstsError unless the assertion proves that the caller is the app. An assertion may be used again until it
 * expires: no source says that `jti` is checked.
 */
export function checkClientAssertion(text: string, check: AssertionContext): void {
  const jwt = parseJwt(text);
  if (!jwt) throw new AadstsError(50027);
  if (!signingAlgorithms.some((known) => known === jwt.header.alg)) throw new AadstsError(5002730);
  if (/^https?:/.test(requireClaim(jwt, 'iss'))) checkFederated(jwt, check);
  else checkCertificate(jwt, check);
}

function checkCertificate(jwt: Jwt, check: AssertionContext): void {
  const { clientId } = check.registration;
  const [issuer, subject] = [requireClaim(jwt, 'iss').toLowerCase(), requireClaim(jwt, 'sub').toLowerCase()];
  const certificate = findCertificate(jwt, check);
  const thumbprint = hex(certificate.fingerprint);
  if (!isSignedBy(jwt, certificate.publicKey))
    throw new AadstsError(700027, reasonText('The provided signature value did not match', thumbprint));
  const { nowMs } = check;
  if (nowMs >= Date.parse(certificate.validTo) || nowMs < Date.parse(certificate.validFrom))
    throw new AadstsError(700027, reasonText('The key used is expired.', thumbprint));
  if (issuer !== subject) throw new AadstsError(50048);
  if (issuer !== clientId) throw new AadstsError(700021);
  if (!check.audiences.includes(requireClaim(jwt, 'aud'))) throw new AadstsError(700023);
  checkTime(jwt, nowMs);
}

/** Finds the registered certificate that the header names by `x5t#S256`, `x5t` or, in hex, `kid`. */
function findCertificate(jwt: Jwt, { registration }: AssertionContext): X509Certificate {
  const { 'x5t#S256': sha256, x5t: sha1, kid } = jwt.header;
  const named = [sha256, sha1, kid].find((name): name is string => typeof name === 'string' && name !== '');
  if (named === undefined) throw new AadstsError(5002723);
  const found = registration.certificates.find((certificate) => {
    const [long, short] = [hex(certificate.fingerprint256), hex(certificate.fingerprint)];
    if (typeof sha256 === 'string') return sha256 === base64url(long);
    if (typeof sha1 === 'string') return sha1 === base64url(short);
    return [long, short].includes(named.toUpperCase()) || [long, short].map(base64url).includes(named);
  });
  if (found) return found;
  const thumbprint = Buffer.from(named, 'base64url').toString('hex').toUpperCase();
  throw new AadstsError(700027, reasonText('The key was not found.', thumbprint));
}

/**
 * Issuer, subject and audience must all match one credential, case-sensitively. The platform reports the first of them
 * that no credential matches: 700211, 700213 (7002138 if only the case differs), 700212. Sources:
 * Azure/azure-workload-identity#1200, Azure/login#482, #515; GitLab's page on Azure for 700212.
 */
function checkFederated(jwt: Jwt, check: AssertionContext): void {
  const [issuer, subject, audience] = [
    requireClaim(jwt, 'iss'),
    requireClaim(jwt, 'sub'),
    requireClaim(jwt, 'aud'),
  ];
  const { federated, clientId } = check.registration;
  if (federated.length === 0) throw new AadstsError(70025, clientId);
  const trusted = federated.filter((known) => known.issuer === issuer);
  if (trusted.length === 0) throw new AadstsError(700211, issuer);
  const matching = trusted.filter((known) => known.subject === subject);
  if (matching.length === 0) {
    const matchesIgnoringCase = trusted.some(
      (known) => known.subject.toLowerCase() === subject.toLowerCase(),
    );
    throw new AadstsError(matchesIgnoringCase ? 7002138 : 700213, subject);
  }
  if (!matching.some((known) => known.audience === audience)) throw new AadstsError(700212, audience);
  const key = check.issuerKey(issuer);
  if (!key) throw new AadstsError(501661);
  if (!isSignedBy(jwt, key))
    throw new AadstsError(
      700027,
      reasonText('The provided signature value did not match', String(jwt.header.kid)),
    );
  checkTime(jwt, check.nowMs);
}

/** MSAL rounds `nbf` up to whole seconds, and this works. How much skew is tolerated is not documented. */
const clockSkewMs = 60_000;

function checkTime(jwt: Jwt, nowMs: number): void {
  const { exp, nbf = 0 } = jwt.claims;
  if (typeof exp !== 'number' || typeof nbf !== 'number') throw new AadstsError(50027);
  if (nowMs < exp * 1000 && nowMs >= nbf * 1000 - clockSkewMs) return;
  throw new AadstsError(
    700024,
    `Current time: ${aadstsTimestamp(nowMs)}, assertion valid from ${aadstsTimestamp(nbf * 1000)}, expiry time ${aadstsTimestamp(exp * 1000)}.`,
  );
}

function requireClaim(jwt: Jwt, name: string): string {
  const value = jwt.claims[name];
  if (typeof value !== 'string' || value === '') throw new AadstsError(50027);
  return value;
}

function reasonText(why: string, thumbprint: string): string {
  return `[Reason - ${why}, Thumbprint of key used by client: '${thumbprint}']`;
}

function hex(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toUpperCase();
}

function base64url(digits: string): string {
  return Buffer.from(digits, 'hex').toString('base64url');
}
