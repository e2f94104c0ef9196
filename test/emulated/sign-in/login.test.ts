import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loginVerb } from '../../../src/cli/commands/login.ts';
import { loginTimeoutMs } from '../../../src/cli/login/login-timeout.ts';
import { CliFixture, completeSignInForms, followSignIn } from '../../support/cli-fixture.ts';

/** What went to the identity platform, by path and status. */
const asked = ({ emulator }: CliFixture) =>
  emulator.requestLog
    .filter(({ surface }) => surface === 'identity')
    .map(({ method, path, status }) => `${method} ${path.split('?')[0]} ${status}`);

test.each([
  ['personal', 'ada@outlook.com'],
  ['business', 'Ada Emulated'],
] as const)('a public client of a %s account signs in', async (account, owner) => {
  await using cliFixture = await CliFixture.open({ account });
  cliFixture.browser = followSignIn;
  await cliFixture.login({ print: true });
  const [token = ''] = cliFixture.printed;
  expect(cliFixture.printed).toHaveLength(1);
  expect(
    cliFixture.emulator.identity.isLiveRefreshToken(token, cliFixture.emulator.credentials.publicClientId),
  ).toBe(true);
  expect(cliFixture.host.lines.join('\n')).toContain(owner);
});

test('a browser that insists on https is told in the terminal, and the sign-in goes on', async () => {
  await using cliFixture = await CliFixture.open();
  cliFixture.browser = async (url) => {
    const there = new URL(url).searchParams.get('redirect_uri') ?? '';
    await expect(fetch(there.replace('http:', 'https:'))).rejects.toThrow();
    await followSignIn(url);
  };
  await cliFixture.login({ print: true });
  expect(cliFixture.printed).toHaveLength(1);
  expect(cliFixture.host.warnings.join()).toMatch(
    /A browser asked for https:\/\/localhost:\d+.*Change https to http in the address bar/,
  );
});

test('a confidential client signs in with its secret', async () => {
  await using cliFixture = (await CliFixture.open()).confidential();
  cliFixture.browser = followSignIn;
  await cliFixture.login({ print: true });
  const { clientId } = cliFixture.emulator.credentials;
  expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '', clientId)).toBe(true);
});

test('the address contains PKCE, a state and the account choice, and only the scopes it needs', async () => {
  await using cliFixture = await CliFixture.open();
  cliFixture.browser = followSignIn;
  await cliFixture.login({ print: true });
  const told = new URL(cliFixture.printedUrl);
  expect(Object.fromEntries(told.searchParams)).toMatchObject({
    response_type: 'code',
    scope: 'Files.ReadWrite offline_access',
    prompt: 'select_account',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w-]{22,}$/),
  });
  expect(told.pathname).toBe('/common/oauth2/v2.0/authorize');
  expect(told.search).not.toContain('+');
});

test('each sign-in has its own state and challenge', async () => {
  await using cliFixture = await CliFixture.open();
  cliFixture.browser = followSignIn;
  const seen = new Set<string>();
  for (const _ of [1, 2]) {
    cliFixture.host.lines.length = 0;
    await cliFixture.login({ print: true });
    const { searchParams } = new URL(cliFixture.printedUrl);
    seen.add(searchParams.get('state') ?? '').add(searchParams.get('code_challenge') ?? '');
  }
  expect(seen.size).toBe(4);
});

test('the user can set scopes, tenant and extra parameters', async () => {
  await using cliFixture = await CliFixture.open({ account: 'business' });
  cliFixture.browser = followSignIn;
  await cliFixture.login({
    ...{ print: true, tenantId: 'organizations', scopes: 'Files.ReadWrite.All  offline_access' },
    param: ['login_hint=ada@contoso.com', 'prompt=consent', 'sso_reload=true', 'response_mode=query'],
  });
  const told = new URL(cliFixture.printedUrl);
  expect(told.pathname).toContain('/organizations/');
  expect(Object.fromEntries(told.searchParams)).toMatchObject({
    ...{ scope: 'Files.ReadWrite.All offline_access', login_hint: 'ada@contoso.com', prompt: 'consent' },
    sso_reload: 'true',
  });
  expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
});

test.each(['state', 'code_challenge', 'code_challenge_method', 'client_id', 'redirect_uri', 'response_type'])(
  'no parameter can replace %s',
  async (name) => {
    await using cliFixture = await CliFixture.open();
    await expect(cliFixture.login({ print: true, param: [`${name}=mine`] })).rejects.toMatchObject({
      kind: 'usage',
    });
  },
);

test('--app-folder requests access only to that folder, and reports it', async () => {
  await using cliFixture = await CliFixture.open();
  cliFixture.browser = followSignIn;
  await cliFixture.login({ print: true, appFolder: true });
  expect(new URL(cliFixture.printedUrl).searchParams.get('scope')).toBe(
    'Files.ReadWrite.AppFolder offline_access',
  );
  expect(cliFixture.host.lines.join('\n')).toMatch(/Signed in: .*own folder/);
});

test('a response by form_post is accepted, too', async () => {
  await using cliFixture = await CliFixture.open();
  cliFixture.browser = async (url) => {
    const post = (form: Record<string, string>, to = url) =>
      fetch(to, { method: 'POST', body: new URLSearchParams(form) });
    const page = await (await post({ decision: 'allow' })).text();
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
    const fields = [...page.matchAll(/name="(\w+)" value="([^"]*)"/g)];
    return post(Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value])), action);
  };
  await cliFixture.login({ print: true, param: ['response_mode=form_post'] });
  expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
});

test('a person who declines fails the login with what to do, and no token is requested', async () => {
  await using cliFixture = await CliFixture.open();
  cliFixture.browser = (url) => followSignIn(url, 'deny');
  await expect(cliFixture.login({ print: true })).rejects.toMatchObject({
    kind: 'sign-in',
    message: expect.stringContaining('access_denied'),
  });
  expect(asked(cliFixture).filter((line) => line.includes('/token'))).toEqual([]);
});

test('a response of another sign-in is ignored, and its code is never redeemed', async () => {
  await using cliFixture = await CliFixture.open();
  cliFixture.browser = async (url) => {
    const redirect = new URL(url).searchParams.get('redirect_uri');
    const forged = await fetch(`${redirect}/?code=stolen-code-of-somebody&state=guessed`);
    expect(forged.status).toBe(400);
    return followSignIn(url);
  };
  await cliFixture.login({ print: true });
  expect(asked(cliFixture).filter((line) => line.includes('/token'))).toEqual([
    'POST /common/oauth2/v2.0/token 200',
  ]);
});

test('without a browser the address is printed, and the login waits for it', async () => {
  await using cliFixture = await CliFixture.open();
  cliFixture.browser = () => Promise.reject(new Error('nobody may open one'));
  const signingIn = cliFixture.login({ print: true, browser: false });
  await cliFixture.host.clock.watched(loginTimeoutMs);
  await followSignIn(cliFixture.printedUrl);
  await signingIn;
  expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
});

test('a closed window fails the login after ten minutes, with advice', async () => {
  await using cliFixture = await CliFixture.open();
  const signingIn = cliFixture.login({ print: true });
  await cliFixture.host.clock.watched(loginTimeoutMs);
  cliFixture.host.clock.advance(loginTimeoutMs);
  await expect(signingIn).rejects.toMatchObject({
    kind: 'sign-in',
    hint: expect.stringContaining('--paste'),
  });
  await expect(
    fetch(new URL(cliFixture.printedUrl).searchParams.get('redirect_uri') ?? ''),
  ).rejects.toThrow();
});

test('Ctrl-C ends the login at once', async () => {
  await using cliFixture = await CliFixture.open();
  const signingIn = cliFixture.login({ print: true });
  await cliFixture.host.clock.watched(loginTimeoutMs);
  cliFixture.host.cancel(new Error('stopped'));
  await expect(signingIn).rejects.toThrow('stopped');
});

test('a code is redeemed once, with any response', async () => {
  await using cliFixture = await CliFixture.open();
  cliFixture.browser = followSignIn;
  cliFixture.emulator.addFault({
    on: { surface: 'identity', path: '/token' },
    do: { kind: 'lost-reply' },
  });
  await expect(cliFixture.login({ print: true })).rejects.toMatchObject({ kind: 'network' });
  expect(asked(cliFixture).filter((line) => line.includes('/token'))).toHaveLength(1);
});

test('a sign-in without offline_access fails because there is no refresh token', async () => {
  await using cliFixture = await CliFixture.open();
  cliFixture.browser = followSignIn;
  await expect(cliFixture.login({ print: true, scopes: 'Files.ReadWrite' })).rejects.toMatchObject({
    kind: 'sign-in',
    hint: expect.stringContaining('offline_access'),
  });
});

test('a port in use is an error before anybody signs in', async () => {
  await using cliFixture = await CliFixture.open();
  const port = new URL(cliFixture.emulator.url).port;
  await expect(loginVerb({ print: true, port }, cliFixture)).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringContaining(port),
  });
  expect(cliFixture.printedUrl).toBe('');
});

test('a missing folder is reported before anybody signs in', async () => {
  await using cliFixture = await CliFixture.open();
  await expect(cliFixture.login({ out: '/no/such/folder/token' })).rejects.toMatchObject({ kind: 'usage' });
  expect(existsSync('/no/such')).toBe(false);
  expect(asked(cliFixture)).toEqual([]);
});

test('no secret, code or token of a login reaches the log', async () => {
  await using cliFixture = (await CliFixture.open()).confidential();
  let landing = '';
  cliFixture.browser = async (url) => {
    landing = await completeSignInForms(url);
    return fetch(landing);
  };
  await cliFixture.login({ print: true });
  const log = cliFixture.host.lines.join('\n');
  const { issuedAccessTokens, issuedRefreshTokens } = cliFixture.emulator.identity;
  const code = new URL(landing).searchParams.get('code') ?? '';
  const secrets = [
    ...issuedAccessTokens,
    ...issuedRefreshTokens,
    code,
    cliFixture.emulator.credentials.clientSecret,
  ];
  expect(secrets.length).toBeGreaterThan(4);
  // And would not, whatever a service quotes of them.
  expect(cliFixture.host.masked).toEqual(expect.arrayContaining([code, cliFixture.printed[0]]));
  for (const secret of secrets) {
    expect(log).not.toContain(secret);
    expect(log).not.toContain(encodeURIComponent(secret));
  }
});
