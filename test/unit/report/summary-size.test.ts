import { describe, expect, test } from 'vitest';
import { Failure, UsageFailure } from '../../../src/core/errors.ts';
import { formatSummary } from '../../../src/report/summary.ts';
import { driveItem } from '../../support/fake-drive.ts';
import { pendingDeletion } from '../../support/pending-deletions.ts';
import { outcomeOf, outcomesOf, reportOf } from '../../support/report-fixtures.ts';

const rowsOf = (text: string) => text.split('\n').filter((line) => /^\| (?!File|---)/.test(line));

describe('the size of a summary', () => {
  const limitBytes = 1024 * 1024;

  test.each(['uploaded', 'failed'] as const)(
    'of 20,000 %s files is far under 1 MiB, and counts the rest',
    (action) => {
      const outcomes = outcomesOf(20_000, action, '&'.repeat(200));
      const text = formatSummary(reportOf(outcomes), 'full');
      expect(Buffer.byteLength(text)).toBeLessThan(limitBytes / 4);
      const rest = /… and (\d+) more files, see the manifest\./.exec(text)?.[1];
      expect(rowsOf(text).length + Number(rest)).toBe(20_000);
      expect(rowsOf(text).length).toBeGreaterThan(50);
    },
  );

  test('holds all rows when there is room, and counts no rest', () => {
    const text = formatSummary(reportOf(outcomesOf(500)), 'full');
    expect(rowsOf(text)).toHaveLength(500);
    expect(text).not.toContain('see the manifest');
  });

  test('is not moved by a reason without end', () => {
    const outcome = {
      ...outcomeOf('a', 'failed'),
      error: new Failure('x'.repeat(100_000), { code: 'unexpected', kind: 'file' }),
    };
    expect(Buffer.byteLength(formatSummary(reportOf([outcome]), 'full'))).toBeLessThan(2000);
  });

  test('of 20,000 illegal names is under 1 MiB', () => {
    const problems = Array.from(
      { length: 20_000 },
      (_, i) => `"in/a*${i}": the name contains *, which OneDrive does not allow`,
    );
    const text = formatSummary(reportOf([], { error: new UsageFailure(problems), result: 'failed' }), 'full');
    expect(Buffer.byteLength(text)).toBeLessThan(limitBytes);
  });

  test('is under 1 MiB whatever is long in it', () => {
    const long = '&'.repeat(50_000);
    const item = driveItem(long, { webUrl: `https://x.com/${'a'.repeat(300_000)}` });
    const report = reportOf(
      outcomesOf(400, 'failed').map((one) => ({
        ...one,
        item,
        error: new Failure(long, { code: 'unexpected', kind: 'file' }),
      })),
      {
        error: new UsageFailure(Array.from({ length: 300 }, () => long)),
        ...{
          failures: Array.from({ length: 5000 }, () => new Error(long)),
          warnings: outcomesOf(5000).map(() => long),
        },
        ...{ destination: long, folder: item, release: { tag: long, url: item.webUrl } },
        drive: { id: 'd', kind: 'personal', owner: long, webUrl: '' },
        checksums: { name: long, url: item.webUrl, lineCount: 1 },
        deletions: {
          ...{ isDryRun: false, items: Array.from({ length: 5000 }, () => pendingDeletion(long)) },
          kept: Array.from({ length: 5000 }, () => ({ path: long, reason: long })),
        },
      },
    );
    const text = formatSummary(report, 'full');
    expect(Buffer.byteLength(text)).toBeLessThan(limitBytes / 2);
    expect(text).toMatch(/… and \d+ more lines, see the log/);
    expect(text).toMatch(/… and \d+ more files, see the manifest/);
    expect(text).toMatch(/… and \d+ more, see the manifest/);
  }, 60_000);
});
