/** What the inputs do that make one file of all, or add one: archives and lists of checksums. */
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { hasTool, hasZstd, runTool } from '../../support/archive-tools.ts';
import { listFilePaths } from '../../support/emulated-cleanup.ts';
import {
  describeInputs,
  expectFailed,
  expectUploaded,
  type InputCase,
  type InputRun,
  refusedBeforeRequests,
} from '../../support/input-cases.ts';
import { randomBytes, sha256 } from '../../support/random-content.ts';
import { type InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

/** Words of few letters in no order: the harder one looks for repetitions, the more there are. */
const wordy = Array.from(randomBytes(60_000), (byte) =>
  'ab cd efg hijk'.slice(byte % 11, (byte % 11) + 1 + (byte % 4)),
).join('');
const tree = { 'a.txt': wordy, 'bin/tool': 5000, 'empty.txt': 0 };

/** Brings a file back from the drive; answers its place on this machine. */
async function brought(fixture: UploadFixture, path: string): Promise<string> {
  const back = join(fixture.host.tempDir, 'back', path);
  mkdirSync(dirname(back), { recursive: true });
  writeFileSync(back, await fixture.emulator.read(path));
  return back;
}

/** Packs the tree; asserts that one file arrived, which holds all of it. */
async function packs(
  { fixture, run }: InputRun,
  kind: 'zip' | 'tar.gz' | 'tar.zst',
  more: InputTexts = {},
): Promise<Buffer> {
  fixture.writeFiles(tree);
  chmodSync(join(fixture.folder, 'files/bin/tool'), 0o755);
  expect((await run(more)).error).toBeUndefined();
  const [path = '', ...others] = listFilePaths(fixture);
  expect([path, others]).toEqual([`in/files.${kind}`, []]);
  const archive = await brought(fixture, path);
  const out = join(fixture.host.tempDir, 'out');
  mkdirSync(out, { recursive: true });
  const [tool, list, unpack] =
    kind === 'zip'
      ? (['unzip', ['-Z1', archive], ['-qo', archive, '-d', out]] as const)
      : (['tar', ['tf', archive], ['xf', archive, '-C', out]] as const);
  if (!hasTool(tool) || (kind === 'tar.zst' && !hasTool('zstd'))) return fixture.emulator.read(path);
  expect(
    runTool(tool, list)
      .split('\n')
      .filter((line) => /[^/]$/.test(line))
      .sort(),
  ).toEqual(Object.keys(tree).sort());
  runTool(tool, unpack);
  for (const [name, content] of fixture.localFiles)
    expect(readFileSync(join(out, name)).equals(content)).toBe(true);
  expect(statSync(join(out, 'bin/tool')).mode & 0o777).toBe(0o755);
  return fixture.emulator.read(path);
}

/** Size of the archive that this level makes. */
async function packedAt(level: string): Promise<number> {
  await using fixture = await UploadFixture.open();
  const run = (more: InputTexts = {}) => fixture.run({ ...more, 'compression-level': level });
  return (await packs({ fixture, run }, 'zip', { archive: 'zip' })).length;
}

const sizes = { total: wordy.length + 5000 };

const summed = (text: string, list: string): InputCase => ({
  text,
  effect: `also uploads ${list}, replaces the last one, and sha256sum agrees`,
  async act({ fixture, run }) {
    await fixture.emulator.seed(`in/${list}`, 'an old list');
    fixture.writeFiles({ 'a b.txt': 100, 'sub/ü.bin': 5000, 'empty.txt': 0 });
    expect((await run({ 'conflict-behavior': 'fail' })).error).toBeUndefined();
    expect(listFilePaths(fixture)).toEqual(
      ['in/a b.txt', 'in/empty.txt', 'in/sub/ü.bin', `in/${list}`].sort(),
    );
    const folder = dirname(await brought(fixture, `in/${list}`));
    for (const path of fixture.localFiles.keys()) await brought(fixture, `in/${path}`);
    const lines = [...fixture.localFiles].map(([path, content]) => `${sha256(content)}  ${path}`);
    expect(
      String(await fixture.emulator.read(`in/${list}`))
        .trim()
        .split('\n')
        .sort(),
    ).toEqual(lines.sort());
    if (hasTool('sha256sum')) expect(runTool('sha256sum', ['-c', list], folder)).toMatch(/(: OK\n){3}|OK/);
    expect(fixture.host.outputs.get('file-count')).toBe('3');
  },
});

describeInputs('archive', {
  archive: {
    cases: [
      {
        effect: 'uploads the files one by one',
        act: (scene) => expectUploaded({ ...scene, fixture: scene.fixture.writeFiles(tree) }),
      },
      {
        text: 'zip',
        effect: 'uploads one archive of all files',
        act: async (scene) => void (await packs(scene, 'zip')),
      },
      {
        text: 'tar.gz',
        effect: 'uploads one archive of all files',
        act: async (scene) => void (await packs(scene, 'tar.gz')),
      },
      {
        text: 'tar.zst',
        effect: hasZstd
          ? 'uploads one archive of all files'
          : 'is refused: this version of Node has no Zstandard',
        async act(scene) {
          if (hasZstd) await packs(scene, 'tar.zst');
          else
            await expectFailed(
              scene,
              /needs Node\.js 22\.15 or newer, and this is v2.*set archive to tar\.gz/,
            );
        },
      },
      {
        text: 'tar.gz',
        effect: 'contains no name that points outside its folder, also on Windows',
        async act({ fixture, run }) {
          // There a backslash parts folders, so that no file can be called so.
          if (process.platform === 'win32') return;
          fixture.writeFiles({ 'a\\..\\..\\evil.txt': 10, 'fine.txt': 20 });
          expect(await run()).toMatchObject({ result: 'failed', error: { kind: 'usage' } });
          expect(fixture.host.errors.join()).toContain('would point outside the folder');
          expect(fixture.emulator.requestLog).toEqual([]);
          expect((await run({ 'invalid-names': 'replace' })).result).toBe('uploaded');
          const archive = await brought(fixture, 'in/files.tar.gz');
          if (hasTool('tar'))
            expect(runTool('tar', ['tzf', archive]).trim().split('\n').sort()).toEqual([
              'a＼..＼..＼evil.txt',
              'fine.txt',
            ]);
          expect(fixture.host.lines.join()).toContain('a＼..＼..＼evil.txt');
        },
      },
      {
        text: 'zip',
        effect: 'is called as the input name says',
        async act({ fixture, run }) {
          fixture.writeFiles(tree);
          expect((await run({ name: 'backup-{date}.zip' })).result).toBe('uploaded');
          expect(listFilePaths(fixture)).toEqual(['in/backup-2026-11-21.zip']);
          const content = await fixture.emulator.read('in/backup-2026-11-21.zip');
          expect(content.subarray(0, 2).toString()).toBe('PK');
        },
      },
      {
        text: 'tar.gz',
        effect: 'is refused if the name is that of another kind',
        async act({ fixture, run }) {
          fixture.writeFiles(tree);
          expect((await run({ name: 'data.zip' })).result).toBe('failed');
          expect(fixture.host.errors.join()).toContain(
            'name is "data.zip", but archive is tar.gz: end the name with .tar.gz, or set archive: zip',
          );
          expect(fixture.emulator.requestLog).toEqual([]);
        },
      },
    ],
    bad: { tgz: /write none, zip, tar\.gz or tar\.zst/, 'tar.gs': /did you mean tar\.gz\?/ },
  },
  compressionLevel: {
    cases: [
      {
        effect: 'makes the archive smaller than its content',
        async act(scene) {
          const archive = await packs(scene, 'zip', { archive: 'zip' });
          expect(archive.length).toBeLessThan(sizes.total * 0.7);
          expect(archive.length).toBe(await packedAt('6'));
        },
      },
      {
        text: '0',
        effect: 'packs without compressing',
        act: async (scene) =>
          expect((await packs(scene, 'zip', { archive: 'zip' })).length).toBeGreaterThan(sizes.total),
      },
      {
        text: '9',
        effect: 'makes the archive smaller than the default, and the default smaller than 1',
        async act(scene) {
          const most = (await packs(scene, 'zip', { archive: 'zip' })).length;
          const usual = await packedAt('');
          expect(most).toBeLessThan(usual);
          expect(usual).toBeLessThan(await packedAt('1'));
        },
      },
    ],
    bad: {
      '10': /is 10; with archive: none write a whole number from 0 to 9, or auto/,
      '20': /whole number from 0 to 19, or auto/,
      '-1': /whole number/,
      best: /is "best"; write a whole number/,
    },
  },
  checksums: {
    cases: [
      {
        effect: 'uploads no checksum list',
        act: (scene) =>
          expectUploaded(scene).then(() => expect(listFilePaths(scene.fixture)).toEqual(['in/a.txt'])),
      },
      summed('true', 'SHA256SUMS'),
      summed('sums of it.txt', 'sums of it.txt'),
      refusedBeforeRequests('a|b', /"in\/a\|b": the name contains \|/),
      {
        text: 'a.txt',
        effect: 'is refused if a planned file has the same name',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'a.txt': 1 });
          expect((await run()).result).toBe('failed');
          expect(fixture.host.errors.join()).toMatch(
            /would replace the checksum list "in\/a\.txt": choose another name for the list/,
          );
          expect(fixture.emulator.requestLog).toEqual([]);
        },
      },
    ],
    bad: { 'lists/SUMS': /it must be a file name: put folders into destination/ },
  },
});
