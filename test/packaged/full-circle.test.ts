/** A backup's whole way: packed or read from a command, encrypted, uploaded with faults, verified, restored, compared. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { type AgeKey, createAgeKey } from '../support/age-keys.ts';
import { hasTool, runTool } from '../support/archive-tools.ts';
import { randomBytes, writeFiles } from '../support/random-content.ts';
import { type RunningProcess, startProcess } from './run-packaged.ts';

let emulator: Emulator;
let folder: string;
let key: AgeKey;
beforeAll(async () => {
  emulator = await startEmulator({ account: 'business' });
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-circle-'));
  key = await createAgeKey();
  writeFileSync(join(folder, 'key.txt'), `${key.identity}\n`, { mode: 0o600 });
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

function cli(...args: string[]): RunningProcess {
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  const env = {
    ONEDRIVE_UPLOAD_EMULATOR: emulator.url,
    ONEDRIVE_CLIENT_ID: clientId,
    ONEDRIVE_CLIENT_SECRET: clientSecret,
    ONEDRIVE_REFRESH_TOKEN: refreshToken,
  };
  return startProcess('dist/cli/index.js', args, env, folder);
}

/** Cuts, damages and refuses, a few times each. */
function addFaults(): void {
  const upload = { surface: 'upload', method: 'PUT' } as const;
  emulator.addFault({ on: upload, do: { kind: 'cut', when: 'amid' } });
  emulator.addFault({ on: upload, after: 1, do: { kind: 'status', status: 503 } });
  emulator.addFault({ on: upload, after: 2, do: { kind: 'lost-reply' } });
  emulator.addFault({ on: { surface: 'upload', method: 'GET' }, do: { kind: 'cut', when: 'amid' } });
}

const latest = '????-??-??';
const encrypted = () => ['--encrypt-to', key.recipient, '--checksums', '--session-threshold', '0'];

/** Reads the newest backup back, as it lies there. */
async function expectVerified(backups: string): Promise<void> {
  const { code, stdout } = await cli('verify', backups, '--latest', latest, '--json').done;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    result: 'verified',
    totals: { files: 2, failed: 0, missing: 0 },
  });
}

test.each(['tar.gz', 'zip'] as const)('a folder comes back from an encrypted %s as it was', async (kind) => {
  const tree = writeFiles(join(folder, kind, 'data'), {
    'a.bin': 3_000_000,
    'sub/ü.txt': 'text',
    'sub/empty': '',
    '.hidden': 'h',
  });
  mkdirSync(join(folder, kind, 'data/empty-folder'));
  addFaults();
  const backups = `${kind}-backups`;
  const up = await cli(
    ...['upload', `${kind}/data`, '--archive', kind, '--include-hidden-files'],
    ...['--destination', `${backups}/2026-11-21`],
    ...encrypted(),
  ).done;
  expect(up).toMatchObject({ code: 0 });
  emulator.clearFaults();
  await expectVerified(backups);
  addFaults();
  const into = `${kind}/back`;
  const down = await cli('download', backups, into, '--latest', latest, '--identity-file', 'key.txt').done;
  expect(down).toMatchObject({ code: 0 });
  emulator.clearFaults();
  expect(readdirSync(join(folder, into)).sort()).toEqual(['SHA256SUMS', `data.${kind}`]);
  const [tool, args] =
    kind === 'zip' ? (['unzip', ['-qo', 'data.zip']] as const) : (['tar', ['xzf', 'data.tar.gz']] as const);
  if (hasTool(tool)) {
    runTool(tool, args, join(folder, into));
    for (const [path, content] of tree)
      expect(readFileSync(join(folder, into, path)).equals(content)).toBe(true);
    expect(readdirSync(join(folder, into, 'empty-folder'))).toEqual([]);
  }
});

test('what a command printed comes back, and a change on the drive is found', async () => {
  const destination = 'backups/2026-11-21';
  const content = randomBytes(2_000_000, 'dump');
  writeFileSync(join(folder, 'dump'), content);
  addFaults();
  const print = "process.stdout.write(require('fs').readFileSync('dump'))";
  const up = await cli(
    ...['upload', '--stdin-from-command', '--name', 'db.sql', '--destination', destination],
    ...encrypted(),
    ...['--', process.execPath, '-e', print],
  ).done;
  expect(up).toMatchObject({ code: 0 });
  emulator.clearFaults();
  await expectVerified('backups');
  writeFileSync(join(folder, 'list'), await emulator.read(`${destination}/SHA256SUMS`));
  const download = (into: string) =>
    cli(
      ...['download', 'backups', into, '--latest', latest, '--identity-file', 'key.txt'],
      ...['--checksums-file', 'list'],
    ).done;
  expect(await download('first')).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'first/db.sql')).equals(content)).toBe(true);
  // Somebody with the token replaces the backup and its list.
  await emulator.seed(`${destination}/db.sql.age`, 'forged');
  await emulator.seed(`${destination}/SHA256SUMS`, '');
  const forged = await download('second');
  expect(forged.code).toBe(1);
  expect(forged.stderr).toContain('db.sql.age has another SHA-256 than in list');
  expect(readdirSync(join(folder, 'second'))).not.toContain('db.sql');
});
