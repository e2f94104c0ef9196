/**
 * Sends a POST to the sign-in service, and checks the response before the OAuth library reads it.
 */
import { randomUUID } from 'node:crypto';
import { parseJsonObject } from '../core/json.ts';
import type { OAuthContext } from './client.ts';
import { signInFailure } from './errors.ts';
import { decodeOidcClaims } from './oidc.ts';

export interface TokenRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A form; contains secrets. */
  readonly body: URLSearchParams;
  /** The assertion in the form, if another issuer made it. */
  readonly assertion: string | undefined;
}

/** Returns a 200 response with a JSON object. Throws a SignInFailure for others, and what `http.send` throws. */
export async function postTokenRequest(
  { http, host, client }: OAuthContext,
  request: TokenRequest,
): Promise<Response> {
  const { url, headers, body, assertion } = request;
  const response = await http.send({
    method: 'POST',
    url,
    headers: { ...headers, 'client-request-id': randomUUID() },
    body: body.toString(),
  });
  const answer = response.status === 200 ? parseJsonObject(response.text) : undefined;
  if (answer === undefined) {
    const claims = assertion === undefined ? undefined : decodeOidcClaims(assertion);
    const loginHint = { client, host, ...(claims !== undefined && { claims }) };
    throw signInFailure({ ...response, status: response.status === 200 ? 502 : response.status }, loginHint);
  }
  // Under `common`, an id_token names the tenant's own issuer, which the library would reject. We do not use it.
  const { id_token: _, ...rest } = answer;
  return Response.json(rest);
}
