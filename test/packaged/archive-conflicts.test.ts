/** What the packaged action brings to a drive, for each archive kind and conflict behaviour, as others find it there. */
import { chmodSync, lstatSync, mkdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { hasTool, runTool } from '../support/archive-tools.ts';
import { randomBytes } from '../support/random-content.ts';
import { downloadFolder, listPathsBelow, type Step, type StepResult, uploadStep } from './run-packaged.ts';

const KiB = 1024;
/** Empty, one PUT, session; a name that archives and lists have trouble with. */
const files = { 'empty.dat': 0, 'read me.txt': 900, 'bin/tool': 700 * KiB, 'ü/ß 😀.bin': 5000 };
const paths = Object.keys(files).sort();
const inputs = {
  ...{ 'session-threshold': '320KiB', 'follow-symbolic-links': 'false', checksums: 'true', summary: 'full' },
};
const hasModes = process.platform !== 'win32';

type Kind = 'none' | 'zip' | 'tar.gz';
const behaviors = ['replace', 'rename', 'fail', 'skip'] as const;

for (const tool of ['unzip', 'tar', 'sha256sum'].filter((name) => !hasTool(name)))
  test(`${tool} judges nothing`, ({ skip }) => skip(`there is no ${tool} on this machine`));

/** Names of what a run sends, and what they are called when those are taken. */
const sent = (kind: Kind) => (kind === 'none' ? paths : [`files.${kind}`]);
const numbered: Readonly<Record<string, string>> = {
  'empty.dat': 'empty 1.dat',
  'read me.txt': 'read me 1.txt',
  'bin/tool': 'bin/tool 1',
  'ü/ß 😀.bin': 'ü/ß 😀 1.bin',
  'files.zip': 'files 1.zip',
  'files.tar.gz': 'files.tar 1.gz',
};

// What an archive holds does not depend on the drive.
describe.each<['personal' | 'business', Kind[]]>([
  ['personal', ['none', 'zip']],
  ['business', ['none', 'tar.gz']],
])('on a %s drive', (account, kinds) => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ account });
  });
  afterAll(() => emulator.close());

  function step(kind: Kind, behavior: string, destination: string): Step {
    const made = uploadStep(emulator, files, {
      inputs: { ...inputs, archive: kind, 'conflict-behavior': behavior, destination },
    });
    chmodSync(join(made.folder, 'files/bin/tool'), 0o755);
    if (hasModes) symlinkSync('bin/tool', join(made.folder, 'files/current'));
    return made;
  }

  /** Fetches what lies there and lets others judge it. */
  async function judged(kind: Kind, destination: string, by: Step): Promise<void> {
    const back = join(by.folder, 'back');
    await downloadFolder(emulator, destination, back);
    if (hasTool('sha256sum') && listPathsBelow(emulator, destination).includes('SHA256SUMS'))
      runTool('sha256sum', ['--check', '--strict', 'SHA256SUMS'], back);
    const out = join(by.folder, 'out');
    mkdirSync(out);
    if (kind === 'none') return sameBytes(back);
    const archive = join(back, `files.${kind}`);
    if (kind === 'zip' && hasTool('unzip')) {
      runTool('unzip', ['-tq', archive]);
      runTool('unzip', ['-q', archive, '-d', out]);
      sameBytes(out);
      if (hasModes) sameModes(out, by);
    }
    if (kind === 'tar.gz' && hasTool('tar')) {
      const names = runTool('tar', ['tzf', archive]).trim().split('\n');
      expect(names.filter((name) => !name.endsWith('/'))).toHaveLength(hasModes ? 5 : 4);
      runTool('tar', ['xzf', archive, '-C', out]);
      sameBytes(out);
      if (hasModes) sameModes(out, by);
    }
  }

  const cases = kinds.flatMap((kind) => behaviors.map((behavior) => [kind, behavior] as const));
  test.each(cases)('archive %s under %s arrives in a free folder, whole', async (kind, behavior) => {
    const destination = `free/${kind}/${behavior}`;
    using made = step(kind, behavior, destination);
    const { code, stdout } = await made.main().done;
    expect(stdout).not.toContain('::error');
    expect(code).toBe(0);
    expect(listPathsBelow(emulator, destination)).toEqual([...sent(kind), 'SHA256SUMS'].sort());
    await judged(kind, destination, made);
    expectOutputs(made, kind, { result: 'uploaded', action: 'uploaded' });
  });

  describe.each(kinds)('where everything has its name taken, archive %s', (kind) => {
    async function run(behavior: (typeof behaviors)[number]) {
      const destination = `taken/${kind}/${behavior}`;
      for (const path of sent(kind)) await emulator.seed(`${destination}/${path}`, `old ${path}`);
      const made = step(kind, behavior, destination);
      const ended = await made.main().done;
      const olds = await Promise.all(sent(kind).map((path) => emulator.read(`${destination}/${path}`)));
      const kept = olds.every((old, n) => old.toString() === `old ${sent(kind)[n]}`);
      return { made, ...ended, destination, there: listPathsBelow(emulator, destination), kept };
    }

    test('replaces it', async () => {
      const { made, code, destination, there, kept } = await run('replace');
      using _ = made;
      expect([code, kept, there.length]).toEqual([0, false, sent(kind).length + 1]);
      expectOutputs(made, kind, { result: 'uploaded', action: 'replaced' });
      await judged(kind, destination, made);
    });

    test('goes beside it under rename', async () => {
      const { made, code, destination, there, kept } = await run('rename');
      using _ = made;
      expect([code, kept]).toEqual([0, true]);
      const names = sent(kind).map((path) => numbered[path] ?? '');
      expect(there).toEqual(expect.arrayContaining([...names, 'SHA256SUMS']));
      expect(there).toHaveLength(2 * names.length + 1);
      expectOutputs(made, kind, { result: 'uploaded', action: 'renamed' }, numbered);
      expect(made.summary).toMatch(/renamed to .* 1/);
      await downloadFolder(emulator, destination, join(made.folder, 'back'));
      if (hasTool('sha256sum'))
        runTool('sha256sum', ['-c', '--strict', 'SHA256SUMS'], join(made.folder, 'back'));
    });

    test('is refused under fail, with no byte sent', async () => {
      const { made, code, stdout, there, kept } = await run('fail');
      using _ = made;
      expect([code, kept, there.length]).toEqual([1, true, sent(kind).length]);
      expectOutputs(made, kind, { result: 'failed', action: 'failed' });
      expect(annotations({ stdout })).toBe(sent(kind).length);
      expect(made.summary).toContain('is already on the drive');
    });

    test('is left alone under skip', async () => {
      const { made, code, stdout, there, kept } = await run('skip');
      using _ = made;
      expect([code, kept, there.length]).toEqual([0, true, sent(kind).length]);
      expectOutputs(made, kind, { result: 'unchanged', action: 'skipped' });
      expect(annotations({ stdout })).toBe(0);
      expect(made.summary).toContain('OneDrive already has everything');
    });
  });
});

function sameBytes(folder: string): void {
  for (const [path, size] of Object.entries(files))
    expect(readFileSync(join(folder, path)).equals(randomBytes(size, path)), path).toBe(true);
}

/** Of the tool, of another file, and the link to the tool. */
function sameModes(folder: string, by: Step): void {
  const mode = (path: string) => lstatSync(path).mode & 0o777;
  expect(mode(join(folder, 'bin/tool'))).toBe(0o755);
  expect(mode(join(folder, 'read me.txt'))).toBe(mode(join(by.folder, 'files/read me.txt')));
  expect(readlinkSync(join(folder, 'current'))).toBe('bin/tool');
}

function annotations({ stdout }: Pick<StepResult, 'stdout'>): number {
  return stdout.split('\n').filter((line) => line.startsWith('::error')).length;
}

/** Every output that counts, and the summary's rows, when all files met with the same fate. */
function expectOutputs(
  step: Step,
  kind: Kind,
  { result, action }: { readonly result: string; readonly action: string },
  names: Readonly<Record<string, string>> = {},
): void {
  const outputs = step.file('output');
  const count = String(sent(kind).length);
  const isSent = result === 'uploaded';
  const sum = Object.values(files).reduce((total, size) => total + size, 0);
  expect(Object.fromEntries(outputs)).toMatchObject({
    ...{ result, 'file-count': count, 'files-truncated': 'false', 'deleted-count': '0' },
    'uploaded-count': isSent ? count : '0',
    'skipped-count': action === 'skipped' ? count : '0',
    'failed-count': action === 'failed' ? count : '0',
    ...(isSent && kind === 'none' ? { bytes: String(sum) } : {}),
  });
  const rows: { remotePath: string; action: string; sha256: string | null }[] = JSON.parse(
    outputs.get('files') ?? '',
  );
  expect(rows.map((row) => row.action)).toEqual(sent(kind).map(() => action));
  const manifest = JSON.parse(readFileSync(outputs.get('manifest') ?? '', 'utf8'));
  expect(manifest).toMatchObject({ result, files: rows });
  if (!isSent) return;
  const ends = sent(kind).map((path) => names[path] ?? path);
  for (const end of ends)
    expect(
      rows.some(({ remotePath }) => remotePath.endsWith(`/${end}`)),
      end,
    ).toBe(true);
  expect(rows.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256 ?? ''))).toBe(true);
  expect(step.summary.match(new RegExp(`\\| ${action}`, 'g'))).toHaveLength(sent(kind).length);
  expect(outputs.get('markdown')?.trim().split('\n')).toHaveLength(sent(kind).length + 2);
  expect(outputs.get('sha256') === '').toBe(kind === 'none');
}
