import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { certificateWarning, readCertificate } from '../../../src/auth/certificate.ts';
import { explain } from '../../../src/errors.ts';
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
const broken = (label: string) => `-----BEGIN ${label}-----\nc2VjcmV0c2VjcmV0\n-----END ${label}-----\n`;

/** The middle of the key, which no message may hold. */
const core = key.split('\n').slice(3, 6);

describe('a certificate with its key', () => {
  const wanted = readCertificate(cert + key, nowMs).thumbprint;

  test.each([
    ['key first', key + cert],
    ['a PKCS#1 key', cert + pkcs1],
    ['a chain around it', other.cert + cert + curve.ca + key],
    ['words between the blocks', `Bag Attributes\n  friendlyName: app\n${key}\nsubject=CN = app\n${cert}`],
    ['line breaks of Windows', (cert + key).replaceAll('\n', '\r\n')],
    ['line breaks lost to spaces', (cert + key).replaceAll('\n', ' ')],
    ['line breaks written as \\n', (cert + key).replaceAll('\n', '\\n')],
  ])('is read with %s', (_, pem) => {
    expect(readCertificate(pem, nowMs)).toMatchObject({
      thumbprint: wanted,
      notAfterMs: Date.parse('2036-01-01'),
    });
  });

  test('is named by the SHA-256 of its bytes', () => {
    expect(wanted).toMatch(/^[\w-]{43}$/);
  });

  test('shows nothing of the key, whoever serializes it', () => {
    expect(JSON.stringify(readCertificate(cert + key, nowMs))).not.toContain(core[0]);
  });
});

describe('a certificate that cannot be used', () => {
  test.each([
    ['no certificate', key, 'holds no certificate'],
    ['no key', cert, 'holds no private key'],
    ['an encrypted key', cert + locked, 'holds an encrypted private key'],
    ['a key encrypted the old way', cert + lockedLegacy, 'holds an encrypted private key'],
    ['a key on a curve', curve.cert + curve.key, 'holds a key of type ec'],
    ['a key of another certificate', cert + foreign, 'does not belong to its certificate'],
    ['two keys', cert + key + foreign, 'more than one private key'],
    ['an end in the past', other.cert + other.key, 'ended on 2026-11-01'],
    ['a beginning in the future', future.cert + future.key, 'is not valid before 2027-01-01'],
    ['a spoilt key', cert + broken('PRIVATE KEY'), 'private key that cannot be read'],
    ['a spoilt certificate', key + broken('CERTIFICATE'), 'certificate that cannot be read'],
    ['nothing of the kind', 'secretsecret', 'holds no private key'],
  ])('for %s is told without a piece of it', (_, pem, words) => {
    const error = failure(() => readCertificate(pem, nowMs));
    expect(error).toMatchObject({ kind: 'usage' });
    expect(error instanceof Error && error.cause).toBeUndefined();
    expect(explain(error)).toContain('client-certificate');
    expect(explain(error)).toContain(words);
    for (const line of [...core, 'secretsecret', 'c2VjcmV0']) expect(explain(error)).not.toContain(line);
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
  [29.5, 'ends in 29 days, on 2026-12-21'],
  [1.5, 'ends tomorrow, on 2026-11-23'],
  [0.2, 'ends today, on 2026-11-21'],
])('with %d days left the warning is %j', (days, words) => {
  const certificate = { ...readCertificate(cert + key, nowMs), notAfterMs: nowMs + days * 86_400_000 };
  const warning = certificateWarning(certificate, nowMs);
  if (words === undefined) expect(warning).toBeUndefined();
  else expect(warning).toContain(words);
});
