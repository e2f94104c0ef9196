/** `login --profile`: what is stored, what is replaced only after a question, and the line to paste at the end. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { authorizeUrlVerb } from '../../../src/cli/commands/authorize-url.ts';
import { exchangeVerb } from '../../../src/cli/commands/exchange.ts';
import { openProfile } from '../../../src/cli/options/profile.ts';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { CliFixture, completeSignInForms, followSignIn } from '../../support/cli-fixture.ts';

const onUnix = test.skipIf(process.platform === 'win32');

/** Settings in a folder of the fixture, and no sign-in in the environment. */
async function openFixture(options: EmulatorOptions = {}): Promise<CliFixture> {
  const fixture = await CliFixture.open(options);
  fixture.browser = followSignIn;
  const { env, tempDir } = fixture.host;
  Object.assign(env, { ONEDRIVE_CLIENT_ID: undefined, XDG_CONFIG_HOME: join(tempDir, 'config') });
  return fixture;
}

const fileOf = ({ host }: CliFixture) => join(host.tempDir, 'config/onedrive-upload/work');
const stored = (fixture: CliFixture) => JSON.parse(readFileSync(fileOf(fixture), 'utf8'));
const appFlags = ({ emulator }: CliFixture) => ({
  clientId: emulator.credentials.publicClientId,
  profile: 'work',
});
const secretFile = ({ emulator, host }: CliFixture) => {
  const path = join(host.tempDir, 'client secret');
  writeFileSync(path, emulator.credentials.clientSecret, { mode: 0o600 });
  return path;
};

onUnix(
  'login --profile stores app, account and token for this user only, and ends with a line to paste',
  async () => {
    await using fixture = await openFixture();
    await fixture.login({ ...appFlags(fixture), tenantId: 'consumers' });
    const { 'refresh-token': token, account, 'drive-id': driveId, ...rest } = stored(fixture);
    expect(rest).toEqual({
      ...{ 'client-id': fixture.emulator.credentials.publicClientId, 'tenant-id': 'consumers' },
      ...{ cloud: 'global', authority: 'entra' },
    });
    expect(fixture.emulator.identity.isLiveRefreshToken(token)).toBe(true);
    expect(account).toMatch(/personal OneDrive/);
    expect(driveId).toBe(fixture.emulator.credentials.driveId.toLowerCase());
    expect(statSync(fileOf(fixture)).mode & 0o777).toBe(0o600);
    expect(fixture.host.lines.at(-2)).toBe('Test it with this line:');
    expect(fixture.host.lines.at(-1)).toMatch(/^(node \S+|onedrive-upload) check --profile work$/);
    expect(fixture.host.lines.join('\n')).not.toContain(token);
  },
);

test('login --profile stores the client secret of a Web registration', async () => {
  await using fixture = await openFixture();
  const { clientId, clientSecret } = fixture.emulator.credentials;
  await fixture.login({ profile: 'work', clientId, clientSecretFile: secretFile(fixture) });
  expect(stored(fixture)['client-secret']).toBe(clientSecret);
});

test('a second login --profile takes the app from the profile, and replaces the token of the same account', async () => {
  await using fixture = await openFixture();
  const { clientId, clientSecret } = fixture.emulator.credentials;
  await fixture.login({ profile: 'work', clientId, clientSecretFile: secretFile(fixture) });
  const before = stored(fixture);
  await fixture.login({ profile: 'work' });
  const after = stored(fixture);
  expect(after['refresh-token']).not.toBe(before['refresh-token']);
  expect([after['client-id'], after['client-secret']]).toEqual([clientId, clientSecret]);
});

test('a login with another app does not use the secret in the profile', async () => {
  await using fixture = await openFixture();
  const { clientId, publicClientId } = fixture.emulator.credentials;
  await fixture.login({ profile: 'work', clientId, clientSecretFile: secretFile(fixture) });
  await fixture.login({ profile: 'work', clientId: publicClientId });
  expect(stored(fixture)['client-secret']).toBe(undefined);
  expect(fixture.host.warnings.join()).not.toContain('must not send a secret');
});

describe('a profile of another account', () => {
  async function openWithOther(): Promise<CliFixture> {
    const fixture = await openFixture();
    await fixture.login(appFlags(fixture));
    const other = {
      ...stored(fixture),
      'drive-id': 'b!other',
      account: 'Grace\u001b[2J (personal OneDrive)',
    };
    writeFileSync(fileOf(fixture), JSON.stringify(other));
    return fixture;
  }

  test('is replaced after a question that says whose it is', async () => {
    await using fixture = await openWithOther();
    fixture.withAnswers({ 'is of another account': true, 'Client secret': '' });
    await fixture.login(appFlags(fixture));
    expect(fixture.questions.at(-1)).toBe(
      'The profile work is of another account: Grace\\u001b[2J (personal OneDrive). Replace it?',
    );
    expect(stored(fixture)['drive-id']).toBe(fixture.emulator.credentials.driveId.toLowerCase());
  });

  test('is the same account when only the case of the drive’s id differs', async () => {
    await using fixture = await openWithOther();
    const upperCase = fixture.emulator.credentials.driveId.toUpperCase();
    writeFileSync(fileOf(fixture), JSON.stringify({ ...stored(fixture), 'drive-id': upperCase }));
    fixture.withAnswers({ 'Store this sign-in?': true, 'Client secret': '' });
    await fixture.login(appFlags(fixture));
    expect(fixture.questions.join('\n')).not.toContain('is of another account');
    expect(stored(fixture)['drive-id']).toBe(upperCase.toLowerCase());
  });

  test('stays when the answer is no', async () => {
    await using fixture = await openWithOther();
    fixture.withAnswers({ 'is of another account': false, 'Client secret': '' });
    await expect(fixture.login(appFlags(fixture))).rejects.toMatchObject({ code: 'account-declined' });
    expect(stored(fixture)['drive-id']).toBe('b!other');
  });

  test('stays when nobody can be asked, and is replaced with --yes', async () => {
    await using fixture = await openWithOther();
    await expect(fixture.login(appFlags(fixture))).rejects.toThrow(/nobody can be asked.*Grace/);
    expect(stored(fixture)['drive-id']).toBe('b!other');
    await fixture.login({ ...appFlags(fixture), yes: true });
    expect(stored(fixture)['drive-id']).toBe(fixture.emulator.credentials.driveId.toLowerCase());
  });
});

test('a file that is no profile is replaced with --yes only', async () => {
  await using fixture = await openFixture();
  await fixture.login(appFlags(fixture));
  writeFileSync(fileOf(fixture), 'something else');
  await expect(fixture.login(appFlags(fixture))).rejects.toThrow(/is not one that login wrote/);
  expect(readFileSync(fileOf(fixture), 'utf8')).toBe('something else');
  await fixture.login({ ...appFlags(fixture), yes: true });
  expect(openProfile({ profile: 'work' }, fixture.host.env)?.name).toBe('work');
});

test('login stores into the profile of ONEDRIVE_PROFILE, unless the command line says where', async () => {
  await using fixture = await openFixture();
  fixture.host.env.ONEDRIVE_PROFILE = 'work';
  const { clientId } = appFlags(fixture);
  await fixture.login({ clientId, print: true });
  expect(existsSync(fileOf(fixture))).toBe(false);
  await fixture.login({ clientId });
  expect(existsSync(fileOf(fixture))).toBe(true);
  expect(fixture.host.lines.at(-1)).toMatch(/ check$/);
});

test('login asks where to store a sign-in, and for the name of a profile', async () => {
  await using fixture = await openFixture();
  const { clientId } = appFlags(fixture);
  const answers = { 'Client secret': '', 'Store this': true, 'Where should': 'profile' };
  fixture.withAnswers({ ...answers, 'Name of the profile': 'a/b' });
  await expect(fixture.login({ clientId })).rejects.toThrow(/--profile is "a\/b"/);
  fixture.withAnswers({ ...answers, 'Name of the profile': 'work' });
  await fixture.login({ clientId });
  expect(stored(fixture)['client-id']).toBe(clientId);
  expect(fixture.host.lines.at(-1)).toMatch(/ check --profile work$/);
});

test('authorize-url and exchange make a profile, too', async () => {
  await using fixture = await openFixture();
  const attempt = join(fixture.host.tempDir, 'attempt.json');
  await authorizeUrlVerb({ ...appFlags(fixture), attempt }, fixture);
  fixture.line = await completeSignInForms(fixture.printed[0] ?? '');
  await exchangeVerb({ profile: 'work', attempt }, fixture);
  expect(stored(fixture)['client-id']).toBe(fixture.emulator.credentials.publicClientId);
});

test('login --out ends with a line that names the app and the files', async () => {
  await using fixture = await openFixture();
  const { clientId } = fixture.emulator.credentials;
  const [out, secret] = [join(fixture.host.tempDir, "it's"), secretFile(fixture)];
  await fixture.login({ clientId, tenantId: 'consumers', clientSecretFile: secret, out });
  const quoted = `--client-secret-file '${secret}' --refresh-token-file '${out.replace("'", "'\\''")}'`;
  expect(fixture.host.lines.at(-1)).toContain(
    ` check --client-id ${clientId} --tenant-id consumers ${quoted}`,
  );
});

test('the line says to set the client secret that was typed in', async () => {
  await using fixture = await openFixture();
  const { clientId, clientSecret } = fixture.emulator.credentials;
  fixture.withAnswers({ 'Client secret': clientSecret, 'Store this': true });
  await fixture.login({ clientId, out: join(fixture.host.tempDir, 'token') });
  expect(fixture.host.lines.at(-2)).toBe(
    'Test it with this line, with the client secret in ONEDRIVE_CLIENT_SECRET:',
  );
});
