/** Finds the caller of a bearer token, or throws the 401 of Graph's gateway. */
import { GraphError } from '../core/errors.ts';
import type { IssuedTokens } from './tokens.ts';

/** The caller of an access token: a user with scopes, or an app with roles. */
export interface Caller {
  readonly user: boolean;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
}

/** Returns the caller of an Authorization header. Throws a 401. */
export function findCaller(authorization: string | undefined, tokens: IssuedTokens, nowMs: number): Caller {
  const text = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (text === undefined) throw unauthorized('Access token is empty.');
  const token = tokens.accessTokens.get(text);
  if (!token) throw unauthorized('CompactToken parsing failed with error code: 80049217');
  if (token.revoked || nowMs >= token.expiresAtMs)
    throw unauthorized('Lifetime validation failed, the token is expired.');
  const { user, clientId, scopes, roles } = token;
  return { user, clientId, scopes, roles };
}

function unauthorized(message: string): GraphError {
  return new GraphError({
    status: 401,
    code: 'InvalidAuthenticationToken',
    message,
    headers: {
      'www-authenticate':
        'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
    },
  });
}
