import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EmulatorReply } from '../../../../src/emulator/core/messages.ts';
import { createIdentity } from '../../../../src/emulator/identity/identity.ts';
import { ask, json, post, text } from '../call-route.ts';

const start = Date.UTC(2026, 10, 21);
const verifier = 'v'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const nativeClient = 'https://login.microsoftonline.com/common/oauth2/nativeclient';
const base = 'https://login.microsoftonline.com/common/oauth2/v2.0';

function setUp(kind: 'personal' | 'work' = 'personal') {
  const time = { ms: start };
  const identity = createIdentity({ clock: () => time.ms, kind });
  const { clientId, clientSecret, publicClientId } = identity.credentials;
  const web = { client_id: clientId, client_secret: clientSecret };
  return { identity, time, web, clientId, publicClientId };
}
type World = ReturnType<typeof setUp>;

function authorizeUrl(world: World, changes: Record<string, string> = {}, tenant = 'common') {
  const query = new URLSearchParams({
    client_id: world.clientId,
    response_type: 'code',
    redirect_uri: 'http://localhost:8080',
    scope: 'Files.ReadWrite offline_access',
    state: 's&t<a>te',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  });
  return `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize?${query}`;
}

/** What a browser would open after the button was pressed. */
async function press(
  world: World,
  decision: string,
  changes: Record<string, string> = {},
  tenant = 'common',
) {
  const reply = await post(world.identity.route, authorizeUrl(world, changes, tenant), { decision });
  expect(reply.status).toBe(302);
  return new URL(reply.headers?.location ?? '');
}

function redeem(world: World, code: string, changes: Record<string, string> = {}): Promise<EmulatorReply> {
  const mine = { code, redirect_uri: 'http://localhost:8080', code_verifier: verifier };
  const fields = { grant_type: 'authorization_code', ...world.web, ...mine, ...changes };
  return post(world.identity.route, `${base}/token`, fields);
}

async function codeFor(world: World, changes: Record<string, string> = {}): Promise<string> {
  return (await press(world, 'allow', changes)).searchParams.get('code') ?? '';
}

describe('the sign-in page', () => {
  it('shows who asks for what, with everything that came in escaped and no script', async () => {
    const world = setUp();
    const first = await ask(world.identity.route, authorizeUrl(world));
    expect(first.text).toContain('value="ada@outlook.com"');
    const reply = await post(world.identity.route, authorizeUrl(world), { account: 'ada@outlook.com' });
    expect(reply.status).toBe(200);
    expect(reply.text).toContain('Files.ReadWrite');
    expect(reply.text).toContain(world.clientId);
    expect(reply.text).not.toContain('<script');
    expect(reply.text).not.toContain('<a>');
  });

  it('sends code and state back, to the root path when the URI has none', async () => {
    const target = await press(setUp(), 'allow');
    expect(target.href).toMatch(/^http:\/\/localhost:8080\/\?code=/);
    expect(target.searchParams.get('state')).toBe('s&t<a>te');
  });

  it('sends access_denied back when declined', async () => {
    const target = await press(setUp(), 'deny');
    expect(target.searchParams.get('error')).toBe('access_denied');
    expect(target.searchParams.get('state')).toBe('s&t<a>te');
    expect(target.searchParams.has('code')).toBe(false);
  });

  it('knows the nativeclient page and the two other ways home', async () => {
    const world = setUp();
    const native = await press(world, 'allow', { redirect_uri: nativeClient });
    expect(native.href).toContain(`${nativeClient}?code=`);
    const fragment = await press(world, 'allow', { response_mode: 'fragment' });
    expect(new URLSearchParams(fragment.hash.slice(1)).get('code')).toBeTruthy();
    const form = await post(world.identity.route, authorizeUrl(world, { response_mode: 'form_post' }), {
      decision: 'allow',
    });
    expect(form.text).toContain('action="http://localhost:8080/"');
    expect(form.text).toContain('name="state" value="s&amp;t&lt;a&gt;te"');
  });

  it.each([
    ['an unregistered redirect', { redirect_uri: 'https://evil.example/' }, 'AADSTS50011'],
    ['another path', { redirect_uri: 'http://localhost:8080/other' }, 'AADSTS50011'],
    ['another host of this machine', { redirect_uri: 'http://127.0.0.1:8080' }, 'AADSTS50011'],
    ['an unknown app', { client_id: '00000000-0e4d-4000-8000-00000000ffff' }, 'AADSTS700016'],
  ])('never redirects for %s', async (_, changes, code) => {
    const world = setUp();
    const reply = await post(world.identity.route, authorizeUrl(world, changes), { decision: 'allow' });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain(code);
  });

  it('ignores the loopback port for work accounts and compares it for personal ones', async () => {
    const changes = { redirect_uri: 'http://localhost:51234' };
    expect((await press(setUp('work'), 'allow', changes)).port).toBe('51234');
    const personal = setUp();
    const reply = await post(personal.identity.route, authorizeUrl(personal, changes), { decision: 'allow' });
    expect(reply.text).toContain('AADSTS50011');
  });

  it.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ scope: 'nonsense' }, 'invalid_scope'],
    [{ response_mode: 'pigeon' }, 'invalid_request'],
    [{ prompt: 'none' }, 'login_required'],
  ])('sends %j back to the app as %s', async (changes, error) => {
    const world = setUp();
    const reply = await ask(world.identity.route, authorizeUrl(world, changes));
    expect(new URL(reply.headers?.location ?? '').searchParams.get('error')).toBe(error);
  });
});

describe('a code', () => {
  it('becomes tokens once, and is refused the second time', async () => {
    const world = setUp();
    const code = await codeFor(world);
    const reply = await redeem(world, code);
    expect(reply.status).toBe(200);
    expect(world.identity.isLiveRefreshToken(text(reply, 'refresh_token'), world.clientId)).toBe(true);
    expect(text(reply, 'scope')).toBe('Files.ReadWrite');
    expect(json(await redeem(world, code))).toMatchObject({ error: 'invalid_grant', error_codes: [54005] });
  });

  it('gives no refresh token when offline_access was not asked for', async () => {
    const world = setUp();
    const reply = await redeem(world, await codeFor(world, { scope: 'Files.ReadWrite' }));
    expect(json(reply)).not.toHaveProperty('refresh_token');
  });

  it('asked for without a challenge is redeemed without a verifier only', async () => {
    const world = setUp();
    const bare = new URL(authorizeUrl(world));
    for (const name of ['code_challenge', 'code_challenge_method']) bare.searchParams.delete(name);
    const back = await post(world.identity.route, bare.href, { decision: 'allow' });
    const code = new URL(back.headers?.location ?? '').searchParams.get('code') ?? '';
    expect(json(await redeem(world, code))).toMatchObject({ error_codes: [501481] });
    const fields = {
      grant_type: 'authorization_code',
      ...world.web,
      code,
      redirect_uri: 'http://localhost:8080',
    };
    expect(await post(world.identity.route, `${base}/token`, fields)).toHaveProperty('status', 200);
  });

  it('gives an ID token with the nonce when openid was asked for', async () => {
    const world = setUp();
    const changes = { scope: 'openid Files.ReadWrite', nonce: 'n-1' };
    const reply = await redeem(world, await codeFor(world, changes));
    const [, payload = ''] = text(reply, 'id_token').split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toHaveProperty('nonce', 'n-1');
  });

  it.each([
    ['a wrong verifier', { code_verifier: 'w'.repeat(43) }, 501481],
    ['no verifier', { code_verifier: '' }, 501481],
    ['another redirect_uri', { redirect_uri: 'http://localhost:8080/' }, 500112],
    ['no secret', { client_secret: '' }, 7000218],
    ['no redirect_uri', { redirect_uri: '' }, 900144],
    ['another code', { code: 'M.C5' }, 70000],
  ])('is refused with %s', async (_, changes, error) => {
    const world = setUp();
    expect(json(await redeem(world, await codeFor(world), changes))).toMatchObject({ error_codes: [error] });
  });

  it('is refused ten minutes later, and at another tenant alias', async () => {
    const world = setUp();
    const code = await codeFor(world);
    const elsewhere = {
      grant_type: 'authorization_code',
      ...world.web,
      code,
      redirect_uri: 'http://localhost:8080',
    };
    const reply = await post(world.identity.route, `${base.replace('common', 'consumers')}/token`, elsewhere);
    expect(json(reply)).toMatchObject({ error_codes: [700005] });
    world.time.ms += 600_000;
    expect(json(await redeem(world, code))).toMatchObject({ error_codes: [70000] });
  });

  it('of the public app is redeemed without a secret, and never with one', async () => {
    const world = setUp('work');
    const app = { client_id: world.publicClientId };
    const code = await codeFor(world, app);
    expect(json(await redeem(world, code, { ...app }))).toMatchObject({ error_codes: [700025] });
    expect((await redeem(world, code, { ...app, client_secret: '' })).status).toBe(200);
  });

  it('that came through a desktop redirect of a confidential app refuses the secret', async () => {
    const world = setUp('work');
    const uri = 'https://app.example/desktop';
    world.identity.registerRedirect(uri, { clientId: world.clientId, platform: 'desktop' });
    const code = await codeFor(world, { redirect_uri: uri });
    expect(json(await redeem(world, code, { redirect_uri: uri }))).toMatchObject({ error_codes: [700025] });
    const tokens = await redeem(world, code, { redirect_uri: uri, client_secret: '' });
    const refresh = {
      ...world.web,
      grant_type: 'refresh_token',
      refresh_token: text(tokens, 'refresh_token'),
    };
    expect(json(await post(world.identity.route, `${base}/token`, refresh))).toMatchObject({
      error_codes: [700025],
    });
  });
});
