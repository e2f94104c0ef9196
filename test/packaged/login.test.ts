import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sodium from 'libsodium-wrappers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { completeSignInForms, findFreePort, followSignIn } from '../support/cli-fixture.ts';
import { decryptSecret } from '../support/github-fixture.ts';
import { repositoryRoot } from './run-packaged.ts';

const script = 'dist/cli/index.js';
const node = process.env.NODE_UNDER_TEST ?? process.execPath;

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  await sodium.ready;
  emulator = await startEmulator();
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'onedrive-upload-login-')));
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The command with streams of its own, none of them a terminal. */
function sit(args: readonly string[], env: Record<string, string> = {}) {
  const { clientId, clientSecret } = emulator.credentials;
  const child = spawn(node, [join(repositoryRoot, script), ...args], {
    cwd: folder,
    env: {
      ...{ PATH: folder, HOME: folder, ONEDRIVE_UPLOAD_EMULATOR: emulator.url, GITHUB_API_URL: emulator.url },
      ...{ ONEDRIVE_CLIENT_ID: clientId, ONEDRIVE_CLIENT_SECRET: clientSecret, ...env },
    },
  });
  const said = { stdout: '', stderr: '' };
  const heard: (() => void)[] = [];
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (text) => {
      said[name] += text;
      for (const hear of heard) hear();
    });
  }
  const done = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...said }));
  });
  return {
    done,
    write: (line: string) => child.stdin.end(`${line}\n`),
    kill: () => child.kill('SIGINT'),
    /** The address that it says to open. */
    told: () =>
      new Promise<string>((resolve, reject) => {
        const look = () => {
          const [found] = /^http:\/\/127\.0\.0\.1\S+(?=\r?\n)/m.exec(said.stderr) ?? [];
          if (found !== undefined) resolve(found);
        };
        heard.push(look);
        look();
        child.on('close', () => reject(new Error(`no address was told:\n${said.stderr}`)));
      }),
  };
}

/** A program on the PATH that notes how it was called. */
function plant(name: string, prints = ''): () => { args: string[]; env: Record<string, string> } {
  const note = join(folder, `${name}.json`);
  const text = `#!${process.execPath}
require('node:fs').writeFileSync(${JSON.stringify(note)}, JSON.stringify({ args: process.argv.slice(2), env: process.env }));
process.stdout.write(${JSON.stringify(prints)});
`;
  writeFileSync(join(folder, name), text);
  chmodSync(join(folder, name), 0o755);
  return () => JSON.parse(readFileSync(note, 'utf8'));
}

const knows = (token: string) =>
  emulator.identity.isLiveRefreshToken(token.trim(), emulator.credentials.clientId);

test('login --paste reads standard input and prints only the token', async () => {
  const login = sit(['login', '--paste', '--print']);
  const landing = await completeSignInForms(await login.told());
  login.write(landing);
  const { code, stdout, stderr } = await login.done;
  expect(stderr).toContain('ada@outlook.com');
  expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(knows(stdout)).toBe(true);
  const secrets = [
    stdout.trim(),
    emulator.credentials.clientSecret,
    new URL(landing).searchParams.get('code') ?? '',
  ];
  for (const secret of secrets) expect(stderr).not.toContain(secret);
});

test.skipIf(process.platform !== 'linux')(
  'a browser and gh are started without a secret on their command line or in their environment',
  async () => {
    const opened = plant('xdg-open');
    const gh = plant('gh', `${emulator.github.token}\n`);
    const port = await findFreePort();
    emulator.identity.registerRedirect(`http://localhost:${port}`);
    const args = ['login', '--port', String(port), '--save-secret', 'octo-org/uploads', '--yes'];
    const login = sit(args, { ONEDRIVE_RESUME_KEY: 'key-of-something', NPM_TOKEN: 'npm_of_somebody' });
    const url = await login.told();
    expect((await followSignIn(url)).status).toBe(200);
    const { code, stdout, stderr } = await login.done;
    expect(stderr).not.toContain('error');
    expect(code).toBe(0);
    const token = decryptSecret(emulator, 'actions/octo-org/uploads', 'ONEDRIVE_REFRESH_TOKEN') ?? '';
    expect(knows(token)).toBe(true);
    expect(stdout).toContain('secrets.ONEDRIVE_REFRESH_TOKEN');
    expect(opened().args).toEqual([url]);
    expect(gh().args).toEqual(['auth', 'token', '--hostname', '127.0.0.1']);
    const { clientSecret } = emulator.credentials;
    const secrets = [clientSecret, token, emulator.github.token, 'key-of-something', 'npm_of_somebody'];
    for (const secret of secrets) {
      expect(JSON.stringify([opened(), gh()])).not.toContain(JSON.stringify(secret).slice(1, -1));
      expect(stdout + stderr).not.toContain(secret);
    }
  },
);

test('--out is written with mode 0600', async () => {
  const file = join(folder, 'token');
  const login = sit(['login', '--paste', '--out', file]);
  login.write(await completeSignInForms(await login.told()));
  const { code, stdout } = await login.done;
  expect(code).toBe(0);
  expect(stdout).toBe('');
  expect(knows(readFileSync(file, 'utf8'))).toBe(true);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('authorize-url and exchange each print only their data to standard output', async () => {
  const first = await sit(['authorize-url', '--param', 'login_hint=ada@outlook.com', '--param', 'x=y']).done;
  expect(first.code).toBe(0);
  const url = new URL(first.stdout.trim());
  expect(url.searchParams.get('login_hint')).toBe('ada@outlook.com');
  expect(url.searchParams.get('x')).toBe('y');
  const second = sit(['exchange', '--print']);
  second.write(await completeSignInForms(url.href));
  const { code, stdout } = await second.done;
  expect(code).toBe(0);
  expect(knows(stdout)).toBe(true);
  expect(existsSync(join(folder, 'onedrive-upload-attempt.json'))).toBe(false);
});

test('subject prints the values that the portal needs', async () => {
  const { code, stdout } = await sit(['subject', 'octo-org/uploads', '--branch', 'main']).done;
  expect(code).toBe(0);
  expect(stdout).toContain('subject: repo:octo-org/uploads:ref:refs/heads/main');
});

test('Ctrl-C stops a waiting login with exit code 130', async () => {
  const port = await findFreePort();
  emulator.identity.registerRedirect(`http://localhost:${port}`);
  const login = sit(['login', '--no-browser', '--print', '--port', String(port)]);
  await login.told();
  login.kill();
  expect((await login.done).code).toBe(130);
});

test('declining the consent gives exit code 3', async () => {
  const login = sit(['login', '--paste', '--print']);
  login.write(await completeSignInForms(await login.told(), 'deny'));
  const { code, stdout, stderr } = await login.done;
  expect(code).toBe(3);
  expect(stdout).toBe('');
  expect(stderr).toContain('access_denied');
});

test.each([
  [['login'], '--save-secret OWNER/REPO, --out FILE or --print'],
  [['login', '--save-secret', 'octo-org/uploads'], '--yes'],
  [['login', '--print', '--client-secret', 'emulator.secret'], 'unknown option'],
  [['login', '--print', '--param', 'state=mine'], 'state cannot be an extra parameter'],
] as const)('%j is bad usage, and says why', async (args, words) => {
  const { code, stdout, stderr } = await sit(args).done;
  expect(stderr).toContain(words);
  expect(code).toBe(2);
  expect(stdout).toBe('');
});
