/**
 * The authorize endpoint: validates the request, asks for consent (a person, or a test that posts the form), and
 * redirects the browser back to the app.
 */
import { escapeHtml, htmlPageReply } from '../core/html.ts';
import type { EmulatorReply, EmulatorRequest } from '../core/messages.ts';
import { AadstsError } from './aadsts.ts';
import { type FormParams, readFormBody, requireParam } from './form.ts';
import { accountPage, type ConsentRequest, consentPage, formPostPage } from './pages.ts';
import {
  type AppRegistration,
  findRedirect,
  findRegistration,
  isLoginHost,
  type RedirectUri,
} from './registrations.ts';
import { parseScopes, type RequestedScopes } from './scopes.ts';
import { checkSignInAudience, checkTenant, graphHostsFor } from './tenants.ts';
import type { IdentityContext } from './token-endpoint.ts';

/** A request to the authorize endpoint. */
export interface AuthorizeRequest {
  readonly query: FormParams;
  readonly tenant: string;
  readonly host: string;
  /** Origin of the sign-in pages, as the browser sees it. */
  readonly origin: string;
}

interface CheckedClient {
  readonly registration: AppRegistration;
  readonly redirect: RedirectUri;
  readonly redirectUri: string;
}

/** The tenant name for login.live.com. A code issued there cannot be redeemed elsewhere. */
export const liveTenant = 'live';

/** Without a directory of the account, no app can be told anything. An account that the app does not take is told. */
const ownPageErrors: ReadonlySet<number> = new Set([90002, 50020]);

const responseModes = new Set(['query', 'fragment', 'form_post']);

/** Handles the sign-in pages of a tenant or of login.live.com: the request, the account, the decision. */
export async function authorizeRoute(
  context: IdentityContext,
  call: AuthorizeRequest & { readonly request: EmulatorRequest },
): Promise<EmulatorReply> {
  const { request, ...signIn } = call;
  if (request.method !== 'POST') return authorizePage(context, signIn);
  const { decision, account, ...form } = Object.fromEntries(await readFormBody(request));
  // A client may also send the parameters in the body. The forms of these pages never do.
  const merged = { ...signIn, query: new Map([...signIn.query, ...Object.entries(form)]) };
  if (decision !== undefined) return decideAuthorize(context, merged, decision === 'allow');
  return authorizePage(context, merged, account);
}

/**
 * Shows the account page, then the consent page. An invalid app or redirect URI is reported on a page, because the
 * redirect URI cannot be trusted. All other errors are sent to the app.
 */
function authorizePage(context: IdentityContext, signIn: AuthorizeRequest, account?: string): EmulatorReply {
  return withErrorRedirect(context, signIn, (checked) => {
    readRequestedScopes(signIn, checked);
    if (signIn.query.get('prompt') === 'none')
      return redirectToClient(signIn, checked, errorParams('login_required', 'Sign-in is needed.'));
    const { person } = context;
    const consentRequest: ConsentRequest = {
      person,
      clientId: checked.registration.clientId,
      scopes: requireParam(signIn.query, 'scope')
        .split(' ')
        .filter((name) => name !== ''),
      redirectUri: redirectTarget(signIn, checked).href,
      search: `?${new URLSearchParams([...signIn.query])}`,
    };
    return account === person.userName ? consentPage(consentRequest) : accountPage(consentRequest);
  });
}

/** Handles a click on a button: redirects with a code, or with access_denied. */
function decideAuthorize(
  context: IdentityContext,
  signIn: AuthorizeRequest,
  allowed: boolean,
): EmulatorReply {
  return withErrorRedirect(context, signIn, (checked) => {
    const requested = readRequestedScopes(signIn, checked);
    if (!allowed)
      return redirectToClient(signIn, checked, errorParams('access_denied', new AadstsError(65004).message));
    const challenge = signIn.query.get('code_challenge');
    const nonce = signIn.query.get('nonce');
    const code = context.tokens.issueCode(
      {
        clientId: checked.registration.clientId,
        platform: checked.redirect.platform,
        scopes: requested.isDefault ? context.scopes : requested.permissions,
        openId: requested.openId,
        offline: requested.offline,
        tenant: signIn.tenant.toLowerCase(),
        redirectUri: checked.redirectUri,
        ...(challenge === undefined ? {} : { challenge }),
        ...(nonce === undefined ? {} : { nonce }),
      },
      context.kind,
    );
    return redirectToClient(signIn, checked, { code, session_state: '00000000-0e4d-4000-8000-0000000005e5' });
  });
}

function withErrorRedirect(
  context: IdentityContext,
  signIn: AuthorizeRequest,
  run: (checked: CheckedClient) => EmulatorReply,
): EmulatorReply {
  let checked: CheckedClient | undefined;
  try {
    checked = checkClient(context, signIn);
    if (signIn.tenant !== liveTenant) checkTenant(signIn.tenant, context.kind);
    return audienceReply(context, signIn, checked) ?? run(checked);
  } catch (error) {
    if (!(error instanceof AadstsError)) throw error;
    if (checked && !ownPageErrors.has(error.code))
      return redirectToClient(signIn, checked, errorParams(error.definition.error, error.message));
    return htmlPageReply({
      status: 400,
      title: 'Sign-in failed',
      body: `<p>${escapeHtml(error.message)}</p>`,
    });
  }
}

/**
 * What the pages answer if the app does not take the account: to the app, without a number, for one of personal accounts
 * under `common` (danmou/onenote_export#11); on a page for a personal account and an app of work accounts
 * (dotnet/AspNetCore.Docs#19795).
 */
function audienceReply(
  { kind }: IdentityContext,
  signIn: AuthorizeRequest,
  checked: CheckedClient,
): EmulatorReply | undefined {
  const { signInAudience } = checked.registration;
  if (signInAudience === 'PersonalMicrosoftAccount' && signIn.tenant.toLowerCase() === 'common')
    return redirectToClient(signIn, checked, errorParams('invalid_request', userAudienceText));
  if (kind !== 'personal' || !signInAudience.startsWith('AzureADM')) return undefined;
  return htmlPageReply({
    status: 400,
    title: "We're unable to complete your request",
    body: '<p>unauthorized_client: The client does not exist or is not enabled for consumers. If you are the application developer, configure a new application through the App Registrations in the Azure Portal at https://go.microsoft.com/fwlink/?linkid=2083908.</p>',
  });
}

const userAudienceText =
  "The request is not valid for the application's 'userAudience' configuration. In order to use /common/ endpoint, the application must not be configured with 'Consumer' as the user audience. The userAudience should be configured with 'All' to use /common/ endpoint.";

function checkClient(context: IdentityContext, { query, tenant }: AuthorizeRequest): CheckedClient {
  const registration = findRegistration(context.registrations, requireParam(query, 'client_id'));
  const redirectUri = requireParam(query, 'redirect_uri');
  const redirect = findRedirect({
    registration,
    uri: redirectUri,
    ignoreLoopbackPort: context.kind === 'work',
  });
  if (!redirect) throw new AadstsError(50011, redirectUri);
  const isPersonalApp = registration.signInAudience === 'PersonalMicrosoftAccount';
  if (tenant !== liveTenant && !(isPersonalApp && tenant.toLowerCase() === 'common'))
    checkSignInAudience(registration, tenant);
  return { registration, redirect, redirectUri };
}

function readRequestedScopes(signIn: AuthorizeRequest, checked: CheckedClient): RequestedScopes {
  const { query } = signIn;
  if (requireParam(query, 'response_type') !== 'code')
    throw new AadstsError(9002313, '', 'unsupported_response_type');
  const mode = query.get('response_mode') ?? 'query';
  if (!responseModes.has(mode)) throw new AadstsError(9002313);
  const method = query.get('code_challenge_method');
  if (query.has('code_challenge') && method !== 'S256') throw new AadstsError(9002313);
  if (query.has('code_challenge') && !/^[\w-]{43}$/.test(query.get('code_challenge') ?? ''))
    throw new AadstsError(9002313);
  const scope = requireParam(query, 'scope');
  if (signIn.tenant === liveTenant) return liveScopes(scope);
  return parseScopes(scope, {
    graphHosts: graphHostsFor(signIn.host),
    clientId: checked.registration.clientId,
  });
}

/** Legacy names (`wl.offline_access onedrive.readwrite`) and Graph's own. */
function liveScopes(scope: string): RequestedScopes {
  const words = scope.split(' ').filter((word) => word !== '');
  const offline = words.some((word) => /^(wl\.)?offline_access$/.test(word));
  const permissions = words.filter((word) => !/offline_access$/.test(word));
  return { permissions, isDefault: false, offline, openId: false };
}

function errorParams(error: string, description: string): Record<string, string> {
  return { error, error_description: description };
}

/** As .NET encodes it: blanks are `+`, escapes are in lower case (recorded in skilion/onedrive#333). */
function formEncode(value: string): string {
  return encodeURIComponent(value)
    .replace(/%[0-9A-F]{2}/g, (text) => text.toLowerCase())
    .replaceAll('%20', '+');
}

/**
 * The URL that the browser is sent to. A sign-in at the emulator's own address stays there, so that the code is not
 * sent to Microsoft.
 */
function redirectTarget({ origin }: AuthorizeRequest, { redirectUri }: CheckedClient): URL {
  // A redirect URI without a path gets a slash (entra-docs reply-url.md). `URL` adds it.
  const url = new URL(redirectUri);
  if (!isLoginHost(url.hostname) || isLoginHost(new URL(origin).hostname)) return url;
  return new URL(url.pathname + url.search, origin);
}

function redirectToClient(
  signIn: AuthorizeRequest,
  checked: CheckedClient,
  params: Record<string, string>,
): EmulatorReply {
  const state = signIn.query.get('state');
  const all = { ...params, ...(state === undefined ? {} : { state }) };
  const mode = signIn.query.get('response_mode') ?? 'query';
  const target = redirectTarget(signIn, checked);
  if (mode === 'form_post') return formPostPage(target, all);
  const text = Object.entries(all)
    .map(
      ([name, value]) =>
        `${name}=${name === 'error_description' ? formEncode(value) : encodeURIComponent(value)}`,
    )
    .join('&');
  if (mode === 'fragment') target.hash = text;
  else target.search = target.search ? `${target.search}&${text}` : text;
  return { status: 302, headers: { location: target.href, 'cache-control': 'no-store' } };
}
