import { describe, expect, it } from 'vitest';
import type { Identity } from '../../../../src/emulator/identity/identity.ts';
import { json, post, text } from '../call-route.ts';
import { refresh, setUp, tokenUrl } from '../refresh-request.ts';

describe('scopes at the refresh', () => {
  it.each([
    ['no scope', undefined, true],
    ['a scope without offline_access', 'Files.ReadWrite', false],
    ['a scope with it', 'Files.ReadWrite offline_access', true],
    ['full names', 'https://graph.microsoft.com/Files.ReadWrite offline_access', true],
    ['.default', 'https://graph.microsoft.com/.default offline_access', true],
  ])('with %s', async (_, scope, rotated) => {
    const { identity } = setUp();
    const reply = await refresh(identity, { scope });
    expect(reply.status).toBe(200);
    expect('refresh_token' in json(reply)).toBe(rotated);
  });

  it('narrows the access token to what was asked for', async () => {
    const { identity } = setUp();
    const reply = await refresh(identity, { scope: 'files.read' });
    expect(text(reply, 'scope')).toBe('files.read');
    expect(identity.caller(`Bearer ${text(reply, 'access_token')}`)).toMatchObject({
      scopes: ['files.read'],
    });
  });

  it.each([
    ['personal', 'Sites.Manage.All', 70000],
    ['work', 'Sites.Manage.All', 65001],
    ['work', 'https://graph.microsoft.us/Files.ReadWrite', 500011],
    ['work', 'https://graph.microsoft.com/.default Files.Read', 70011],
    ['work', 'nonsense', 70011],
  ] as const)('of a %s account refuse %s', async (kind, scope, code) => {
    const { identity } = setUp(kind);
    expect(json(await refresh(identity, { scope }))).toMatchObject({ error_codes: [code] });
  });

  it('refuse a token for the app itself', async () => {
    const { identity, clientId } = setUp('work');
    const scope = `${clientId}/.default offline_access`;
    expect(json(await refresh(identity, { scope }))).toMatchObject({ error_codes: [90009] });
  });

  it('can be set to a read-only consent', async () => {
    const { identity } = setUp();
    identity.settings.grantedScopes = 'Files.Read offline_access';
    const reply = await refresh(identity);
    expect(text(reply, 'scope')).toBe('Files.Read');
    expect(json(reply)).toHaveProperty('refresh_token');
  });
});

describe('the switches', () => {
  it('leave out the new refresh token, send an ID token, set the lifetime', async () => {
    const { identity, clientId } = setUp();
    Object.assign(identity.settings, {
      omitNewRefreshToken: true,
      sendIdToken: true,
      accessTokenLifetimeS: 77,
    });
    const reply = await refresh(identity);
    expect(json(reply)).not.toHaveProperty('refresh_token');
    expect(json(reply)).toMatchObject({ expires_in: 77 });
    const [, payload = ''] = text(reply, 'id_token').split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      aud: clientId,
      iss: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
    });
  });
});

describe('the caller of Graph', () => {
  it('is refused without, with an unknown, an expired or a revoked token', async () => {
    const { identity, time } = setUp();
    const info = { status: 401, code: 'InvalidAuthenticationToken' };
    const refused = expect.objectContaining({ info: expect.objectContaining(info) });
    const bearer = `Bearer ${text(await refresh(identity), 'access_token')}`;
    expect(() => identity.caller(undefined)).toThrow(refused);
    expect(() => identity.caller('Bearer emulator.at.unknown')).toThrow(refused);
    expect(identity.caller(bearer)).toHaveProperty('user', true);
    identity.revokeAccessTokens();
    expect(() => identity.caller(bearer)).toThrow(refused);
    const later = `Bearer ${text(await refresh(identity), 'access_token')}`;
    time.ms += identity.settings.accessTokenLifetimeS * 1000;
    expect(() => identity.caller(later)).toThrow(refused);
    expect((await refresh(identity)).status).toBe(200);
  });
});

describe('tenants', () => {
  const contoso = '11111111-2222-3333-4444-555555555555';
  it.each([
    ['personal', 'consumers', 200],
    ['personal', '9188040d-6c67-4c5b-b112-36a304b66dad', 200],
    ['personal', 'organizations', 50020],
    ['personal', contoso, 90002],
    ['work', 'organizations', 200],
    ['work', contoso, 200],
    ['work', 'contoso.onmicrosoft.com', 200],
    ['work', 'consumers', 90130],
    ['work', 'fabrikam.example', 90002],
    ['work', '00000000-0000-0000-0000-000000000000', 90002],
  ] as const)('a %s account at %s', async (kind, tenant, outcome) => {
    const { identity } = setUp(kind);
    const reply = await refresh(identity, {}, tenant);
    if (outcome === 200) expect(reply.status).toBe(200);
    else expect(json(reply)).toMatchObject({ error_codes: [outcome] });
  });

  it('whose escapes are broken are not found', async () => {
    const { identity } = setUp('work');
    expect(json(await refresh(identity, {}, '100%'))).toMatchObject({ error_codes: [90002] });
  });

  it('of national clouds know no personal accounts', async () => {
    const fields = (identity: Identity) => ({
      grant_type: 'refresh_token',
      client_id: identity.credentials.publicClientId,
      refresh_token: identity.credentials.publicRefreshToken,
    });
    const there = tokenUrl('common', 'login.microsoftonline.us');
    const [personal, work] = [setUp().identity, setUp('work').identity];
    expect(json(await post(personal.route, there, fields(personal)))).toMatchObject({
      error_codes: [700016],
      error_description: expect.stringContaining(`'${personal.credentials.publicClientId}'`),
    });
    expect((await post(work.route, there, fields(work))).status).toBe(200);
  });

  it.each([
    ['login.microsoftonline.us', 'graph.microsoft.us', 200],
    ['login.microsoftonline.us', 'dod-graph.microsoft.us', 200],
    ['login.microsoftonline.us', 'graph.microsoft.com', 400],
    ['login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn', 200],
    ['login.partner.microsoftonline.cn', 'graph.microsoft.com', 400],
  ])('at %s answer a scope of %s with %i', async (host, graph, status) => {
    const { identity, publicClientId, publicRefreshToken } = setUp('work');
    const fields = { client_id: publicClientId, refresh_token: publicRefreshToken };
    const form = { grant_type: 'refresh_token', ...fields, scope: `https://${graph}/Files.ReadWrite` };
    expect(await post(identity.route, tokenUrl('common', host), form)).toHaveProperty('status', status);
  });
});

describe('app-only sign-in', () => {
  const scope = 'https://graph.microsoft.com/.default';
  const grant = (identity: Identity, tenant: string, changes: Record<string, string> = {}) => {
    const { clientId, clientSecret } = identity.credentials;
    const fields = {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope,
    };
    return post(identity.route, tokenUrl(tenant), { ...fields, ...changes });
  };

  it('gives a token with roles and never a refresh token', async () => {
    const { identity, tenantId } = setUp('work');
    const reply = await grant(identity, tenantId);
    expect(json(reply)).not.toHaveProperty('refresh_token');
    const caller = identity.caller(`Bearer ${text(reply, 'access_token')}`);
    expect(caller).toMatchObject({
      user: false,
      scopes: [],
      roles: ['Files.ReadWrite.All', 'Sites.ReadWrite.All'],
    });
  });

  it.each([
    ['at common', 'common', {}, 9001023],
    ['at organizations', 'organizations', {}, 9001023],
    ['without .default', 'contoso.com', { scope: 'Files.ReadWrite.All' }, 1002012],
    ['with a wrong secret', 'contoso.com', { client_secret: 'emulator.no' }, 7000215],
    ['without a secret', 'contoso.com', { client_secret: '' }, 7000218],
  ] as const)('is refused %s', async (_, tenant, changes, code) => {
    const { identity } = setUp('work');
    expect(json(await grant(identity, tenant, changes))).toMatchObject({ error_codes: [code] });
  });
});

describe('an error body', () => {
  it('has every field of the platform, and echoes the client’s request id', async () => {
    const { identity } = setUp();
    const id = '6f1b2c3d-0000-4000-8000-00000000abcd';
    const reply = await post(identity.route, tokenUrl(), {}, { 'client-request-id': id });
    const trace = text(reply, 'trace_id');
    expect(reply.headers).toMatchObject({ 'cache-control': expect.stringContaining('no-store') });
    expect(json(reply)).toEqual({
      error: 'invalid_request',
      error_description: `AADSTS900144: The request body must contain the following parameter: 'grant_type'.\r\nTrace ID: ${trace}\r\nCorrelation ID: ${id}\r\nTimestamp: 2026-11-21 14:25:01Z`,
      error_codes: [900144],
      timestamp: '2026-11-21 14:25:01Z',
      trace_id: trace,
      correlation_id: id,
      error_uri: 'https://login.microsoftonline.com/error?code=900144',
    });
  });
});
