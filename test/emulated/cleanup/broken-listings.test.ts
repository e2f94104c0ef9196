/** A drive whose listings say what cannot be deletes and restores nothing by it: whole runs over real sockets. */
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { type ListFault, listFault, openWithOldFiles } from '../../support/broken-listings.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';
import { listFilePaths } from '../../support/emulated-cleanup.ts';
import type { UploadFixture } from '../../support/upload-fixture.ts';

describe.each<[ListFault, string]>([
  ['ancient', 'year 1'],
  ['future', 'year 9999'],
])('a drive that says that its generations were made in the %s', (how) => {
  test.each<[string, Record<string, string>]>([
    ['retain-days', { 'retain-days': '1' }],
    ['retain-last', { 'retain-last': '1' }],
  ])('keeps them under %s, and a warning says so', async (_, rule) => {
    await using fixture = await openWithOldFiles();
    fixture.emulator.addFault(listFault(how, '/children$/'));
    const report = await fixture.run({ ...rule, 'retain-match': 'n-?', destination: 'b/n-3' });
    expect(report).toMatchObject({ result: 'uploaded', deletedCount: 0 });
    expect(listFilePaths(fixture)).toEqual(expect.arrayContaining(['b/n-1/x', 'b/n-2/x']));
    expect(
      fixture.host.warnings.filter((line) => line.includes('its creation date is missing')),
    ).toHaveLength(2);
  });
});

describe('a folder that a drive lists in itself', () => {
  const says = /is a folder that the drive lists in two places, or inside itself/;
  const cycle = listFault('cycle', '/items\\/[^/]+\\/children$/', { times: 300 });
  const listings = (emulator: Emulator) =>
    emulator.requestLog.filter(({ path }) => /children$/.test(path)).length;

  test.each<[string, Record<string, string>]>([
    ['a mirror', { mirror: 'true' }],
    ['retention', { 'retain-last': '1', 'retain-match': 'n-?', destination: 'b/n-3' }],
  ])('is a failure of %s that says which', async (_, texts) => {
    await using fixture = await openWithOldFiles();
    fixture.emulator.addFault(cycle);
    const report = await fixture.run(texts);
    expect(report.result).toBe('failed');
    expect(fixture.host.errors.join('\n')).toMatch(says);
    expect(listFilePaths(fixture)).toEqual(expect.arrayContaining(['in/old.txt', 'b/n-1/x', 'b/n-2/x']));
    expect(listings(fixture.emulator)).toBeLessThan(20);
  });

  test('is a failure of a download', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ a: 1, 'b/c': 2 });
    back.emulator.addFault(cycle);
    expect((await back.run()).result).toBe('failed');
    expect(back.host.errors.join('\n')).toMatch(says);
    expect(listings(back.emulator)).toBeLessThan(20);
  });
});

describe.each(['personal', 'business', 'sharepoint'] as const)('on a %s drive', (account) => {
  const mirror = { mirror: 'true', path: 'files/a.txt' };
  const below = (fixture: UploadFixture) => listFilePaths(fixture).filter((path) => path.startsWith('in/'));

  test.each<[ListFault, ListFault, string]>([
    ['uncounted', 'short', 'the drive does not say how many items it holds'],
    ['zero-count', 'empty', 'its listing is empty, but it holds 34 B'],
    ['uncounted', 'empty', 'the drive does not say how many items it holds'],
  ])('a mirror leaves a folder of an %s listing, with an %s one of its own', async (above, own, why) => {
    await using fixture = await openWithOldFiles(account);
    await fixture.emulator.seed('in/sub/more.txt', 'more of the same');
    fixture.emulator.addFault(listFault(own, '/children$/', { after: 1, times: 1 }));
    fixture.emulator.addFault(listFault(above, '/children$/'));
    const report = await fixture.run({ ...mirror, 'max-delete': '1' });
    expect(report).toMatchObject({ result: 'uploaded', deletedCount: 1 });
    expect(below(fixture)).toEqual(['in/a.txt', 'in/sub/more.txt', 'in/sub/old.txt']);
    expect(fixture.host.warnings).toContain(`in/sub was not deleted: ${why}`);
  });

  test('a mirror deletes folders that are listed whole', async () => {
    await using fixture = await openWithOldFiles(account);
    await fixture.run({ path: 'files/a.txt', destination: 'in/deep/deeper' });
    const report = await fixture.run(mirror);
    expect(report).toMatchObject({ result: 'uploaded' });
    expect(below(fixture)).toEqual(['in/a.txt']);
    expect(fixture.host.warnings.join()).not.toContain('stays');
  });

  test('an entry called .. is neither deleted nor brought, and what lies beside it in a folder stays', async () => {
    await using fixture = await openWithOldFiles(account);
    fixture.emulator.addFault(listFault('dots', '/children$/', { after: 1, times: 1 }));
    const report = await fixture.run(mirror);
    expect(report).toMatchObject({ result: 'uploaded', deletedCount: 1 });
    expect(below(fixture)).toEqual(['in/a.txt', 'in/sub/old.txt']);
    expect(fixture.host.warnings).toContain(
      'in/sub was not deleted: its listing is missing 1 item that it holds',
    );
  });
});

test('a download refuses an entry called .. by name, and brings the rest', async () => {
  await using back = await DownloadFixture.open();
  await back.seed({ a: 1, b: 2 });
  back.emulator.addFault(listFault('dots', '/children$/'));
  const account = await back.run();
  expect(account.result).toBe('failed');
  expect([...back.readLocalFiles().keys()]).toEqual(['a']);
  expect(back.host.errors.join('\n')).toContain('from/.. has a name that');
});
