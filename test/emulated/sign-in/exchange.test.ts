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

const attemptIn = (seat: CliFixture) => join(seat.host.cwd, 'attempt.json');

/** Both halves, with a person between them. */
async function halves(seat: CliFixture, flags: Readonly<Record<string, unknown>> = {}) {
  const attempt = attemptIn(seat);
  await authorizeUrlVerb({ attempt, ...flags }, seat);
  const [url = ''] = seat.printed.splice(0);
  seat.line = await completeSignInForms(url);
  await exchangeVerb({ attempt, print: true }, seat);
  return new URL(url);
}

test('authorize-url and exchange give a token, and the attempt file is deleted', async () => {
  await using seat = await CliFixture.open();
  await halves(seat);
  expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
  expect(existsSync(attemptIn(seat))).toBe(false);
});

test('the attempt file contains state and verifier, has mode 0600, and neither is printed', async () => {
  await using seat = await CliFixture.open();
  await authorizeUrlVerb({ attempt: attemptIn(seat) }, seat);
  expect(statSync(attemptIn(seat)).mode & 0o777).toBe(0o600);
  const { verifier, state } = JSON.parse(readFileSync(attemptIn(seat), 'utf8'));
  expect(seat.printed).toHaveLength(1);
  expect(new URL(seat.printed[0] ?? '').searchParams.get('state')).toBe(state);
  const said = [...seat.printed, ...seat.host.lines].join('\n');
  expect(said).not.toContain(verifier);
});

test('exchange uses tenant, scopes, redirect URI and parameters of authorize-url', async () => {
  await using seat = (await CliFixture.open({ account: 'business' })).confidential();
  const redirectUri = 'https://example.com/signed/in';
  seat.emulator.identity.registerRedirect(redirectUri);
  const url = await halves(seat, {
    ...{ redirectUri, tenantId: 'organizations', scopes: 'Files.ReadWrite.All offline_access' },
    param: ['sso_reload=true', 'domain_hint=contoso.com'],
  });
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    ...{ redirect_uri: redirectUri, scope: 'Files.ReadWrite.All offline_access', sso_reload: 'true' },
    domain_hint: 'contoso.com',
  });
  expect(url.pathname).toContain('/organizations/');
  expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
});

test('a response to another attempt is refused, and the attempt file stays', async () => {
  await using seat = await CliFixture.open();
  const attempt = attemptIn(seat);
  await authorizeUrlVerb({ attempt }, seat);
  seat.line = await completeSignInForms(seat.printed[0] ?? '');
  await authorizeUrlVerb({ attempt }, seat);
  await expect(exchangeVerb({ attempt, print: true }, seat)).rejects.toThrow(/another sign-in/);
  expect(existsSync(attempt)).toBe(true);
});

test('an attempt of another app is refused', async () => {
  await using seat = await CliFixture.open();
  const attempt = attemptIn(seat);
  await authorizeUrlVerb({ attempt }, seat);
  seat.confidential();
  await expect(exchangeVerb({ attempt, print: true }, seat)).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringContaining('client-id'),
  });
});

test('a file that is not an attempt is reported', async () => {
  await using seat = await CliFixture.open();
  writeFileSync(attemptIn(seat), '{"state":1}');
  await expect(exchangeVerb({ attempt: attemptIn(seat), print: true }, seat)).rejects.toMatchObject({
    kind: 'usage',
    hint: expect.stringContaining('authorize-url'),
  });
});

test('a missing attempt file is reported', async () => {
  await using seat = await CliFixture.open();
  await expect(exchangeVerb({ attempt: attemptIn(seat), print: true }, seat)).rejects.toMatchObject({
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
    await using seat = await CliFixture.open();
    const attempt = attemptIn(seat);
    await authorizeUrlVerb({ attempt }, seat);
    const kept: Kept = JSON.parse(readFileSync(attempt, 'utf8'));
    writeFileSync(attempt, JSON.stringify(change(kept)));
    seat.line = () => Promise.reject(new Error('nobody may be asked'));
    const refused = exchangeVerb({ attempt, print: true }, seat);
    await expect(refused).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('is not a file of authorize-url'),
    });
    await expect(refused).rejects.not.toThrow(kept.verifier.slice(0, 20));
    expect(seat.emulator.requestLog).toEqual([]);
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
    await using seat = await CliFixture.open();
    const attempt = attemptIn(seat);
    await authorizeUrlVerb({ attempt }, seat);
    seat.line = () => Promise.reject(new Error('nobody may be asked'));
    const verifier = join(seat.host.cwd, 'verifier');
    writeFileSync(verifier, 'v'.repeat(43), { mode: 0o600 });
    const given = { ...flags, ...('codeVerifierFile' in flags && { codeVerifierFile: verifier }) };
    await expect(exchangeVerb({ attempt, print: true, ...given }, seat)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(name),
    });
    expect(existsSync(attempt)).toBe(true);
  });

  test('and one with the same value is accepted', async () => {
    await using seat = await CliFixture.open();
    const attempt = attemptIn(seat);
    await authorizeUrlVerb({ attempt }, seat);
    seat.line = await completeSignInForms(seat.printed.pop() ?? '');
    const same = {
      tenantId: 'Common',
      scopes: 'Files.ReadWrite  offline_access',
      port: '8080',
      cloud: 'global',
    };
    await exchangeVerb({ attempt, print: true, ...same }, seat);
    expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
  });
});

describe('without an attempt', () => {
  test('a code requested without PKCE is redeemed with the secret', async () => {
    await using seat = (await CliFixture.open()).confidential();
    await authorizeUrlVerb({ pkce: false, attempt: attemptIn(seat) }, seat);
    expect(existsSync(attemptIn(seat))).toBe(false);
    const url = new URL(seat.printed.pop() ?? '');
    expect(url.searchParams.has('code_challenge')).toBe(false);
    expect(seat.host.lines).toContain(`state: ${url.searchParams.get('state')}`);
    seat.line = await completeSignInForms(url.href);
    await exchangeVerb({ print: true }, seat);
    expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
  });

  test.each(['file', 'environment'])(
    'the verifier of an address from another app comes from a %s',
    async (from) => {
      await using seat = await CliFixture.open();
      await authorizeUrlVerb({ attempt: attemptIn(seat) }, seat);
      const { verifier } = JSON.parse(readFileSync(attemptIn(seat), 'utf8'));
      seat.line = await completeSignInForms(seat.printed.pop() ?? '');
      const file = join(seat.host.cwd, 'verifier');
      writeFileSync(file, `${verifier}\n`, { mode: 0o600 });
      if (from === 'environment') seat.host.env.ONEDRIVE_CODE_VERIFIER = verifier;
      await exchangeVerb({ print: true, ...(from === 'file' && { codeVerifierFile: file }) }, seat);
      expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
    },
  );

  test('the redirect URI can be the app’s own: its address is pasted', async () => {
    await using seat = await CliFixture.open();
    for (const redirectUri of [
      'com.example.app:/signed/in',
      'msal7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f://auth',
    ]) {
      seat.emulator.identity.registerRedirect(redirectUri);
      const url = await halves(seat, { redirectUri });
      expect(url.searchParams.get('redirect_uri')).toBe(redirectUri);
      expect(seat.emulator.identity.isLiveRefreshToken(seat.printed.pop() ?? '')).toBe(true);
    }
  });

  test('a file for a secret takes precedence over the variable', async () => {
    await using seat = (await CliFixture.open()).confidential();
    const file = join(seat.host.cwd, 'secret');
    writeFileSync(file, `${seat.emulator.credentials.clientSecret}\n`, { mode: 0o600 });
    seat.host.env.ONEDRIVE_CLIENT_SECRET = 'emulator.another-secret';
    await authorizeUrlVerb({ attempt: attemptIn(seat) }, seat);
    seat.line = await completeSignInForms(seat.printed.pop() ?? '');
    await exchangeVerb({ attempt: attemptIn(seat), clientSecretFile: file, print: true }, seat);
    expect(seat.printed).toHaveLength(1);
  });
});
