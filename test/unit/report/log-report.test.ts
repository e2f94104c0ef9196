import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CancelledFailure, Failure, UsageFailure } from '../../../src/core/errors.ts';
import { logReport } from '../../../src/report/log-report.ts';
import type { RunReport } from '../../../src/report/report.ts';
import type { UploadOutcome } from '../../../src/upload/context.ts';
import { notTriedOutcome } from '../../../src/upload/errors.ts';
import { driveItem } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { pendingDeletion } from '../../support/pending-deletions.ts';
import { outcomeOf, outcomesOf, reportOf } from '../../support/report-fixtures.ts';

/** Failed files, each with an error of its own: equal ones are one line. */
function failedOutcomes(count: number, prefix = 'f'): UploadOutcome[] {
  return outcomesOf(count, 'failed', prefix).map((outcome, i) => ({
    ...outcome,
    error: new Failure(`it broke ${i}`, { code: 'file-changed', kind: 'service', hint: 'mend it' }),
  }));
}

/** A world that was told the report. */
async function told(report: RunReport): Promise<FakeHost> {
  const host = new FakeHost();
  await logReport(host, report, 'full');
  return host;
}

describe('the error annotations', () => {
  test('are one a failed file, with the reason', async () => {
    using host = await told(reportOf([outcomeOf('a'), outcomeOf('x/b', 'failed')]));
    expect(host.errors).toEqual(['x/b: it broke. Mend it. See docs/troubleshooting.md#file-changed']);
  });

  test('are nine at most, and one that counts the rest', async () => {
    using nine = await told(reportOf(failedOutcomes(9)));
    using ten = await told(reportOf(failedOutcomes(10)));
    using all = await told(reportOf([...outcomesOf(5), ...failedOutcomes(500, 'x')]));
    expect([nine.errors.length, nine.errors.at(-1)]).toEqual([
      9,
      'f8.bin: it broke 8. Mend it. See docs/troubleshooting.md#file-changed',
    ]);
    expect([ten.errors.length, ten.errors.at(-1)]).toEqual([10, 'and 1 more file failed, see the manifest']);
    expect([all.errors.length, all.errors.at(-1)]).toEqual([
      10,
      'and 491 more files failed, see the manifest',
    ]);
  });

  test('begin with what ended the run, which takes the place of a file', async () => {
    const error = new Failure('the drive is full', { code: 'drive-full', kind: 'service' });
    using host = await told(reportOf(failedOutcomes(20), { error }));
    expect(host.errors).toHaveLength(10);
    expect(host.errors[0]).toBe('the drive is full. See docs/troubleshooting.md#drive-full');
    expect(host.errors.at(-1)).toBe('and 12 more files failed, see the manifest');
  });

  test('count what failed besides files, and leave out nothing in silence', async () => {
    const failures = Array.from(
      { length: 12 },
      (_, i) => new Failure(`no ${i}`, { code: 'max-delete', kind: 'service' }),
    );
    using all = await told(reportOf(outcomesOf(3, 'failed'), { failures, error: new Error('end') }));
    expect(all.errors).toHaveLength(10);
    expect(all.errors.slice(0, 2)).toEqual([
      'unexpected Error: end. See docs/troubleshooting.md#unexpected',
      'no 0. See docs/troubleshooting.md#max-delete',
    ]);
    expect(all.errors.at(-1)).toBe('and 7 more errors, see the manifest');
    using some = await told(reportOf(failedOutcomes(20), { failures: failures.slice(0, 4) }));
    expect([some.errors.length, some.errors[3], some.errors.at(-1)]).toEqual([
      ...[10, 'no 3. See docs/troubleshooting.md#max-delete', 'and 15 more files failed, see the manifest'],
    ]);
    using exact = await told(reportOf(failedOutcomes(5), { failures: failures.slice(0, 4) }));
    expect([exact.errors.length, exact.errors.at(-1)]).toEqual([
      9,
      'f4.bin: it broke 4. Mend it. See docs/troubleshooting.md#file-changed',
    ]);
  });

  test('are one for many files with the same error', async () => {
    using host = await told(reportOf([...outcomesOf(30, 'failed'), ...failedOutcomes(1, 'x')]));
    expect(host.errors).toEqual([
      '30 files (f0.bin, f1.bin, f2.bin and 27 more): it broke. Mend it. See docs/troubleshooting.md#file-changed',
      'x0.bin: it broke 0. Mend it. See docs/troubleshooting.md#file-changed',
    ]);
  });

  test('are none for the files that a cancelled run left out', async () => {
    const left = outcomesOf(6, 'uploaded', 'left').map(({ file }) =>
      notTriedOutcome(file, new CancelledFailure()),
    );
    using host = await told(reportOf([...outcomesOf(30), ...left], { result: 'cancelled' }));
    expect(host.errors).toEqual([]);
    expect(host.lines).toContain('not sent in/left0.bin (10 B)');
  });

  test('tell the problems of the inputs as lines of one', async () => {
    using host = await told(
      reportOf([], { error: new UsageFailure(['a is missing', 'b is wrong']), result: 'failed' }),
    );
    expect(host.errors).toEqual([
      '2 problems with the inputs, nothing was sent:\n  - a is missing\n  - b is wrong\nSee docs/troubleshooting.md#bad-input',
    ]);
  });

  test('are one line each, whatever is in a name', async () => {
    using host = await told(reportOf([outcomeOf('a\n::set-env name=x::y', 'failed')]));
    expect(host.errors).toEqual([
      'a\\u000a::set-env name=x::y: it broke. Mend it. See docs/troubleshooting.md#file-changed',
    ]);
  });

  test('are none when all went well', async () => {
    using host = await told(reportOf(outcomesOf(3)));
    expect([host.errors, host.warnings]).toEqual([[], []]);
  });
});

describe('the log', () => {
  test('lists the files, and ends with the verdict', async () => {
    const renamed = { ...outcomeOf('c', 'renamed'), item: driveItem('c 1') };
    using host = await told(reportOf([outcomeOf('a', 'uploaded', 2048), renamed, outcomeOf('s', 'skipped')]));
    expect(host.lines).toEqual([
      'Result: 3 files',
      'uploaded in/a (2 KiB)',
      'renamed  in/c as c 1 (10 B)',
      'skipped  in/s (10 B)',
      'Uploaded 2 files (2.01 KiB) in 2 s to in (1 skipped)',
      'https://contoso.sharepoint.com/in',
    ]);
  });

  test('of a dry run says what would be done, and of nothing that it was', async () => {
    const planned = outcomesOf(3, 'planned');
    using plain = await told(reportOf([...planned, outcomeOf('s', 'skipped')], { result: 'dry-run' }));
    expect(plain.lines.at(-1)).toBe('Result: dry-run: 3 new (30 B), 1 already there in 2 s');
    const deletions = {
      isDryRun: true,
      items: [pendingDeletion('b/old', 4), pendingDeletion('b/x')],
      kept: [],
    };
    using both = await told(reportOf(planned, { result: 'dry-run', deletions }));
    expect(both.lines.at(-1)).toBe('Result: dry-run: 3 new (30 B), 0 already there, 5 to delete in 2 s');
    using none = await told(reportOf([outcomeOf('s', 'skipped')], { result: 'dry-run' }));
    expect(none.lines.at(-1)).toBe('Result: dry-run: 0 new (0 B), 1 already there in 2 s');
    using bad = await told(reportOf([...planned, outcomeOf('b', 'failed')]));
    expect(bad.lines.at(-1)).toBe('Result: failed: 3 new (30 B), 0 already there, 1 would fail in 2 s');
  });

  test('lists a thousand files at most', async () => {
    using host = await told(reportOf(outcomesOf(1001)));
    expect(host.lines).toHaveLength(1004);
    expect(host.lines.at(-3)).toBe('… and 1 more, see the manifest');
  });

  test('of nothing is the verdict alone', async () => {
    using host = await told(reportOf([], { result: 'nothing-found' }));
    expect(host.lines).toEqual(['Result: nothing-found']);
  });
});

test('outputs and summary are there as well', async () => {
  using host = await told(reportOf(outcomesOf(1)));
  expect(host.outputs.get('uploaded-count')).toBe('1');
  expect(host.summaryText).toContain('Uploaded to OneDrive');
});

test('what cannot be written does not keep the rest from being told', async () => {
  using host = new FakeHost();
  rmSync(host.tempDir, { recursive: true });
  host.appendSummary = () => Promise.reject(new Error('too large'));
  await logReport(host, reportOf(outcomesOf(1, 'failed')), 'full');
  expect(host.warnings).toEqual([
    expect.stringContaining('The report is incomplete: unexpected Error: ENOENT'),
    'The report is incomplete: unexpected Error: too large. See docs/troubleshooting.md#unexpected',
  ]);
  expect(host.errors).toHaveLength(1);
  expect(host.lines.at(-1)).toMatch(/^Failed\. Uploaded 0 of 1 file/);
});

test('what ended the run is told once, and the files that were not tried are counted', async () => {
  using host = new FakeHost();
  const error = new Failure('the sign-in was refused', { code: 'aadsts-700082', kind: 'sign-in' });
  const outcomes = outcomesOf(30).map(({ file }) => notTriedOutcome(file, error));
  await logReport(host, reportOf(outcomes, { result: 'failed', error }), 'full');
  expect(host.errors).toEqual([
    'the sign-in was refused. See docs/troubleshooting.md#aadsts-700082',
    expect.stringMatching(/^and 30 more files failed/),
  ]);
});
