/** The emulator's hash against published vectors (rclone's, libqxh's), so that it can be an oracle. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QuickXorHash } from '../../../src/emulator/quickxor.ts';
import { randomBytes } from '../../support/content.ts';

const published: [string, string][] = [
  ['', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
  ['Sg==', 'SgAAAAAAAAAAAAAAAQAAAAAAAAA='],
  ['tbQ=', 'taAFAAAAAAAAAAAAAgAAAAAAAAA='],
  ['0pZP', '0rDEEwAAAAAAAAAAAwAAAAAAAAA='],
  ['jRRDVA==', 'jaDAEKgAAAAAAAAABAAAAAAAAAA='],
  ['eAV52qE=', 'eChAHrQRCgAAAAAABQAAAAAAAAA='],
  ['h490d57Pqz5q2rtT', 'h3gEHe7giWeswgdq3MYupgAAAAA='],
  ['2fuxhBJXtpWFe8dOfdGeHw==', 'O9tHLAghgSvYohKFyMMxnNCHaHg='],
  ['T6LYJIfDh81JrAK309H2JMJTXis=', 'zBTHrspn3mEcohlJdIUAbjGNaNg='],
  [
    'Mb7EGva2rEE5fENDL85P+BsapHEEjv2/siVhKjvAQe02feExVOQSkfmuYzU/kTF1MaKjPmKF/w+cbvwfdWL8aQ==',
    'n1anP5NfvD4XDYWIeRPW3ZkPv1Y=',
  ],
];

function hash(bytes: Uint8Array): string {
  return new QuickXorHash().update(bytes).digest();
}

function series(length: number, modulus: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7 + 3) % modulus);
}

test.each(published)('hashes the published input %s', (input, expected) => {
  expect(hash(Buffer.from(input, 'base64'))).toBe(expected);
});

test.each<[string, Uint8Array, string]>([
  ['a', Buffer.from('a'), 'YQAAAAAAAAAAAAAAAQAAAAAAAAA='],
  ['hello world', Buffer.from('hello world'), 'aCgDG9jwBhDc4Q1yawMZAAAAAAA='],
  ['every byte once', Uint8Array.from({ length: 256 }, (_, byte) => byte), 'QkGEfSisZcA7k+FCh71r2dbCayY='],
  ['1000 zeros', new Uint8Array(1000), 'AAAAAAAAAAAAAAAA6AMAAAAAAAA='],
  ['1000 times 255', new Uint8Array(1000).fill(255), 'Yxvb2MY2trGNbWxj89jYOc5xjnM='],
  ['159 bytes', series(159, 256), '7gi7SoTZMRx5gfdOM7shn/kHQ6E='],
  ['160 bytes', series(160, 256), '7gi7SoTZMRx5gfdODLshn/kHw6o='],
  ['161 bytes', series(161, 256), 'jQi7SoTZMRx5gfdODbshn/kHw6o='],
  ['a mebibyte', series(1_048_576, 251), 'ET8OMz1ZOmVdfjL+9BwH4BX9wmw='],
  [
    'a byte that wraps',
    Buffer.concat([Buffer.alloc(14), Buffer.from([0x80])]),
    'AgAAAAAAAAAAAAAADwAAAAAAAAA=',
  ],
])('hashes %s', (_, input, expected) => {
  expect(hash(input)).toBe(expected);
});

test('the hash does not depend on how the bytes are split', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 700 }), fc.nat(700), (bytes, cut) => {
      const split = new QuickXorHash().update(bytes.subarray(0, cut)).update(bytes.subarray(cut)).digest();
      expect(split).toBe(hash(bytes));
    }),
  );
});

test('a copy goes its own way', () => {
  const first = new QuickXorHash().update(Buffer.from('kept'));
  first.copy().update(Buffer.from('thrown away'));
  expect(first.digest()).toBe(hash(Buffer.from('kept')));
});

test('asking for the digest does not end the hash', () => {
  const running = new QuickXorHash().update(Buffer.from('hello '));
  running.digest();
  expect(running.update(Buffer.from('world')).digest()).toBe(hash(Buffer.from('hello world')));
});

test('a long input, wherever it lies in memory, hashes as it does byte by byte', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(7), fc.integer({ min: 1200, max: 9000 }), (head, offset, length) => {
      const bytes = randomBytes(head + offset + length);
      const whole = new QuickXorHash().update(bytes.subarray(0, head)).update(bytes.subarray(head + offset));
      const piecemeal = new QuickXorHash().update(bytes.subarray(0, head));
      for (const byte of bytes.subarray(head + offset)) piecemeal.update(Uint8Array.of(byte));
      expect(whole.digest()).toBe(piecemeal.digest());
    }),
    { numRuns: 50 },
  );
});
