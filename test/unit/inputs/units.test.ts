import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fragmentLimitBytes,
  fragmentUnitBytes,
  parseChunkSize,
  parseSize,
} from '../../../src/inputs/units.ts';

describe('a size', () => {
  test.each([
    ['0', 0],
    ['0.0', 0],
    ['17B', 17],
    ['2kB', 2000],
    ['2KB', 2000],
    ['2KiB', 2048],
    ['4MB', 4_000_000],
    ['4MiB', 4_194_304],
    ['4 MiB', 4_194_304],
    ['1.5GB', 1_500_000_000],
    ['1.5GiB', 1_610_612_736],
    ['0.3KiB', 307],
  ])('%s is %i bytes', (text, sizeBytes) => {
    expect(parseSize(text)).toEqual({ value: sizeBytes });
  });

  test.each([
    ['10', /no unit; write 10MiB or 10MB/],
    ['10M', /did you mean MB\?/],
    ['10mib', /did you mean MiB\?/],
    ['10TB', /unknown unit; use one of B, kB/],
    ['10constructor', /unknown unit/],
    ['-1MB', /not a size/],
    ['1,5MB', /not a size/],
    ['.5MB', /not a size/],
    ['1e3B', /not a size/],
    ['MB', /not a size/],
    ['', /not a size/],
    ['99999999999GiB', /too large/],
    ['0.1B', /less than one byte/],
    ['1\n::stop::x', /"1\\u000a::stop::x" is not a size/],
  ])('%j is refused with advice', (text, advice) => {
    expect(parseSize(text)).toEqual({ problem: expect.stringMatching(advice) });
  });

  test('is refused or a whole number of bytes, for any text', () => {
    const number = fc.oneof(
      fc.nat().map(String),
      fc.double({ min: 0, noNaN: true }).map(String),
      fc.string(),
    );
    const unit = fc.constantFrom('', 'B', 'kB', 'KiB', 'MB', 'MiB', 'GB', 'GiB', 'x');
    fc.assert(
      fc.property(number, unit, (amount, suffix) => {
        const parsed = parseSize(amount + suffix);
        return 'problem' in parsed
          ? parsed.problem !== ''
          : Number.isSafeInteger(parsed.value) && parsed.value >= 0;
      }),
    );
  });
});

describe('a fragment size', () => {
  test.each([
    ['1B', fragmentUnitBytes],
    ['320KiB', fragmentUnitBytes],
    ['639KiB', fragmentUnitBytes],
    ['640KiB', 2 * fragmentUnitBytes],
    ['10MiB', 10_485_760],
    ['4MB', 12 * fragmentUnitBytes],
    ['59.6875MiB', fragmentLimitBytes],
    ['59.99MiB', fragmentLimitBytes],
  ])('of %s becomes %i bytes', (text, sizeBytes) => {
    expect(parseChunkSize(text)).toEqual({ value: sizeBytes });
  });

  test('of 60 MiB is refused with the maximum', () => {
    expect(parseChunkSize('60MiB')).toEqual({
      problem: '"60MiB" is too large; the maximum is 59.6875MiB (62,586,880 bytes)',
    });
  });

  test('of 0 is refused', () => {
    expect(parseChunkSize('0')).toEqual({ problem: expect.stringContaining('320KiB') });
  });

  test('is a multiple of 320 KiB, at least 320 KiB, and not more than requested', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 62_914_559 }), (asked) => {
        const parsed = parseChunkSize(`${asked}B`);
        const sizeBytes = 'value' in parsed ? parsed.value : Number.NaN;
        expect(sizeBytes % fragmentUnitBytes).toBe(0);
        expect(sizeBytes).toBeLessThanOrEqual(Math.max(asked, fragmentUnitBytes));
        expect(sizeBytes).toBeGreaterThan(asked - fragmentUnitBytes);
      }),
    );
  });
});
