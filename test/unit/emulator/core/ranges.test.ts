/** How the emulated upload host reads and judges ranges. */
import { expect, test } from 'vitest';
import {
  fragmentOrderError,
  isUnalignedFragment,
  nextExpectedRanges,
  parseContentRange,
  parseRangeHeader,
} from '../../../../src/emulator/core/ranges.ts';

test('reads a content range half-open', () => {
  expect(parseContentRange('bytes 0-25/128')).toEqual({ startByte: 0, endByte: 26, totalBytes: 128 });
});

test.each([
  undefined,
  '',
  'bytes',
  'bytes 0-25',
  '0-25/128',
  'bytes 26-25/128',
  'bytes 0-128/128',
  'bytes -5/128',
  'bytes */0',
])('refuses the content range %j', (header) => {
  expect(parseContentRange(header)).toBe('The Content-Range header is missing or malformed.');
});

test('refuses a content range without a total', () => {
  expect(parseContentRange('bytes 0-25/*')).toBe('Content-Range must include a total length');
});

test('only the last fragment may leave the 320 KiB grid', () => {
  const claim = (startByte: number, endByte: number) => ({ startByte, endByte, totalBytes: 1_000_000 });
  expect(isUnalignedFragment(claim(0, 327_680))).toBe(false);
  expect(isUnalignedFragment(claim(0, 655_360))).toBe(false);
  expect(isUnalignedFragment(claim(0, 327_681))).toBe(true);
  expect(isUnalignedFragment(claim(655_360, 1_000_000))).toBe(false);
});

test('a fragment that was shifted by a partial one is judged by its length alone', () => {
  expect(isUnalignedFragment({ startByte: 17, endByte: 17 + 327_680, totalBytes: 1_000_000 })).toBe(false);
});

test('tells a repeated fragment from one that comes too early', () => {
  const claim = { startByte: 100, endByte: 200, totalBytes: 300 };
  expect(fragmentOrderError(claim, 100)).toBeUndefined();
  expect(fragmentOrderError(claim, 150)).toBe('fragmentOverlap');
  expect(fragmentOrderError(claim, 50)).toBe('fragmentOutOfOrder');
});

test('expects the rest, open or closed, and nothing at the end', () => {
  expect(nextExpectedRanges(0, undefined, true)).toEqual(['0-']);
  expect(nextExpectedRanges(26, 128, false)).toEqual(['26-']);
  expect(nextExpectedRanges(26, 128, true)).toEqual(['26-127']);
  expect(nextExpectedRanges(128, 128, false)).toEqual([]);
});

test('reads the ranges a download may ask for', () => {
  expect(parseRangeHeader('bytes=2-4', 10)).toEqual({ startByte: 2, endByte: 5 });
  expect(parseRangeHeader('bytes=2-', 10)).toEqual({ startByte: 2, endByte: 10 });
  expect(parseRangeHeader('bytes=-3', 10)).toEqual({ startByte: 7, endByte: 10 });
  expect(parseRangeHeader('bytes=2-99', 10)).toEqual({ startByte: 2, endByte: 10 });
  expect(parseRangeHeader('bytes=10-', 10)).toBe('unsatisfiable');
  expect(parseRangeHeader('bytes=5-2', 10)).toBeUndefined();
  expect(parseRangeHeader(undefined, 10)).toBeUndefined();
});
