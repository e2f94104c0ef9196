import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  downloadEntries,
  formatDownloadRow,
  formatDownloadTable,
  markdownLink,
  safeHttpsUrl,
} from '../../../src/publish/download-table.ts';
import type { UploadOutcome } from '../../../src/upload/context.ts';
import { driveItem } from '../../support/fake-drive.ts';
import { outcomeOf, outcomesOf } from '../../support/report-fixtures.ts';

const noLinks = { areRequested: false, urls: new Map<string, string>() };

describe('downloadsOf', () => {
  it('lists what is on the drive, by name, with size, SHA-256 and its own address', () => {
    const outcomes = [outcomeOf('z/b.bin'), outcomeOf('a.bin', 'replaced', 7)];
    expect(downloadEntries(outcomes, noLinks)).toEqual([
      {
        ...{ remotePath: 'in/a.bin', name: 'a.bin', sizeBytes: 7, sha256: 'abc' },
        url: 'https://example.sharepoint.com/a.bin',
      },
      {
        ...{ remotePath: 'in/z/b.bin', name: 'z/b.bin', sizeBytes: 10, sha256: 'abc' },
        url: 'https://example.sharepoint.com/b.bin',
      },
    ]);
  });

  it('leaves out what failed or was only planned', () => {
    const { item: _, ...planned } = outcomeOf('p.bin');
    const damaged = { ...outcomeOf('f.bin', 'failed'), item: driveItem('f.bin') };
    expect(downloadEntries([damaged, planned], noLinks)).toEqual([]);
  });

  it('takes the name that a renamed file got, and the size of the one that was there for a skipped one', () => {
    const renamed: UploadOutcome = { ...outcomeOf('d/a.bin', 'renamed'), item: driveItem('a 1.bin') };
    const skipped: UploadOutcome = {
      ...outcomeOf('s.bin', 'skipped', 10),
      item: driveItem('s.bin', { sizeBytes: 99 }),
    };
    expect(downloadEntries([renamed, skipped], noLinks)).toMatchObject([
      { name: 'd/a 1.bin', remotePath: 'in/d/a 1.bin', sizeBytes: 10 },
      { name: 's.bin', sizeBytes: 99 },
    ]);
  });

  it('prefers the link of the file, then that of the folder; an address nobody may open is no link', () => {
    const outcomes = [outcomeOf('a.bin'), outcomeOf('b.bin')];
    const urls = new Map([['id-of-a.bin', 'https://x.example/a']]);
    const folderUrl = 'https://x.example/folder';
    const links = (more: object) =>
      downloadEntries(outcomes, { areRequested: true, urls, ...more }).map(({ url }) => url);
    expect(links({ folderUrl })).toEqual(['https://x.example/a', folderUrl]);
    expect(links({})).toEqual(['https://x.example/a', undefined]);
  });
});

/** Cells of a row as GitHub splits them. */
const cells = (row: string) => row.split(/(?<!\\)\|/).slice(1, -1);

describe('a row', () => {
  it('reads as a table with a link', () => {
    const [one] = downloadEntries([outcomeOf('a.bin', 'uploaded', 2 * 1024 * 1024)], noLinks);
    expect(one && formatDownloadRow(one)).toBe(
      '| [a.bin](https://example.sharepoint.com/a.bin) | 2 MiB | `abc` |',
    );
  });

  it.each([
    'a|b.bin',
    '](https://evil.example)',
    '<img src=x onerror=alert(1)>',
    '<!-- onedrive-upload:end -->',
    '`code` **bold** @octocat #1',
    'x\n| y | z |',
    'x\r\n<!-- onedrive-upload:begin -->',
    'https://evil.example/www.evil.example',
  ])('is one row of three cells whatever the name: %j', (name) => {
    const row = formatDownloadRow({
      ...{ remotePath: name, name, sizeBytes: 1, sha256: 'abc' },
      url: 'https://x.example/',
    });
    expect(row).not.toMatch(/[\r\n]/);
    expect(cells(row)).toHaveLength(3);
    const bare = row.replace('](https://x.example/)', '').replace(/&#\d+;/g, '');
    expect(bare).not.toMatch(/[<>@#*]|\]\(|https:\/\/|www\.|<!--/);
  });

  it('keeps its shape for any name and any address', () => {
    const url = fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string());
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), url, (name, address) => {
        const row = formatDownloadRow({
          ...{ remotePath: name, name, sizeBytes: 1, sha256: 'a' },
          url: address,
        });
        expect(cells(row)).toHaveLength(3);
        expect(row).not.toMatch(/[\r\n<>]/);
      }),
    );
  });
});

describe('an address', () => {
  it.each(['http://x.example/', 'javascript:alert(1)', 'data:text/html,x', '', 'x', undefined])(
    'other than https is no link: %s',
    (url) => {
      expect(safeHttpsUrl(url)).toBeUndefined();
      expect(markdownLink('a', url)).toBe('a');
    },
  );

  it('ends neither link nor cell', () => {
    expect(safeHttpsUrl('https://x.example/a)(b?c=|`<>"\\')).toBe(
      'https://x.example/a%29%28b?c=%7C%60%3C%3E%22%5C',
    );
  });
});

describe('downloadsTable', () => {
  it('has a heading and a row for each file; nothing for none', () => {
    expect(formatDownloadTable(downloadEntries(outcomesOf(2), noLinks)).split('\n')).toHaveLength(5);
    expect(formatDownloadTable([])).toBe('');
  });

  it('ends in time for a comment, and counts the rest', () => {
    const table = formatDownloadTable(downloadEntries(outcomesOf(5000), noLinks));
    expect(table.length).toBeLessThanOrEqual(60_000);
    const rows = table.split('\n').filter((line) => line.startsWith('| [')).length;
    expect(rows).toBeGreaterThan(500);
    expect(table.endsWith(`\n\n… and ${5000 - rows} more files\n`)).toBe(true);
  });
});
