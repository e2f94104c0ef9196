import { describe, expect, it } from 'vitest';
import { createIdentity } from '../../../../src/emulator/identity/identity.ts';
import { ask, post } from '../call-route.ts';

const nativeClient = 'https://login.microsoftonline.com/common/oauth2/nativeclient';
const desktop = 'https://login.live.com/oauth20_desktop.srf';

function setUp(origin = 'https://login.microsoftonline.com') {
  const identity = createIdentity({ clock: Date.now, kind: 'personal' });
  const url = (redirect_uri: string, path = '/common/oauth2/v2.0/authorize') => {
    const scope = 'Files.ReadWrite offline_access';
    const mine = { client_id: identity.credentials.publicClientId, response_type: 'code', scope };
    return `${origin}${path}?${new URLSearchParams({ ...mine, redirect_uri })}`;
  };
  return { identity, url, route: identity.route };
}

/** The action and the buttons of a page's form, as a browser would read them. */
function formOf(html: string | undefined) {
  const action = /<form method="post" action="([^"]*)"/.exec(html ?? '')?.[1]?.replaceAll('&amp;', '&');
  const buttons = [...(html ?? '').matchAll(/<button[^>]* name="([^"]+)" value="([^"]+)"/g)];
  return { action: action ?? '', buttons: buttons.map(([, name, value]) => `${name}=${value}`) };
}

describe('the pages of a sign-in', () => {
  it('lead from the account over the permissions to the code, by forms alone', async () => {
    const { route, url } = setUp();
    const start = url('http://localhost:8080');
    const first = formOf((await ask(route, start)).text);
    expect(first.buttons).toEqual(['account=ada@outlook.com', 'decision=deny']);
    const consent = await post(route, new URL(first.action, start).href, { account: 'ada@outlook.com' });
    const second = formOf(consent.text);
    expect(second.buttons).toEqual(['decision=allow', 'decision=deny']);
    const done = await post(route, new URL(second.action, start).href, { decision: 'allow' });
    expect(done.headers?.location).toMatch(/^http:\/\/localhost:8080\/\?code=/);
  });

  it('say on a page, too, that there is no such tenant', async () => {
    const { route, url } = setUp();
    const page = await ask(route, url('http://localhost:8080', '/nowhere.example/oauth2/v2.0/authorize'));
    expect(page).toHaveProperty('status', 400);
    expect(page.text).toContain('<p>AADSTS90002');
  });

  it('keep the parameters that a client sent in the body', async () => {
    const { route, url } = setUp();
    const start = new URL(url('http://localhost:8080'));
    const bare = start.origin + start.pathname;
    const page = await post(route, bare, Object.fromEntries(start.searchParams));
    const next = new URL(formOf(page.text).action, bare);
    expect(next.searchParams.get('redirect_uri')).toBe('http://localhost:8080');
  });

  it('let their forms lead to the app and nowhere else, and load nothing', async () => {
    const { route, url } = setUp();
    const { headers } = await ask(route, url('http://localhost:8080'));
    const policy = headers?.['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://localhost:8080;");
  });

  it('stay at the emulator’s own address when they were opened there', async () => {
    const { route, url } = setUp('http://127.0.0.1:4711');
    const native = await post(route, url(nativeClient), { decision: 'allow' });
    expect(native.headers?.location).toMatch(
      /^http:\/\/127\.0\.0\.1:4711\/common\/oauth2\/nativeclient\?code=/,
    );
    const old = await post(route, url(desktop, '/oauth20_authorize.srf'), { decision: 'allow' });
    expect(old.headers?.location).toMatch(/^http:\/\/127\.0\.0\.1:4711\/oauth20_desktop\.srf\?code=/);
  });

  it('go to login.live.com for the older endpoint', async () => {
    const { route, url } = setUp('https://login.live.com');
    const back = await post(route, url(desktop, '/oauth20_authorize.srf'), { decision: 'deny' });
    expect(back.headers?.location).toMatch(
      /^https:\/\/login\.live\.com\/oauth20_desktop\.srf\?error=access_denied&/,
    );
  });
});

describe('the nativeclient page', () => {
  it('leaves for a page where the code is lost', async () => {
    const { route } = setUp();
    const page = await ask(route, `${nativeClient}?code=c`);
    expect(page.text).toContain('http-equiv="refresh" content="2;url=/common/wrongplace"');
    const wrong = await ask(route, 'https://login.microsoftonline.com/common/wrongplace');
    expect(wrong).toHaveProperty('status', 200);
    expect(wrong.text).toContain('not the right page');
  });

  it('stays when told to', async () => {
    const { identity, route } = setUp();
    identity.settings.bounceNativeClient = false;
    const page = await ask(route, `${nativeClient}?code=c`);
    expect(page.text).toContain('Copy the address');
    expect(page.text).not.toContain('refresh');
  });
});
