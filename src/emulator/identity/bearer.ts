/** Finds the caller of a bearer token, or returns the 401 of Graph's gateway. */
import type { EmulatorReply } from '../core/messages.ts';
import type { IssuedTokens } from './tokens.ts';

/** The caller of an access token: a user with scopes, or an app with roles. */
export interface Caller {
  readonly user: boolean;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
}

/** Returns the caller of an Authorization header, or a 401. */
export function findCaller(
  authorization: string | undefined,
  tokens: IssuedTokens,
  nowMs: number,
): Caller | EmulatorReply {
  const text = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (text === undefined) return unauthorized('Access token is empty.', nowMs);
  const token = tokens.accessTokens.get(text);
  if (!token) return unauthorized('CompactToken parsing failed with error code: 80049217', nowMs);
  if (token.revoked || nowMs >= token.expiresAtMs)
    return unauthorized('Lifetime validation failed, the token is expired.', nowMs);
  const { user, clientId, scopes, roles } = token;
  return { user, clientId, scopes, roles };
}

function unauthorized(message: string, nowMs: number): EmulatorReply {
  const date = new Date(nowMs).toISOString().slice(0, 19);
  return {
    status: 401,
    headers: {
      'www-authenticate':
        'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
    },
    json: { error: { code: 'InvalidAuthenticationToken', message, innerError: { date } } },
  };
}
