/**
 * The legacy sign-in of personal accounts at login.live.com (onedrive-api-docs msa-oauth.md). Its access tokens are
 * valid for Graph too.
 */
import type { EmulatorReply, EmulatorRequest } from '../core/messages.ts';
import { AadstsError, noStoreHeaders } from './aadsts.ts';
import { authorizeRoute, liveTenant } from './authorize.ts';
import { parseForm, readFormBody, requireParam, withBasicAuth } from './form.ts';
import { isLoginHost } from './registrations.ts';
import { type IdentityContext, tokenReply } from './token-endpoint.ts';

/** Handles /oauth20_authorize.srf, /oauth20_token.srf and the blank page /oauth20_desktop.srf. */
export async function liveRoute(context: IdentityContext, request: EmulatorRequest): Promise<EmulatorReply> {
  const { pathname, search, host } = request.url;
  if (pathname === '/oauth20_desktop.srf') return { status: 200, headers: noStoreHeaders, text: '' };
  if (pathname === '/oauth20_authorize.srf') {
    const origin = isLoginHost(request.url.hostname) ? 'https://login.live.com' : request.url.origin;
    return authorizeRoute(context, { request, query: parseForm(search), tenant: liveTenant, host, origin });
  }
  if (pathname !== '/oauth20_token.srf') return { status: 404, text: 'Not found' };
  try {
    return await liveTokenReply(context, request);
  } catch (error) {
    if (!(error instanceof AadstsError)) throw error;
    // login.live.com sends no AADSTS code and no trace id, and always 400.
    const description = error.message.replace(/^AADSTS\d+: /, '');
    return {
      status: 400,
      headers: noStoreHeaders,
      json: { error: error.definition.error, error_description: description },
    };
  }
}

async function liveTokenReply(context: IdentityContext, request: EmulatorRequest): Promise<EmulatorReply> {
  if (request.method !== 'POST') throw new AadstsError(900561);
  const form = new Map(withBasicAuth(await readFormBody(request), request.headers.authorization));
  const scope = form.get('scope');
  if (scope !== undefined) form.set('scope', scope.replaceAll('wl.offline_access', 'offline_access'));
  // The page lists it for both grants, but a refresh works without it (docs#521, duplicity).
  if (form.get('grant_type') !== 'refresh_token') requireParam(form, 'redirect_uri');
  if (context.kind !== 'personal')
    throw new AadstsError(70000, "The provided value for the 'refresh_token' or 'code' is not valid.");
  const grantType = form.get('grant_type');
  if (grantType !== 'refresh_token' && grantType !== 'authorization_code')
    throw new AadstsError(70003, grantType);
  const origin = 'https://login.live.com';
  const reply = tokenReply(context, {
    form,
    tenant: liveTenant,
    graphHosts: ['graph.microsoft.com'],
    origin,
  });
  const answer = {
    ...(typeof reply.json === 'object' ? reply.json : {}),
    token_type: 'bearer',
    user_id: 'emulated',
  };
  return { ...reply, json: answer };
}
