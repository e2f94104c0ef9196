/** What a run cannot see is not deleted: whole runs over real sockets, with this machine or the drive holding back. */
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { incompleteMarkerName } from '../../../src/cleanup/marker.ts';
import {
  deleteRequests,
  type ListFault,
  listFault,
  openWithOldFiles,
} from '../../support/broken-listings.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';
import { listFilePaths, runUploadAndCleanup } from '../../support/emulated-cleanup.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const dayMs = 24 * 60 * 60_000;

const retain = { 'retain-last': '1', 'retain-match': 'n-*', destination: 'b/n-3', 'max-delete': '50' };
const wantsLinks = { path: 'files\nfiles/*/*.md' };

interface Blindness {
  readonly prepare?: (fixture: UploadFixture) => void;
  readonly texts: Record<string, string>;
  readonly says: string;
}

const blind: Readonly<Record<string, Blindness>> = {
  'a line that matches nothing': {
    texts: { path: 'files\nfiles/*.pdf' },
    says: 'nothing matches files/*.pdf',
  },
  'a link that leads nowhere': {
    prepare: ({ folder }) => symlinkSync('nowhere', `${folder}/files/now`),
    texts: {},
    says: 'now" is broken (ENOENT)',
  },
  'a link that is no folder any more': {
    prepare: ({ folder }) => symlinkSync('/no/such/mount', `${folder}/files/disk`),
    texts: { ...wantsLinks, 'unmatched-patterns': 'ignore' },
    says: 'disk" is broken (ENOENT)',
  },
  'an empty folder that was named': {
    prepare: ({ folder }) => mkdirSync(`${folder}/mount`),
    texts: { path: 'files\nmount', root: '' },
    says: 'nothing matches mount',
  },
};

describe.each(Object.entries(blind))('with %s', (_, { prepare, texts, says }) => {
  test.each<[string, Record<string, string>]>([
    ['a mirror', { mirror: 'true' }],
    ['retention', retain],
    [
      'retention of archives',
      {
        ...{ ...retain, archive: 'zip', name: 'n-3.zip', destination: 'b', 'retain-in': 'b' },
        // Else the archive holds the link itself.
        'follow-symbolic-links': 'true',
      },
    ],
  ])('%s deletes nothing, says why and is red, the uploads kept', async (_kind, inputs) => {
    await using fixture = await openWithOldFiles();
    prepare?.(fixture);
    const before = listFilePaths(fixture);
    const report = await fixture.run({ ...texts, ...inputs });
    expect(report).toMatchObject({ result: 'failed', deletedCount: 0 });
    expect(report.outcomes.map(({ action }) => action)).not.toContain('failed');
    expect(fixture.host.errors).toHaveLength(1);
    expect(fixture.host.errors[0]).toContain('nothing was deleted, because not everything in path was found');
    expect(fixture.host.errors[0]).toContain(says);
    expect(deleteRequests(fixture)).toEqual([]);
    expect(listFilePaths(fixture)).toEqual(expect.arrayContaining(before));
    expect(listFilePaths(fixture).length).toBeGreaterThan(before.length);
    expect(listFilePaths(fixture).some((path) => path.endsWith(incompleteMarkerName))).toBe(
      inputs.destination === 'b/n-3',
    );
  });

  test('a dry run shows the same', async () => {
    await using fixture = await openWithOldFiles();
    prepare?.(fixture);
    const before = listFilePaths(fixture);
    const report = await fixture.run({ ...texts, mirror: 'true', 'dry-run': 'true' });
    expect(report.result).toBe('failed');
    expect(fixture.host.errors).toEqual([expect.stringContaining(says)]);
    expect(fixture.host.lines.join('\n')).not.toMatch(/^- /m);
    expect(listFilePaths(fixture)).toEqual(before);
  });

  test('a run without mirror and retention is as green as it was', async () => {
    await using fixture = await openWithOldFiles();
    prepare?.(fixture);
    expect((await fixture.run(texts)).result).toBe('uploaded');
  });
});

describe('a mirror works', () => {
  test.each<[string, (fixture: UploadFixture) => void, Record<string, string>]>([
    ['a line may match nothing', () => {}, { path: 'files\nfiles/*.pdf', 'unmatched-patterns': 'ignore' }],
    ['an exclusion matches nothing', () => {}, { path: 'files\n!files/*.pdf' }],
    [
      'a dead link is excluded',
      ({ folder }) => symlinkSync('nowhere', `${folder}/files/now`),
      { path: 'files\n!files/now' },
    ],
    [
      'links are not followed',
      ({ folder }) => symlinkSync('nowhere', `${folder}/files/now`),
      { 'follow-symbolic-links': 'false' },
    ],
  ])('where %s', async (_, prepare, texts) => {
    await using fixture = await openWithOldFiles();
    prepare(fixture);
    const report = await fixture.run({ ...texts, mirror: 'true' });
    expect(report).toMatchObject({ result: 'uploaded', deletedCount: 2 });
    expect(listFilePaths(fixture).filter((path) => path.startsWith('in/'))).toEqual([
      'in/a.txt',
      'in/deep/b.txt',
    ]);
  });
});

test('a file that vanishes between the search and the upload deletes nothing', async () => {
  await using fixture = await openWithOldFiles();
  const { log } = fixture.host;
  const { group } = log;
  log.group = (title) => {
    if (title === 'Sign in') rmSync(`${fixture.folder}/files/deep`, { recursive: true });
    return group(title);
  };
  const before = listFilePaths(fixture);
  const report = await fixture.run({ mirror: 'true', path: 'files\nfiles/a.txt' });
  expect(report).toMatchObject({ result: 'failed', deletedCount: 0 });
  expect(listFilePaths(fixture)).toEqual(expect.arrayContaining(before));
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a folder that cannot be listed keeps everything from being sent and deleted',
  async () => {
    await using fixture = await openWithOldFiles();
    chmodSync(`${fixture.folder}/files/deep`, 0);
    const report = await fixture.run({ mirror: 'true' });
    chmodSync(`${fixture.folder}/files/deep`, 0o700);
    expect(report.result).toBe('failed');
    expect(deleteRequests(fixture)).toEqual([]);
  },
);

describe.each<[ListFault, string]>([
  ['no-value', 'the answer contains no list'],
  ['repeat', 'its pages repeat'],
  ['endless', 'its pages do not end'],
])('a listing of the drive with %s', (how, says) => {
  test.each<[string, Record<string, string>]>([
    ['a mirror', { mirror: 'true' }],
    ['retention', retain],
    ['conflict-behavior', { 'conflict-behavior': 'skip' }],
    ['skip-unchanged', { 'skip-unchanged': 'true' }],
  ])('is a failure for %s', async (_, texts) => {
    await using fixture = await openWithOldFiles();
    await fixture.emulator.seed('in/deep/b.txt', 'b');
    fixture.emulator.addFault(listFault(how, '/children$/'));
    const report = await fixture.run(texts);
    expect(report.result).toBe('failed');
    expect(fixture.host.errors.join('\n')).toContain(says);
    expect(deleteRequests(fixture)).toEqual([]);
  });

  test('is a failure of a download, and no empty folder', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ a: 1, b: 2 });
    back.emulator.addFault(listFault(how, '/children$/'));
    const account = await back.run();
    expect(account.result).toBe('failed');
    expect(back.host.errors.join('\n')).toContain(says);
  });
});

test('a download from a folder whose listing is short says so', async () => {
  await using back = await DownloadFixture.open();
  await back.seed({ a: 1, b: 2 });
  back.emulator.addFault(listFault('short', '/children$/'));
  const account = await back.run();
  expect(account.leftOut).toEqual(['from']);
  expect(back.host.warnings.join('\n')).toContain('from holds more than its listing shows');
});

test('a site whose libraries cannot be listed is a failure that says so', async () => {
  await using fixture = await UploadFixture.open({ account: 'sharepoint' });
  fixture.writeFiles({ a: 1 });
  fixture.emulator.addFault(listFault('no-value', '/drives$/'));
  const site = 'https://contoso.sharepoint.com/sites/site';
  const report = await fixture.run({ 'drive-id': '', 'site-url': site, library: 'Documents' });
  expect(report.result).toBe('failed');
  expect(fixture.host.errors.join('\n')).toContain('the answer contains no list');
});

describe.each(['personal', 'business'] as const)('on a %s drive', (account) => {
  test.each<ListFault>(['short', 'nameless', 'idless'])('a folder with a %s listing stays', async (how) => {
    await using fixture = await openWithOldFiles(account);
    await fixture.emulator.seed('in/sub/more.txt', 'more');
    fixture.emulator.addFault(listFault(how, '/children$/', { after: 1, times: 1 }));
    const report = await fixture.run({ mirror: 'true', path: 'files/a.txt' });
    expect(report).toMatchObject({ result: 'uploaded', deletedCount: 1 });
    expect(listFilePaths(fixture).filter((path) => path.startsWith('in/'))).toEqual([
      ...['in/a.txt', 'in/sub/more.txt', 'in/sub/old.txt'],
    ]);
    expect(fixture.host.warnings.slice(1)).toEqual([
      'in/sub was not deleted: its listing is missing 1 item that it holds',
    ]);
  });

  test.each([-5, 5])('retain-last works by the service’s clock, be it %i hours from ours', async (hours) => {
    await using fixture = await UploadFixture.open({ account });
    const inputs = { mirror: false, maxDelete: 50, retain: { match: 'n-*', last: 2 } };
    fixture.emulator.advance(hours * 60 * 60_000);
    for (const name of ['n-1', 'n-2', 'n-3', 'n-4']) {
      const result = await runUploadAndCleanup(fixture, {
        inputs,
        destination: `b/${name}`,
        files: { x: 5 },
      });
      expect(result).toMatchObject({ failures: [], kept: [] });
      fixture.host.clock.advance(60 * 60_000);
    }
    expect(listFilePaths(fixture)).toEqual(['b/n-3/x', 'b/n-4/x']);
  });

  test('fresh generations stay when the service’s clock runs ahead', async () => {
    await using fixture = await UploadFixture.open({ account });
    const inputs = { mirror: false, maxDelete: 50, retain: { match: 'n-*', days: 3 } };
    const night = async (name: string) => {
      const result = await runUploadAndCleanup(fixture, {
        inputs,
        destination: `b/${name}`,
        files: { x: 5 },
      });
      expect(result.failures).toEqual([]);
      fixture.host.clock.advance(dayMs);
    };
    for (const name of ['n-1', 'n-2', 'n-3', 'n-4']) await night(name);
    expect(listFilePaths(fixture)).toEqual(['b/n-2/x', 'b/n-3/x', 'b/n-4/x']);
    expect(fixture.host.warnings).toEqual([]);
    fixture.emulator.advance(60 * dayMs);
    await night('n-5');
    expect(listFilePaths(fixture)).toEqual(['b/n-3/x', 'b/n-4/x', 'b/n-5/x']);
    expect(fixture.host.warnings).toEqual([expect.stringContaining('ages are counted from the earlier one')]);
  });
});
