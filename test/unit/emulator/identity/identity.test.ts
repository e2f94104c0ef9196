import { describe, expect, it } from 'vitest';
import { ask, json, post, text } from '../call-route.ts';
import { openRefresh, refresh, setUp, tokenUrl } from '../refresh-request.ts';

const day = 24 * 3_600_000;

describe('the credentials', () => {
  it('are recognizable as an emulator’s, and hold what clients forget to encode', () => {
    const { clientId, publicClientId, clientSecret, refreshToken } = setUp();
    expect(clientId).toMatch(/^00000000-0e4d-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(publicClientId).toMatch(/^00000000-0e4d-/);
    expect(clientSecret).toMatch(/^emulator\.(?=.*~)(?=.*\+)(?=.*\/)(?=.*=)/);
    expect(refreshToken).toMatch(/^emulator\.(?=.*!)(?=.*\*)(?=.*\$)/);
  });
});

describe('the refresh grant', () => {
  it('answers a confidential app that sends its secret with a working access token and a new refresh token', async () => {
    const { identity, refreshToken, clientId } = setUp();
    const reply = await refresh(identity);
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({ 'cache-control': expect.stringContaining('no-store') });
    expect(json(reply)).toMatchObject({ token_type: 'Bearer', expires_in: expect.any(Number) });
    expect(json(reply)).not.toHaveProperty('id_token');
    const next = text(reply, 'refresh_token');
    expect(next).not.toBe(refreshToken);
    expect(identity.isLiveRefreshToken(next)).toBe(true);
    const caller = identity.caller(`Bearer ${text(reply, 'access_token')}`);
    expect(caller).toMatchObject({ user: true, clientId });
    expect(caller).toHaveProperty('scopes', expect.arrayContaining(['Files.ReadWrite.All']));
  });

  it('keeps the old refresh token alive beside the new one', async () => {
    const { identity } = setUp();
    const replies = [await refresh(identity), await refresh(identity)];
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    const third = await refresh(identity, {
      refresh_token: text(replies[0] ?? { status: 0 }, 'refresh_token'),
    });
    expect(third.status).toBe(200);
  });

  it('kills the old one when told to', async () => {
    const { identity } = setUp();
    identity.settings.revokeOldRefreshTokens = true;
    expect((await refresh(identity)).status).toBe(200);
    expect(json(await refresh(identity))).toMatchObject({ error: 'invalid_grant', error_codes: [70000] });
  });

  it('lets a refresh token die 90 days after its issue, used or not', async () => {
    const { identity, time } = setUp();
    time.ms += 89 * day;
    const next = text(await refresh(identity), 'refresh_token');
    time.ms += day;
    const old = await refresh(identity);
    expect(json(old)).toMatchObject({ error: 'invalid_grant', error_codes: [700082] });
    expect(text(old, 'error_description')).toContain('issued on 2026-11-21T14:25:01');
    expect((await refresh(identity, { refresh_token: next })).status).toBe(200);
  });

  it('lets single tokens be expired at once', async () => {
    const { identity, refreshToken, publicRefreshToken } = setUp();
    identity.expireRefreshTokens(refreshToken);
    expect(json(await refresh(identity))).toMatchObject({ error_codes: [700082] });
    expect(identity.isLiveRefreshToken(refreshToken)).toBe(false);
    expect(identity.isLiveRefreshToken(publicRefreshToken)).toBe(true);
  });

  it.each([
    ['personal', 90023, 'invalid_request', 400],
    ['work', 700025, 'invalid_client', 401],
  ] as const)('refuses a secret from a public client of a %s account', async (kind, code, error, status) => {
    const { identity, clientSecret } = setUp(kind);
    const reply = await openRefresh(identity, { client_secret: clientSecret });
    expect(reply.status).toBe(status);
    expect(json(reply)).toMatchObject({ error, error_codes: [code] });
    expect((await openRefresh(identity)).status).toBe(200);
  });

  it.each([
    ['no secret', { client_secret: undefined }, 7000218],
    ['an empty secret', { client_secret: '' }, 7000218],
    ['a wrong secret', { client_secret: 'emulator.wrong' }, 7000215],
    ['an unknown app', { client_id: '00000000-0e4d-4000-8000-000000000000' }, 700016],
    ['no client_id', { client_id: undefined }, 900144],
    ['no token', { refresh_token: undefined }, 900144],
    ['an empty token', { refresh_token: '' }, 900144],
    ['an unknown token', { refresh_token: 'emulator.unknown' }, 9002313],
    ['a token with a line break', { refresh_token: 'emulator.a\nb' }, 9002313],
    ['no grant_type', { grant_type: undefined }, 900144],
    ['an unknown grant_type', { grant_type: 'password' }, 70003],
    ['half an assertion', { client_secret: undefined, client_assertion: 'a.b.c' }, 900144],
  ] as const)('refuses %s', async (_, changes, code) => {
    const { identity } = setUp('work');
    expect(json(await refresh(identity, changes))).toMatchObject({ error_codes: [code] });
  });

  it('refuses one app’s token from another app', async () => {
    const { identity, publicRefreshToken } = setUp();
    const reply = await refresh(identity, { refresh_token: publicRefreshToken });
    expect(json(reply)).toMatchObject({ error: 'invalid_grant', error_codes: [70000] });
  });

  it('takes the first token from either app, each by the rule of its own platform', async () => {
    const { identity, refreshToken, publicClientId, clientSecret } = setUp('work');
    const app = { client_id: publicClientId, refresh_token: refreshToken };
    expect(json(await refresh(identity, app))).toMatchObject({ error_codes: [700025] });
    const reply = await refresh(identity, { ...app, client_secret: undefined });
    const next = text(reply, 'refresh_token');
    expect(identity.isLiveRefreshToken(next, publicClientId)).toBe(true);
    const swapped = await refresh(identity, { refresh_token: next, client_secret: clientSecret });
    expect(json(swapped)).toMatchObject({ error_codes: [70000] });
  });

  it('takes the credentials by HTTP Basic, form-encoded', async () => {
    const { identity, clientId, clientSecret, refreshToken } = setUp();
    const basic = Buffer.from(`${clientId}:${encodeURIComponent(clientSecret)}`).toString('base64');
    const fields = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const headers = { authorization: `Basic ${basic}` };
    expect((await post(identity.route, tokenUrl(), fields, headers)).status).toBe(200);
  });

  it('understands form bodies only, and no POST from a browser page', async () => {
    const { identity } = setUp();
    const headers = { 'content-type': 'application/json' };
    const asJson = await ask(identity.route, tokenUrl(), { method: 'POST', headers, body: '{}' });
    expect(json(asJson)).toMatchObject({ error_codes: [900144] });
    const page = await post(identity.route, tokenUrl(), {}, { origin: 'https://a.example' });
    expect(json(page)).toMatchObject({ error_codes: [9002326] });
    expect(json(await ask(identity.route, tokenUrl()))).toMatchObject({ error_codes: [900561] });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const twice = { method: 'POST', headers: form, body: 'client_id=a&client_id=b' };
    expect(json(await ask(identity.route, tokenUrl(), twice))).toMatchObject({ error_codes: [9002313] });
  });
});
