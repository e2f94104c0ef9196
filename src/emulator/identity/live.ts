/**
 * The legacy sign-in of personal accounts at login.live.com (onedrive-api-docs msa-oauth.md). Knows its
 * parameter names and bare error bodies; tokens are the same vault's, so that a refresh there yields one that
 * Graph takes.
 */
import type { EmulatorReply, EmulatorRequest } from '../core/messages.ts';
import { AadstsRefusal, noStore } from './aadsts.ts';
import { authorizeAnswer, liveTenant } from './authorize.ts';
import { need, parseForm, readForm, withBasic } from './form.ts';
import { isLoginHost } from './registrations.ts';
import { type IdentityWorld, redeem } from './token-endpoint.ts';

/** /oauth20_authorize.srf, /oauth20_token.srf and the blank page /oauth20_desktop.srf. */
export async function liveRoute(world: IdentityWorld, request: EmulatorRequest): Promise<EmulatorReply> {
  const { pathname, search, host } = request.url;
  if (pathname === '/oauth20_desktop.srf') return { status: 200, headers: noStore, text: '' };
  if (pathname === '/oauth20_authorize.srf') {
    const origin = isLoginHost(request.url.hostname) ? 'https://login.live.com' : request.url.origin;
    return authorizeAnswer(world, { request, query: parseForm(search), tenant: liveTenant, host, origin });
  }
  if (pathname !== '/oauth20_token.srf') return { status: 404, text: 'Not found' };
  try {
    return await token(world, request);
  } catch (error) {
    if (!(error instanceof AadstsRefusal)) throw error;
    // No AADSTS number and no trace there; and 400 for everything.
    const description = error.message.replace(/^AADSTS\d+: /, '');
    return {
      status: 400,
      headers: noStore,
      json: { error: error.row.error, error_description: description },
    };
  }
}

async function token(world: IdentityWorld, request: EmulatorRequest): Promise<EmulatorReply> {
  if (request.method !== 'POST') throw new AadstsRefusal(900561);
  const form = new Map(withBasic(await readForm(request), request.headers.authorization));
  const scope = form.get('scope');
  if (scope !== undefined) form.set('scope', scope.replaceAll('wl.offline_access', 'offline_access'));
  need(form, 'redirect_uri');
  if (world.kind !== 'personal')
    throw new AadstsRefusal(70000, "The provided value for the 'refresh_token' or 'code' is not valid.");
  const grantType = form.get('grant_type');
  if (grantType !== 'refresh_token' && grantType !== 'authorization_code')
    throw new AadstsRefusal(70003, grantType);
  const origin = 'https://login.live.com';
  const reply = redeem(world, { form, tenant: liveTenant, graphHosts: ['graph.microsoft.com'], origin });
  const answer = {
    ...(typeof reply.json === 'object' ? reply.json : {}),
    token_type: 'bearer',
    user_id: 'emulated',
  };
  return { ...reply, json: answer };
}
