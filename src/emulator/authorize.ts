/**
 * The sign-in page and what follows from it: the request is checked, a person (or a test that posts the form)
 * consents or declines, and the browser goes back to the app. Knows the rules for redirects and the three
 * ways an answer travels; knows nothing of token requests.
 */
import { Refusal } from './aadsts.ts';
import { type Form, need } from './form.ts';
import type { IdentityWorld } from './grants.ts';
import type { EmulatorReply } from './message.ts';
import { escapeHtml, htmlPage } from './page.ts';
import { findRedirect, type Redirect, type Registration } from './registrations.ts';
import { type AskedScopes, parseScopes } from './scopes.ts';
import { graphHosts } from './tenants.ts';

/** A sign-in that a browser was sent to. */
export interface SignIn {
  readonly query: Form;
  readonly tenant: string;
  readonly host: string;
}

interface Checked {
  readonly registration: Registration;
  readonly redirect: Redirect;
  readonly redirectUri: string;
}

const modes = new Set(['query', 'fragment', 'form_post']);

/**
 * The page with the two buttons. What is wrong with app or redirect is shown on a page of its own, for the
 * answer would go to an address nobody vouches for; everything else goes back to the app.
 */
export function authorizePage(world: IdentityWorld, signIn: SignIn): EmulatorReply {
  return guarded(world, signIn, (checked) => {
    const asked = readRequest(signIn, checked);
    if (signIn.query.get('prompt') === 'none')
      return sendBack(signIn, checked, failure('login_required', 'Sign-in is needed.'));
    const wanted = [...asked.permissions, ...(asked.offline ? ['offline_access'] : [])];
    const list = wanted.map((name) => `<li>${escapeHtml(name)}</li>`).join('');
    return htmlPage({
      title: 'Sign in to the emulator',
      body: `<p>The app <code>${escapeHtml(checked.registration.clientId)}</code> asks for:</p><ul>${list}</ul>
<p>The answer goes to <code>${escapeHtml(checked.redirectUri)}</code>.</p>
<form method="post"><button name="decision" value="allow">Accept</button> <button name="decision" value="deny">Decline</button></form>`,
    });
  });
}

/** What pressing a button does: a code, or access_denied, on its way to the redirect URI. */
export function decideAuthorize(world: IdentityWorld, signIn: SignIn, allowed: boolean): EmulatorReply {
  return guarded(world, signIn, (checked) => {
    const asked = readRequest(signIn, checked);
    if (!allowed) return sendBack(signIn, checked, failure('access_denied', new Refusal(65004).message));
    const challenge = signIn.query.get('code_challenge');
    const nonce = signIn.query.get('nonce');
    const code = world.vault.issueCode(
      {
        clientId: checked.registration.clientId,
        platform: checked.redirect.platform,
        scopes: asked.everything ? world.scopes : asked.permissions,
        openId: asked.openId,
        offline: asked.offline,
        tenant: signIn.tenant.toLowerCase(),
        redirectUri: checked.redirectUri,
        ...(challenge === undefined ? {} : { challenge }),
        ...(nonce === undefined ? {} : { nonce }),
      },
      world.kind,
    );
    return sendBack(signIn, checked, { code, session_state: '00000000-0e4d-4000-8000-0000000005e5' });
  });
}

/** The page behind the nativeclient redirect: the answer stands in the address bar. */
export function nativeClientPage(): EmulatorReply {
  return htmlPage({ title: 'Signed in', body: '<p>Copy the address of this page to your terminal.</p>' });
}

/** Where the user of a device code goes; `outcome` after the form was posted. */
export function devicePage(outcome?: 'allow' | 'deny' | 'unknown'): EmulatorReply {
  const said = {
    allow: 'Done: go back to your terminal.',
    deny: 'Declined.',
    unknown: 'That code is not known.',
  };
  return htmlPage({
    title: 'Enter the code',
    body: `${outcome ? `<p>${said[outcome]}</p>` : ''}<form method="post"><input name="user_code" autocomplete="off">
<button name="decision" value="allow">Accept</button> <button name="decision" value="deny">Decline</button></form>`,
  });
}

function guarded(
  world: IdentityWorld,
  signIn: SignIn,
  run: (checked: Checked) => EmulatorReply,
): EmulatorReply {
  let checked: Checked | undefined;
  try {
    checked = checkApp(world, signIn.query);
    return run(checked);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (checked) return sendBack(signIn, checked, failure(error.row.error, error.message));
    return htmlPage({ status: 400, title: 'Sign-in failed', body: `<p>${escapeHtml(error.message)}</p>` });
  }
}

function checkApp(world: IdentityWorld, query: Form): Checked {
  const clientId = need(query, 'client_id');
  const registration = world.registrations.find((known) => known.clientId === clientId.toLowerCase());
  if (!registration) throw new Refusal(700016, clientId);
  const redirectUri = need(query, 'redirect_uri');
  const redirect = findRedirect({
    registration,
    uri: redirectUri,
    ignoreLoopbackPort: world.kind === 'work',
  });
  if (!redirect) throw new Refusal(50011, redirectUri);
  return { registration, redirect, redirectUri };
}

function readRequest(signIn: SignIn, checked: Checked): AskedScopes {
  const { query } = signIn;
  if (need(query, 'response_type') !== 'code') throw new Refusal(9002313, '', 'unsupported_response_type');
  const mode = query.get('response_mode') ?? 'query';
  if (!modes.has(mode)) throw new Refusal(9002313);
  const method = query.get('code_challenge_method');
  if (query.has('code_challenge') && method !== 'S256') throw new Refusal(9002313);
  if (query.has('code_challenge') && !/^[\w-]{43}$/.test(query.get('code_challenge') ?? ''))
    throw new Refusal(9002313);
  const scope = need(query, 'scope');
  if (signIn.tenant === 'live') return liveScopes(scope);
  return parseScopes(scope, { graphHosts: graphHosts(signIn.host), clientId: checked.registration.clientId });
}

/** Legacy names (`wl.offline_access onedrive.readwrite`) beside Graph's own. */
function liveScopes(scope: string): AskedScopes {
  const words = scope.split(' ').filter((word) => word !== '');
  const offline = words.some((word) => /^(wl\.)?offline_access$/.test(word));
  const permissions = words.filter((word) => !/offline_access$/.test(word));
  return { permissions, everything: false, offline, openId: false };
}

function failure(error: string, description: string): Record<string, string> {
  return { error, error_description: description };
}

function sendBack(signIn: SignIn, checked: Checked, answer: Record<string, string>): EmulatorReply {
  const state = signIn.query.get('state');
  const all = { ...answer, ...(state === undefined ? {} : { state }) };
  const mode = signIn.query.get('response_mode') ?? 'query';
  // A redirect URI without a path comes back with a slash (entra-docs reply-url.md): URL does just that.
  const target = new URL(checked.redirectUri);
  if (mode === 'form_post') {
    const fields = Object.entries(all)
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
      .join('');
    const form = `<form method="post" action="${escapeHtml(target.href)}">${fields}<button>Continue</button></form>`;
    return htmlPage({ title: 'Back to the app', body: form });
  }
  const text = Object.entries(all)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  if (mode === 'fragment') target.hash = text;
  else target.search = target.search ? `${target.search}&${text}` : text;
  return { status: 302, headers: { location: target.href, 'cache-control': 'no-store' } };
}
