import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { below, command, start } from './runner.ts';

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-usage-'));
  for (const name of ['one.txt', 'two.txt', '-dash.txt', '--mirror']) writeFileSync(join(folder, name), name);
});
afterEach(() => emulator.clearFaults());
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const cli = (...args: string[]) => command(emulator, args, folder).done;

test('a flag may carry its value behind a sign, and the last of two counts', async () => {
  const { code } = await cli('upload', 'one.txt', '--destination=first', '--destination=second=third');
  expect(code).toBe(0);
  expect([below(emulator, 'first'), below(emulator, 'second=third')]).toEqual([[], ['one.txt']]);
});

test('a switch can be taken back', async () => {
  const { code } = await cli('upload', 'one.txt', '--destination', 'taken', '--dry-run', '--no-dry-run');
  expect(code).toBe(0);
  expect(below(emulator, 'taken')).toEqual(['one.txt']);
});

test('--path may be given several times, and goes together with arguments', async () => {
  const { code } = await cli('upload', '--path', 'one.txt', '--path', 'two.txt', '--destination', 'paths');
  expect(code).toBe(0);
  expect(below(emulator, 'paths')).toEqual(['one.txt', 'two.txt']);
  expect((await cli('upload', 'one.txt', '--path', 'two.txt', '--destination', 'both')).code).toBe(0);
  expect(below(emulator, 'both')).toEqual(['one.txt', 'two.txt']);
});

test('behind --, everything is a path', async () => {
  const { code } = await cli('upload', '--destination', 'dashes', '--', '-dash.txt', '--mirror');
  expect(code).toBe(0);
  expect(below(emulator, 'dashes')).toEqual(['--mirror', '-dash.txt']);
});

test('check --json prints who, where, how much room and the verdict, and nothing else', async () => {
  const { code, stdout } = await cli('check', '--json', '--destination', 'in/here');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ result: 'checked', emulator: true, mayWrite: true, destination: 'in/here', errors: [] },
    ...{ driveId: emulator.credentials.driveId, driveKind: 'personal', owner: expect.any(String) },
    remainingBytes: expect.any(Number),
  });
  expect(stdout).not.toContain(emulator.credentials.refreshToken);
});

test('check --json of a folder that refuses says no, and why', async () => {
  emulator.addFault({
    on: { path: '/createUploadSession' },
    do: { kind: 'status', status: 403, code: 'accessDenied' },
  });
  const { code, stdout } = await cli('check', '--json', '--quiet');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ result: 'failed', mayWrite: false });
});

test('refresh --json tells whether there is a new token, and not which', async () => {
  const file = join(folder, 'token');
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  writeFileSync(file, refreshToken, { mode: 0o600 });
  const env = { ONEDRIVE_UPLOAD_EMULATOR: emulator.url, ONEDRIVE_CLIENT_ID: clientId };
  const args = ['refresh', '--json', '--refresh-token-file', file];
  const { code, stdout } = await start(
    'dist/cli/index.js',
    args,
    { ...env, ONEDRIVE_CLIENT_SECRET: clientSecret },
    folder,
  ).done;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    ...{ result: 'refreshed', emulator: true, refreshTokenRotated: true, secretUpdated: false, errors: [] },
  });
});
