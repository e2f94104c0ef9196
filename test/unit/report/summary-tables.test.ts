import { describe, expect, test } from 'vitest';
import { formatSummary } from '../../../src/report/summary.ts';
import { formatDeletionsTable, formatFilesTable } from '../../../src/report/summary-tables.ts';
import type { UploadOutcome } from '../../../src/upload/context.ts';
import { pendingDeletion } from '../../support/pending-deletions.ts';
import { outcomeOf, outcomesOf, reportOf } from '../../support/report-fixtures.ts';

/** A file of a dry run, which has nothing on the drive yet. */
function plannedOf(path: string): UploadOutcome {
  return { file: outcomeOf(path).file, action: 'planned' };
}

const isFolded = (text: string, words: string) =>
  text.slice(text.indexOf('<details>'), text.indexOf('</details>')).includes(words);

describe('the table of files', () => {
  test('folds the many that are well, never those that failed', () => {
    const text = formatFilesTable(reportOf([...outcomesOf(30), outcomeOf('bad.bin', 'failed')]));
    expect(text).toContain('<details><summary>30 files</summary>\n\n| File |');
    expect(isFolded(text, '[f29.bin]')).toBe(true);
    expect(text.indexOf('| bad.bin |')).toBeLessThan(text.indexOf('<details>'));
    expect(formatFilesTable(reportOf(outcomesOf(25)))).not.toContain('<details>');
  });

  test('has no column for checksums that nobody has', () => {
    expect(formatFilesTable(reportOf([plannedOf('a'), plannedOf('b')]))).toMatch(
      /^\| File \| Size \| Result \|\n/,
    );
    expect(formatFilesTable(reportOf([outcomeOf('a'), plannedOf('b')]))).toMatch(
      /\| b \| 10 B \| {2}\| \+ new \|$/,
    );
  });
});

describe('the table of deletions', () => {
  const going = [pendingDeletion('in/*old*.txt', undefined, 'mirror'), pendingDeletion('backups/monday', 12)];
  const left = [{ path: 'backups/t|x', reason: 'somebody <else> changed it' }];

  test('names each item with what it holds and which rule it was, then what stays and why', () => {
    const deletions = { isDryRun: false, items: going, kept: left };
    expect(
      formatDeletionsTable(reportOf(outcomesOf(1), { deletions, deletedCount: 13 })).split('\n'),
    ).toEqual([
      '#### 13 items moved to the recycle bin; 1 not deleted',
      '',
      '| On the drive | Contains | Result |',
      '|---|---:|---|',
      '| backups/monday | 12 items | deleted by retention |',
      '| in/&#42;old&#42;.txt | 10 B | deleted by mirror |',
      '| backups/t&#124;x | | not deleted: somebody &#60;else&#62; changed it |',
    ]);
  });

  test('of a dry run says that nothing is gone', () => {
    const deletions = { isDryRun: true, items: going, kept: [] };
    const report = reportOf([plannedOf('a')], { deletions, result: 'dry-run' });
    expect(formatDeletionsTable(report)).toMatch(
      /^#### 13 items to delete\n.*would be deleted by retention/s,
    );
    const text = formatSummary(report, 'full');
    expect(text).toContain('**1 new (10 B)** · 0 already there · **13 to delete** · nothing was changed');
    expect(text).not.toMatch(/items deleted|[^e] deleted by|uploaded \(/);
  });

  test('is folded when it is long, and counts what has no room', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => pendingDeletion(`b/${'&'.repeat(100)}${i}`));
    const table = (count: number) =>
      formatDeletionsTable(
        reportOf([], { deletedCount: count, deletions: { isDryRun: false, items: many(count), kept: [] } }),
      );
    expect(table(25)).not.toContain('<details>');
    expect(table(30)).toContain(
      '<details><summary>30 items moved to the recycle bin</summary>\n\n| On the drive |',
    );
    const rest = /… and (\d+) more, see the manifest\.$/.exec(table(2000))?.[1];
    expect(Number(rest) + (table(2000).match(/deleted by/g)?.length ?? 0)).toBe(2000);
  });

  test('is not there when there was nothing to delete', () => {
    expect(formatDeletionsTable(reportOf(outcomesOf(1)))).toBe('');
    expect(
      formatDeletionsTable(reportOf(outcomesOf(1), { deletions: { isDryRun: false, items: [], kept: [] } })),
    ).toBe('');
  });
});
