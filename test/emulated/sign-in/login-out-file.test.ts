import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { authorizeUrlVerb } from '../../../src/cli/commands/authorize-url.ts';
import { exchangeVerb } from '../../../src/cli/commands/exchange.ts';
import { CliFixture, completeSignInForms, followSignIn } from '../../support/cli-fixture.ts';

const onUnix = test.skipIf(process.platform === 'win32');

async function opened(): Promise<CliFixture> {
  const cliFixture = await CliFixture.open();
  cliFixture.browser = followSignIn;
  return cliFixture;
}

const holdsToken = (cliFixture: CliFixture, path: string) =>
  cliFixture.emulator.identity.isLiveRefreshToken(readFileSync(path, 'utf8').trim());

test('--out writes a new file with mode 0600 and leaves no temporary file', async () => {
  await using cliFixture = await opened();
  const file = join(cliFixture.host.cwd, 'token');
  await cliFixture.login({ out: file });
  expect(holdsToken(cliFixture, file)).toBe(true);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(cliFixture.host.cwd)).toEqual(['token']);
  expect(cliFixture.printed).toEqual([]);
  expect(cliFixture.host.warnings.filter((line) => line.includes('can be read'))).toEqual([]);
});

onUnix('--out writes over what was there, keeps its mode, and warns when others can read it', async () => {
  await using cliFixture = await opened();
  const file = join(cliFixture.host.cwd, 'token');
  writeFileSync(file, 'old');
  chmodSync(file, 0o640);
  await cliFixture.login({ out: file });
  expect(holdsToken(cliFixture, file)).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(cliFixture.host.warnings).toContain(`${file} can be read by others (mode 640): chmod 600 it.`);
});

onUnix.each(['a file', 'nothing yet'])('--out writes where a link leads, to %s', async (what) => {
  await using cliFixture = await opened();
  const [link, target] = [join(cliFixture.host.cwd, 'link'), join(cliFixture.host.cwd, 'd/token')];
  mkdirSync(join(cliFixture.host.cwd, 'd'));
  if (what === 'a file') writeFileSync(target, 'old', { mode: 0o600 });
  symlinkSync('d/token', link);
  await cliFixture.login({ out: link });
  expect(readlinkSync(link)).toBe('d/token');
  expect(holdsToken(cliFixture, target)).toBe(true);
  expect(statSync(target).mode & 0o777).toBe(0o600);
});

// No device: were the refusal to fail, root's test would put a file in the place of one that the machine needs.
onUnix.each(['a pipe', 'a folder', 'a link to a pipe'])(
  '--out into %s is refused before anybody signs in',
  async (what) => {
    await using cliFixture = await opened();
    const path = join(cliFixture.host.cwd, 'out');
    const pipe = what === 'a pipe' ? path : join(cliFixture.host.cwd, 'pipe');
    if (what === 'a folder') mkdirSync(path);
    else execFileSync('mkfifo', [pipe]);
    if (what === 'a link to a pipe') symlinkSync('pipe', path);
    await expect(cliFixture.login({ out: path })).rejects.toMatchObject({
      kind: 'usage',
      message: `--out cannot be written: ${path} is ${what.replace('a link to ', '')}, not a file`,
    });
    expect(cliFixture.emulator.requestLog).toEqual([]);
  },
);

onUnix('files of the secret and of the certificate that others can read are warned of', async () => {
  await using cliFixture = (await opened()).confidential();
  const file = join(cliFixture.host.cwd, 'secret');
  writeFileSync(file, cliFixture.emulator.credentials.clientSecret);
  chmodSync(file, 0o644);
  cliFixture.host.env.ONEDRIVE_CLIENT_SECRET = undefined;
  await cliFixture.login({ print: true, clientSecretFile: file });
  expect(cliFixture.host.warnings.filter((line) => line.includes('can be read by others'))).toEqual([
    `${file} can be read by others (mode 644): chmod 600 it.`,
  ]);
});

onUnix('an attempt behind a link lies where the link leads, and goes from there', async () => {
  await using cliFixture = await opened();
  const [attempt, target] = [join(cliFixture.host.cwd, 'attempt'), join(cliFixture.host.cwd, 'real')];
  symlinkSync('real', attempt);
  await authorizeUrlVerb({ attempt }, cliFixture);
  expect(statSync(target).mode & 0o777).toBe(0o600);
  cliFixture.line = () => completeSignInForms(cliFixture.printed[0] ?? '');
  await exchangeVerb({ attempt, print: true }, cliFixture);
  expect(statSync(target, { throwIfNoEntry: false })).toBeUndefined();
  expect(readlinkSync(attempt)).toBe('real');
});

onUnix('an attempt that is a pipe is none, and not waited for', async () => {
  await using cliFixture = await opened();
  const attempt = join(cliFixture.host.cwd, 'attempt');
  execFileSync('mkfifo', [attempt]);
  await expect(exchangeVerb({ attempt, print: true }, cliFixture)).rejects.toThrow(
    'is not a file of authorize-url',
  );
  await expect(authorizeUrlVerb({ attempt }, cliFixture)).rejects.toThrow(
    `--attempt cannot be written: ${attempt} is a pipe, not a file`,
  );
});
