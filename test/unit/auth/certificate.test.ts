import {
  constants,
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  verify,
  webcrypto,
  X509Certificate,
} from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  certificateExpiryWarning,
  importSigningKey,
  parseClientCertificate,
} from '../../../src/auth/certificate.ts';
import { formatError } from '../../../src/core/errors.ts';
import { appCertificate, certificatesFor } from '../../support/certificates.ts';

const nowMs = Date.parse('2026-11-21T14:25:01Z');
const { cert, key } = await appCertificate();
const other = await appCertificate({ until: new Date('2026-11-01') });
const future = await appCertificate({ from: new Date('2027-01-01') });
const curve = await certificatesFor(['curve.example']);
const rsa = createPrivateKey(key);
const secret = { cipher: 'aes-256-cbc', passphrase: 'x' } as const;

const pkcs1 = rsa.export({ type: 'pkcs1', format: 'pem' }).toString();
const locked = rsa.export({ type: 'pkcs8', format: 'pem', ...secret }).toString();
const lockedLegacy = rsa.export({ type: 'pkcs1', format: 'pem', ...secret }).toString();
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
const broken = (label: string, body = 'c2VjcmV0c2VjcmV0') =>
  `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;

/** The middle of the key, which no message may hold. */
const core = key.split('\n').slice(3, 6);

const thumbprint = createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');

describe('a certificate with its key', () => {
  test.each([
    ['key last', cert + key],
    ['key first', key + cert],
    ['a PKCS#1 key', cert + pkcs1],
    ['a chain around it', other.cert + cert + curve.ca + key],
    ['words between the blocks', `Bag Attributes\n  friendlyName: app\n${key}\nsubject=CN = app\n${cert}`],
    ['line breaks of Windows', (cert + key).replaceAll('\n', '\r\n')],
    ['line breaks lost to spaces', (cert + key).replaceAll('\n', ' ')],
    ['line breaks written as \\n', (cert + key).replaceAll('\n', '\\n')],
    ['line breaks written as \\r\\n', (cert + key).replaceAll('\n', '\\r\\n')],
    ['no line breaks at all', (cert + key).replaceAll('\n', '')],
  ])('is read with %s, and named by the SHA-256 of its bytes', (_, pem) => {
    expect(parseClientCertificate(pem, nowMs)).toMatchObject({
      thumbprint,
      notAfterMs: Date.parse('2036-01-01'),
    });
  });

  test('is valid from the first second of its validity', () => {
    const fromMs = Date.parse('2027-01-01T00:00:00Z');
    expect(parseClientCertificate(future.cert + future.key, fromMs).notAfterMs).toBeGreaterThan(fromMs);
    expect(() => parseClientCertificate(future.cert + future.key, fromMs - 1)).toThrow(
      'not valid before 2027-01-01',
    );
  });

  test('is valid until the last second of its validity', () => {
    const untilMs = Date.parse('2026-11-01T00:00:00Z');
    expect(parseClientCertificate(other.cert + other.key, untilMs - 1).notAfterMs).toBe(untilMs);
    expect(() => parseClientCertificate(other.cert + other.key, untilMs)).toThrow('expired on 2026-11-01');
  });

  test('signs what its public key verifies, and its private key cannot be exported', async () => {
    const signer = await importSigningKey(parseClientCertificate(cert + key, nowMs));
    const said = Buffer.from('an assertion');
    const made = await webcrypto.subtle.sign({ name: 'RSA-PSS', saltLength: 32 }, signer, said);
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    expect(verify('sha256', said, { key: cert, ...padding }, Buffer.from(made))).toBe(true);
    expect([signer.extractable, signer.usages]).toEqual([false, ['sign']]);
  });

  test('shows nothing of the key when it is serialized', () => {
    expect(JSON.stringify(parseClientCertificate(cert + key, nowMs))).not.toContain(core[0]);
  });
});

describe('a certificate that cannot be used', () => {
  test.each([
    ['no certificate', key, 'contains no certificate', /^add the block -----BEGIN CERTIFICATE-----/],
    ['no key', cert, 'contains no private key', /^add the block -----BEGIN PRIVATE KEY-----/],
    ['an encrypted key', cert + locked, 'contains an encrypted private key', /^decrypt it/],
    ['a key encrypted the old way', cert + lockedLegacy, 'contains an encrypted private key', /^decrypt it/],
    ['a key on a curve', curve.cert + curve.key, 'contains a key of type ec', /RSA key of 2048 bits or more/],
    ['a key of another certificate', cert + foreign, 'does not belong to its certificate', /the same file/],
    ['two keys', cert + key + foreign, 'more than one private key', /^keep only the one of the certificate/],
    ['an end in the past', other.cert + other.key, 'expired on 2026-11-01', /^create a new certificate/],
    [
      'a beginning in the future',
      future.cert + future.key,
      'is not valid before 2027-01-01',
      /^check the clock/,
    ],
    ['a spoilt key', cert + broken('PRIVATE KEY'), 'private key that cannot be read', /with its line breaks/],
    [
      'a spoilt certificate',
      key + broken('CERTIFICATE'),
      'certificate that cannot be read',
      /with its line breaks/,
    ],
    [
      'a stranger between its digits',
      cert + key.replace('\nMII', '\n§MII'),
      'cannot be read',
      /^store the file unchanged/,
    ],
    [
      'words after its digits',
      cert + key.replace('\n-----END', '\n§\n-----END'),
      'cannot be read',
      /^store the file unchanged/,
    ],
    ['a key of no digits', cert + broken('PRIVATE KEY', ''), 'cannot be read', /^store the file unchanged/],
    ['nothing of the kind', 'secretsecret', 'contains no private key', /^add the block/],
  ])('is refused for %s, with what to do and without showing any of it', (_, pem, words, hint) => {
    const error = failure(() => parseClientCertificate(pem, nowMs));
    expect(error).toMatchObject({ kind: 'usage', hint: expect.stringMatching(hint) });
    expect(error instanceof Error && error.cause).toBeUndefined();
    expect(formatError(error)).toContain('client-certificate');
    expect(formatError(error)).toContain(words);
    for (const line of [...core, 'secretsecret', 'c2VjcmV0']) expect(formatError(error)).not.toContain(line);
  });
});

function failure(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

test.each([
  [30.5, undefined],
  [30, undefined],
  [29.5, 'client-certificate expires in 29 days, on 2026-12-21: add a new one to the app registration'],
  [2, 'expires in 2 days, on 2026-11-23'],
  [1.5, 'expires in one day, on 2026-11-23'],
  [1, 'expires in one day, on 2026-11-22'],
  [0.2, 'expires in less than a day, on 2026-11-21'],
])('with %d days left the warning is %j', (days, words) => {
  const certificate = { ...parseClientCertificate(cert + key, nowMs), notAfterMs: nowMs + days * 86_400_000 };
  const warning = certificateExpiryWarning(certificate, nowMs);
  if (words === undefined) expect(warning).toBeUndefined();
  else {
    expect(warning).toContain(words);
    expect(warning).toContain('then replace the secret.');
  }
});
