/**
 * One POST to the sign-in service through the door. Knows what an answer must look like before a library may read it,
 * and that every other answer is a refusal; nothing of grants.
 */
import { randomUUID } from 'node:crypto';
import { parseJsonObject } from '../core/json.ts';
import type { OAuthContext } from './client.ts';
import { signInFailure } from './errors.ts';
import { decodeOidcClaims } from './oidc.ts';

export interface TokenRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A form; holds secrets. */
  readonly body: URLSearchParams;
  /** The assertion in the form, if it is somebody else's. */
  readonly assertion: string | undefined;
}

/** Status 200 with a JSON object, or SignInFailure; what the door throws when no answer came. */
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
  // Under `common` an id_token comes from the tenant's own issuer, which the library would take for a forgery;
  // nobody reads it here.
  const { id_token: _, ...rest } = answer;
  return Response.json(rest);
}
