/** Profiles with the command as people run it: from login to every verb that uses one. */
import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { completeSignInForms } from '../support/cli-fixture.ts';
import { repositoryRoot, type StepResult, startProcess, uploadStep } from './run-packaged.ts';

const onUnix = describe.skipIf(process.platform === 'win32');
const script = join(repositoryRoot, 'dist/cli/index.js');
let emulator: Emulator;
let folder: string;
beforeEach(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-profile-'));
  writeFileSync(join(folder, 'a.txt'), 'hello');
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const environment = (more: Record<string, string> = {}) => ({
  ...{ PATH: process.env.PATH ?? '', HOME: folder, XDG_CONFIG_HOME: join(folder, 'config') },
  ...{ ONEDRIVE_UPLOAD_EMULATOR: emulator.url, ...more },
});
const cli = (args: readonly string[], more: Record<string, string> = {}): Promise<StepResult> =>
  startProcess('dist/cli/index.js', args, environment(more), folder).done;
const profilePath = () => join(folder, 'config/onedrive-upload/work');
const profile = () => JSON.parse(readFileSync(profilePath(), 'utf8'));

/** Signs in by `login --paste`. Returns what it said. */
async function login(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [script, 'login', '--paste', ...args], {
    cwd: folder,
    env: environment(),
  });
  let said = '';
  const code = new Promise((resolve) => child.on('close', resolve));
  let isAnswered = false;
  child.stderr.on('data', async (text) => {
    said += text;
    const [url] = /^http:\/\/127\.0\.0\.1\S+(?=\r?\n)/m.exec(said) ?? [];
    if (url === undefined || isAnswered) return;
    isAnswered = true;
    child.stdin.end(`${await completeSignInForms(url)}\n`);
  });
  expect([await code, said]).toEqual([0, expect.any(String)]);
  return said;
}

/** Runs the last line that login printed, in a shell. */
async function runLastLine(said: string, more: Record<string, string> = {}): Promise<string> {
  const line = said.trimEnd().split('\n').at(-1) ?? '';
  const { stdout } = await promisify(execFile)('sh', ['-c', line], { cwd: folder, env: environment(more) });
  return stdout;
}

const publicApp = () => ['--client-id', emulator.credentials.publicClientId, '--tenant-id', 'consumers'];

onUnix('the last line of login works as it is', () => {
  test('with --profile', async () => {
    const said = await login([...publicApp(), '--profile', 'work']);
    expect(await runLastLine(said)).toContain('Can write to the root');
  });

  test('with --out', async () => {
    const said = await login([...publicApp(), '--out', "it's the token"]);
    expect(await runLastLine(said)).toContain('Can write to the root');
  });

  test('with a client secret from a file', async () => {
    writeFileSync(join(folder, 'client secret'), emulator.credentials.clientSecret, { mode: 0o600 });
    const app = ['--client-id', emulator.credentials.clientId, '--client-secret-file', 'client secret'];
    expect(await runLastLine(await login([...app, '--out', 'token']))).toContain('Can write to the root');
  });
});

onUnix('with a profile', () => {
  test('every verb of a drive signs in, and the new token goes back into the profile', async () => {
    await login([...publicApp(), '--profile', 'work']);
    const calls = [
      ['upload', 'a.txt', '--destination', 'in'],
      ['ls', 'in'],
      ['download', 'in', 'out'],
      ['check'],
      ['refresh'],
    ];
    for (const call of calls) {
      const before = profile();
      const { code, stderr } = await cli([...call, '--profile', 'work']);
      expect([call[0], code, stderr]).toEqual([call[0], 0, expect.any(String)]);
      const { 'refresh-token': token, ...rest } = profile();
      expect(token).not.toBe(before['refresh-token']);
      expect(emulator.identity.isLiveRefreshToken(token)).toBe(true);
      expect({ ...rest, 'refresh-token': before['refresh-token'] }).toEqual(before);
      expect(statSync(profilePath()).mode & 0o777).toBe(0o600);
    }
    expect((await emulator.read('in/a.txt')).toString()).toBe('hello');
  });

  test('a variable beside --profile is exit 2 and sends nothing; with ONEDRIVE_PROFILE it wins', async () => {
    await login([...publicApp(), '--profile', 'work']);
    const before = [emulator.requestLog.length, profile()];
    const variable = { ONEDRIVE_REFRESH_TOKEN: 'M.C5_canary' };
    for (const verb of [['check'], ['ls', '/'], ['download', '/', 'x'], ['login', '--print']]) {
      const { code, stdout, stderr } = await cli([...verb, '--profile', 'work'], variable);
      expect([verb, code]).toEqual([verb, 2]);
      expect(stderr).toContain('ONEDRIVE_REFRESH_TOKEN is set');
      expect(stdout + stderr).not.toContain('canary');
    }
    expect([emulator.requestLog.length, profile()]).toEqual(before);
    const winning = { ONEDRIVE_REFRESH_TOKEN: emulator.credentials.publicRefreshToken };
    const { code } = await cli(['check'], { ONEDRIVE_PROFILE: 'work', ...winning });
    expect([code, profile()]).toEqual([0, before[1]]);
    expect((await cli(['check'], { ONEDRIVE_PROFILE: 'work' })).code).toBe(0);
  });

  test('a profile that is missing, open to others or garbled is exit 2', async () => {
    await login([...publicApp(), '--profile', 'work']);
    const missing = await cli(['check', '--profile', 'wrok']);
    expect([missing.code, missing.stderr]).toEqual([
      2,
      expect.stringMatching(/does not exist.*There are: work/),
    ]);
    chmodSync(profilePath(), 0o644);
    const open = await cli(['ls', '/', '--profile', 'work']);
    expect([open.code, open.stderr]).toEqual([2, expect.stringMatching(/others \(mode 644\)\. Chmod 600/)]);
    chmodSync(profilePath(), 0o600);
    writeFileSync(profilePath(), '{');
    const garbled = await cli(['download', '/', 'x', '--profile', 'work']);
    expect([garbled.code, garbled.stderr]).toEqual([2, expect.stringMatching(/is not one that login wrote/)]);
  });

  test('several runs at once leave one whole profile with a token that works', async () => {
    await login([...publicApp(), '--profile', 'work']);
    const before = profile();
    const runs = await Promise.all(Array.from({ length: 4 }, () => cli(['check', '--profile', 'work'])));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    const { 'refresh-token': token, ...rest } = profile();
    expect(emulator.identity.isLiveRefreshToken(token)).toBe(true);
    expect({ ...rest, 'refresh-token': before['refresh-token'] }).toEqual(before);
    expect((await cli(['check', '--profile', 'work'])).code).toBe(0);
  });

  test('emulate, demo and completion have no --profile, and the action does not look at one', async () => {
    await login([...publicApp(), '--profile', 'work']);
    for (const verb of [['emulate'], ['demo'], ['completion', 'bash']])
      expect((await cli([...verb, '--profile', 'work'])).code).toBe(2);
    using step = uploadStep(emulator, { 'b.txt': 'x' }, { inputs: { 'refresh-token': '', 'client-id': '' } });
    const run = await step.main({ XDG_CONFIG_HOME: join(folder, 'config'), ONEDRIVE_PROFILE: 'work' }).done;
    expect([run.code, run.stdout]).toEqual([1, expect.stringContaining('client-id is empty')]);
  });
});
