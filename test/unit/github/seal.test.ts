import { randomBytes } from 'node:crypto';
import { blake2b } from 'blakejs';
import sodium from 'libsodium-wrappers';
import nacl from 'tweetnacl';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatError } from '../../../src/core/errors.ts';
import { sealSecret } from '../../../src/github/seal.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** A sealed box is an ephemeral public key and a box whose nonce is the hash of both public keys. */
function openByHand(sealed: Buffer, keys: nacl.BoxKeyPair): string {
  const ephemeral = sealed.subarray(0, 32);
  const nonce = blake2b(Buffer.concat([ephemeral, keys.publicKey]), undefined, 24);
  const opened = nacl.box.open(sealed.subarray(32), nonce, ephemeral, keys.secretKey);
  return opened === null ? 'it does not open' : Buffer.from(opened).toString('utf8');
}

const values = [
  'x',
  'M.C5_BAY.0.U.-!abc*def$$~',
  'with a space, a "quote", a % and an &',
  'ünï€odé 🗝',
  'line\nbreak',
  't'.repeat(48 * 1024),
];

describe('a sealed value', () => {
  beforeAll(() => sodium.ready);

  test.each(values)('opens with libsodium: %#', async (value) => {
    const { publicKey, privateKey } = sodium.crypto_box_keypair();
    const sealed = Buffer.from(await sealSecret(value, base64(publicKey)), 'base64');
    const opened = sodium.crypto_box_seal_open(sealed, publicKey, privateKey);
    expect(Buffer.from(opened).toString('utf8')).toBe(value);
  });

  test.each(values)('opens with tweetnacl and blakejs: %#', async (value) => {
    const keys = nacl.box.keyPair();
    const sealed = Buffer.from(await sealSecret(value, base64(keys.publicKey)), 'base64');
    expect(openByHand(sealed, keys)).toBe(value);
  });

  test('opens with no other key', async () => {
    const keys = nacl.box.keyPair();
    const sealed = Buffer.from(await sealSecret('secret', base64(keys.publicKey)), 'base64');
    expect(openByHand(sealed, { ...keys, secretKey: nacl.box.keyPair().secretKey })).toBe('it does not open');
  });

  test('is another one each time', async () => {
    const key = base64(nacl.box.keyPair().publicKey);
    expect(await sealSecret('secret', key)).not.toBe(await sealSecret('secret', key));
  });
});

describe('sealing refuses', () => {
  const key = base64(nacl.box.keyPair().publicKey);

  test.each([
    ['an empty value', '', key, 'a secret cannot be empty', ''],
    ['a value over 48 KB', 't'.repeat(48 * 1024 + 1), key, 'this value has 49153 bytes', ''],
    [
      'a key that is too short',
      'canary',
      base64(randomBytes(31)),
      'public key has 31 bytes',
      'GITHUB_API_URL',
    ],
    [
      'a key that is too long',
      'canary',
      base64(randomBytes(33)),
      'public key has 33 bytes',
      'GITHUB_API_URL',
    ],
    ['no key', 'canary', '', 'public key has 0 bytes', 'GITHUB_API_URL'],
  ])('%s, without a word of the value', async (_, value, publicKey, message, advice) => {
    const refused = sealSecret(value, publicKey);
    await expect(refused).rejects.toMatchObject({
      kind: 'service',
      message: expect.stringContaining(message),
      hint: expect.stringContaining(advice),
    });
    expect(await refused.catch(formatError)).not.toContain(value === '' ? 'canary' : value);
  });
});
