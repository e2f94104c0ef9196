import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FRAGMENT_UNIT_BYTES } from '../../../src/sizes.ts';
import { fragmentEnd } from '../../../src/upload/fragments.ts';

const units = fc.integer({ min: 1, max: 191 });
const sizes = fc.integer({ min: 1, max: 268_435_456_000 });

test('the unit is 320 KiB', () => {
  expect(FRAGMENT_UNIT_BYTES).toBe(327_680);
});

test('fragments cover the rest of the file wherever they begin, each a multiple of 320 KiB but the last', () => {
  fc.assert(
    fc.property(sizes, units, fc.double({ min: 0, max: 1, noNaN: true }), (total, unit, part) => {
      const chunkBytes = unit * FRAGMENT_UNIT_BYTES;
      // At most a thousand fragments, so that a file of 250 GB takes no time.
      const earliest = Math.max(0, total - 1000 * chunkBytes);
      const startByte = Math.min(total - 1, earliest + Math.floor(part * (total - earliest)));
      let at = startByte;
      while (at < total) {
        const end = fragmentEnd(at, total, chunkBytes);
        const lengthBytes = end - at;
        if (end > total || lengthBytes <= 0 || lengthBytes > chunkBytes) expect.fail(`${at}-${end}/${total}`);
        if (end < total && lengthBytes % FRAGMENT_UNIT_BYTES !== 0)
          expect.fail(`${at}-${end} is no multiple`);
        at = end;
      }
      expect(at).toBe(total);
    }),
  );
});

test('a file that ends with a fragment has no empty one after it', () => {
  expect(fragmentEnd(FRAGMENT_UNIT_BYTES, 2 * FRAGMENT_UNIT_BYTES, FRAGMENT_UNIT_BYTES)).toBe(
    2 * FRAGMENT_UNIT_BYTES,
  );
});
