import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { incompleteMarkerName } from '../../../src/cleanup/marker.ts';
import { readExitCode } from '../../../src/cli/commands/read-verb.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';

describe('what is here already', () => {
  test('with other content is an error, told by name, and is not touched', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'a.txt': 'from the drive', 'b.txt': 'as well' });
    mkdirSync(back.localFolder);
    writeFileSync(join(back.localFolder, 'a.txt'), 'precious, here');
    const account = await back.run();
    expect(readExitCode(account)).toBe(1);
    expect(back.host.errors).toEqual([expect.stringMatching(/a\.txt already exists.*--overwrite/)]);
    expect(readFileSync(join(back.localFolder, 'a.txt'), 'utf8')).toBe('precious, here');
    expect(back.compare().same).toEqual(['b.txt']);
  });

  test('is replaced with --overwrite', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'a.txt': 'from the drive' });
    mkdirSync(back.localFolder);
    writeFileSync(join(back.localFolder, 'a.txt'), 'precious, here');
    expect((await back.run({ overwrite: true })).files[0]?.action).toBe('replaced');
    expect(back.compare()).toEqual({ same: ['a.txt'], other: [] });
  });

  test.runIf(process.platform !== 'win32')('as a link is broken, be it a folder or a file', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'a/b.txt': 'through a folder', 'c.txt': 'through a file' });
    const outside = join(back.host.tempDir, 'outside');
    mkdirSync(outside);
    mkdirSync(back.localFolder);
    symlinkSync(outside, join(back.localFolder, 'a'));
    symlinkSync(join(outside, 'c.txt'), join(back.localFolder, 'c.txt'));
    const account = await back.run({ overwrite: true });
    expect(account.files.map(({ action }) => action)).toEqual(['failed', 'failed']);
    expect(back.readLocalFiles(outside).size).toBe(0);
  });
});

describe('--latest', () => {
  test('brings the newest complete generation and names the one that it passes over', async () => {
    await using back = await DownloadFixture.open();
    for (const [name, more] of [
      ['nightly-1', {}],
      ['Nightly-2', {}],
      ['nightly-3', { [incompleteMarkerName]: 'x' }],
    ] as const) {
      await back.seed({ 'a.txt': `of ${name}`, ...more }, `from/${name}`);
      back.host.clock.advance(86_400_000);
    }
    await back.seed({ 'a.txt': 'weekly' }, 'from/weekly-1');
    const account = await back.run({ latest: 'nightly-*' });
    expect(account).toMatchObject({
      remotePath: 'from/Nightly-2',
      passedOver: ['nightly-3'],
      result: 'downloaded',
    });
    expect(back.host.warnings.join()).toContain('nightly-3 is newer, but not complete');
    expect(readFileSync(join(back.localFolder, 'a.txt'), 'utf8')).toBe('of Nightly-2');
  });

  test('that finds nothing complete is an error, and nothing is written', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'n-1/a.txt': 'x', [`n-1/${incompleteMarkerName}`]: 'x' });
    const account = await back.run({ latest: 'n-*' });
    expect(readExitCode(account)).toBe(1);
    expect(back.host.errors.join()).toContain('no complete backup in from');
    expect(() => back.readLocalFiles()).toThrow('ENOENT');
  });
});

test('what is not a file is named and skipped', async () => {
  await using back = await DownloadFixture.open({ account: 'business' });
  await back.seed({ 'a.txt': 'x', [incompleteMarkerName]: 'x' });
  back.emulator.addNotebook('from/Notes');
  const account = await back.run();
  expect(account.leftOut).toEqual(expect.arrayContaining(['from/Notes', `from/${incompleteMarkerName}`]));
  expect(back.host.warnings.filter((line) => /Notes is a OneNote|did not finish/.test(line)).length).toBe(2);
  expect(back.compare()).toEqual({ same: ['a.txt'], other: [] });
});

test('names that are not allowed here are reported before anything is written, and the others are downloaded', async () => {
  await using back = await DownloadFixture.open();
  await back.seed({ 'aux.txt': 'device', 'good.txt': 'x', 'CON/inside.txt': 'x' });
  const account = await back.run({ platform: 'win32' });
  expect(readExitCode(account)).toBe(1);
  const failed = account.files.filter(({ action }) => action === 'failed').map(({ file }) => file.remotePath);
  expect(failed.sort()).toEqual(['from/CON', 'from/aux.txt']);
  expect(back.compare()).toEqual({ same: ['good.txt'], other: [] });
});

test.each([
  ['a path that is not there', { remote: 'nowhere' }, 1, 'nowhere is not on the drive'],
  ['a path upwards', { remote: 'from/../..' }, 2, 'has the segment . or ..'],
  ['a pattern that is none', { latest: 'a/b' }, 2, '--latest "a/b" has a slash'],
] as const)('%s is refused', async (_, more, code, words) => {
  await using back = await DownloadFixture.open();
  await back.seed({ 'a.txt': 'x' });
  expect(readExitCode(await back.run(more))).toBe(code);
  expect(back.host.errors.join('\n')).toContain(words);
});

test("a slash is the drive's root, with all that is there", async () => {
  await using back = await DownloadFixture.open();
  await back.seed({ 'a.txt': 'x', 'b/c.txt': 'y' }, '');
  expect((await back.run({ remote: '/' })).result).toBe('downloaded');
  expect(back.compare()).toMatchObject({ same: { length: 2 }, other: [] });
});

test('a sign-in that may only read is good enough', async () => {
  await using back = await DownloadFixture.open({ account: 'business' });
  await back.seed({ 'a.txt': 30 });
  const account = await back.run({}, { scopes: 'Files.Read' });
  expect(account.result).toBe('downloaded');
  expect(back.compare().same).toEqual(['a.txt']);
});
