import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QuickXorHash as Oracle } from '../../../src/emulator/drive/quick-xor-hash.ts';
import { FileHasher, QuickXorHash } from '../../../src/files/hash.ts';
import { quickXorVectors } from '../../support/quick-xor-hash-vectors.ts';
import { randomBytes, sha256 } from '../../support/random-content.ts';

function quickXor(...pieces: Uint8Array[]): string {
  const hash = new QuickXorHash();
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}

/** Cuts bytes where the numbers say, taken as parts of a thousand. */
function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const ends = at.map((part) => Math.floor((part * bytes.length) / 1000)).sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}

describe('QuickXorHash', () => {
  test.each(quickXorVectors)('of $what is $hash', ({ input, hash }) => {
    expect(quickXor(input)).toBe(hash);
  });

  test('does not depend on how the bytes are split', () => {
    const parts = fc.array(fc.nat(1000), { maxLength: 12 });
    fc.assert(
      fc.property(fc.nat(3000), parts, fc.nat(), (sizeBytes, at, seed) => {
        const bytes = randomBytes(sizeBytes, seed);
        expect(quickXor(...cut(bytes, at))).toBe(quickXor(bytes));
      }),
    );
  });

  test('agrees with the one written byte by byte from the definition', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1200 }), (bytes) => {
        expect(quickXor(bytes)).toBe(new Oracle().update(bytes).digest());
      }),
    );
  });

  test('takes a view wherever it begins in its memory', () => {
    const memory = new Uint8Array(2000);
    fc.assert(
      fc.property(fc.nat(15), fc.nat(1900), fc.nat(), (offset, sizeBytes, seed) => {
        const bytes = randomBytes(sizeBytes, seed);
        const view = memory.subarray(offset, offset + sizeBytes);
        view.set(bytes);
        expect(quickXor(view)).toBe(new Oracle().update(bytes).digest());
      }),
    );
  });

  test('counts more bytes than fit into 32 bits', () => {
    // Zeros change nothing but the length, so zeros that are not there do as well.
    const sizeBytes = 160 * 26_843_547;
    const zeros = Object.defineProperty(new Uint8Array(0), 'length', { value: sizeBytes });
    const digest = Buffer.from(quickXor(zeros, Buffer.from([7])), 'base64');
    expect(sizeBytes).toBeGreaterThan(2 ** 32);
    expect(digest.readBigUInt64LE(12)).toBe(BigInt(sizeBytes + 1));
  });

  test('leaves the bytes as they were', () => {
    const bytes = randomBytes(1000);
    quickXor(bytes.subarray(3));
    expect(bytes.equals(randomBytes(1000))).toBe(true);
  });
});

describe('a Hasher', () => {
  const bytes = randomBytes(2000);

  test('gives both hashes of what it was fed', () => {
    const hasher = new FileHasher();
    hasher.update(0, bytes.subarray(0, 700));
    hasher.update(700, bytes.subarray(700));
    expect(hasher.digest()).toEqual({ sha256: sha256(bytes), quickXorHash: quickXor(bytes) });
  });

  test('passes over bytes that a retry reads again', () => {
    const start = fc.nat(2000);
    fc.assert(
      fc.property(fc.array(fc.tuple(start, start), { maxLength: 20 }), (ranges) => {
        const hasher = new FileHasher();
        for (const [a, b] of ranges) {
          const startByte = Math.min(a, b, hasher.hashedBytes);
          const before = hasher.hashedBytes;
          hasher.update(startByte, bytes.subarray(startByte, Math.max(a, b)));
          expect(hasher.hashedBytes).toBe(Math.max(before, a, b));
        }
        hasher.update(hasher.hashedBytes, bytes.subarray(hasher.hashedBytes));
        expect(hasher.digest().sha256).toBe(sha256(bytes));
      }),
    );
  });

  test('refuses bytes beyond a gap, and goes on afterwards', () => {
    const hasher = new FileHasher();
    hasher.update(0, bytes.subarray(0, 10));
    expect(() => hasher.update(11, bytes.subarray(11))).toThrow('bytes 10-11 were never hashed');
    expect(hasher.hashedBytes).toBe(10);
    hasher.update(10, bytes.subarray(10));
    expect(hasher.digest().sha256).toBe(sha256(bytes));
  });

  test('knows the hash of what it was fed so far, and takes more after it', () => {
    const hasher = new FileHasher();
    expect([hasher.hashedBytes, hasher.sha256SoFar()]).toEqual([0, sha256(Buffer.alloc(0))]);
    hasher.update(0, bytes.subarray(0, 700));
    expect([hasher.hashedBytes, hasher.sha256SoFar()]).toEqual([700, sha256(bytes.subarray(0, 700))]);
    hasher.update(700, bytes.subarray(700));
    expect(hasher.digest().sha256).toBe(sha256(bytes));
  });

  test('takes a piece of nothing for nothing, also once it was asked', () => {
    const hasher = new FileHasher();
    hasher.update(0, bytes);
    const digest = hasher.digest();
    hasher.update(0, bytes);
    hasher.update(2000, Buffer.alloc(0));
    expect(hasher.digest()).toEqual(digest);
  });

  test('answers the same hashes however often it is asked', () => {
    const hasher = new FileHasher();
    hasher.update(0, bytes);
    expect(hasher.digest()).toEqual(hasher.digest());
  });
});
