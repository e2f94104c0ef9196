import { describe, expect, test } from 'vitest';
import { SignInFailure } from '../../../src/auth/errors.ts';
import { signIn } from '../../../src/auth/sign-in.ts';
import type { HttpClient } from '../../../src/http/client.ts';
import { errorResponse, fakeSignIn, publicClientInputs, tokenResponse } from '../../support/fake-sign-in.ts';

const minuteMs = 60_000;
describe('a bearer', () => {
  test('is fetched at the sign-in, and masked', async () => {
    using here = fakeSignIn();
    const token = await here.enter();
    expect(await token.getAccessToken()).toBe('bearer-1');
    expect(here.asked).toHaveLength(1);
    expect(here.host.masked).toContain('bearer-1');
    expect(here.urls).toEqual(['https://login.microsoftonline.com/common/oauth2/v2.0/token']);
  });

  test('is renewed five minutes before it expires', async () => {
    using here = fakeSignIn();
    const token = await here.enter();
    here.host.clock.advance(55 * minuteMs - 1);
    expect(await token.getAccessToken()).toBe('bearer-1');
    here.host.clock.advance(1);
    expect(await token.getAccessToken()).toBe('bearer-2');
  });

  test('with a short lifetime is used for half of it', async () => {
    using here = fakeSignIn((number) => tokenResponse(number, { expires_in: 360 }));
    const token = await here.enter();
    here.host.clock.advance(3 * minuteMs - 1);
    expect(await token.getAccessToken()).toBe('bearer-1');
    here.host.clock.advance(1);
    expect(await token.getAccessToken()).toBe('bearer-2');
  });

  test('with an unknown lifetime is used for one hour', async () => {
    using here = fakeSignIn((number) => tokenResponse(number, { expires_in: undefined }));
    const token = await here.enter();
    here.host.clock.advance(55 * minuteMs - 1);
    expect(await token.getAccessToken()).toBe('bearer-1');
  });

  test('that is refused is replaced once for all requests that used it', async () => {
    using here = fakeSignIn();
    const token = await here.enter();
    token.invalidate('bearer-1');
    token.invalidate('bearer-1');
    const all = await Promise.all([token.getAccessToken(), token.getAccessToken(), token.getAccessToken()]);
    expect(all).toEqual(['bearer-2', 'bearer-2', 'bearer-2']);
    token.invalidate('bearer-1');
    expect(await token.getAccessToken()).toBe('bearer-2');
    expect(here.asked).toHaveLength(2);
  });

  test('can be requested again after a failure', async () => {
    using here = fakeSignIn((number) =>
      number === 2 ? errorResponse(400, { error: 'invalid_grant' }) : tokenResponse(number),
    );
    const token = await here.enter();
    token.invalidate('bearer-1');
    await expect(token.getAccessToken()).rejects.toThrow('invalid_grant');
    expect(await token.getAccessToken()).toBe('bearer-3');
  });
});

describe('a new refresh token', () => {
  test('is masked, then reported, and used for the next renewal', async () => {
    using here = fakeSignIn((number) => tokenResponse(number, { refresh_token: `refresh-${number}` }));
    const token = await here.enter();
    expect(token.hasRotated).toBe(true);
    token.invalidate('bearer-1');
    await token.getAccessToken();
    expect(here.rotations).toEqual([
      { token: 'refresh-1', masked: true },
      { token: 'refresh-2', masked: true },
    ]);
    expect(here.asked.map((form) => form.get('refresh_token'))).toEqual(['refresh-0', 'refresh-1']);
    expect(here.host.notices).toEqual([]);
  });

  test.each([
    ['there is none', {}],
    ['it is the old one', { refresh_token: 'refresh-0' }],
  ])('is not reported if %s', async (_, more) => {
    using here = fakeSignIn((number) => tokenResponse(number, more));
    const token = await here.enter();
    expect([token.hasRotated, here.rotations]).toEqual([false, []]);
  });

  test('that never comes is reported once', async () => {
    using here = fakeSignIn();
    const token = await here.enter();
    token.invalidate('bearer-1');
    await token.getAccessToken();
    expect(here.host.notices).toEqual([expect.stringContaining('no new refresh token')]);
  });

  test('that cannot be stored fails the sign-in', async () => {
    using here = fakeSignIn((number) => tokenResponse(number, { refresh_token: 'refresh-1' }));
    const http: HttpClient = {
      emulated: false,
      send: async () => tokenResponse(1, { refresh_token: 'r-1' }),
      close: async () => {},
    };
    const onRotated = () => Promise.reject(new Error('disk full'));
    await expect(signIn({ identity: publicClientInputs, http, host: here.host, onRotated })).rejects.toThrow(
      'disk full',
    );
  });
});

describe('scopes', () => {
  test.each<[string | undefined, string | null]>([
    [undefined, null],
    ['Files.ReadWrite', 'Files.ReadWrite offline_access'],
    ['offline_access Files.ReadWrite', 'offline_access Files.ReadWrite'],
    ['wl.offline_access onedrive.readwrite', 'wl.offline_access onedrive.readwrite'],
    ['  Files.ReadWrite \t  offline_access ', 'Files.ReadWrite offline_access'],
    [' Files.ReadWrite   User.Read', 'Files.ReadWrite User.Read offline_access'],
  ])('%j are sent as %j', async (scopes, sent) => {
    using here = fakeSignIn();
    await here.enter(scopes === undefined ? {} : { scopes });
    expect(here.asked[0]?.get('scope')).toBe(sent);
  });

  test('that were granted are known, or are empty', async () => {
    using told = fakeSignIn((number) => tokenResponse(number, { scope: 'Files.ReadWrite User.Read' }));
    using silent = fakeSignIn();
    expect((await told.enter()).scope).toBe('Files.ReadWrite User.Read');
    expect((await silent.enter()).scope).toBe('');
  });

  test('of a refused token are forgotten', async () => {
    using here = fakeSignIn((number) => tokenResponse(number, { scope: 'Files.ReadWrite' }));
    const token = await here.enter();
    token.invalidate('bearer-1');
    expect(token.scope).toBe('');
    await token.getAccessToken();
    expect(token.scope).toBe('Files.ReadWrite');
  });
});

describe('a public client with a secret', () => {
  const refusesSecrets = (number: number) =>
    number === 1
      ? errorResponse(401, { error: 'invalid_client', error_description: 'AADSTS700025: Client is public.' })
      : tokenResponse(number);

  test('continues without it, with a warning', async () => {
    using here = fakeSignIn(refusesSecrets);
    const token = await here.enter({ credential: 'secret', clientSecret: 'word~word' });
    expect(await token.getAccessToken()).toBe('bearer-2');
    expect(here.asked.map((form) => form.get('client_secret'))).toEqual(['word~word', null]);
    expect(here.host.warnings.join()).toContain('Remove client-secret');
    token.invalidate('bearer-2');
    await token.getAccessToken();
    expect(here.asked.at(-1)?.has('client_secret')).toBe(false);
  });

  test('is not tried twice if it sent no secret', async () => {
    using here = fakeSignIn(refusesSecrets);
    await expect(here.enter()).rejects.toThrow(SignInFailure);
    expect(here.asked).toHaveLength(1);
  });
});
