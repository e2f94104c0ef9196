/**
 * The sign-in page and what follows from it: the request is checked, a person (or a test that posts the form)
 * consents or declines, and the browser goes back to the app. Knows the rules for redirects and the three
 * ways an answer travels; knows nothing of token requests.
 */
import { escapeHtml, htmlPage } from '../core/html.ts';
import type { EmulatorReply, EmulatorRequest } from '../core/messages.ts';
import { AadstsRefusal } from './aadsts.ts';
import { type Form, need, readForm } from './form.ts';
import { type Asking, accountPage, consentPage, formPostPage } from './pages.ts';
import { findRedirect, isLoginHost, type Redirect, type Registration, registered } from './registrations.ts';
import { type AskedScopes, parseScopes } from './scopes.ts';
import { checkTenant, graphHosts } from './tenants.ts';
import type { IdentityWorld } from './token-endpoint.ts';

/** A sign-in that a browser was sent to. */
export interface SignIn {
  readonly query: Form;
  readonly tenant: string;
  readonly host: string;
  /** Of the sign-in pages, as the browser sees them. */
  readonly origin: string;
}

interface Checked {
  readonly registration: Registration;
  readonly redirect: Redirect;
  readonly redirectUri: string;
}

/** Stands for a tenant at login.live.com: codes of that endpoint are not redeemable elsewhere. */
export const liveTenant = 'live';

const modes = new Set(['query', 'fragment', 'form_post']);

/** The sign-in pages of a tenant, or of login.live.com: what is asked for, who asks, yes or no. */
export async function authorizeAnswer(
  world: IdentityWorld,
  call: SignIn & { readonly request: EmulatorRequest },
): Promise<EmulatorReply> {
  const { request, ...signIn } = call;
  if (request.method !== 'POST') return authorizePage(world, signIn);
  const { decision, account, ...form } = Object.fromEntries(await readForm(request));
  // A client may send the parameters of the sign-in in the body as well; the page's own forms never do.
  const whole = { ...signIn, query: new Map([...signIn.query, ...Object.entries(form)]) };
  if (decision !== undefined) return decideAuthorize(world, whole, decision === 'allow');
  return authorizePage(world, whole, account);
}

/**
 * The page that asks which account, then what the app wants from it. What is wrong with app or redirect is shown
 * on a page of its own, for the answer would go to an address nobody vouches for; everything else goes back to
 * the app.
 */
function authorizePage(world: IdentityWorld, signIn: SignIn, account?: string): EmulatorReply {
  return guarded(world, signIn, (checked) => {
    readRequest(signIn, checked);
    if (signIn.query.get('prompt') === 'none')
      return sendBack(signIn, checked, failure('login_required', 'Sign-in is needed.'));
    const { person } = world;
    const asking: Asking = {
      person,
      clientId: checked.registration.clientId,
      scopes: need(signIn.query, 'scope')
        .split(' ')
        .filter((name) => name !== ''),
      redirectUri: target(signIn, checked).href,
      search: `?${new URLSearchParams([...signIn.query])}`,
    };
    return account === person.userName ? consentPage(asking) : accountPage(asking);
  });
}

/** What pressing a button does: a code, or access_denied, on its way to the redirect URI. */
function decideAuthorize(world: IdentityWorld, signIn: SignIn, allowed: boolean): EmulatorReply {
  return guarded(world, signIn, (checked) => {
    const asked = readRequest(signIn, checked);
    if (!allowed)
      return sendBack(signIn, checked, failure('access_denied', new AadstsRefusal(65004).message));
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

function guarded(
  world: IdentityWorld,
  signIn: SignIn,
  run: (checked: Checked) => EmulatorReply,
): EmulatorReply {
  let checked: Checked | undefined;
  try {
    checked = checkApp(world, signIn);
    return run(checked);
  } catch (error) {
    if (!(error instanceof AadstsRefusal)) throw error;
    if (checked) return sendBack(signIn, checked, failure(error.row.error, error.message));
    return htmlPage({ status: 400, title: 'Sign-in failed', body: `<p>${escapeHtml(error.message)}</p>` });
  }
}

function checkApp(world: IdentityWorld, { query, tenant }: SignIn): Checked {
  if (tenant !== liveTenant) checkTenant(tenant, world.kind);
  const registration = registered(world.registrations, need(query, 'client_id'));
  const redirectUri = need(query, 'redirect_uri');
  const redirect = findRedirect({
    registration,
    uri: redirectUri,
    ignoreLoopbackPort: world.kind === 'work',
  });
  if (!redirect) throw new AadstsRefusal(50011, redirectUri);
  return { registration, redirect, redirectUri };
}

function readRequest(signIn: SignIn, checked: Checked): AskedScopes {
  const { query } = signIn;
  if (need(query, 'response_type') !== 'code')
    throw new AadstsRefusal(9002313, '', 'unsupported_response_type');
  const mode = query.get('response_mode') ?? 'query';
  if (!modes.has(mode)) throw new AadstsRefusal(9002313);
  const method = query.get('code_challenge_method');
  if (query.has('code_challenge') && method !== 'S256') throw new AadstsRefusal(9002313);
  if (query.has('code_challenge') && !/^[\w-]{43}$/.test(query.get('code_challenge') ?? ''))
    throw new AadstsRefusal(9002313);
  const scope = need(query, 'scope');
  if (signIn.tenant === liveTenant) return liveScopes(scope);
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

/**
 * Where the browser goes. A sign-in at the emulator's own address stays there: its code is not to be shown to
 * the real Microsoft.
 */
function target({ origin }: SignIn, { redirectUri }: Checked): URL {
  // A redirect URI without a path comes back with a slash (entra-docs reply-url.md): URL does just that.
  const url = new URL(redirectUri);
  if (!isLoginHost(url.hostname) || isLoginHost(new URL(origin).hostname)) return url;
  return new URL(url.pathname + url.search, origin);
}

function sendBack(signIn: SignIn, checked: Checked, answer: Record<string, string>): EmulatorReply {
  const state = signIn.query.get('state');
  const all = { ...answer, ...(state === undefined ? {} : { state }) };
  const mode = signIn.query.get('response_mode') ?? 'query';
  const back = target(signIn, checked);
  if (mode === 'form_post') return formPostPage(back, all);
  const text = Object.entries(all)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  if (mode === 'fragment') back.hash = text;
  else back.search = back.search ? `${back.search}&${text}` : text;
  return { status: 302, headers: { location: back.href, 'cache-control': 'no-store' } };
}
