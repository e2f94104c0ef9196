/**
 * One POST to the sign-in service through the door. Knows what an answer must look like before a library may read it,
 * and that every other answer is a refusal; nothing of grants.
 */
import { randomUUID } from 'node:crypto';
import { parsed } from '../core/json.ts';
import type { Desk } from './client.ts';
import { refusal } from './errors.ts';
import { claimsOf } from './oidc.ts';

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A form; holds secrets. */
  readonly body: URLSearchParams;
  /** The assertion in the form, if it is somebody else's. */
  readonly assertion: string | undefined;
}

/** Status 200 with a JSON object, or SignInFailure; what the door throws when no answer came. */
export async function post({ door, host, client }: Desk, posting: Posting): Promise<Response> {
  const { url, headers, body, assertion } = posting;
  const reply = await door.send({
    method: 'POST',
    url,
    headers: { ...headers, 'client-request-id': randomUUID() },
    body: body.toString(),
  });
  const answer = reply.status === 200 ? parsed(reply.text) : undefined;
  if (answer === undefined) {
    const claims = assertion === undefined ? undefined : claimsOf(assertion);
    const situation = { client, host, ...(claims !== undefined && { claims }) };
    throw refusal({ ...reply, status: reply.status === 200 ? 502 : reply.status }, situation);
  }
  // Under `common` an id_token comes from the tenant's own issuer, which the library would take for a forgery;
  // nobody reads it here.
  const { id_token: _, ...rest } = answer;
  return Response.json(rest);
}
