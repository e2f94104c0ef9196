/** What comes out of an archive that a run has uploaded: the tree that went in. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasTool, hasZstd, runTool, unpack } from '../../support/archive-tools.ts';
import { describeTree } from '../../support/random-tree.ts';
import { type InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

const kinds = [
  ['tar.gz', 'tar'],
  ['tar.zst', 'zstd'],
  ['zip', 'unzip'],
] as const;
const canUnpack = (kind: string, tool: string) =>
  process.platform !== 'win32' && hasTool(tool) && (kind !== 'tar.zst' || hasZstd);
const view = { modeMask: 0o777, hasLinkTimes: false, hasHardLinks: false };

/** Without what every run says. */
const told = (messages: readonly string[]) =>
  messages.filter((message) => !/^ONEDRIVE_UPLOAD_EMULATOR|^A refresh token expires/.test(message));

/** Uploads an archive of the files, downloads and unpacks it; answers the folder. */
async function restored(
  fixture: UploadFixture,
  kind: 'zip' | 'tar.gz' | 'tar.zst',
  more: InputTexts = {},
): Promise<string> {
  const report = await fixture.run({
    archive: kind,
    name: `a.${kind}`,
    'include-hidden-files': 'true',
    ...more,
  });
  expect(report.error).toBeUndefined();
  const archive = join(fixture.host.tempDir, `a.${kind}`);
  writeFileSync(archive, await fixture.emulator.read(`in/a.${kind}`));
  const out = join(fixture.host.tempDir, 'out');
  unpack(kind, archive, out);
  return out;
}

/** Folders with modes, an empty one, links of every kind, a file nobody may change, times of long ago. */
function plant(fixture: UploadFixture): string {
  const files = join(fixture.folder, 'files');
  fixture.writeFiles({ 'a/b/deep.bin': 300_000, 'a/tool': 5000, 'empty.txt': 0, '.git/HEAD': 20 });
  for (const folder of ['.git/refs/tags', 'empty', 'a/private'])
    mkdirSync(join(files, folder), { recursive: true });
  symlinkSync('a/tool', join(files, 'link'));
  symlinkSync('/nowhere/at/all', join(files, 'a/broken'));
  symlinkSync('.', join(files, 'a/self'));
  chmodSync(join(files, 'a/tool'), 0o755);
  chmodSync(join(files, 'empty.txt'), 0o440);
  chmodSync(join(files, 'a/private'), 0o700);
  for (const [name, seconds] of [
    ['a/tool', 1_600_000_001],
    ['empty', 1_000_000_000],
    ['a', 1_500_000_000],
  ] as const)
    utimesSync(join(files, name), seconds, seconds);
  return files;
}

describe.each(kinds)('a %s', (kind, tool) => {
  test.skipIf(!canUnpack(kind, tool))('gives back folders, links, modes and times', async () => {
    await using fixture = await UploadFixture.open();
    const files = plant(fixture);
    expect(describeTree(await restored(fixture, kind), view)).toEqual(describeTree(files, view));
    expect(told(fixture.host.warnings)).toEqual([]);
  });

  test.skipIf(!canUnpack(kind, tool) || !hasTool('git'))('gives back a mirror that git accepts', async () => {
    await using fixture = await UploadFixture.open();
    const work = join(fixture.host.tempDir, 'work');
    const mirror = join(fixture.folder, 'files');
    const git = (...args: string[]) =>
      runTool('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args]);
    git('init', '-q', work);
    writeFileSync(join(work, 'a.txt'), 'content');
    git('-C', work, 'add', '.');
    git('-C', work, 'commit', '-qm', 'first');
    git('-C', work, 'tag', 'v1');
    git('clone', '-q', '--mirror', work, mirror);
    git('-C', mirror, 'pack-refs', '--all');
    const back = await restored(fixture, kind);
    expect(git('-C', back, 'fsck', '--strict')).toBe('');
    expect(git('-C', back, 'show-ref')).toBe(git('-C', mirror, 'show-ref'));
    expect(existsSync(join(back, 'refs/heads'))).toBe(true);
  });
});

describe('in an archive', () => {
  test.skipIf(!canUnpack('tar.gz', 'tar')).each([
    ['', 'link'],
    ['auto', 'link'],
    ['false', 'link'],
    ['true', 'file'],
  ])('with follow-symbolic-links: %j a link is a %s', async (text, expected) => {
    await using fixture = await UploadFixture.open();
    fixture.writeFiles({ 'd/a.txt': 10 });
    symlinkSync('d', join(fixture.folder, 'files/folder'));
    symlinkSync('d/a.txt', join(fixture.folder, 'files/link'));
    const out = await restored(fixture, 'tar.gz', { 'follow-symbolic-links': text });
    expect(lstatSync(join(out, 'link')).isSymbolicLink()).toBe(expected === 'link');
    expect(lstatSync(join(out, 'folder')).isSymbolicLink()).toBe(expected === 'link');
    expect(readFileSync(join(out, 'folder/a.txt'))).toEqual(fixture.localFiles.get('d/a.txt'));
  });

  test.skipIf(!canUnpack('tar.gz', 'tar'))('a line of path that is a link is followed', async () => {
    await using fixture = await UploadFixture.open();
    fixture.writeFiles({ 'd/a.txt': 10 });
    symlinkSync('d', join(fixture.folder, 'files/folder'));
    const out = await restored(fixture, 'tar.gz', { path: 'files/folder', root: '' });
    expect(describeTree(out, view)).toEqual([expect.stringMatching(/^"a\.txt" file/)]);
  });

  test('a dead link is kept, and retention goes on', async () => {
    await using fixture = await UploadFixture.open();
    await fixture.emulator.seed('b/n-1.zip', 'old');
    fixture.host.clock.advance(3_600_000);
    fixture.writeFiles({ 'a.txt': 10 });
    symlinkSync('nowhere', join(fixture.folder, 'files/link'));
    const place = { archive: 'zip', name: 'n-2.zip', destination: 'b', 'retain-in': 'b' };
    const report = await fixture.run({ ...place, 'retain-last': '1', 'retain-match': 'n-*' });
    expect(report).toMatchObject({ result: 'uploaded', deletedCount: 1 });
  });

  test('links alone are something, and folders alone are nothing', async () => {
    await using fixture = await UploadFixture.open();
    mkdirSync(join(fixture.folder, 'files/folder'), { recursive: true });
    const archive = { archive: 'tar.gz', name: 'a.tar.gz' };
    expect((await fixture.run({ ...archive, 'if-no-files-found': 'warn' })).result).toBe('nothing-found');
    expect(fixture.emulator.files()).toEqual([]);
    symlinkSync('nowhere', join(fixture.folder, 'files/folder/link'));
    expect((await fixture.run(archive)).result).toBe('uploaded');
  });

  test.skipIf(process.platform === 'win32' || !hasTool('mkfifo'))('what is left out is said', async () => {
    await using fixture = await UploadFixture.open();
    fixture.writeFiles({ 'a.txt': 10, '.hidden': 3 });
    const files = join(fixture.folder, 'files');
    runTool('mkfifo', [join(files, 'pipe')]);
    chmodSync(join(files, 'a.txt'), 0o4755);
    expect((await fixture.run({ archive: 'tar.gz', name: 'a.tar.gz' })).result).toBe('uploaded');
    expect(told(fixture.host.warnings)).toEqual([
      expect.stringMatching(/pipe" is neither a file nor a folder/),
    ]);
    const lines = fixture.host.lines.join('\n');
    expect(lines).toContain('1 hidden file left out');
    expect(lines).toContain('1 file without set-user and set-group bits in the archive');
  });

  test.each([
    [{ 'skip-unchanged': 'true' }, /takes one of the same files with other times for another archive/],
    [{ 'conflict-behavior': 'fail' }, /conflict-behavior: fail takes one.*SOURCE_DATE_EPOCH/],
    [{}, undefined],
  ])('times are told with %j, unless SOURCE_DATE_EPOCH is set', async (inputs, words) => {
    await using fixture = await UploadFixture.open();
    fixture.writeFiles({ 'a.txt': 10 });
    const archive = { archive: 'tar.gz', name: 'a.tar.gz', ...inputs };
    await fixture.run(archive);
    expect(told(fixture.host.notices)).toEqual(words === undefined ? [] : [expect.stringMatching(words)]);
    fixture.host.notices.splice(0);
    fixture.host.env.SOURCE_DATE_EPOCH = '1700000000';
    await fixture.run({ ...archive, name: 'b.tar.gz' });
    expect(told(fixture.host.notices)).toEqual([]);
  });
});
