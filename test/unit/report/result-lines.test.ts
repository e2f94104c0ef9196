import { describe, expect, test } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import type { RunReport } from '../../../src/report/report.ts';
import { resultLines } from '../../../src/report/result-lines.ts';
import { notTriedOutcome } from '../../../src/upload/errors.ts';
import { driveItem } from '../../support/fake-drive.ts';
import { outcomeOf, outcomesOf, reportOf } from '../../support/report-fixtures.ts';

const full = { level: 'full', env: {} } as const;
const folderUrl = 'https://contoso.sharepoint.com/in';
const lineOf = (report: RunReport) => resultLines(report, full)[0];

describe('the last lines', () => {
  test('say what was uploaded, how long it took, where it is, and the link of the folder', () => {
    expect(resultLines(reportOf(outcomesOf(3)), full)).toEqual([
      'Uploaded 3 files (30 B) in 2 s to in',
      folderUrl,
    ]);
  });

  test('have the link of the file when there is one', () => {
    const webUrl = 'https://contoso.sharepoint.com/in/a.txt';
    const only = { ...outcomeOf('a.txt'), item: driveItem('a.txt', { webUrl }) };
    expect(resultLines(reportOf([only]), full)).toEqual(['Uploaded 1 file (10 B) in 2 s to in', webUrl]);
  });

  test.each(['counts', 'none'] as const)('have no link at the level %s of a public log', (level) => {
    expect(resultLines(reportOf(outcomesOf(3)), { ...full, level })).toHaveLength(1);
  });

  test('name the drive when there is no folder, and count what was skipped and deleted', () => {
    const report = reportOf([...outcomesOf(2), outcomeOf('s', 'skipped')], {
      destination: '',
      deletedCount: 7,
    });
    expect(lineOf(report)).toBe('Uploaded 2 files (20 B) in 2 s to the drive (1 skipped, 7 deleted)');
  });

  test('say that nothing was to be done, with the link', () => {
    const report = reportOf(outcomesOf(3, 'skipped'), { result: 'unchanged' });
    expect(resultLines(report, full)).toEqual(['Nothing to upload: 3 files are there already', folderUrl]);
    const one = reportOf(outcomesOf(1, 'skipped'), { result: 'unchanged', deletedCount: 2 });
    expect(lineOf(one)).toBe('Nothing to upload: 1 file is there already (2 deleted)');
  });

  test('say how many failed', () => {
    const some = reportOf([...outcomesOf(2), outcomeOf('x', 'failed')]);
    expect(resultLines(some, full)).toEqual([
      'Failed. Uploaded 2 of 3 files (20 B) in 2 s to in (1 failed)',
      folderUrl,
    ]);
    const all = reportOf(outcomesOf(2, 'failed'));
    expect(resultLines(all, full)).toEqual(['Failed. Uploaded 0 of 2 files in 2 s to in (2 failed)']);
  });

  test('are the result alone when there were no files', () => {
    expect(resultLines(reportOf([], { result: 'checked' }), full)).toEqual(['Result: checked']);
  });
});

describe('the last line of a cancelled run', () => {
  const left = (count: number) =>
    outcomesOf(count, 'uploaded', 'left').map(({ file }) => notTriedOutcome(file, new CancelledFailure()));
  const cancelled = (there: number, missing: number) =>
    reportOf([...outcomesOf(there), ...left(missing)], { result: 'cancelled' });

  test('says how many are there, and how to get the rest', () => {
    expect(lineOf(cancelled(30, 6))).toBe(
      'Cancelled. 30 of 36 files are there; run again with --skip-unchanged for the rest',
    );
    expect(resultLines(cancelled(1, 1), { ...full, env: { GITHUB_ACTIONS: 'true' } })[0]).toBe(
      'Cancelled. 1 of 2 files is there; run again with skip-unchanged: true for the rest',
    );
  });

  test('says that all are there, or none', () => {
    expect(lineOf(cancelled(3, 0))).toBe('Cancelled. All 3 files are there');
    expect(lineOf(cancelled(0, 3))).toBe('Cancelled. No file was uploaded');
  });
});
