import { describe, expect, test } from 'vitest';
import { createPkceParameters } from '../../../src/auth/oauth.ts';
import { authorizeUrl, type OAuthClient, oauthEndpoints } from '../../../src/auth/oauth-client.ts';

const client: OAuthClient = {
  clientId: '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f',
  loginHost: 'login.microsoftonline.com',
  tenantId: 'common',
  authority: 'entra',
  clientAuth: { kind: 'none' },
};
const ask = {
  redirectUri: 'http://localhost:8080/a b',
  scope: 'Files.ReadWrite offline_access',
  state: 'a+b',
  challenge: 'c',
  extraParameters: {},
};

const live = { ...client, authority: 'live', loginHost: 'login.live.com' } as const;

describe('a client talks to', () => {
  test('its tenant, which has an endpoint for devices', () => {
    expect(oauthEndpoints({ ...client, tenantId: 'contoso.com' })).toEqual({
      issuer: 'https://login.microsoftonline.com/contoso.com/v2.0',
      authorize: 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0/authorize',
      token: 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token',
      device: 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0/devicecode',
    });
  });

  test('login.live.com with authority live, which has no tenants and no devices', () => {
    expect(oauthEndpoints(live)).toEqual({
      issuer: 'https://login.live.com',
      authorize: 'https://login.live.com/oauth20_authorize.srf',
      token: 'https://login.live.com/oauth20_token.srf',
      device: undefined,
    });
  });
});

describe('the address of the sign-in page', () => {
  test('contains state and challenge, encoded for a query', () => {
    const text = authorizeUrl(client, ask);
    expect(text).not.toMatch(/[+ ]/);
    const url = new URL(text);
    expect(url.origin + url.pathname).toBe('https://login.microsoftonline.com/common/oauth2/v2.0/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: client.clientId,
      response_type: 'code',
      redirect_uri: 'http://localhost:8080/a b',
      scope: 'Files.ReadWrite offline_access',
      state: 'a+b',
      code_challenge: 'c',
      code_challenge_method: 'S256',
      response_mode: 'query',
      prompt: 'select_account',
    });
  });

  test('accepts extra parameters, which may replace only optional ones', () => {
    const extra = { sso_reload: 'true', prompt: 'consent' };
    const { searchParams } = new URL(authorizeUrl(client, { ...ask, extraParameters: extra }));
    expect([searchParams.get('sso_reload'), searchParams.getAll('prompt')]).toEqual(['true', ['consent']]);
  });

  test.each(['state', 'code_challenge', 'redirect_uri', 'client_id'])('refuses another %s', (name) => {
    expect(() => authorizeUrl(client, { ...ask, extraParameters: { [name]: 'x' } })).toThrow(
      `${name} cannot be`,
    );
  });

  test('names what to do if a parameter is refused', () => {
    const run = () => authorizeUrl(client, { ...ask, extraParameters: { state: 'x' } });
    expect(run).toThrow('because the sign-in sets it');
    expect(run).toThrow(
      expect.objectContaining({ kind: 'usage', hint: expect.stringContaining('leave it out') }),
    );
  });

  test('has no challenge if another app redeems the code', () => {
    const { searchParams } = new URL(authorizeUrl(client, { ...ask, challenge: undefined }));
    expect([...searchParams.keys()].filter((name) => name.startsWith('code_'))).toEqual([]);
    expect(searchParams.get('state')).toBe('a+b');
  });

  test('of authority live is on login.live.com', () => {
    const url = new URL(authorizeUrl(live, ask));
    expect(url.origin + url.pathname).toBe('https://login.live.com/oauth20_authorize.srf');
    expect([url.searchParams.has('prompt'), url.searchParams.has('response_mode')]).toEqual([false, false]);
  });
});

test('every attempt is different, and its challenge matches its verifier', async () => {
  const [one, two] = [await createPkceParameters(), await createPkceParameters()];
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(one.verifier));
  expect(one.challenge).toBe(Buffer.from(digest).toString('base64url'));
  expect(new Set([...Object.values(one), ...Object.values(two)]).size).toBe(6);
  expect(one.state).toMatch(/^[\w-]{43}$/);
});
