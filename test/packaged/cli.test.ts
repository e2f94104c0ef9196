import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { randomBytes } from '../support/random-content.ts';
import { runCommand, startProcess } from './run-packaged.ts';

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-cli-'));
  writeFileSync(join(folder, 'a file.bin'), randomBytes(5_000_000, 'cli'));
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

function cli(args: readonly string[], env: Record<string, string> = {}) {
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  return startProcess(
    'dist/cli/index.js',
    args,
    {
      ONEDRIVE_UPLOAD_EMULATOR: emulator.url,
      ONEDRIVE_CLIENT_ID: clientId,
      ONEDRIVE_CLIENT_SECRET: clientSecret,
      ONEDRIVE_REFRESH_TOKEN: refreshToken,
      ...env,
    },
    folder,
  ).done;
}

test('upload sends files named as arguments and prints no workflow command', async () => {
  const { code, stdout } = await cli([
    'upload',
    'a file.bin',
    '--destination',
    'from cli',
    '--session-threshold',
    '0',
  ]);
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/^::/m);
  expect((await emulator.read('from cli/a file.bin')).length).toBe(5_000_000);
});

test('--json prints the manifest and nothing else on standard output', async () => {
  const { code, stdout } = await cli(['upload', 'a file.bin', '--json', '--name', 'renamed.bin']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    result: 'uploaded',
    emulator: true,
    files: [{ remotePath: 'renamed.bin' }],
  });
});

test('check reports account, drive and free space, and leaves nothing on the drive', async () => {
  const { code, stdout } = await cli(['check', '--destination', 'in/here']);
  expect(stdout).toContain('Can write to in/here');
  expect(code).toBe(0);
  expect(emulator.openSessions()).toEqual([]);
  expect(emulator.files().some(({ path }) => path.startsWith('in/'))).toBe(false);
});

test('a new token replaces the one in --refresh-token-file, 0600, before the first upload', async () => {
  const file = join(folder, 'token');
  writeFileSync(file, `${emulator.credentials.refreshToken}\n`, { mode: 0o600 });
  // A flag wins over a variable, be that empty or wrong.
  const env = { ONEDRIVE_REFRESH_TOKEN: 'emulator.of-somebody-else' };
  const { code } = await cli(['upload', 'a file.bin', '--refresh-token-file', file], env);
  expect(code).toBe(0);
  const token = readFileSync(file, 'utf8').trim();
  expect(token).not.toBe(emulator.credentials.refreshToken);
  expect(emulator.identity.isLiveRefreshToken(token)).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.each([
  [['upload', 'nothing-*.zip'], {}, 2, 'nothing matches nothing-*.zip'],
  [
    ['upload', 'a file.bin', 'builds'],
    {},
    2,
    'error: builds: no such file or folder. If it is the folder on the drive: upload … --destination builds. See docs/',
  ],
  [['upload', '--path', 'nothing-*.zip'], {}, 2, 'path found no files'],
  [['upload', 'a file.bin', '--chunk-size', 'huge'], {}, 2, 'chunk-size'],
  [['upload', '--no-such-flag'], {}, 2, 'unknown option'],
  [['uplaod'], {}, 2, 'upload'],
  [['upload', 'a file.bin'], { ONEDRIVE_CLIENT_SECRET: 'emulator.wrong' }, 3, 'AADSTS7000215'],
  [['check'], { ONEDRIVE_REFRESH_TOKEN: '' }, 2, 'refresh-token'],
] as const)('%j ends with its own exit code and says why', async (args, env, code, words) => {
  const result = await cli(args, env);
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(words);
});

test.each(['emulator.real', 'M.C5_real'])(
  'a secret is not accepted as a flag and not shown (%s)',
  async (token) => {
    const { code, stdout, stderr } = await cli(['upload', 'a file.bin', '--refresh-token', token]);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain(token);
  },
);

test('an interrupted upload exits 130 and leaves no session open', async () => {
  emulator.addFault({ on: { surface: 'upload', method: 'PUT' }, do: { kind: 'stall', when: 'amid' } });
  const running = runCommand(emulator, ['upload', 'a file.bin'], folder);
  await emulator.stalled();
  running.kill('SIGINT');
  expect((await running.done).code).toBe(130);
  expect(emulator.openSessions()).toEqual([]);
  emulator.clearFaults();
});

test('demo succeeds on its own package and reports it', async () => {
  const { code, stdout } = await startProcess('dist/cli/index.js', ['demo'], {}, folder).done;
  expect(stdout).toContain('all bytes are the same');
  expect(stdout).toContain('which the next one used');
  expect(code).toBe(0);
});

test('an error of the command ends with the path of its help page, with any runner variables', async () => {
  const runner = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_ACTION_REPOSITORY: 'octo/other' };
  const { code, stderr } = await cli(['check'], {
    ...runner,
    ...{ GITHUB_ACTION_REF: 'v1', ONEDRIVE_CLIENT_SECRET: 'emulator.wrong' },
  });
  expect([code, stderr]).toEqual([
    3,
    expect.stringMatching(/ See docs\/troubleshooting\.md#aadsts-7000215$/m),
  ]);
  const usage = await cli(['upload', 'a file.bin', '--chunk-size', '4']);
  expect(usage).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/\nSee docs\/troubleshooting\.md#bad-input$/m),
  });
});
