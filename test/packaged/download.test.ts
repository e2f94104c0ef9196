import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { randomBytes, writeFiles } from '../support/random-content.ts';
import { type RunningProcess, startProcess } from './run-packaged.ts';

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator({ account: 'business' });
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-download-'));
});
beforeEach(() => emulator.clearFaults());
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

function cliEnvironment(): Record<string, string> {
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  return {
    ONEDRIVE_UPLOAD_EMULATOR: emulator.url,
    ONEDRIVE_CLIENT_ID: clientId,
    ONEDRIVE_CLIENT_SECRET: clientSecret,
    ONEDRIVE_REFRESH_TOKEN: refreshToken,
  };
}

function cli(args: readonly string[], env: Record<string, string> = {}): RunningProcess {
  return startProcess('dist/cli/index.js', args, { ...cliEnvironment(), ...env }, folder);
}

test('a folder that went up comes down again, byte for byte, and the manifest is all of standard output', async () => {
  const files = { 'a.bin': 5_000_000, 'b/c.txt': 'text', 'b/empty': '', 'b/.hidden': 'x' };
  const planted = writeFiles(join(folder, 'tree'), files);
  const up = await cli(['upload', 'tree', '--destination', 'up', '--include-hidden-files']).done;
  expect(up.code).toBe(0);
  const down = await cli(['download', 'up', 'down', '--json']).done;
  expect(down.code).toBe(0);
  expect(JSON.parse(down.stdout)).toMatchObject({
    result: 'downloaded',
    emulator: true,
    totals: { files: 4 },
  });
  for (const [path, content] of planted)
    expect(readFileSync(join(folder, 'down', path)).equals(content)).toBe(true);
  const again = await cli(['download', 'up', 'down', '--quiet']).done;
  expect([again.code, again.stdout]).toEqual([0, '']);
});

test('an interrupted download exits 130, and the next one goes on where it ended', async () => {
  const content = randomBytes(6_000_000, 'big');
  await emulator.seed('big/big.bin', content);
  emulator.addFault({ on: { surface: 'upload', method: 'GET' }, do: { kind: 'stall', when: 'amid' } });
  const running = cli(['download', 'big', 'back']);
  await emulator.stalled();
  const kept = () => readdirSync(join(folder, 'back')).filter((name) => name.endsWith('.onedrive-partial'));
  const deadline = Date.now() + 20_000;
  while (kept().every((name) => statSync(join(folder, 'back', name)).size < 3_000_000)) {
    if (Date.now() > deadline) throw new Error('half of the file did not come');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  running.kill('SIGINT');
  expect((await running.done).code).toBe(130);
  expect(kept()).toHaveLength(1);
  expect((await cli(['download', 'big', 'back']).done).code).toBe(0);
  expect(readdirSync(join(folder, 'back'))).toEqual(['big.bin']);
  expect(readFileSync(join(folder, 'back', 'big.bin')).equals(content)).toBe(true);
});

test('--latest brings the newest complete generation, whatever the environment says of uploads', async () => {
  await emulator.seed('nights/night-1/a.txt', 'one');
  emulator.advance(86_400_000);
  await emulator.seed('nights/night-2/a.txt', 'two');
  await emulator.seed('nights/night-2/.onedrive-upload-incomplete', 'x');
  const { code, stderr } = await cli(['download', 'nights', 'latest', '--latest', 'NIGHT-*'], {
    ...{ ONEDRIVE_CONFLICT_BEHAVIOR: 'nonsense', ONEDRIVE_MODE: 'refresh-only', ONEDRIVE_RETAIN_LAST: '1' },
  }).done;
  expect(code).toBe(0);
  expect(stderr).toContain('night-2 is newer, but not complete');
  expect(readFileSync(join(folder, 'latest', 'a.txt'), 'utf8')).toBe('one');
});

test('a new refresh token replaces the one in its file', async () => {
  await emulator.seed('one/a.txt', 'x');
  const file = join(folder, 'token');
  writeFileSync(file, emulator.credentials.refreshToken, { mode: 0o600 });
  const { clientId, clientSecret } = emulator.credentials;
  const env = {
    ONEDRIVE_UPLOAD_EMULATOR: emulator.url,
    ONEDRIVE_CLIENT_ID: clientId,
    ONEDRIVE_CLIENT_SECRET: clientSecret,
  };
  const args = ['download', 'one', 'one', '--refresh-token-file', file];
  expect((await startProcess('dist/cli/index.js', args, env, folder).done).code).toBe(0);
  expect(emulator.identity.isLiveRefreshToken(readFileSync(file, 'utf8').trim())).toBe(true);
  expect(readFileSync(file, 'utf8').trim()).not.toBe(emulator.credentials.refreshToken);
});

test.each([
  [['download', 'nowhere', 'x'], {}, 1, 'nowhere is not on the drive'],
  [['download', 'nowhere'], {}, 2, 'dir'],
  [['download', 'a', 'b', '--mirror'], {}, 2, 'unknown option'],
  [['download', 'a/../b', 'x'], {}, 2, 'segment . or ..'],
  [['download', 'a', 'b', '--concurrency', 'many'], {}, 2, 'concurrency'],
  [['download', 'a', 'b'], { ONEDRIVE_CLIENT_SECRET: 'emulator.wrong' }, 3, 'AADSTS7000215'],
  [
    ['upload', 'tree/a.bin', '--conflict-behavior', 'fail', '--destination', 'taken'],
    {},
    1,
    'conflict-behavior',
  ],
] as const)('%j ends with its own exit code and says why', async (args, env, code, words) => {
  writeFiles(join(folder, 'tree'), { 'a.bin': 1000 });
  await emulator.seed('taken/a.bin', 'something else');
  const result = await cli(args, env).done;
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(words);
});

test.each([
  ['upload', ['upload', 'tree/a.bin', '--destination', 'new', '--json'], 'uploaded'],
  [
    'upload that fails',
    ['upload', 'tree/a.bin', '--conflict-behavior', 'fail', '--destination', 'taken', '--json'],
    'failed',
  ],
  ['download that fails', ['download', 'nowhere', 'x', '--json'], 'failed'],
] as const)('--json of an %s is a manifest and nothing else', async (_, args, result) => {
  writeFiles(join(folder, 'tree'), { 'a.bin': 1000 });
  await emulator.seed('taken/a.bin', 'something else');
  const { stdout } = await cli(args).done;
  expect(JSON.parse(stdout)).toMatchObject({ result });
});

test('--quiet says nothing but warnings, --verbose every retry', async () => {
  await emulator.seed('retried/a.txt', 'x');
  const fault = { on: { surface: 'upload', method: 'GET' }, do: { kind: 'status', status: 503 } } as const;
  emulator.addFault(fault);
  const quiet = await cli(['download', 'retried', 'quiet', '--quiet']).done;
  expect([quiet.code, quiet.stdout]).toEqual([0, '']);
  expect(quiet.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('warning: '))).toEqual([]);
  emulator.addFault(fault);
  const verbose = await cli(['download', 'retried', 'verbose', '--verbose']).done;
  expect(verbose.stderr).toContain('attempt 1 of 6');
});

test('ls prints only the list to standard output, a new token goes to its file, and --json is JSON', async () => {
  await emulator.seed('listed/a.txt', 'hello');
  const token = join(folder, 'ls-token');
  writeFileSync(token, emulator.credentials.refreshToken);
  const env = { ONEDRIVE_REFRESH_TOKEN_FILE: token, ONEDRIVE_PATH: 'nothing', ONEDRIVE_MIRROR: 'true' };
  const { ONEDRIVE_REFRESH_TOKEN: _, ...rest } = cliEnvironment();
  const ls = (...args: string[]) =>
    startProcess('dist/cli/index.js', ['ls', ...args], { ...rest, ...env }, folder).done;
  const text = await ls('listed');
  expect(text.stdout).toMatch(/^5 B {2}\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}a\.txt\n$/);
  expect(readFileSync(token, 'utf8')).not.toBe(emulator.credentials.refreshToken);
  expect(JSON.parse((await ls('listed', '--json')).stdout).items).toHaveLength(1);
  const missing = await ls('nowhere', '--quiet');
  expect([missing.code, missing.stdout]).toEqual([1, '']);
});

test('verify ends with 0 or 1, names what is wrong on standard error, and --json is JSON', async () => {
  const list = `${createHash('sha256').update('hello').digest('hex')}  a.txt\n`;
  await emulator.seed('verified/a.txt', 'hello');
  await emulator.seed('verified/SHA256SUMS', list);
  const env = { ONEDRIVE_VERIFY: 'off' };
  expect(await cli(['verify', 'verified'], env).done).toMatchObject({ code: 0 });
  writeFileSync(join(folder, 'kept'), `${list.replace('a.txt', 'b.txt')}${'0'.repeat(64)}  a.txt\n`);
  const wrong = await cli(['verify', 'verified', '--checksums-file', 'kept', '--json'], env).done;
  expect(wrong.code).toBe(1);
  expect(JSON.parse(wrong.stdout)).toMatchObject({
    result: 'failed',
    missing: ['b.txt'],
    totals: { failed: 1 },
  });
  expect(wrong.stderr).toContain('verified/a.txt has another SHA-256 than in kept');
  expect(await cli(['verify', 'verified', '--checksums-file', 'nowhere'], env).done).toMatchObject({
    code: 2,
  });
});
