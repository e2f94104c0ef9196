import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { authorizeUrlVerb } from '../../../src/cli/commands/authorize-url.ts';
import { exchangeVerb } from '../../../src/cli/commands/exchange.ts';
import { CliFixture, completeSignInForms } from '../../support/cli-fixture.ts';

/** What authorize-url keeps. */
interface Kept {
  readonly inputs: Readonly<Record<string, string>>;
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
}

const attemptIn = (cliFixture: CliFixture) => join(cliFixture.host.cwd, 'attempt.json');

/** Both halves, with a person between them. */
async function halves(cliFixture: CliFixture, flags: Readonly<Record<string, unknown>> = {}) {
  const attempt = attemptIn(cliFixture);
  await authorizeUrlVerb({ attempt, ...flags }, cliFixture);
  const [url = ''] = cliFixture.printed.splice(0);
  cliFixture.line = await completeSignInForms(url);
  await exchangeVerb({ attempt, print: true }, cliFixture);
  return new URL(url);
}

test('authorize-url and exchange give a token, and the attempt file is deleted', async () => {
  await using cliFixture = await CliFixture.open();
  await halves(cliFixture);
  expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
  expect(existsSync(attemptIn(cliFixture))).toBe(false);
});

test('the attempt file contains state and verifier, has mode 0600, and neither is printed', async () => {
  await using cliFixture = await CliFixture.open();
  await authorizeUrlVerb({ attempt: attemptIn(cliFixture) }, cliFixture);
  expect(statSync(attemptIn(cliFixture)).mode & 0o777).toBe(0o600);
  const { verifier, state } = JSON.parse(readFileSync(attemptIn(cliFixture), 'utf8'));
  expect(cliFixture.printed).toHaveLength(1);
  expect(new URL(cliFixture.printed[0] ?? '').searchParams.get('state')).toBe(state);
  const said = [...cliFixture.printed, ...cliFixture.host.lines].join('\n');
  expect(said).not.toContain(verifier);
});

test('exchange uses tenant, scopes, redirect URI and parameters of authorize-url', async () => {
  await using cliFixture = (await CliFixture.open({ account: 'business' })).confidential();
  const redirectUri = 'https://example.com/signed/in';
  cliFixture.emulator.identity.registerRedirect(redirectUri);
  const url = await halves(cliFixture, {
    ...{ redirectUri, tenantId: 'organizations', scopes: 'Files.ReadWrite.All offline_access' },
    param: ['sso_reload=true', 'domain_hint=contoso.com'],
  });
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    ...{ redirect_uri: redirectUri, scope: 'Files.ReadWrite.All offline_access', sso_reload: 'true' },
    domain_hint: 'contoso.com',
  });
  expect(url.pathname).toContain('/organizations/');
  expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
});

test('a response to another attempt is refused, and the attempt file stays', async () => {
  await using cliFixture = await CliFixture.open();
  const attempt = attemptIn(cliFixture);
  await authorizeUrlVerb({ attempt }, cliFixture);
  cliFixture.line = await completeSignInForms(cliFixture.printed[0] ?? '');
  await authorizeUrlVerb({ attempt }, cliFixture);
  await expect(exchangeVerb({ attempt, print: true }, cliFixture)).rejects.toThrow(/another sign-in/);
  expect(existsSync(attempt)).toBe(true);
});

test('an attempt of another app is refused', async () => {
  await using cliFixture = await CliFixture.open();
  const attempt = attemptIn(cliFixture);
  await authorizeUrlVerb({ attempt }, cliFixture);
  cliFixture.confidential();
  await expect(exchangeVerb({ attempt, print: true }, cliFixture)).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringContaining('client-id'),
  });
});

test('a file that is not an attempt is reported', async () => {
  await using cliFixture = await CliFixture.open();
  writeFileSync(attemptIn(cliFixture), '{"state":1}');
  await expect(
    exchangeVerb({ attempt: attemptIn(cliFixture), print: true }, cliFixture),
  ).rejects.toMatchObject({
    kind: 'usage',
    hint: expect.stringContaining('authorize-url'),
  });
});

test('a missing attempt file is reported', async () => {
  await using cliFixture = await CliFixture.open();
  await expect(
    exchangeVerb({ attempt: attemptIn(cliFixture), print: true }, cliFixture),
  ).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringContaining('of authorize-url does not exist'),
  });
});

describe('a changed attempt file is refused:', () => {
  test.each<[string, (kept: Kept) => object]>([
    ['another tenant', (kept) => ({ ...kept, inputs: { ...kept.inputs, 'tenant-id': '../x' } })],
    ['another cloud', (kept) => ({ ...kept, inputs: { ...kept.inputs, cloud: 'https://example.com' } })],
    ['a client ID that is none', (kept) => ({ ...kept, inputs: { ...kept.inputs, 'client-id': 'x' } })],
    ['scopes that are none', (kept) => ({ ...kept, inputs: { ...kept.inputs, scopes: '"x"' } })],
    [
      'an input that it never holds',
      (kept) => ({ ...kept, inputs: { ...kept.inputs, credential: 'secret' } }),
    ],
    ['no inputs', ({ inputs: _, ...kept }) => kept],
    ['a page that is none', (kept) => ({ ...kept, redirectUri: 'javascript:alert(1)' })],
    ['no page', ({ redirectUri: _, ...kept }) => kept],
    ['no state', ({ state: _, ...kept }) => kept],
    ['a state of one letter', (kept) => ({ ...kept, state: 'x' })],
    ['no verifier', ({ verifier: _, ...kept }) => kept],
    ['a piece of the verifier', (kept) => ({ ...kept, verifier: kept.verifier.slice(0, 30) })],
    ['a number for its inputs', (kept) => ({ ...kept, inputs: 1 })],
    ['a list', (kept) => [kept]],
  ])('%s', async (_, change) => {
    await using cliFixture = await CliFixture.open();
    const attempt = attemptIn(cliFixture);
    await authorizeUrlVerb({ attempt }, cliFixture);
    const kept: Kept = JSON.parse(readFileSync(attempt, 'utf8'));
    writeFileSync(attempt, JSON.stringify(change(kept)));
    cliFixture.line = () => Promise.reject(new Error('nobody may be asked'));
    const refused = exchangeVerb({ attempt, print: true }, cliFixture);
    await expect(refused).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('is not a file of authorize-url'),
    });
    await expect(refused).rejects.not.toThrow(kept.verifier.slice(0, 20));
    expect(cliFixture.emulator.requestLog).toEqual([]);
  });
});

describe('a flag that differs from the attempt is refused:', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['tenant-id', { tenantId: 'organizations' }],
    ['tenant-id', { tenantId: 'a b' }],
    ['cloud', { cloud: 'china' }],
    ['authority', { authority: 'live' }],
    ['scopes', { scopes: 'Files.Read offline_access' }],
    ['app-folder', { appFolder: true }],
    ['redirect-uri', { redirectUri: 'https://example.com/other' }],
    ['redirect-uri', { redirectUri: 'javascript:alert(1)' }],
    ['redirect-uri', { port: '9090' }],
    ['code-verifier-file', { codeVerifierFile: 'verifier' }],
  ])('%s by %j', async (name, flags) => {
    await using cliFixture = await CliFixture.open();
    const attempt = attemptIn(cliFixture);
    await authorizeUrlVerb({ attempt }, cliFixture);
    cliFixture.line = () => Promise.reject(new Error('nobody may be asked'));
    const verifier = join(cliFixture.host.cwd, 'verifier');
    writeFileSync(verifier, 'v'.repeat(43), { mode: 0o600 });
    const given = { ...flags, ...('codeVerifierFile' in flags && { codeVerifierFile: verifier }) };
    await expect(exchangeVerb({ attempt, print: true, ...given }, cliFixture)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(name),
    });
    expect(existsSync(attempt)).toBe(true);
  });

  test('and one with the same value is accepted', async () => {
    await using cliFixture = await CliFixture.open();
    const attempt = attemptIn(cliFixture);
    await authorizeUrlVerb({ attempt }, cliFixture);
    cliFixture.line = await completeSignInForms(cliFixture.printed.pop() ?? '');
    const same = {
      tenantId: 'Common',
      scopes: 'Files.ReadWrite  offline_access',
      port: '8080',
      cloud: 'global',
    };
    await exchangeVerb({ attempt, print: true, ...same }, cliFixture);
    expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
  });
});

describe('without an attempt', () => {
  test('a code requested without PKCE is redeemed with the secret', async () => {
    await using cliFixture = (await CliFixture.open()).confidential();
    await authorizeUrlVerb({ pkce: false, attempt: attemptIn(cliFixture) }, cliFixture);
    expect(existsSync(attemptIn(cliFixture))).toBe(false);
    const url = new URL(cliFixture.printed.pop() ?? '');
    expect(url.searchParams.has('code_challenge')).toBe(false);
    expect(cliFixture.host.lines).toContain(`state: ${url.searchParams.get('state')}`);
    cliFixture.line = await completeSignInForms(url.href);
    await exchangeVerb({ print: true }, cliFixture);
    expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
  });

  test.each(['file', 'environment'])(
    'the verifier of an address from another app comes from a %s',
    async (from) => {
      await using cliFixture = await CliFixture.open();
      await authorizeUrlVerb({ attempt: attemptIn(cliFixture) }, cliFixture);
      const { verifier } = JSON.parse(readFileSync(attemptIn(cliFixture), 'utf8'));
      cliFixture.line = await completeSignInForms(cliFixture.printed.pop() ?? '');
      const file = join(cliFixture.host.cwd, 'verifier');
      writeFileSync(file, `${verifier}\n`, { mode: 0o600 });
      if (from === 'environment') cliFixture.host.env.ONEDRIVE_CODE_VERIFIER = verifier;
      await exchangeVerb({ print: true, ...(from === 'file' && { codeVerifierFile: file }) }, cliFixture);
      expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
    },
  );

  test('the redirect URI can be the app’s own: its address is pasted', async () => {
    await using cliFixture = await CliFixture.open();
    for (const redirectUri of [
      'com.example.app:/signed/in',
      'msal7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f://auth',
    ]) {
      cliFixture.emulator.identity.registerRedirect(redirectUri);
      const url = await halves(cliFixture, { redirectUri });
      expect(url.searchParams.get('redirect_uri')).toBe(redirectUri);
      expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed.pop() ?? '')).toBe(true);
    }
  });

  test('a file for a secret takes precedence over the variable', async () => {
    await using cliFixture = (await CliFixture.open()).confidential();
    const file = join(cliFixture.host.cwd, 'secret');
    writeFileSync(file, `${cliFixture.emulator.credentials.clientSecret}\n`, { mode: 0o600 });
    cliFixture.host.env.ONEDRIVE_CLIENT_SECRET = 'emulator.another-secret';
    await authorizeUrlVerb({ attempt: attemptIn(cliFixture) }, cliFixture);
    cliFixture.line = await completeSignInForms(cliFixture.printed.pop() ?? '');
    await exchangeVerb({ attempt: attemptIn(cliFixture), clientSecretFile: file, print: true }, cliFixture);
    expect(cliFixture.printed).toHaveLength(1);
  });
});
