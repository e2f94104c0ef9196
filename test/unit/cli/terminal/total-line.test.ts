import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatShortDuration, formatTotalLine, renderBar } from '../../../../src/cli/terminal/total-line.ts';
import type { ProgressSnapshot } from '../../../../src/report/progress.ts';

const MiB = 1024 * 1024;
const usual: ProgressSnapshot = {
  ...{ filesDone: 30, filesTotal: 36, filesFailed: 0, bytesDone: 69.5 * MiB, bytesTotal: 228.9 * MiB },
  ...{ bytesPerSecond: 14.4 * MiB, remainingMs: 11_000 },
};

describe('the line of the total', () => {
  test('has bar, files, bytes, percent, rate and time left, and fits 80 columns', () => {
    expect(formatTotalLine(usual, 79)).toBe(
      '[##------] 30/36 files  69.5/228.9 MiB  30%  14.4 MiB/s  ETA 11s',
    );
  });

  test('has a long bar on a wide screen', () => {
    expect(formatTotalLine(usual, 119)).toBe(
      '[#######-----------------] 30/36 files  69.5/228.9 MiB  30%  14.4 MiB/s  ETA 11s',
    );
  });

  test('loses its bar first, then rate, bytes, files and the time left', () => {
    expect([63, 52, 40, 24, 14, 5, 2].map((cells) => formatTotalLine(usual, cells))).toEqual([
      '30/36 files  69.5/228.9 MiB  30%  14.4 MiB/s  ETA 11s',
      '30/36 files  69.5/228.9 MiB  30%  ETA 11s',
      '30/36 files  30%  ETA 11s',
      '30%  ETA 11s',
      '30%  ETA 11s',
      '30%',
      '',
    ]);
  });

  test('counts failed files, and leaves out what is unknown', () => {
    expect(formatTotalLine({ ...usual, filesFailed: 2, bytesPerSecond: 0, remainingMs: undefined }, 79)).toBe(
      '[##------] 30/36 files (2 failed)  69.5/228.9 MiB  30%',
    );
  });

  test('has rate and time left at 80 columns with thousands of files and hundreds of GiB', () => {
    const large = {
      ...{ filesDone: 12_345, filesTotal: 20_000, filesFailed: 0, bytesDone: 812.5 * 1024 * MiB },
      ...{ bytesTotal: 1000 * 1024 * MiB, bytesPerSecond: 114.4 * MiB, remainingMs: 26 * 3_600_000 },
    };
    expect(formatTotalLine(large, 79)).toBe(
      '[#######-] 12345/20000 files  812.5/1000.0 GiB  81%  114.4 MiB/s  ETA 1d02h',
    );
  });

  test('has a short bar on a wide screen where a long one leaves no room', () => {
    const large = { ...usual, filesTotal: 36_000_000, filesFailed: 12_345_678 };
    expect(formatTotalLine(large, 99)).toBe(
      '[##------] 30/36000000 files (12345678 failed)  69.5/228.9 MiB  30%  14.4 MiB/s  ETA 11s',
    );
  });

  test('is never wider than the screen', () => {
    const size = fc.maxSafeNat();
    fc.assert(
      fc.property(fc.tuple(size, size, size, size, size), fc.nat(200), ([a, b, c, d, e], cells) => {
        const line = formatTotalLine(
          {
            ...{ filesDone: a, filesTotal: b, filesFailed: c, bytesDone: Math.min(d, e), bytesTotal: e },
            ...{ bytesPerSecond: a, remainingMs: b },
          },
          cells,
        );
        expect(line.length).toBeLessThanOrEqual(cells);
      }),
    );
  });
});

test('a bar is full at the end, empty at the beginning, and never longer', () => {
  expect(
    [renderBar(-1), renderBar(0), renderBar(0.5), renderBar(1), renderBar(2)].map(
      (one) => one.replaceAll(/[^#]/g, '').length,
    ),
  ).toEqual([0, 0, 12, 24, 24]);
});

test.each([
  [0, '0s'],
  [59_499, '59s'],
  [65_000, '1m05s'],
  [3_599_000, '59m59s'],
  [7_500_000, '2h05m'],
  [97 * 3_600_000, '4d01h'],
])('%i ms in short is %s', (durationMs, text) => {
  expect(formatShortDuration(durationMs)).toBe(text);
});
