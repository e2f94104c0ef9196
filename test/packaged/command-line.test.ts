import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { listPathsBelow, runCommand, startProcess } from './run-packaged.ts';

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

const cli = (...args: string[]) => runCommand(emulator, args, folder).done;

test('a flag accepts its value after =, and the last of two counts', async () => {
  const { code } = await cli('upload', 'one.txt', '--destination=first', '--destination=second=third');
  expect(code).toBe(0);
  expect([listPathsBelow(emulator, 'first'), listPathsBelow(emulator, 'second=third')]).toEqual([
    [],
    ['one.txt'],
  ]);
});

test('--checksums alone is no name, and what follows it holds', async () => {
  const dry = await cli('upload', 'one.txt', '--destination', 'cs', '--checksums', '--dry-run');
  expect(dry.code).toBe(0);
  expect(listPathsBelow(emulator, 'cs')).toEqual([]);
  expect((await cli('upload', '--checksums', 'one.txt', '--destination', 'cs')).code).toBe(0);
  expect(listPathsBelow(emulator, 'cs')).toEqual(['SHA256SUMS', 'one.txt']);
  expect((await cli('upload', 'one.txt', '--checksums=list', '--destination', 'named')).code).toBe(0);
  expect(listPathsBelow(emulator, 'named')).toEqual(['list', 'one.txt']);
});

test('a flag in the place of a value ends the command before anything is sent', async () => {
  const before = emulator.files().length;
  const { code, stdout, stderr } = await cli('upload', 'one.txt', '--destination', '--dry-run');
  expect([code, stdout, emulator.files().length]).toEqual([2, '', before]);
  expect(stderr).toBe(
    'error: --destination needs a value, and "--dry-run" is another flag; write --destination=--dry-run if it is meant\nSee onedrive-upload upload --help.\n',
  );
});

test('a switch can be turned off again', async () => {
  const { code } = await cli('upload', 'one.txt', '--destination', 'taken', '--dry-run', '--no-dry-run');
  expect(code).toBe(0);
  expect(listPathsBelow(emulator, 'taken')).toEqual(['one.txt']);
});

test('a letter and a value after = are switches as well', async () => {
  expect((await cli('upload', 'one.txt', '--destination', 'letters', '-n')).code).toBe(0);
  expect((await cli('upload', 'one.txt', '--destination', 'letters', '--dry-run=true')).code).toBe(0);
  expect(listPathsBelow(emulator, 'letters')).toEqual([]);
  const { code, stdout } = await cli(
    ...['upload', 'one.txt', '--destination', 'letters', '-nq', '--dry-run=false', '--json=true'],
  );
  expect([code, JSON.parse(stdout).result]).toEqual([0, 'uploaded']);
  const wrong = await cli('upload', 'one.txt', '--dry-run=yes');
  expect([wrong.code, wrong.stderr.split('\n')[0]]).toEqual([
    2,
    'error: --dry-run takes true or false, and "yes" is neither',
  ]);
});

test('--path can be repeated and combined with arguments', async () => {
  const { code } = await cli('upload', '--path', 'one.txt', '--path', 'two.txt', '--destination', 'paths');
  expect(code).toBe(0);
  expect(listPathsBelow(emulator, 'paths')).toEqual(['one.txt', 'two.txt']);
  expect((await cli('upload', 'one.txt', '--path', 'two.txt', '--destination', 'both')).code).toBe(0);
  expect(listPathsBelow(emulator, 'both')).toEqual(['one.txt', 'two.txt']);
});

test('after --, everything is a path', async () => {
  const { code } = await cli('upload', '--destination', 'dashes', '--', '-dash.txt', '--mirror');
  expect(code).toBe(0);
  expect(listPathsBelow(emulator, 'dashes')).toEqual(['--mirror', '-dash.txt']);
});

test.skipIf(process.platform === 'win32')(
  'every file that a shell makes of * is uploaded, whatever its name',
  async () => {
    const names = ['a [1].txt', '#notes.txt', '!important.txt', ' leading space', 'a 1.txt', '.env'];
    const home = join(folder, 'strange');
    mkdirSync(home);
    for (const name of names) writeFileSync(join(home, name), name);
    const upload = ['upload', '--destination', 'strange', '--invalid-names', 'replace'];
    const { code, stderr } = await runCommand(emulator, [...upload, ...names], home).done;
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('nothing matches')]);
    const arrived = names.map((name) => name.replace(/^ /, '␠')).sort();
    expect(listPathsBelow(emulator, 'strange').sort()).toEqual(arrived);
    const all = await runCommand(
      emulator,
      ['upload', '--destination', 'behind', '--', '!important.txt'],
      home,
    ).done;
    expect(all.code).toBe(0);
    expect(listPathsBelow(emulator, 'behind')).toEqual(['!important.txt']);
  },
);

test('check --json prints only account, drive, free space and result', async () => {
  const { code, stdout } = await cli('check', '--json', '--destination', 'in/here');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ result: 'checked', emulator: true, mayWrite: true, destination: 'in/here', errors: [] },
    ...{
      driveId: emulator.credentials.driveId.toLowerCase(),
      driveKind: 'personal',
      owner: expect.any(String),
    },
    remainingBytes: expect.any(Number),
  });
  expect(stdout).not.toContain(emulator.credentials.refreshToken);
});

test('check --json of a folder without write access prints that, and why', async () => {
  emulator.addFault({
    on: { path: '/createUploadSession' },
    do: { kind: 'status', status: 403, code: 'accessDenied' },
  });
  const { code, stdout } = await cli('check', '--json', '--quiet');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ result: 'failed', mayWrite: false });
});

test('refresh --json prints whether there is a new token, but not the token', async () => {
  const file = join(folder, 'token');
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  writeFileSync(file, refreshToken, { mode: 0o600 });
  const env = { ONEDRIVE_UPLOAD_EMULATOR: emulator.url, ONEDRIVE_CLIENT_ID: clientId };
  const args = ['refresh', '--json', '--refresh-token-file', file];
  const { code, stdout } = await startProcess(
    'dist/cli/index.js',
    args,
    { ...env, ONEDRIVE_CLIENT_SECRET: clientSecret },
    folder,
  ).done;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    result: 'refreshed',
    emulator: true,
    refreshTokenRotated: true,
    secretUpdated: false,
    errors: [],
    codes: [],
  });
});

test('a secret of the environment in place of an argument is not shown in any form', async () => {
  const secret = `correct horse battery ${'staple '.repeat(12)}end`;
  const words = [[secret], ['help', secret], ['upload', `--${secret}`]];
  for (const name of ['ONEDRIVE_CLIENT_SECRET', 'GH_TOKEN', 'GITHUB_TOKEN'])
    for (const args of words) {
      const { code, stdout, stderr } = await startProcess(
        'dist/cli/index.js',
        args,
        { [name]: secret },
        folder,
      ).done;
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/\*\*\*/);
      expect(stderr).not.toContain('correct');
    }
});

test('an unknown secret in place of a path is not shown', async () => {
  const secret = 'Abc8Q~x9YzKlMnOpQrStUvWxYz01234567';
  const lines = [
    ['upload', secret],
    ['upload', 'one.txt', '--destination', `${secret}?:*`],
    ['upload', 'one.txt', '--root', secret],
    ['download', secret, 'x'],
    ['download', `${secret}/..`, 'x'],
    ['emulate', '--faults', secret],
    ['emulate', '--tls-cert', secret, '--tls-key', secret],
  ];
  for (const args of lines) {
    const { code, stdout, stderr } = await cli(...args);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/a text of \d+ characters that may be a secret/);
    expect(stdout + stderr).not.toContain('Abc8Q~');
  }
});

test.each([
  ['--account', 'a\u001b[2Jb', 'write personal, business, sharepoint'],
  ['--latency', '\u009b31m', 'write a whole number'],
  ['--port', '99999999', 'write a number from 0 to 65535'],
  ['--upload-origin', 'x\u001b', 'write a scheme and a host: https://…'],
  ['--upload-origin', 'https://me:canary@example.com', 'write a scheme and a host: https://…'],
  ['--upload-origin', 'ftp://example.com', 'write a scheme and a host: https://…'],
  ['--faults', 'no\u001bwhere', 'cannot be read (ENOENT)'],
  ['--faults', 'one.txt', '--faults "one.txt"'],
])('emulate refuses %s %j with what to write', async (flag, value, advice) => {
  const { code, stdout, stderr } = await cli('emulate', flag, value);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(advice);
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|canary|TypeError/);
});

test('a mistyped variable is a warning without its value, and the upload goes on', async () => {
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  const signIn = { ONEDRIVE_CLIENT_ID: clientId, ONEDRIVE_CLIENT_SECRET: clientSecret };
  const env = { ...signIn, ONEDRIVE_REFRESH_TOKEN: refreshToken, ONEDRIVE_UPLOAD_EMULATOR: emulator.url };
  for (const args of [
    ['upload', 'one.txt'],
    ['check'],
    ['download', 'one.txt', 'back'],
    ['authorize-url', '--no-pkce'],
  ]) {
    const typo = { ...env, ONEDRIVE_DESTINATON: 'canary-folder' };
    const { code, stdout, stderr } = await startProcess('dist/cli/index.js', args, typo, folder).done;
    expect(code).toBe(0);
    expect(stderr).toContain(
      'warning: ONEDRIVE_DESTINATON is not used: no input has this name. Did you mean ONEDRIVE_DESTINATION?\n',
    );
    expect(stdout + stderr).not.toContain('canary-folder');
  }
});
