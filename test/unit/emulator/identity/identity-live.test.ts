import { describe, expect, it } from 'vitest';
import { ask, json, post, text } from '../call-route.ts';
import { setUp } from '../refresh-request.ts';

const base = 'https://login.microsoftonline.com/common/oauth2/v2.0';

type World = ReturnType<typeof setUp>;

describe('login.live.com', () => {
  const live = 'https://login.live.com/oauth20_token.srf';
  const desktop = 'https://login.live.com/oauth20_desktop.srf';
  const refresh = ({ identity, publicClientId }: World, more: Record<string, string> = {}) =>
    post(identity.route, live, {
      grant_type: 'refresh_token',
      client_id: publicClientId,
      refresh_token: identity.credentials.publicRefreshToken,
      ...more,
    });

  it('refreshes a personal account, in its own manner', async () => {
    const world = setUp();
    const reply = await refresh(world, { redirect_uri: desktop });
    expect(json(reply)).toMatchObject({ token_type: 'bearer', user_id: expect.any(String) });
    expect(world.identity.isLiveRefreshToken(text(reply, 'refresh_token'))).toBe(true);
    expect(world.identity.caller(`bearer ${text(reply, 'access_token')}`)).toHaveProperty('user', true);
  });

  it('refreshes without a redirect URI, and redeems no code without one', async () => {
    const world = setUp();
    expect(json(await refresh(world))).toHaveProperty('access_token');
    const reply = await refresh(world, { grant_type: 'authorization_code', code: 'x' });
    expect(text(reply, 'error_description')).toContain('redirect_uri');
  });

  it('has bare errors: no AADSTS number, no trace', async () => {
    const reply = await refresh(setUp(), { refresh_token: 'x' });
    expect(Object.keys(json(reply))).toEqual(['error', 'error_description']);
    expect(text(reply, 'error_description')).not.toContain('AADSTS');
  });

  it('knows no work account', async () => {
    expect(json(await refresh(setUp('work')))).toMatchObject({ error: 'invalid_grant' });
  });

  it('issues codes for the legacy scopes, and refreshes what came of them', async () => {
    const world = setUp();
    const query = new URLSearchParams({
      client_id: world.publicClientId,
      response_type: 'code',
      redirect_uri: desktop,
      scope: 'onedrive.readwrite wl.skydrive_update wl.offline_access',
    });
    const page = `https://login.live.com/oauth20_authorize.srf?${query}`;
    const back = await post(world.identity.route, page, { decision: 'allow' });
    const code = new URL(back.headers?.location ?? '').searchParams.get('code') ?? '';
    const form = {
      grant_type: 'authorization_code',
      client_id: world.publicClientId,
      redirect_uri: desktop,
      code,
    };
    const reply = await post(world.identity.route, live, form);
    const scope = 'onedrive.readwrite wl.skydrive_update';
    expect(json(reply)).toMatchObject({ scope, refresh_token: expect.any(String) });
    const { code: _, ...app } = form;
    const token = { refresh_token: text(reply, 'refresh_token') };
    const again = { ...app, ...token, grant_type: 'refresh_token', scope: `${scope} wl.offline_access` };
    expect(json(await post(world.identity.route, live, again))).toMatchObject({ scope });
  });
});

describe('discovery', () => {
  const get = (href: string) => ask(setUp('work').identity.route, href);
  it('names endpoints and keys; the issuer of common is a template', async () => {
    const common = await get(
      'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
    );
    expect(json(common)).toMatchObject({
      issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0',
      token_endpoint: `${base}/token`,
      authorization_endpoint: `${base}/authorize`,
      device_authorization_endpoint: `${base}/devicecode`,
    });
    const keys = await get(text(common, 'jwks_uri'));
    expect(json(keys)).toMatchObject({ keys: [{ kty: 'RSA', use: 'sig' }] });
    const instance = await get(
      'https://login.microsoftonline.com/common/discovery/instance?api-version=1.1&authorization_endpoint=https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    );
    expect(text(instance, 'tenant_discovery_endpoint')).toBe(
      'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
    );
  });

  it('answers for the bare host, by which clients see whether there is a network', async () => {
    const reply = await ask(setUp().identity.route, 'https://login.microsoftonline.com/', { method: 'HEAD' });
    expect(reply.status).toBe(200);
  });
});
