/**
 * Reads the app's certificate and private key from PEM. Checks them at once. Messages never contain a part of the key.
 */
import { createPrivateKey, type KeyObject, webcrypto, X509Certificate } from 'node:crypto';
import { Failure } from '../core/errors.ts';
import { formatDate, formatDaysUntil, wholeDaysBetween } from './expiry.ts';

export interface ClientCertificate {
  /** RSA. Inspecting or serializing a KeyObject does not show the key. */
  readonly key: KeyObject;
  /** SHA-256 of the certificate in base64url, for the header `x5t#S256`. */
  readonly thumbprint: string;
  readonly notAfterMs: number;
}

/** Enough time to create and register a new certificate before the old one expires. */
const expiryWarningDays = 30;

/**
 * Reads a certificate and its private key, in any order, with or without the rest of the chain. Throws a Failure of
 * kind `usage` for anything that Microsoft would reject (certificate-credentials: RSA, signed by PS256).
 */
export function parseClientCertificate(pem: string, nowMs: number): ClientCertificate {
  const key = readPrivateKey(pem);
  const found = pemBlocks(pem, /^CERTIFICATE$/).map(parseX509);
  if (found.length === 0)
    throw invalidCertificate('contains no certificate', 'add the block -----BEGIN CERTIFICATE----- to it');
  const own = found.find((certificate) => certificate.checkPrivateKey(key));
  if (own === undefined) {
    throw invalidCertificate(
      'contains a private key that does not belong to its certificate',
      'use key and certificate from the same file or vault entry',
    );
  }
  const [notBeforeMs, notAfterMs] = [Date.parse(own.validFrom), Date.parse(own.validTo)];
  if (nowMs >= notAfterMs) {
    throw invalidCertificate(
      `expired on ${formatDate(notAfterMs)}`,
      'create a new certificate, and upload its public part to the app registration',
    );
  }
  if (nowMs < notBeforeMs) {
    throw invalidCertificate(
      `is not valid before ${formatDate(notBeforeMs)}`,
      'check the clock of this machine',
    );
  }
  return {
    key,
    thumbprint: Buffer.from(own.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url'),
    notAfterMs,
  };
}

/** Returns a warning if the certificate expires within 30 days, else undefined. */
export function certificateExpiryWarning(
  { notAfterMs }: ClientCertificate,
  nowMs: number,
): string | undefined {
  if (wholeDaysBetween(nowMs, notAfterMs) >= expiryWarningDays) return undefined;
  return (
    `client-certificate expires ${formatDaysUntil(nowMs, notAfterMs)}, on ${formatDate(notAfterMs)}: add a new one to the app ` +
    'registration, then replace the secret.'
  );
}

/** Imports the private key into the Web Crypto API for PS256, not extractable. */
export function importSigningKey({ key }: ClientCertificate): Promise<webcrypto.CryptoKey> {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' };
  return webcrypto.subtle.importKey('pkcs8', key.export({ format: 'der', type: 'pkcs8' }), algorithm, false, [
    'sign',
  ]);
}

function readPrivateKey(pem: string): KeyObject {
  const [text, second] = pemBlocks(pem, /^(?:[A-Z]{1,20} ){0,3}PRIVATE KEY$/);
  if (text === undefined)
    throw invalidCertificate('contains no private key', 'add the block -----BEGIN PRIVATE KEY----- to it');
  if (second !== undefined)
    throw invalidCertificate('contains more than one private key', 'keep only the one of the certificate');
  if (/ENCRYPTED/.test(text)) {
    throw invalidCertificate(
      'contains an encrypted private key',
      'decrypt it (openssl pkey -in FILE) and store the result',
    );
  }
  const key = parsePrivateKey(text);
  if (key.asymmetricKeyType !== 'rsa') {
    throw invalidCertificate(
      `contains a key of type ${key.asymmetricKeyType ?? 'unknown'}`,
      'create a certificate with an RSA key of 2048 bits or more',
    );
  }
  return key;
}

function parsePrivateKey(text: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch {
    // Leave out the cause, because it may quote the key.
    throw invalidCertificate(
      'contains a private key that cannot be read',
      'store the file unchanged, with its line breaks',
    );
  }
}

function parseX509(text: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    throw invalidCertificate(
      'contains a certificate that cannot be read',
      'store the file unchanged, with its line breaks',
    );
  }
}

/** Returns the PEM blocks (RFC 7468) with that label. Ignores text between them, and accepts lost line breaks. */
function pemBlocks(pem: string, label: RegExp): string[] {
  const pieces = pem.split('-----BEGIN ').slice(1);
  return pieces.flatMap((piece) => {
    const name = piece.slice(0, Math.max(0, piece.indexOf('-----')));
    const start = name.length + 5;
    const end = label.test(name) ? piece.indexOf(`-----END ${name}-----`, start) : -1;
    if (end < 0) return [];
    const digits = piece.slice(start, end).replace(/\\[rn]|\s/g, '');
    // Keep the header lines of a legacy encrypted key as they are.
    const isBare = /^[A-Za-z0-9+/=]+$/.test(digits);
    const body = isBare ? `\n${(digits.match(/.{1,64}/g) ?? []).join('\n')}\n` : piece.slice(start, end);
    return [`-----BEGIN ${name}-----${body}-----END ${name}-----`];
  });
}

function invalidCertificate(what: string, hint: string): Failure {
  return new Failure(`client-certificate ${what}`, {
    code: 'client-certificate-invalid',
    kind: 'usage',
    hint,
  });
}
