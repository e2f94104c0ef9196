import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderBars } from '../../../../src/cli/terminal/progress-bar.ts';
import { redraw } from '../../../../src/cli/terminal/terminal.ts';
import { renderBar } from '../../../../src/cli/terminal/total-line.ts';
import { type ActiveTransfer, TransferProgress } from '../../../../src/report/progress.ts';

const MiB = 1024 * 1024;
const wide = { columns: 120, rows: 40 };

function flight(name: string, reachedByte = MiB, sizeBytes = 4 * MiB): ActiveTransfer {
  return { name, sizeBytes, transferredBytes: reachedByte };
}

function linesOf(flights: readonly ActiveTransfer[], screen = wide): string[] {
  const files = flights.map(({ name, sizeBytes }) => ({ name, sizeBytes }));
  const progress = new TransferProgress({
    files,
    totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
  });
  return renderBars(progress.snapshot(0), flights, screen);
}

/** Cells as a terminal counts them where every character from Hangul on is a wide one. */
function cells(line: string): number {
  return [...line].reduce(
    (sum, one) => sum + (one !== '…' && (one.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1),
    0,
  );
}

describe('progress on a terminal', () => {
  test('shows one bar per file and one for the total', () => {
    expect(linesOf([flight('a.bin'), flight('b.bin', 4 * MiB)])).toEqual([
      '[######------------------] 1 MiB of 4 MiB               a.bin',
      '[########################] 4 MiB of 4 MiB               b.bin',
      '[------------------------] 0/2 files  0.00/8.00 MiB  0%',
    ]);
  });

  test('has space for the name on a narrow screen', () => {
    expect(linesOf([flight('a long name that is cut somewhere.bin')], { columns: 40, rows: 24 })[0]).toBe(
      '[###---------]  25% a long name that i…',
    );
  });

  test('has at most as many lines as the screen, and says how many files are left out', () => {
    const many = Array.from({ length: 16 }, (_, i) => flight(`f${i}`));
    expect(linesOf(many)).toHaveLength(10);
    expect(linesOf(many)[8]).toBe('… and 8 more');
    expect(linesOf(many, { columns: 80, rows: 6 })).toHaveLength(4);
    expect(linesOf(many, { columns: 80, rows: 3 })).toHaveLength(1);
  });

  test('shows a wait that the service asked for, and no rate or time left, which it makes wrong', () => {
    const throttled = { waitMs: 12_000, leftMs: 9000 };
    const progress = new TransferProgress({ files: [], totalBytes: 8 * MiB });
    const now = { ...progress.snapshot(0), bytesPerSecond: MiB, remainingMs: 8000, throttled };
    expect(renderBars(now, [flight('a.bin')], { columns: 80, rows: 24 })).toEqual([
      '[###---------]  25% a.bin',
      'throttled: Microsoft asks to wait 12 s (9 s left)',
      '[--------] 0/0 files  0.00/8.00 MiB  0%',
    ]);
  });

  test(
    'is never wider than the screen, with any file name',
    () =>
      fc.assert(
        fc.property(
          fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 5 }),
          fc.integer({ min: 1, max: 200 }),
          (names, columns) => {
            const lines = linesOf(
              names.map((name) => flight(name)),
              { columns, rows: 24 },
            );
            for (const line of lines) expect(cells(line)).toBeLessThanOrEqual(Math.max(1, columns - 1));
          },
        ),
      ),
    60_000,
  );

  test('shows no control character of a name', () => {
    expect(linesOf([flight('a\u001b[2Jb\n::c')]).join('\n')).toContain('a\\u001b[2Jb\\u000a::c');
  });

  test('shows an empty file as done', () => {
    expect(linesOf([flight('empty', 0, 0)])[0]).toContain(renderBar(1));
  });
});

test('lines replace the previous ones, and are erased if there are none', () => {
  expect(redraw(0, ['a', 'b'])).toBe('\r\u001b[Ja\nb');
  expect(redraw(2, ['c'])).toBe('\u001b[1A\r\u001b[Jc');
  expect(redraw(3, [])).toBe('\u001b[2A\r\u001b[J');
});
