import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { type RunningProcess, repositoryRoot, startProcess } from './run-packaged.ts';

const onUnix = test.skipIf(process.platform === 'win32');
let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-token-'));
  writeFileSync(join(folder, 'a.txt'), 'hello');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => emulator.close());

const tokenIn = (path: string) => readFileSync(path, 'utf8').trim();
const fresh = (path: string) =>
  tokenIn(path) !== emulator.credentials.refreshToken && emulator.identity.isLiveRefreshToken(tokenIn(path));

function writeToken(path: string, mode = 0o600): string {
  writeFileSync(path, `${emulator.credentials.refreshToken}\n`);
  chmodSync(path, mode);
  return path;
}

function env(more: Record<string, string> = {}): Record<string, string> {
  const { clientId, clientSecret } = emulator.credentials;
  const signIn = { ONEDRIVE_CLIENT_ID: clientId, ONEDRIVE_CLIENT_SECRET: clientSecret };
  return { ONEDRIVE_UPLOAD_EMULATOR: emulator.url, ...signIn, ...more };
}

const check = (args: readonly string[], more: Record<string, string> = {}): RunningProcess =>
  startProcess('dist/cli/index.js', ['check', ...args], env(more), folder);

onUnix(
  'a token file behind a link is replaced where the link leads, with owner, group and mode',
  async () => {
    mkdirSync(join(folder, 'real'));
    const target = writeToken(join(folder, 'real/token'), 0o640);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) chownSync(target, 1234, 4321);
    symlinkSync('real/token', join(folder, 'token'));
    const { code, stderr } = await check(['--refresh-token-file', 'token']).done;
    expect(code).toBe(0);
    expect(stderr).toContain('token can be read by others (mode 640): chmod 600 it.');
    expect(stderr).not.toContain('belongs to');
    expect(readlinkSync(join(folder, 'token'))).toBe('real/token');
    expect(fresh(target)).toBe(true);
    const { uid, gid, mode } = statSync(target);
    expect(mode & 0o777).toBe(0o640);
    if (isRoot) expect([uid, gid]).toEqual([1234, 4321]);
    expect(readdirSync(join(folder, 'real'))).toEqual(['token']);
  },
);

onUnix('many runs at once on one token file leave one token, and nothing beside it', async () => {
  mkdirSync(join(folder, 'real'));
  const target = writeToken(join(folder, 'real/token'));
  const runs = Array.from({ length: 4 }, () => check(['--refresh-token-file', target]).done);
  for (const { code, stderr } of await Promise.all(runs))
    expect([code, stderr.includes('error')]).toEqual([0, false]);
  expect(fresh(target)).toBe(true);
  expect(readdirSync(join(folder, 'real'))).toEqual(['token']);
});

/** Runs a line of bash; `$RUN` is the command. */
async function bash(line: string, more: Record<string, string> = {}) {
  const node = process.env.NODE_UNDER_TEST ?? process.execPath;
  const RUN = `${node} ${join(repositoryRoot, 'dist/cli/index.js')}`;
  const secretless = env({ PATH: process.env.PATH ?? '', RUN, ...more });
  delete secretless.ONEDRIVE_CLIENT_SECRET;
  const child = spawn('bash', ['-c', line], { cwd: folder, env: secretless });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // A pipe of Node's is a socket, which a shell's is not.
  child.stdin.end(emulator.credentials.clientSecret);
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, stderr };
}

onUnix.each([
  ['a process substitution', 'exec $RUN check --client-secret-file <(printf %s "$SECRET")'],
  ['a pipe with a name', '{ printf %s "$SECRET" > pipe; } & $RUN check --client-secret-file pipe'],
  ['standard input, a pipe', 'printf %s "$SECRET" | $RUN check --client-secret-file /dev/stdin'],
  ['standard input, a file', '$RUN check --client-secret-file /dev/stdin < secret'],
  ['standard input, a socket', 'exec $RUN check --client-secret-file /dev/stdin'],
])('a secret is read from %s', async (_, line) => {
  const { clientSecret: SECRET, refreshToken } = emulator.credentials;
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  writeFileSync(join(folder, 'secret'), SECRET, { mode: 0o600 });
  const { code, stderr } = await bash(line, { SECRET, ONEDRIVE_REFRESH_TOKEN: refreshToken });
  expect(stderr).not.toContain('error');
  expect(stderr).not.toContain('can be read by others');
  expect(code).toBe(0);
});

onUnix('a token that comes through a pipe is used, and that its successor is lost is said', async () => {
  const { clientSecret, refreshToken: TOKEN } = emulator.credentials;
  const line = 'exec $RUN check --refresh-token-file <(printf %s "$TOKEN")';
  writeFileSync(join(folder, 'secret'), clientSecret, { mode: 0o600 });
  const { code, stderr } = await bash(line, { TOKEN, ONEDRIVE_CLIENT_SECRET_FILE: 'secret' });
  expect(stderr).toMatch(/is a pipe: a new refresh token cannot be stored there and is lost/);
  expect(code).toBe(0);
});

onUnix('a journal that is a pipe is bad input at once', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const token = writeToken(join(folder, 'token'));
  const before = emulator.requestLog.length;
  const args = ['upload', 'a.txt', '--refresh-token-file', token, '--resume-journal', 'pipe'];
  const { code, stderr } = await startProcess('dist/cli/index.js', args, env(), folder).done;
  expect(code).toBe(2);
  expect(stderr).toContain('pipe is a pipe, not a file. Use a file');
  expect(emulator.requestLog.length).toBe(before);
});
