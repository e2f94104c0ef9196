/**
 * Which path of the identity platform leads where: pages, discovery, token and device endpoints. Knows hosts and
 * methods; the rules themselves are in grants, authorize, devices and live.
 */
import type { EmulatorReply, EmulatorRequest } from '../core/messages.ts';
import { AadstsRefusal, noStore, refusalReply } from './aadsts.ts';
import { authorizeAnswer } from './authorize.ts';
import { readProof } from './client-auth.ts';
import { decideDevice, startDevice } from './device-code.ts';
import { instances, openIdConfiguration, tokenEndpoints } from './discovery.ts';
import { type Form, need, parseForm, readForm, withBasic } from './form.ts';
import { signingKeys } from './id-token.ts';
import { liveRoute } from './live.ts';
import { devicePage, nativeClientPage, wrongPlacePage, wrongPlacePath } from './pages.ts';
import { isLoginHost, nativeClientPath } from './registrations.ts';
import { parseScopes } from './scopes.ts';
import { checkTenant, graphHosts } from './tenants.ts';
import { type IdentityWorld, redeem } from './token-endpoint.ts';

/** True for the paths of the identity platform, for a listener that is called by its own address. */
export function isIdentityPath(pathname: string): boolean {
  return (
    /^\/[^/]+\/(oauth2\/|discovery\/|v2\.0\/\.well-known\/)/.test(pathname) ||
    pathname.startsWith('/oauth20_') ||
    pathname === wrongPlacePath
  );
}

/** Answers one request to a sign-in host. */
export async function identityRoute(world: IdentityWorld, request: EmulatorRequest): Promise<EmulatorReply> {
  const correlationId = correlation(request);
  try {
    const { pathname } = request.url;
    if (pathname.startsWith('/oauth20_')) return await liveRoute(world, request);
    const [, tenant = '', endpoint = ''] = /^\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
    return await answer(world, { request, tenant: decoded(tenant), endpoint });
  } catch (error) {
    if (!(error instanceof AadstsRefusal)) throw error;
    return refusalReply(error, { nowMs: world.clock(), ...(correlationId ? { correlationId } : {}) });
  }
}

function decoded(tenant: string): string {
  try {
    return decodeURIComponent(tenant);
  } catch {
    throw new AadstsRefusal(90002, tenant);
  }
}

interface Call {
  readonly request: EmulatorRequest;
  readonly tenant: string;
  readonly endpoint: string;
}

async function answer(world: IdentityWorld, call: Call): Promise<EmulatorReply> {
  const { request, tenant, endpoint } = call;
  const host = request.url.host;
  const origin = loginOrigin(request.url);
  if (request.url.pathname === wrongPlacePath) return wrongPlacePage();
  if (endpoint === 'discovery/instance') return instances(request.url);
  if (endpoint === 'discovery/v2.0/keys') return { status: 200, json: signingKeys() };
  if (request.url.pathname === nativeClientPath) return nativeClientPage(world.settings.bounceNativeClient);
  // Clients ask for the bare host to see whether there is a network.
  if (request.url.pathname === '/') return { status: 200, text: '' };
  if (endpoint === 'oauth2/deviceauth') return deviceAnswer(world, request);
  if (endpoint === 'oauth2/v2.0/authorize')
    return authorizeAnswer(world, { request, query: parseForm(request.url.search), tenant, host, origin });
  checkTenant(tenant, world.kind);
  if (endpoint === 'v2.0/.well-known/openid-configuration')
    return openIdConfiguration(origin, tenant, world.kind);
  if (endpoint !== 'oauth2/v2.0/token' && endpoint !== 'oauth2/v2.0/devicecode')
    return { status: 404, text: 'Not found' };
  if (request.method !== 'POST') throw new AadstsRefusal(900561);
  if (request.headers.origin !== undefined) throw new AadstsRefusal(9002326);
  const form = withBasic(await readForm(request), request.headers.authorization);
  // Personal accounts exist in the global cloud alone: elsewhere their app is not registered.
  if (world.kind === 'personal' && /\.(us|cn)$/.test(host))
    throw new AadstsRefusal(700016, need(form, 'client_id'));
  if (endpoint === 'oauth2/v2.0/token')
    return redeem(world, { form, tenant, origin, graphHosts: graphHosts(host) });
  const audiences = tokenEndpoints(origin, tenant, world.kind);
  return deviceCode(world, { form, host, audiences, verificationUri: `${origin}/common/oauth2/deviceauth` });
}

async function deviceAnswer(world: IdentityWorld, request: EmulatorRequest): Promise<EmulatorReply> {
  if (request.method !== 'POST') return devicePage();
  const form = await readForm(request);
  const decision = form.get('decision') === 'allow' ? 'allow' : 'deny';
  const known = decideDevice(world.devices, form.get('user_code') ?? '', decision);
  return devicePage(known ? decision : 'unknown');
}

function deviceCode(
  world: IdentityWorld,
  call: { form: Form; host: string; verificationUri: string; audiences: readonly string[] },
): EmulatorReply {
  const { registration } = readProof(call.form, world, call.audiences);
  const { clientId } = registration;
  const scope = call.form.get('scope') ?? '';
  const asked = parseScopes(scope, { graphHosts: graphHosts(call.host), clientId });
  const { offline, openId } = asked;
  const scopes = asked.everything ? world.scopes : asked.permissions;
  const { verificationUri } = call;
  const start = { clientId, scopes, offline, openId, nowMs: world.clock(), verificationUri };
  return { status: 200, headers: noStore, json: startDevice(world.devices, start) };
}

/** Microsoft's hosts speak https whatever the emulator's own listener speaks. */
function loginOrigin(url: URL): string {
  return isLoginHost(url.hostname) ? `https://${url.hostname}` : url.origin;
}

function correlation(request: EmulatorRequest): string | undefined {
  const id = request.headers['client-request-id'];
  return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? id : undefined;
}
