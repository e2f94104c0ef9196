/**
 * One POST to the sign-in service: what an answer must look like before a library may read it; every other answer is a
 * refusal.
 */
import { randomUUID } from 'node:crypto';
import { Failure } from '../core/errors.ts';
import { parseJsonObject } from '../core/json.ts';
import { redirectHost } from '../http/proxy-tunnel.ts';
import { redactResponse } from '../http/receive.ts';
import { signInFailure } from './errors.ts';
import type { OAuthContext } from './oauth-client.ts';
import { decodeOidcClaims } from './oidc.ts';

export interface TokenRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A form; contains secrets. */
  readonly body: URLSearchParams;
}

/** Status 200 with a JSON object, or SignInFailure; what the HTTP client throws when no answer came. */
export async function postTokenRequest(
  { http, host, client }: OAuthContext,
  { url, headers, body }: TokenRequest,
): Promise<Response> {
  const response = await http.send({
    method: 'POST',
    url,
    headers: { ...headers, 'client-request-id': randomUUID() },
    body: body.toString(),
  });
  if (response.status >= 300 && response.status < 400)
    throw new Failure(
      `${client.loginHost} did not answer: HTTP ${response.status} redirects to ${redirectHost(response.headers.location)}`,
      {
        code: 'proxy-answered',
        kind: 'network',
        hint: 'Microsoft redirects no such request: a proxy or the network of this machine answers in its place, and probably wants a sign-in in a browser',
      },
    );
  const answer = response.status === 200 ? parseJsonObject(response.text) : undefined;
  if (answer === undefined) {
    // Of our own assertion there is nothing to compare.
    const assertion = client.clientAuth.kind === 'assertion' ? body.get('client_assertion') : null;
    const claims = assertion === null ? undefined : decodeOidcClaims(assertion);
    const loginHint = { client, host, ...(claims !== undefined && { claims }) };
    const failed = { ...response, text: redactResponse(response.text, host) };
    throw signInFailure({ ...failed, status: response.status === 200 ? 502 : response.status }, loginHint);
  }
  // Under `common`, an id_token names the tenant's own issuer, which the library would reject. We do not use it.
  const { id_token: _, ...rest } = answer;
  return Response.json(rest);
}
