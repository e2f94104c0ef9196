import { describe, expect, test } from 'vitest';
import { CliFixture, followSignIn } from '../../support/cli-fixture.ts';
import { decryptSecret } from '../../support/github-fixture.ts';

const repository = 'octo-org/uploads';

async function withCli(): Promise<CliFixture> {
  const cliFixture = (await CliFixture.open()).confidential();
  cliFixture.browser = followSignIn;
  return cliFixture;
}

const kept = (cliFixture: CliFixture, name: string, place = `actions/${repository}`) =>
  decryptSecret(cliFixture.emulator, place, name);

test('client ID, secret and token are stored as secrets, and the workflow to paste is printed', async () => {
  await using cliFixture = await withCli();
  await cliFixture.login({ saveSecret: repository, yes: true });
  const { clientId, clientSecret } = cliFixture.emulator.credentials;
  expect(kept(cliFixture, 'ONEDRIVE_CLIENT_ID')).toBe(clientId);
  expect(kept(cliFixture, 'ONEDRIVE_CLIENT_SECRET')).toBe(clientSecret);
  const token = kept(cliFixture, 'ONEDRIVE_REFRESH_TOKEN') ?? '';
  expect(cliFixture.emulator.identity.isLiveRefreshToken(token, clientId)).toBe(true);
  const yaml = cliFixture.printed.join('\n');
  for (const name of ['CLIENT_ID', 'CLIENT_SECRET', 'REFRESH_TOKEN']) {
    const input = name.toLowerCase().replace('_', '-');
    expect(yaml).toContain(`${input}: \${{ secrets.ONEDRIVE_${name} }}`);
  }
  expect(yaml).toContain('refresh-only');
  for (const secret of [token, clientSecret, clientId]) expect(yaml).not.toContain(secret);
});

test('a public client with a secret continues without it, and stores none', async () => {
  await using cliFixture = await CliFixture.open({ account: 'business' });
  cliFixture.host.env.ONEDRIVE_CLIENT_SECRET = cliFixture.emulator.credentials.clientSecret;
  cliFixture.browser = followSignIn;
  await cliFixture.login({ saveSecret: repository, yes: true });
  expect(cliFixture.host.warnings.join()).toContain('must not send a secret');
  expect(kept(cliFixture, 'ONEDRIVE_CLIENT_SECRET')).toBeUndefined();
  expect(
    cliFixture.emulator.identity.isLiveRefreshToken(kept(cliFixture, 'ONEDRIVE_REFRESH_TOKEN') ?? ''),
  ).toBe(true);
  expect(cliFixture.printed.join()).not.toContain('client-secret');
});

test.each([
  [
    'environment:production',
    `actions/${repository}/production`,
    'rotate-secret-in: "environment:production"',
  ],
  ['organization', 'actions/octo-org', 'rotate-secret-in: "organization"'],
  ['dependabot', `dependabot/${repository}`, 'rotate-secret-in: "dependabot"'],
])('--in %s stores them there, and the workflow uses that place', async (place, secretStore, line) => {
  await using cliFixture = await withCli();
  await cliFixture.login({ saveSecret: repository, in: place, yes: true });
  expect(
    cliFixture.emulator.identity.isLiveRefreshToken(
      kept(cliFixture, 'ONEDRIVE_REFRESH_TOKEN', secretStore) ?? '',
    ),
  ).toBe(true);
  expect(cliFixture.printed.join('\n')).toContain(line);
});

test('names start with --secret-prefix, also in the workflow', async () => {
  await using cliFixture = await withCli();
  await cliFixture.login({ saveSecret: repository, secretPrefix: 'WORK', yes: true });
  expect(cliFixture.emulator.identity.isLiveRefreshToken(kept(cliFixture, 'WORK_REFRESH_TOKEN') ?? '')).toBe(
    true,
  );
  expect(cliFixture.printed.join('\n')).toContain('rotate-secret: WORK_REFRESH_TOKEN');
});

test('with --print only the token is on standard output', async () => {
  await using cliFixture = await withCli();
  await cliFixture.login({ saveSecret: repository, print: true, yes: true });
  expect(cliFixture.printed).toEqual([kept(cliFixture, 'ONEDRIVE_REFRESH_TOKEN')]);
});

describe('is refused before anybody signs in:', () => {
  const flags = { saveSecret: repository, yes: true };
  test.each([
    ['nobody to ask, and no --yes', { saveSecret: repository }, /--yes/],
    ['nothing to do with the token', {}, /--save-secret OWNER\/REPO, --out FILE or --print/],
    ['no repository', { ...flags, saveSecret: 'uploads' }, /OWNER\/REPO/],
    ['no place', { ...flags, in: 'attic' }, /--in is "attic"/],
    ['a name that GitHub keeps for itself', { ...flags, secretPrefix: 'GITHUB' }, /GITHUB_/],
    ['a repository that is not there', { ...flags, saveSecret: 'octo-org/other' }, /404/],
    ['an environment that is not there', { ...flags, in: 'environment:staging' }, /404/],
  ])('%s', async (_, given, words) => {
    await using cliFixture = await withCli();
    await expect(cliFixture.login(given)).rejects.toThrow(words);
    expect(cliFixture.printedUrl).toBe('');
  });

  test('the job’s own token, with what to use instead', async () => {
    await using cliFixture = await withCli();
    cliFixture.host.env.GH_TOKEN = cliFixture.emulator.github.jobToken;
    await expect(cliFixture.login(flags)).rejects.toMatchObject({
      hint: expect.stringContaining('GITHUB_TOKEN'),
    });
    expect(cliFixture.printedUrl).toBe('');
  });

  test('no GitHub token at all', async () => {
    await using cliFixture = await withCli();
    cliFixture.host.env.GH_TOKEN = '';
    await expect(cliFixture.login(flags)).rejects.toMatchObject({
      hint: expect.stringContaining('GH_TOKEN'),
    });
    expect(cliFixture.printedUrl).toBe('');
  });
});

describe('on a terminal', () => {
  test('it asks where to store the token, and whether the account is right', async () => {
    await using cliFixture = await withCli();
    cliFixture.withAnswers({ 'Where should': 'github', OWNER: repository, 'Store this': true });
    await cliFixture.login();
    expect(kept(cliFixture, 'ONEDRIVE_REFRESH_TOKEN')).toBeDefined();
    expect(cliFixture.questions.at(-1)).toContain('Store this');
    const shown = cliFixture.host.lines.findIndex((line) => line.includes('ada@outlook.com'));
    expect(shown).toBeGreaterThan(-1);
  });

  test('the wrong account is not stored', async () => {
    await using cliFixture = await withCli();
    cliFixture.withAnswers({ 'Store this': false });
    await expect(cliFixture.login({ saveSecret: repository, print: true })).rejects.toMatchObject({
      kind: 'sign-in',
      message: 'nothing was stored',
    });
    expect(kept(cliFixture, 'ONEDRIVE_REFRESH_TOKEN')).toBeUndefined();
    expect(cliFixture.printed).toEqual([]);
  });

  test('it asks for missing values, and does not show the secret', async () => {
    await using cliFixture = await CliFixture.open();
    cliFixture.browser = followSignIn;
    const { clientId, clientSecret } = cliFixture.emulator.credentials;
    cliFixture.host.env.ONEDRIVE_CLIENT_ID = '';
    cliFixture.withAnswers({
      'Application (client) ID': clientId,
      'Client secret': clientSecret,
      'Store this': true,
    });
    await cliFixture.login({ print: true });
    expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '', clientId)).toBe(true);
    expect(cliFixture.host.masked).toContain(clientSecret);
  });

  test('an empty secret means a public client', async () => {
    await using cliFixture = await CliFixture.open();
    cliFixture.browser = followSignIn;
    cliFixture.withAnswers({ 'Client secret': '' });
    await cliFixture.login({ print: true, yes: true });
    expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
  });
});
