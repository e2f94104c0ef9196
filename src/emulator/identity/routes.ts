/** Dispatches the paths of the identity platform: pages, discovery, token and device endpoints. */
import type { EmulatorReply, EmulatorRequest } from '../core/messages.ts';
import { AadstsError, aadstsErrorReply, noStoreHeaders, platformHeaders } from './aadsts.ts';
import { authorizeRoute } from './authorize.ts';
import { readClientAuth } from './client-auth.ts';
import { decideDeviceAuthorization, startDeviceAuthorization } from './device-code.ts';
import { instanceDiscovery, openIdConfigurationReply, tokenEndpointUrls } from './discovery.ts';
import { type FormParams, parseForm, readFormBody, requireParam, withBasicAuth } from './form.ts';
import { signingJwks } from './id-token.ts';
import { liveRoute } from './live.ts';
import { devicePage, nativeClientPage, wrongPlacePage, wrongPlacePath } from './pages.ts';
import { isLoginHost, nativeClientPath } from './registrations.ts';
import { parseScopes } from './scopes.ts';
import { checkSignInAudience, checkTenant, graphHostsFor } from './tenants.ts';
import { type IdentityContext, tokenReply } from './token-endpoint.ts';

/** True for the paths of the identity platform, for requests to the listener's own address. */
export function isIdentityPath(pathname: string): boolean {
  return (
    /^\/[^/]+\/(oauth2\/|discovery\/|v2\.0\/\.well-known\/)/.test(pathname) ||
    pathname.startsWith('/oauth20_') ||
    pathname === wrongPlacePath
  );
}

/** Handles one request to a sign-in host. */
export async function identityRoute(
  context: IdentityContext,
  request: EmulatorRequest,
): Promise<EmulatorReply> {
  const reply = await replyOrError(context, request);
  // Pages have their own: a browser at the emulator's address must not be sent to https.
  return reply.json === undefined ? reply : { ...reply, headers: { ...platformHeaders(), ...reply.headers } };
}

async function replyOrError(context: IdentityContext, request: EmulatorRequest): Promise<EmulatorReply> {
  const correlationId = readCorrelationId(request);
  try {
    const { pathname } = request.url;
    if (pathname.startsWith('/oauth20_')) return await liveRoute(context, request);
    const [, tenant = '', endpoint = ''] = /^\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
    return await handleCall(context, { request, tenant: decodeTenant(tenant), endpoint });
  } catch (error) {
    if (!(error instanceof AadstsError)) throw error;
    return aadstsErrorReply(error, { nowMs: context.clock(), ...(correlationId ? { correlationId } : {}) });
  }
}

function decodeTenant(tenant: string): string {
  try {
    return decodeURIComponent(tenant);
  } catch {
    throw new AadstsError(90002, tenant);
  }
}

interface IdentityCall {
  readonly request: EmulatorRequest;
  readonly tenant: string;
  readonly endpoint: string;
}

async function handleCall(context: IdentityContext, call: IdentityCall): Promise<EmulatorReply> {
  const { request, tenant, endpoint } = call;
  const host = request.url.host;
  const origin = loginOrigin(request.url);
  if (request.url.pathname === wrongPlacePath) return wrongPlacePage();
  if (endpoint === 'discovery/instance') return instanceDiscovery(request.url);
  if (endpoint === 'discovery/v2.0/keys') return { status: 200, json: signingJwks() };
  if (request.url.pathname === nativeClientPath) return nativeClientPage(context.settings.bounceNativeClient);
  // Clients request the root to check the network.
  if (request.url.pathname === '/') return { status: 200, text: '' };
  if (endpoint === 'oauth2/deviceauth') return deviceAuthReply(context, request);
  if (endpoint === 'oauth2/v2.0/authorize')
    return authorizeRoute(context, { request, query: parseForm(request.url.search), tenant, host, origin });
  const isGrant = endpoint === 'oauth2/v2.0/token' || endpoint === 'oauth2/v2.0/devicecode';
  if (!isGrant) checkTenant(tenant, context.kind);
  if (endpoint === 'v2.0/.well-known/openid-configuration')
    return openIdConfigurationReply(origin, tenant, context.kind);
  if (!isGrant) return { status: 404, text: 'Not found' };
  if (request.method !== 'POST') throw new AadstsError(900561);
  if (request.headers.origin !== undefined) throw new AadstsError(9002326);
  const form = withBasicAuth(await readFormBody(request), request.headers.authorization);
  const app = context.registrations.find(({ clientId }) => clientId === form.get('client_id')?.toLowerCase());
  if (app !== undefined) checkSignInAudience(app, tenant);
  checkTenant(tenant, context.kind);
  // Personal accounts exist in the global cloud only. In other clouds their app is not registered.
  if (context.kind === 'personal' && /\.(us|cn)$/.test(host))
    throw new AadstsError(700016, requireParam(form, 'client_id'));
  if (endpoint === 'oauth2/v2.0/token')
    return tokenReply(context, { form, tenant, origin, graphHosts: graphHostsFor(host) });
  const audiences = tokenEndpointUrls(origin, tenant, context.kind);
  return deviceCodeReply(context, {
    form,
    host,
    audiences,
    verificationUri: `${origin}/common/oauth2/deviceauth`,
  });
}

async function deviceAuthReply(context: IdentityContext, request: EmulatorRequest): Promise<EmulatorReply> {
  if (request.method !== 'POST') return devicePage();
  const form = await readFormBody(request);
  const decision = form.get('decision') === 'allow' ? 'allow' : 'deny';
  const known = decideDeviceAuthorization(context.devices, form.get('user_code') ?? '', decision);
  return devicePage(known ? decision : 'unknown');
}

function deviceCodeReply(
  context: IdentityContext,
  call: { form: FormParams; host: string; verificationUri: string; audiences: readonly string[] },
): EmulatorReply {
  const { registration } = readClientAuth(call.form, context, call.audiences);
  const { clientId } = registration;
  const scope = call.form.get('scope') ?? '';
  const requested = parseScopes(scope, { graphHosts: graphHostsFor(call.host), clientId });
  const { offline, openId } = requested;
  const scopes = requested.isDefault ? context.scopes : requested.permissions;
  const { verificationUri } = call;
  const start = { clientId, scopes, offline, openId, nowMs: context.clock(), verificationUri };
  return { status: 200, headers: noStoreHeaders, json: startDeviceAuthorization(context.devices, start) };
}

/** Microsoft's hosts use https, even if the emulator's listener uses http. */
function loginOrigin(url: URL): string {
  return isLoginHost(url.hostname) ? `https://${url.hostname}` : url.origin;
}

function readCorrelationId(request: EmulatorRequest): string | undefined {
  const id = request.headers['client-request-id'];
  return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? id : undefined;
}
