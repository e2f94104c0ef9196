import { describe, expect, test } from 'vitest';
import { Failure, UsageFailure } from '../../../src/core/errors.ts';
import type { RunResult } from '../../../src/report/report.ts';
import { formatSummary } from '../../../src/report/summary.ts';
import { driveItem } from '../../support/fake-drive.ts';
import { pendingDeletion } from '../../support/pending-deletions.ts';
import { outcomeOf, outcomesOf, reportOf } from '../../support/report-fixtures.ts';

const rowsOf = (text: string) => text.split('\n').filter((line) => /^\| (?!File|On the|---)/.test(line));

describe('the full summary', () => {
  test('tells what was done, where, and each file with a link', () => {
    const outcomes = [
      { ...outcomeOf('a.txt', 'uploaded', 1536), sha256: 'abcdef0123456789'.repeat(4) },
      { ...outcomeOf('b.txt', 'renamed'), item: driveItem('b 1.txt') },
    ];
    const text = formatSummary(reportOf(outcomes), 'full');
    expect(text).toMatch(/^### ✅ Uploaded to OneDrive\n\n\*\*2 files uploaded \(1\.51 KiB\)\*\* · in 2 s\n/);
    expect(text).toContain('Folder [in](https://contoso.sharepoint.com/in) on the drive of Ann Example\n');
    expect(rowsOf(text)).toEqual([
      '| [a.txt](https://example.sharepoint.com/a.txt) | 1.50 KiB | `abcdef012345` | uploaded |',
      '| [b.txt](https://example.sharepoint.com/b%201.txt) | 10 B | `abc` | renamed to b 1.txt |',
    ]);
  });

  test('has the failed files first, in their order, with the reason', () => {
    const outcomes = [
      outcomeOf('a'),
      outcomeOf('b', 'failed'),
      outcomeOf('c', 'skipped'),
      outcomeOf('d', 'failed'),
    ];
    const text = formatSummary(reportOf(outcomes), 'full');
    expect(rowsOf(text).map((row) => /\[?([abcd])\b/.exec(row)?.[1])).toEqual(['b', 'd', 'a', 'c']);
    expect(rowsOf(text)[0]).toBe(
      '| b | 10 B |  | ❌ **failed**: it broke. Mend it. See docs/troubleshooting.md&#35;&#8203;file&#45;changed |',
    );
    expect(text).toContain('· 1 skipped · **2 failed** ·');
  });

  test.each<[RunResult, string]>([
    ['uploaded', '✅ Uploaded to OneDrive'],
    ['unchanged', '✅ OneDrive already has everything'],
    ['nothing-found', '⚪ Nothing found to upload\n\nThis run found no files to upload'],
    [
      'no-credentials',
      '⚪ No credentials, so nothing was uploaded to OneDrive\n\nGitHub gives no secrets to runs',
    ],
    ['dry-run', '📋 Dry run: this would be uploaded to OneDrive'],
    ['checked', '✅ The connection to OneDrive works\n\nSigned in, and the destination accepts uploads'],
    ['refreshed', '✅ Still signed in to OneDrive\n\nMicrosoft sent no new refresh token'],
    ['failed', '❌ onedrive-upload failed'],
    ['cancelled', '🚫 Upload to OneDrive cancelled'],
  ])('of %s begins with what happened, at every level', (result, beginning) => {
    const report = reportOf([], { result, drive: undefined });
    for (const level of ['full', 'counts'] as const)
      expect(formatSummary(report, level).startsWith(`### ${beginning}`)).toBe(true);
    expect(formatSummary(report, 'none')).toBe('');
  });

  test.each([
    [[outcomeOf('a', 'failed')], {}, '❌ Upload to OneDrive failed'],
    [[outcomeOf('a', 'failed'), outcomeOf('b')], {}, '❌ Not every file reached OneDrive'],
    [
      [outcomeOf('b')],
      { failures: [new Error('x')] },
      '❌ The files are on OneDrive, but something else failed',
    ],
    [[outcomeOf('a', 'failed'), outcomeOf('p', 'planned')], {}, '❌ Dry run: this upload would fail'],
  ])('of a failure tells how far it came, case %#', (outcomes, more, heading) => {
    const text = formatSummary(reportOf(outcomes, { ...more, result: 'failed' }), 'counts');
    expect(text.split('\n')[0]).toBe(`### ${heading}`);
  });

  test('tells what became of the refresh token', () => {
    const told = (secretUpdated: boolean, result: RunResult = 'refreshed') =>
      formatSummary(reportOf([], { result, refreshTokenRotated: true, secretUpdated }), 'counts');
    expect(told(true)).toContain('The new refresh token was saved to its GitHub secret.');
    expect(told(false)).toContain('Microsoft sent a new refresh token.');
    expect(told(true, 'checked')).toMatch(
      /accepts uploads\. Nothing was sent\. The new refresh token was saved/,
    );
  });

  test('says when nothing reached Microsoft', () => {
    expect(formatSummary(reportOf([], { emulator: true }), 'counts')).toContain('nothing reached Microsoft');
    expect(formatSummary(reportOf([]), 'counts')).not.toContain('nothing reached Microsoft');
  });

  test('names the folder’s sharing link, the list of checksums and the release', () => {
    const links = {
      areRequested: true,
      folderUrl: 'https://1drv.ms/f/x',
      urls: new Map([['id-of-in', 'https://1drv.ms/f/x']]),
    };
    const checksums = { name: 'SHA256SUMS', url: 'https://onedrive.live.com/s', lineCount: 2 };
    const release = { tag: 'v1_0', url: 'https://github.com/o/r/releases/tag/v1_0' };
    const text = formatSummary(reportOf(outcomesOf(2), { links, checksums, release }), 'full');
    expect(text).toContain('- Folder [in](https://1drv.ms/f/x) (sharing link) on the drive of Ann Example\n');
    expect(text).toContain('- Checksums [SHA256SUMS](https://onedrive.live.com/s), 2 lines\n');
    expect(text).toContain(
      '- Listed in the release notes of [v1&#95;0](https://github.com/o/r/releases/tag/v1_0)\n',
    );
  });

  test('gives each file its own link when files are shared', () => {
    const links = {
      areRequested: true,
      urls: new Map([
        ['id-of-a', 'https://1drv.ms/a'],
        ['id-of-b', 'https://1drv.ms/b'],
      ]),
    };
    const text = formatSummary(reportOf([outcomeOf('a'), outcomeOf('b')], { links }), 'full');
    expect(rowsOf(text)[0]).toContain('[a](https://1drv.ms/a)');
    expect(text).toContain('2 sharing links, one for each file');
  });

  test('repeats the warnings that matter, and counts them where nothing may be named', () => {
    const report = reportOf(outcomesOf(1), { warnings: ['No link to in: *policy*'] });
    expect(formatSummary(report, 'full')).toContain('> [!WARNING]\n> No link to in&#58; &#42;policy&#42;\n');
    expect(formatSummary(report, 'counts')).toContain('1 warning: see the log.');
    expect(formatSummary(report, 'counts')).not.toContain('policy');
  });

  test('tells what ended the run, before there was a drive', () => {
    const error = new Failure('sign-in refused', {
      code: 'unexpected',
      kind: 'sign-in',
      hint: 'sign in again',
    });
    const text = formatSummary(reportOf([], { error, drive: undefined, result: 'failed' }), 'full');
    expect(text).toContain('sign&#45;in refused. Sign in again');
    expect(text).toContain('> [!CAUTION]\n> sign');
    expect(text).not.toContain('Folder');
  });

  test('links each error to the place that explains it, where its address is known', () => {
    const page = { troubleshootingUrl: 'https://github.com/o/r/blob/v1/docs/troubleshooting.md' };
    const error = new UsageFailure(['path is missing']);
    const text = formatSummary(reportOf([outcomeOf('b', 'failed')], { error, ...page }), 'full');
    expect(text).toContain(
      'Mend it. See [file&#45;changed](https://github.com/o/r/blob/v1/docs/troubleshooting.md#file-changed) |',
    );
    expect(text).toContain(
      '<br>See [bad&#45;input](https://github.com/o/r/blob/v1/docs/troubleshooting.md#bad-input)\n',
    );
  });

  test('tells the problems of the inputs line by line', () => {
    const error = new UsageFailure(['path is missing', 'mode is wrong']);
    const text = formatSummary(reportOf([], { error, drive: undefined, result: 'failed' }), 'full');
    expect(text).toContain(
      'nothing was sent&#58;<br>&#45; path is missing<br>&#45; mode is wrong<br>See docs/troubleshooting.md&#35;&#8203;bad&#45;input\n',
    );
  });

  test('calls the root the root, and a library a library', () => {
    const drive = { id: 'd', kind: 'documentLibrary', owner: 'Team', webUrl: '' } as const;
    const text = formatSummary(reportOf([], { destination: '', folder: undefined, drive }), 'full');
    expect(text).toContain('Folder the root on the library of Team');
  });
});

describe('hostile texts', () => {
  const nasty = '<script>|](javascript:x) `::error::`\n| a | **b** &lt; @me #1 \u202e';

  test('are shown as they are, in every place', () => {
    const outcomes = [
      { ...outcomeOf(nasty, 'renamed'), item: driveItem(nasty) },
      {
        ...outcomeOf(nasty, 'failed'),
        error: new Failure(nasty, { code: 'unexpected', kind: 'service', hint: nasty }),
      },
    ];
    const drive = { id: 'd', kind: 'business', owner: nasty, webUrl: nasty } as const;
    const error = new Failure(nasty, { code: 'unexpected', kind: 'service' });
    const more = {
      ...{ warnings: [nasty], checksums: { name: nasty, url: nasty, lineCount: 1 } },
      release: { tag: nasty, url: nasty },
    };
    const text = formatSummary(reportOf(outcomes, { drive, destination: nasty, error, ...more }), 'full');
    expect(text.replaceAll('`abc`', '')).not.toMatch(/<script>|`|::|javascript:|\u202e|&lt;|@me|[^&]#1/);
    expect(rowsOf(text)).toHaveLength(2);
    for (const row of rowsOf(text)) expect(row.replace(/\]\([^)]*\)/g, '').match(/\|/g)).toHaveLength(5);
  });

  test.each([
    ['javascript:alert(1)', 'a.txt'],
    ['http://contoso.sharepoint.com/a.txt', 'a.txt'],
    ['', 'a.txt'],
    ['no url', 'a.txt'],
    ['https://x.com/a)(b|c"d<e>', '[a.txt](https://x.com/a%29%28b%7Cc%22d%3Ce%3E)'],
  ])('for a link, %j, make %s', (webUrl, shown) => {
    const outcome = { ...outcomeOf('a.txt'), item: driveItem('a.txt', { webUrl }) };
    expect(rowsOf(formatSummary(reportOf([outcome]), 'full'))[0]).toBe(
      `| ${shown} | 10 B | \`abc\` | uploaded |`,
    );
  });
});

describe('less than the full summary', () => {
  const report = reportOf([outcomeOf('name-a.txt'), outcomeOf('name-b.txt', 'failed')], {
    error: new Error('reason'),
    links: {
      areRequested: true,
      folderUrl: 'https://1drv.ms/f',
      urls: new Map([['id-of-in', 'https://1drv.ms/f']]),
    },
    checksums: { name: 'name-sums', url: 'https://contoso.sharepoint.com/s', lineCount: 1 },
    release: { tag: 'name-v1', url: 'https://github.com/o/r' },
    warnings: ['name-w: https://contoso.sharepoint.com'],
    deletions: {
      isDryRun: false,
      items: [pendingDeletion('name-old')],
      kept: [{ path: 'name-left', reason: 'reason' }],
    },
    deletedCount: 3,
  });

  test('is numbers only, without names, links, accounts or reasons', () => {
    const text = formatSummary(report, 'counts');
    expect(text).toContain('**1 file uploaded (10 B)** · **1 failed** · 3 deleted');
    expect(text).toContain('see the log');
    expect(text).not.toMatch(/name|https?:|Ann|contoso|reason|broke|1drv/);
    expect(formatSummary(report, 'full')).toMatch(/name&#45;old.*name&#45;left/s);
  });

  test('points to the log only when something failed', () => {
    expect(formatSummary(reportOf(outcomesOf(1)), 'counts')).not.toContain('see the log');
  });

  test('may be nothing', () => {
    expect(formatSummary(report, 'none')).toBe('');
  });
});
