import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fragmentUnitBytes } from '../../../src/inputs/units.ts';
import { FragmentSize, fragmentEnd } from '../../../src/upload/fragment-size.ts';

const units = fc.integer({ min: 1, max: 191 });
const sizes = fc.integer({ min: 1, max: 268_435_456_000 });

test('the unit is 320 KiB', () => {
  expect(fragmentUnitBytes).toBe(327_680);
});

test('fragments cover the rest of the file wherever they begin, each a multiple of 320 KiB but the last', () => {
  fc.assert(
    fc.property(sizes, units, fc.double({ min: 0, max: 1, noNaN: true }), (total, unit, part) => {
      const chunkBytes = unit * fragmentUnitBytes;
      // At most a thousand fragments, so that a file of 250 GB takes no time.
      const earliest = Math.max(0, total - 1000 * chunkBytes);
      const startByte = Math.min(total - 1, earliest + Math.floor(part * (total - earliest)));
      let at = startByte;
      while (at < total) {
        const end = fragmentEnd(at, total, chunkBytes);
        const lengthBytes = end - at;
        if (end > total || lengthBytes <= 0 || lengthBytes > chunkBytes) expect.fail(`${at}-${end}/${total}`);
        if (end < total && lengthBytes % fragmentUnitBytes !== 0) expect.fail(`${at}-${end} is no multiple`);
        at = end;
      }
      expect(at).toBe(total);
    }),
  );
});

test('a file that ends with a fragment has no empty one after it', () => {
  expect(fragmentEnd(fragmentUnitBytes, 2 * fragmentUnitBytes, fragmentUnitBytes)).toBe(
    2 * fragmentUnitBytes,
  );
});

describe('auto', () => {
  const mebibytes = (size: FragmentSize) => size.bytes / 1024 ** 2;

  test('starts at 10 MiB and doubles towards the limit while fragments are quick', () => {
    const size = new FragmentSize('auto');
    expect(mebibytes(size)).toBe(10);
    const seen = [1, 2, 3, 4].map(() => {
      size.succeeded(size.bytes, 900);
      return mebibytes(size);
    });
    expect(seen).toEqual([20, 40, 59.6875, 59.6875]);
  });

  test('ignores a short last fragment', () => {
    const size = new FragmentSize('auto');
    size.succeeded(size.bytes - 1, 1);
    size.failed(size.bytes - 1);
    expect(mebibytes(size)).toBe(10);
  });

  test('is halved by a cut and by a fragment of more than a minute, to 1.25 MiB at the least', () => {
    const size = new FragmentSize('auto');
    size.failed(size.bytes);
    expect(mebibytes(size)).toBe(5);
    size.succeeded(size.bytes, 61_000);
    expect(mebibytes(size)).toBe(2.5);
    for (let i = 0; i < 9; i += 1) size.failed(size.bytes);
    expect(mebibytes(size)).toBe(1.25);
  });

  test.each([5000, 20_000, 60_000])('stays as it is when a fragment takes a while: %i ms', (tookMs) => {
    const size = new FragmentSize('auto');
    size.succeeded(size.bytes, tookMs);
    expect(mebibytes(size)).toBe(10);
  });

  test('learns of a fragment that is longer than is sent by now, begun before another was cut', () => {
    const size = new FragmentSize('auto');
    const longBytes = size.bytes;
    size.failed(longBytes);
    size.failed(longBytes);
    expect(mebibytes(size)).toBe(2.5);
    size.succeeded(longBytes, 900);
    expect(mebibytes(size)).toBe(5);
  });

  test('is always a multiple of 320 KiB', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (steps) => {
        const size = new FragmentSize('auto');
        for (const up of steps) {
          if (up) size.succeeded(size.bytes, 1);
          else size.failed(size.bytes);
          expect(size.bytes % fragmentUnitBytes).toBe(0);
        }
      }),
    );
  });
});

test('a size that was asked for stays, however fragments fare', () => {
  const size = new FragmentSize(5 * fragmentUnitBytes);
  size.succeeded(size.bytes, 1);
  expect(size.bytes).toBe(5 * fragmentUnitBytes);
  size.failed(size.bytes);
  expect(size.bytes).toBe(5 * fragmentUnitBytes);
});
