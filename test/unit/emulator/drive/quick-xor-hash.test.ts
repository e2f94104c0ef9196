/** The emulator's hash, a program of its own, against the same known values as the engine's, so that it can be an oracle. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QuickXorHash } from '../../../../src/emulator/drive/quick-xor-hash.ts';
import { quickXorVectors } from '../../../support/quick-xor-hash-vectors.ts';
import { randomBytes } from '../../../support/random-content.ts';

function hash(bytes: Uint8Array): string {
  return new QuickXorHash().update(bytes).digest();
}

test.each(quickXorVectors)('of $what is $hash', ({ input, hash: expected }) => {
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
