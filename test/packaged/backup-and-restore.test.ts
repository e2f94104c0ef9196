/** Nightly backups with the packaged action, brought back with the packaged command. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { hasTool, runTool } from '../support/archive-tools.ts';
import { listPathsBelow, runCommand, type Step, type StepResult, uploadStep } from './run-packaged.ts';

const KiB = 1024;
const hasModes = process.platform !== 'win32';
const hourMs = 3_600_000;

/** 90 folders, three deep; names of several scripts, with marks of URLs, shells and Markdown in them. */
const files: Record<string, number | string> = {
  'empty.dat': 0,
  'big.bin': 900 * KiB,
  '100% #1 & more [x](y).txt': 'marks',
  "it's `quoted` $HOME;.txt": 'shell',
  'ünïcödé/日本語/😀 файл.txt': 'composed',
  'e\u0301 decomposed.txt': 'decomposed',
  'deep/er/and/deeper/still/here.txt': 'deep',
  '.hidden/.file': 'hidden',
  'bin/run.sh': '#!/bin/sh\n',
  ...Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`d${n % 8}/e${n}/f${n}.dat`, n * 37])),
};

let emulator: Emulator;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-backup-'));
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The backup of a night, into a generation of its own. */
function night(number: number, inputs: Record<string, string> = {}): Step {
  const step = uploadStep(emulator, files, {
    inputs: {
      ...{ destination: 'backups/night-{run-number}', 'include-hidden-files': 'true' },
      ...{ 'retain-last': '2', 'retain-match': 'night-*', 'session-threshold': '320KiB' },
      ...{ 'follow-symbolic-links': 'false', ...inputs },
    },
    env: { GITHUB_RUN_NUMBER: String(number) },
  });
  chmodSync(join(step.folder, 'files/bin/run.sh'), 0o755);
  return step;
}

async function backedUp(number: number, inputs: Record<string, string> = {}): Promise<Map<string, string>> {
  using step = night(number, inputs);
  const { code, stdout } = await step.main().done;
  expect(stdout).not.toContain('::error');
  expect(code).toBe(0);
  expect((await step.post().done).code).toBe(0);
  emulator.advance(hourMs);
  return tree(join(step.folder, 'files'));
}

const brought = (...args: readonly string[]): Promise<StepResult> =>
  runCommand(emulator, ['download', ...args], folder).done;

/** Every file below a folder with a digest of its content; with modes and links where they are asked for. */
function tree(root: string, with_: { readonly modes?: boolean } = {}): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) continue;
    const content = entry.isSymbolicLink() ? readlinkSync(path) : readFileSync(path);
    const mode = with_.modes && !entry.isSymbolicLink() ? ` ${lstatSync(path).mode & 0o777}` : '';
    found.set(relative(root, path), createHash('sha256').update(content).digest('hex') + mode);
  }
  return new Map([...found].sort());
}

describe.each(['personal', 'business', 'sharepoint'] as const)('on a %s drive', (account) => {
  beforeEach(async () => {
    emulator = await startEmulator({ account });
  });

  test('what a backup sent, download gives back: many folders, odd names, empty files', async () => {
    const inputs = { 'drive-id': emulator.credentials.driveId };
    const sent = await backedUp(1, inputs);
    expect(sent.size).toBe(Object.keys(files).length);
    const drive = ['--drive-id', emulator.credentials.driveId];
    const { code, stderr } = await brought('backups', 'back', '--latest', 'night-*', ...drive);
    expect([code, stderr.includes('error')]).toEqual([0, false]);
    expect(tree(join(folder, 'back'))).toEqual(sent);
  });
});

describe('a backup in one archive', () => {
  test.skipIf(!hasModes).each([
    ['zip', 'unzip', ['-q']],
    ['tar.gz', 'tar', ['xzf']],
  ] as const)('%s gives the tree back with its modes and links', async (kind, tool, args) => {
    emulator = await startEmulator({ account: 'business' });
    using step = night(1, {
      archive: kind,
      name: 'night-{run-number}.{sha7}',
      'retain-in': 'backups',
      destination: 'backups',
    });
    const source = join(step.folder, 'files');
    chmodSync(join(source, 'big.bin'), 0o600);
    symlinkSync('bin/run.sh', join(source, 'start'));
    expect((await step.main().done).code).toBe(0);
    const { code } = await brought('backups', 'back', '--latest', 'night-*');
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'back'))).toEqual(['night-1.0123456']);
    if (!hasTool(tool)) return;
    mkdirSync(join(folder, 'out'));
    runTool(tool, [
      ...args,
      join(folder, 'back', 'night-1.0123456'),
      kind === 'zip' ? '-d' : '-C',
      join(folder, 'out'),
    ]);
    expect(tree(join(folder, 'out'), { modes: true })).toEqual(tree(source, { modes: true }));
  });
});

describe.each(['amid the files', 'amid the last one'])('a backup that is killed %s', (moment) => {
  test('is passed over by --latest, until it is run again', async () => {
    emulator = await startEmulator({ account: 'business' });
    const first = await backedUp(1);
    const on = { surface: moment === 'amid the files' ? 'graph' : 'upload', method: 'PUT' } as const;
    emulator.addFault({ on, after: on.surface === 'graph' ? 30 : 0, do: { kind: 'stall', when: 'amid' } });
    using killed = night(2);
    const main = killed.main();
    await emulator.stalled();
    main.kill('SIGKILL');
    expect((await main.done).signal).toBe('SIGKILL');
    expect((await killed.post().done).code).toBe(0);
    emulator.clearFaults();
    expect(emulator.openSessions()).toEqual([]);
    expect(listPathsBelow(emulator, 'backups/night-2').length).toBeGreaterThan(1);

    const { code, stderr } = await brought('backups', 'back', '--latest', 'night-*');
    expect(code).toBe(0);
    expect(stderr).toContain('night-2 is newer, but not complete');
    expect(tree(join(folder, 'back'))).toEqual(first);

    emulator.advance(hourMs);
    const second = await backedUp(2);
    expect((await brought('backups', 'again', '--latest', 'night-*')).stderr).not.toContain('not complete');
    expect(tree(join(folder, 'again'))).toEqual(second);
    expect(listPathsBelow(emulator, 'backups')).toHaveLength(first.size + second.size);
  });
});

test('five nights, of which one is killed, leave the two newest complete ones', async () => {
  emulator = await startEmulator({ account: 'personal' });
  const small = { path: 'files/d1', root: 'files' };
  for (const number of [1, 2, 3]) await backedUp(number, small);
  using killed = night(4, small);
  emulator.addFault({
    on: { surface: 'graph', method: 'PUT', path: 'night-4/d1' },
    do: { kind: 'stall', when: 'before' },
  });
  const main = killed.main();
  await emulator.stalled();
  main.kill('SIGKILL');
  await main.done;
  emulator.clearFaults();
  emulator.advance(hourMs);
  const last = await backedUp(5, small);
  const generations = new Set(listPathsBelow(emulator, 'backups').map((path) => path.split('/')[0]));
  // A killed run cannot say that it has ended: for a day, it may still be at work.
  expect([...generations].sort()).toEqual(['night-3', 'night-4', 'night-5']);
  expect((await brought('backups', 'back', '--latest', 'night-*')).code).toBe(0);
  expect([...tree(join(folder, 'back'))]).toEqual([...last].filter(([path]) => path.startsWith('d1/')));
});
