import { linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { readExitCode } from '../../../src/cli/commands/read-verb.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';

// The files before this one in the same process have loaded everything with the real one; those after it want it back.
vi.hoisted(() => vi.resetModules());
afterAll(() => vi.resetModules());

/**
 * A file system that drops two characters, as HFS+ does, and knows a short name, as NTFS does. Of one of the characters
 * `realpath` tells nothing, as on Linux.
 */
vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof import('node:fs/promises')>();
  const real = (path: unknown) =>
    String(path)
      .replace(/[\u200c\u200d]/g, '')
      .replaceAll('SSH~1', '.ssh');
  const open: typeof fs.open = (path, ...more) => fs.open(real(path), ...more);
  return {
    ...fs,
    open,
    lstat: (path: string, options?: { bigint: true }) => fs.lstat(real(path), options),
    mkdir: (path: string, options?: object) => fs.mkdir(real(path), options),
    readdir: (path: string) => fs.readdir(real(path)),
    realpath: (path: string) => (path.includes('\u200d') ? path : fs.realpath(real(path))),
    rename: (from: string, to: string) => fs.rename(real(from), real(to)),
    rm: (path: string, options: object) => fs.rm(real(path), options),
  };
});

/** What became of each file, by its path on the drive. */
async function brought(
  back: DownloadFixture,
  texts: Readonly<Record<string, string>> = { concurrency: '1' },
) {
  const { files } = await back.run({ overwrite: true, platform: 'linux' }, texts);
  return Object.fromEntries(
    files.map(({ file, action, error }) => [
      file.remotePath.slice('from/'.length),
      error === undefined ? action : String(error),
    ]),
  );
}

describe.each([
  ['and it says so', '\u200c'],
  ['and it does not say so', '\u200d'],
])('two names that are one to the file system here, %s,', (_, dropped) => {
  test.each([
    ['other content', 'two'],
    ['the same content', 'one'],
  ])('never replace each other, with %s', async (_, text) => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'a.txt': 'one', [`a${dropped}.txt`]: text, 'b.txt': 'three' });
    expect(await brought(back)).toEqual({
      'a.txt': 'downloaded',
      [`a${dropped}.txt`]: expect.stringMatching(/is the same file as .*a\.txt on this file system/),
      'b.txt': 'downloaded',
    });
    expect(readFileSync(join(back.localFolder, 'a.txt'), 'utf8')).toBe('one');
  });

  test('never replace each other when they come at the same time', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'a.txt': 'one', [`a${dropped}.txt`]: 'two' });
    const actions = Object.values(await brought(back, { concurrency: '2' }));
    expect(actions.sort()).toEqual([expect.stringContaining('is the same file as'), 'downloaded']);
  });

  test('are not both taken for what is here already', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'a.txt': 'one', [`a${dropped}.txt`]: 'one' });
    mkdirSync(back.localFolder);
    writeFileSync(join(back.localFolder, 'a.txt'), 'one');
    const actions = Object.values(await brought(back, { concurrency: '2' }));
    expect(actions.sort()).toEqual([expect.stringContaining('is the same file as'), 'skipped']);
  });

  test('never become one folder', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'd/config': 'one', [`d${dropped}/hooks`]: 'two' });
    expect(await brought(back)).toEqual({
      'd/config': 'downloaded',
      [`d${dropped}/hooks`]: expect.stringContaining('is the same file as'),
    });
    expect(readdirSync(join(back.localFolder, 'd'))).toEqual(['config']);
  });
});

test('nothing comes into a folder, or over a file, that was here under another name', async () => {
  await using back = await DownloadFixture.open();
  await back.seed({ 'SSH~1/authorized_keys': 'mine', 'a\u200c.txt': 'mine', b: 'b' });
  mkdirSync(join(back.localFolder, '.ssh'), { recursive: true });
  writeFileSync(join(back.localFolder, 'a.txt'), 'precious');
  expect(await brought(back)).toEqual({
    'SSH~1/authorized_keys': expect.stringContaining('SSH~1 is the same file as .ssh'),
    'a\u200c.txt': expect.stringContaining('is the same file as a.txt'),
    b: 'downloaded',
  });
  expect(readdirSync(join(back.localFolder, '.ssh'))).toEqual([]);
  expect(readFileSync(join(back.localFolder, 'a.txt'), 'utf8')).toBe('precious');
});

test('a second run finds its own files and folders', async () => {
  await using back = await DownloadFixture.open();
  await back.seed({ 'a.txt': 'one', 'd/e': 'two', '.git/config': 'three', 'ä\u0301': 'four' });
  expect((await back.run()).result).toBe('downloaded');
  back.newHost();
  expect((await back.run()).result).toBe('unchanged');
});

test('two names that somebody gave one file are no reason to refuse either', async () => {
  await using back = await DownloadFixture.open();
  await back.seed({ a: 'one', b: 'old', c: 'two' });
  mkdirSync(back.localFolder);
  writeFileSync(join(back.localFolder, 'b'), 'old');
  for (const name of ['a', 'c']) linkSync(join(back.localFolder, 'b'), join(back.localFolder, name));
  expect(await brought(back)).toEqual({ a: 'replaced', b: 'skipped', c: 'replaced' });
  expect(back.compare().other).toEqual([]);
});

test('a name that Git may take for .git is told before anything is written, and the rest comes', async () => {
  await using back = await DownloadFixture.open();
  await back.seed({ '.git/config': 'one', 'GIT~1/hooks/post-checkout': 'two', 'x.git/HEAD': 'three' });
  const account = await back.run({ overwrite: true });
  expect(readExitCode(account)).toBe(1);
  expect(back.compare()).toEqual({ same: ['.git/config', 'x.git/HEAD'], other: [] });
  expect(back.host.warnings.join()).toContain('from/GIT~1 has a name that Git or a file system may treat as');
  expect(back.host.errors.join()).toContain('nothing in it was downloaded');
});
