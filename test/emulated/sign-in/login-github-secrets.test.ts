import { describe, expect, test } from 'vitest';
import { CliFixture, followSignIn } from '../../support/cli-fixture.ts';
import { decryptSecret } from '../../support/github-fixture.ts';

const repository = 'octo-org/uploads';

async function seated(): Promise<CliFixture> {
  const seat = (await CliFixture.open()).confidential();
  seat.browser = followSignIn;
  return seat;
}

const kept = (seat: CliFixture, name: string, place = `actions/${repository}`) =>
  decryptSecret(seat.emulator, place, name);

test('client ID, secret and token are stored as secrets, and the workflow to paste is printed', async () => {
  await using seat = await seated();
  await seat.login({ saveSecret: repository, yes: true });
  const { clientId, clientSecret } = seat.emulator.credentials;
  expect(kept(seat, 'ONEDRIVE_CLIENT_ID')).toBe(clientId);
  expect(kept(seat, 'ONEDRIVE_CLIENT_SECRET')).toBe(clientSecret);
  const token = kept(seat, 'ONEDRIVE_REFRESH_TOKEN') ?? '';
  expect(seat.emulator.identity.isLiveRefreshToken(token, clientId)).toBe(true);
  const yaml = seat.printed.join('\n');
  for (const name of ['CLIENT_ID', 'CLIENT_SECRET', 'REFRESH_TOKEN']) {
    const input = name.toLowerCase().replace('_', '-');
    expect(yaml).toContain(`${input}: \${{ secrets.ONEDRIVE_${name} }}`);
  }
  expect(yaml).toContain('refresh-only');
  for (const secret of [token, clientSecret, clientId]) expect(yaml).not.toContain(secret);
});

test('a public client with a secret continues without it, and stores none', async () => {
  await using seat = await CliFixture.open({ account: 'business' });
  seat.host.env.ONEDRIVE_CLIENT_SECRET = seat.emulator.credentials.clientSecret;
  seat.browser = followSignIn;
  await seat.login({ saveSecret: repository, yes: true });
  expect(seat.host.warnings.join()).toContain('must not send a secret');
  expect(kept(seat, 'ONEDRIVE_CLIENT_SECRET')).toBeUndefined();
  expect(seat.emulator.identity.isLiveRefreshToken(kept(seat, 'ONEDRIVE_REFRESH_TOKEN') ?? '')).toBe(true);
  expect(seat.printed.join()).not.toContain('client-secret');
});

test.each([
  [
    'environment:production',
    `actions/${repository}/production`,
    'rotate-secret-in: "environment:production"',
  ],
  ['organization', 'actions/octo-org', 'rotate-secret-in: "organization"'],
  ['dependabot', `dependabot/${repository}`, 'rotate-secret-in: "dependabot"'],
])('--in %s stores them there, and the workflow uses that place', async (place, shelf, line) => {
  await using seat = await seated();
  await seat.login({ saveSecret: repository, in: place, yes: true });
  expect(seat.emulator.identity.isLiveRefreshToken(kept(seat, 'ONEDRIVE_REFRESH_TOKEN', shelf) ?? '')).toBe(
    true,
  );
  expect(seat.printed.join('\n')).toContain(line);
});

test('names start with --secret-prefix, also in the workflow', async () => {
  await using seat = await seated();
  await seat.login({ saveSecret: repository, secretPrefix: 'WORK', yes: true });
  expect(seat.emulator.identity.isLiveRefreshToken(kept(seat, 'WORK_REFRESH_TOKEN') ?? '')).toBe(true);
  expect(seat.printed.join('\n')).toContain('rotate-secret: WORK_REFRESH_TOKEN');
});

test('with --print only the token is on standard output', async () => {
  await using seat = await seated();
  await seat.login({ saveSecret: repository, print: true, yes: true });
  expect(seat.printed).toEqual([kept(seat, 'ONEDRIVE_REFRESH_TOKEN')]);
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
    await using seat = await seated();
    await expect(seat.login(given)).rejects.toThrow(words);
    expect(seat.printedUrl).toBe('');
  });

  test('the job’s own token, with what to use instead', async () => {
    await using seat = await seated();
    seat.host.env.GH_TOKEN = seat.emulator.github.jobToken;
    await expect(seat.login(flags)).rejects.toMatchObject({ hint: expect.stringContaining('GITHUB_TOKEN') });
    expect(seat.printedUrl).toBe('');
  });

  test('no GitHub token at all', async () => {
    await using seat = await seated();
    seat.host.env.GH_TOKEN = '';
    await expect(seat.login(flags)).rejects.toMatchObject({ hint: expect.stringContaining('GH_TOKEN') });
    expect(seat.printedUrl).toBe('');
  });
});

describe('on a terminal', () => {
  test('it asks where to store the token, and whether the account is right', async () => {
    await using seat = await seated();
    seat.withAnswers({ 'Where should': 'github', OWNER: repository, 'Store this': true });
    await seat.login();
    expect(kept(seat, 'ONEDRIVE_REFRESH_TOKEN')).toBeDefined();
    expect(seat.questions.at(-1)).toContain('Store this');
    const shown = seat.host.lines.findIndex((line) => line.includes('Ada Emulated'));
    expect(shown).toBeGreaterThan(-1);
  });

  test('the wrong account is not stored', async () => {
    await using seat = await seated();
    seat.withAnswers({ 'Store this': false });
    await expect(seat.login({ saveSecret: repository, print: true })).rejects.toMatchObject({
      kind: 'sign-in',
      message: 'nothing was stored',
    });
    expect(kept(seat, 'ONEDRIVE_REFRESH_TOKEN')).toBeUndefined();
    expect(seat.printed).toEqual([]);
  });

  test('it asks for missing values, and does not show the secret', async () => {
    await using seat = await CliFixture.open();
    seat.browser = followSignIn;
    const { clientId, clientSecret } = seat.emulator.credentials;
    seat.host.env.ONEDRIVE_CLIENT_ID = '';
    seat.withAnswers({
      'Application (client) ID': clientId,
      'Client secret': clientSecret,
      'Store this': true,
    });
    await seat.login({ print: true });
    expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '', clientId)).toBe(true);
    expect(seat.host.masked).toContain(clientSecret);
  });

  test('an empty secret means a public client', async () => {
    await using seat = await CliFixture.open();
    seat.browser = followSignIn;
    seat.withAnswers({ 'Client secret': '' });
    await seat.login({ print: true, yes: true });
    expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
  });
});
