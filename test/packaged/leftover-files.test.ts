import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { writeFiles } from '../support/random-content.ts';
import { runCommand, uploadStep } from './run-packaged.ts';

let emulator: Emulator;
let folder: string;
beforeEach(async () => {
  emulator = await startEmulator({ account: 'business' });
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-left-'));
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const archived = { archive: 'zip', 'session-threshold': '0', destination: 'in' };

/** The upload of the archive hangs amid its first fragment. */
function hang(): void {
  const on = { surface: 'upload', method: 'PUT' } as const;
  emulator.addFault({ on, do: { kind: 'stall', when: 'amid' } });
}

const ours = (where: string) => readdirSync(where).filter((name) => /^onedrive-upload-/.test(name));

test('post removes the archive, the notes and the mark of a main that was killed', async () => {
  using step = uploadStep(emulator, { 'a.bin': 900_000 }, { inputs: archived });
  hang();
  const main = step.main();
  await emulator.stalled();
  main.kill('SIGKILL');
  await main.done;
  expect(ours(step.folder)).toHaveLength(2);
  expect((await step.post().done).code).toBe(0);
  expect(ours(step.folder)).toEqual([]);
  expect(emulator.openSessions()).toEqual([]);
});

test('a later run of the command removes the archive of one that was killed, after a day', async () => {
  writeFiles(join(folder, 'files'), { 'a.bin': 900_000 });
  const flags = Object.entries(archived).flatMap(([name, value]) => [`--${name}`, value]);
  const upload = () =>
    runCommand(emulator, ['upload', 'files', ...flags, '--conflict-behavior', 'rename'], folder);
  const archives = () => ours(folder).filter((name) => !name.endsWith('.json'));
  hang();
  const killed = upload();
  await emulator.stalled();
  killed.kill('SIGKILL');
  await killed.done;
  emulator.clearFaults();
  emulator.advance(16 * 60_000);
  const [left = ''] = archives();
  expect(left).not.toBe('');
  expect((await upload().done).code).toBe(0);
  expect(archives()).toEqual([left]);
  const at = new Date(Date.now() - 25 * 3_600_000);
  utimesSync(join(folder, left), at, at);
  expect((await upload().done).code).toBe(0);
  expect(archives()).toEqual([]);
});

test('post leaves alone what the state names and main did not leave', async () => {
  using step = uploadStep(emulator, { 'a.bin': 900 });
  mkdirSync(join(step.folder, 'precious'));
  const precious = join(step.folder, 'precious/key');
  writeFileSync(precious, 'mine');
  writeFileSync(join(step.folder, 'state'), `notes<<END\n${precious}\nEND\n`);
  const { code, stdout } = await step.post().done;
  expect(code).toBe(0);
  expect(stdout).toContain('::warning::');
  expect(stdout).toContain(
    'is not the file that the main step wrote: it has another name. Nothing was deleted.',
  );
  expect(readdirSync(join(step.folder, 'precious'))).toEqual(['key']);
});
