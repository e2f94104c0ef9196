import { describe, expect, test } from 'vitest';
import { Failure, UsageFailure } from '../../../src/errors.ts';
import type { Result } from '../../../src/report/report.ts';
import { summaryText } from '../../../src/report/summary.ts';
import { itemOf } from '../../support/fakedrive.ts';
import { many, outcomeOf, reportOf } from '../../support/reports.ts';

const rowsOf = (text: string) => text.split('\n').filter((line) => /^\| (?!File|---)/.test(line));

describe('the full summary', () => {
  test('tells what was done, where, and each file with a link', () => {
    const outcomes = [
      outcomeOf('a.txt', 'uploaded', 1536),
      { ...outcomeOf('b.txt', 'renamed'), item: itemOf('b 1.txt') },
    ];
    expect(summaryText(reportOf(outcomes), 'full')).toBe(
      [
        '### Uploaded to OneDrive',
        '',
        '2 files uploaded (1.51 KiB in 2 s, 773 B/s)',
        '',
        'Folder [in](https://contoso.sharepoint.com/in) on the drive of Ann Example',
        '',
        '| File | Size | What became of it |',
        '|---|---:|---|',
        '| [a.txt](https://example.sharepoint.com/a.txt) | 1.50 KiB | uploaded |',
        '| [b.txt](https://example.sharepoint.com/b%201.txt) | 10 B | renamed to b 1.txt |',
        '',
      ].join('\n'),
    );
  });

  test('has the failed files first, in their order, with the reason', () => {
    const outcomes = [
      outcomeOf('a'),
      outcomeOf('b', 'failed'),
      outcomeOf('c', 'skipped'),
      outcomeOf('d', 'failed'),
    ];
    const text = summaryText(reportOf(outcomes), 'full');
    expect(rowsOf(text).map((row) => /\[?([abcd])\b/.exec(row)?.[1])).toEqual(['b', 'd', 'a', 'c']);
    expect(rowsOf(text)[0]).toBe('| b | 10 B | **failed**: it broke. Mend it |');
    expect(text).toContain('2 failed**');
    expect(text).toContain('1 skipped');
  });

  test.each<[Result, string]>([
    ['uploaded', 'Uploaded to OneDrive'],
    ['unchanged', 'OneDrive has everything already'],
    ['nothing-found', 'Nothing found to upload'],
    ['checked', 'The connection to OneDrive works'],
    ['failed', 'Upload to OneDrive failed'],
    ['cancelled', 'Upload to OneDrive cancelled'],
  ])('of %s begins with “%s”', (result, heading) => {
    expect(summaryText(reportOf([], { result }), 'full')).toMatch(new RegExp(`^### ${heading}\n`));
  });

  test('says when nothing reached Microsoft', () => {
    expect(summaryText(reportOf([], { emulator: true }), 'counts')).toContain('nothing reached Microsoft');
    expect(summaryText(reportOf([]), 'counts')).not.toContain('nothing reached Microsoft');
  });

  test('tells what ended the run, before there was a drive', () => {
    const error = new Failure('sign-in refused', { kind: 'sign-in', hint: 'sign in again' });
    const text = summaryText(reportOf([], { error, drive: undefined, result: 'failed' }), 'full');
    expect(text).toContain('sign&#45;in refused. Sign in again');
    expect(text).not.toContain('Folder');
  });

  test('tells the problems of the inputs line by line', () => {
    const error = new UsageFailure(['path is missing', 'mode is wrong']);
    const text = summaryText(reportOf([], { error, drive: undefined, result: 'failed' }), 'full');
    expect(text).toContain('nothing was sent&#58;<br>&#45; path is missing<br>&#45; mode is wrong\n');
  });

  test('calls the root the root, and a library a library', () => {
    const drive = { id: 'd', kind: 'documentLibrary', owner: 'Team', webUrl: '' } as const;
    const text = summaryText(reportOf([], { destination: '', folder: undefined, drive }), 'full');
    expect(text).toContain('Folder the root on the library of Team');
  });
});

describe('hostile texts', () => {
  const nasty = '<script>|](javascript:x) `::error::`\n| a | **b** &lt; @me #1 \u202e';

  test('are shown as they are, in every place', () => {
    const outcomes = [
      { ...outcomeOf(nasty, 'renamed'), item: itemOf(nasty) },
      { ...outcomeOf(nasty, 'failed'), error: new Failure(nasty, { kind: 'service', hint: nasty }) },
    ];
    const drive = { id: 'd', kind: 'business', owner: nasty, webUrl: nasty } as const;
    const error = new Failure(nasty, { kind: 'service' });
    const text = summaryText(reportOf(outcomes, { drive, destination: nasty, error }), 'full');
    expect(text).not.toMatch(/<script>|`|::|javascript:|\u202e|&lt;|@me|[^&]#1/);
    expect(rowsOf(text)).toHaveLength(2);
    for (const row of rowsOf(text)) expect(row.replace(/\]\([^)]*\)/g, '').match(/\|/g)).toHaveLength(4);
  });

  test.each([
    ['javascript:alert(1)', 'a.txt'],
    ['http://contoso.sharepoint.com/a.txt', 'a.txt'],
    ['', 'a.txt'],
    ['no url', 'a.txt'],
    ['https://x.com/a)(b|c"d<e>', '[a.txt](https://x.com/a%29%28b%7Cc%22d%3Ce%3E)'],
  ])('for a link, %j, make %s', (webUrl, shown) => {
    const outcome = { ...outcomeOf('a.txt'), item: itemOf('a.txt', { webUrl }) };
    expect(rowsOf(summaryText(reportOf([outcome]), 'full'))[0]).toBe(`| ${shown} | 10 B | uploaded |`);
  });
});

describe('the size of a summary', () => {
  const limitBytes = 1024 * 1024;

  test.each(['uploaded', 'failed'] as const)(
    'of 20,000 %s files is far under 1 MiB, and counts the rest',
    (action) => {
      const outcomes = many(20_000, action, '&'.repeat(200));
      const text = summaryText(reportOf(outcomes), 'full');
      expect(Buffer.byteLength(text)).toBeLessThan(limitBytes / 4);
      const rest = /… and (\d+) more files, see the manifest\./.exec(text)?.[1];
      expect(rowsOf(text).length + Number(rest)).toBe(20_000);
      expect(rowsOf(text).length).toBeGreaterThan(50);
    },
  );

  test('holds all rows when there is room, and counts no rest', () => {
    const text = summaryText(reportOf(many(500)), 'full');
    expect(rowsOf(text)).toHaveLength(500);
    expect(text).not.toContain('see the manifest');
  });

  test('is not moved by a reason without end', () => {
    const outcome = {
      ...outcomeOf('a', 'failed'),
      error: new Failure('x'.repeat(100_000), { kind: 'file' }),
    };
    expect(Buffer.byteLength(summaryText(reportOf([outcome]), 'full'))).toBeLessThan(2000);
  });

  // Every illegal name is a problem of one UsageFailure, and `failure` shows them all: GitHub drops the summary.
  test('of 20,000 illegal names is under 1 MiB', () => {
    const problems = Array.from(
      { length: 20_000 },
      (_, i) => `"in/a*${i}": the name contains *, which OneDrive refuses`,
    );
    const text = summaryText(reportOf([], { error: new UsageFailure(problems), result: 'failed' }), 'full');
    expect(Buffer.byteLength(text)).toBeLessThan(limitBytes);
  });
});

describe('less than the full summary', () => {
  const report = reportOf([outcomeOf('name-a.txt'), outcomeOf('name-b.txt', 'failed')], {
    error: new Error('reason'),
  });

  test('is numbers only, without names, links, accounts or reasons', () => {
    const text = summaryText(report, 'counts');
    expect(text).toContain('1 file uploaded');
    expect(text).toContain('see the log');
    expect(text).not.toMatch(/name|https?:|Ann|contoso|reason|broke/);
  });

  test('points to the log only when something failed', () => {
    expect(summaryText(reportOf(many(1)), 'counts')).not.toContain('see the log');
  });

  test('may be nothing', () => {
    expect(summaryText(report, 'none')).toBe('');
  });
});
