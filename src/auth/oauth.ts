/**
 * The token endpoint: one refresh_token grant, one answer. The only file that imports oauth4webapi. Knows the
 * protocol (RFC 6749 section 6, learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow), not
 * what becomes of the tokens. Every non-200 is read here, because the library drops the body of a 5xx, and
 * what it throws is never passed on, because its `cause` holds tokens.
 */
import { randomUUID } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import { Failure, ServiceFailure, type ServiceFailureFacts } from '../errors.ts';
import type { Host } from '../host.ts';
import type { Door, Reply } from '../http.ts';
import { orderedWaitMs } from '../retry.ts';
import { printable } from '../text.ts';
import { adviceFor } from './aadsts.ts';

export interface Client {
  readonly clientId: string;
  /** Left out for a public client. */
  readonly clientSecret?: string | undefined;
  /** Host of the sign-in service, e.g. login.microsoftonline.com. */
  readonly loginHost: string;
  readonly tenantId: string;
}

/** What a grant gave. */
export interface Grant {
  readonly accessToken: string;
  /** Undefined when the service sent no new one. */
  readonly refreshToken: string | undefined;
  readonly lifetimeMs: number;
  /** Space-separated; empty when the service did not say. */
  readonly scope: string;
}

/** The sign-in service said no. `aadsts` are the numbers of its AADSTS codes. */
export class SignInFailure extends ServiceFailure {
  override readonly name = 'SignInFailure';
  readonly aadsts: readonly number[];

  constructor(message: string, facts: ServiceFailureFacts & { readonly aadsts: readonly number[] }) {
    const final = facts.service.status < 500 && ![408, 429].includes(facts.service.status);
    super(message, { kind: final ? 'sign-in' : 'service', ...facts });
    this.aadsts = facts.aadsts;
  }
}

/** Where a client's grants go. */
interface Desk {
  readonly door: Door;
  readonly host: Host;
  readonly client: Client;
}

/**
 * Redeems a refresh token. `scope` is left out unless given: Microsoft then grants what was consented.
 * Throws SignInFailure for every refusal, ServiceFailure with status 0 when no answer came.
 */
export async function refreshGrant(
  desk: Desk,
  token: { readonly refreshToken: string; readonly scope: string | undefined },
): Promise<Grant> {
  const { client } = desk;
  const base = `https://${client.loginHost}/${client.tenantId}`;
  const server: oauth.AuthorizationServer = {
    issuer: `${base}/v2.0`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
  };
  const who: oauth.Client = { client_id: client.clientId };
  const proof =
    client.clientSecret === undefined ? oauth.None() : oauth.ClientSecretPost(client.clientSecret);
  let refused: unknown;
  const customFetch = async (url: string, options: oauth.CustomFetchOptions<'POST', URLSearchParams>) => {
    try {
      return await post(desk, url, options);
    } catch (error) {
      refused = error;
      throw error;
    }
  };
  try {
    const response = await oauth.refreshTokenGrantRequest(server, who, proof, token.refreshToken, {
      additionalParameters: token.scope === undefined ? {} : { scope: token.scope },
      [oauth.customFetch]: customFetch,
    });
    const answer = await oauth.processRefreshTokenResponse(server, who, response);
    return {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token,
      lifetimeMs: (answer.expires_in ?? 3600) * 1000,
      scope: answer.scope ?? '',
    };
  } catch (error) {
    if (refused !== undefined) throw refused;
    const why = error instanceof Error ? error.name : 'unknown';
    throw new Failure(`the answer of ${client.loginHost} is no token answer (${why})`, {
      kind: 'sign-in',
      hint: 'check that no proxy rewrites answers, then try again',
    });
  }
}

async function post(
  { door, host }: Desk,
  url: string,
  options: oauth.CustomFetchOptions<'POST', URLSearchParams>,
): Promise<Response> {
  const reply = await door.send({
    method: 'POST',
    url,
    headers: { ...options.headers, 'client-request-id': randomUUID() },
    body: options.body.toString(),
  });
  if (reply.status !== 200) throw refusal(reply, { host: new URL(url).host, nowMs: host.clock.now() });
  const answer = parse(reply.text);
  if (answer === undefined) {
    throw refusal({ ...reply, status: 502 }, { host: new URL(url).host, nowMs: host.clock.now() });
  }
  // Under `common` an id_token comes from the tenant's own issuer, which the library would take for a forgery;
  // nobody reads it here.
  const { id_token: _, ...rest } = answer;
  return new Response(JSON.stringify(rest), { status: 200, headers: { 'content-type': 'application/json' } });
}

/** Everything that helps in Microsoft's words, whatever the body is: JSON, HTML or plain text. */
function refusal(reply: Reply, { host, nowMs }: { host: string; nowMs: number }): SignInFailure {
  const body = parse(reply.text) ?? {};
  const error = typeof body.error === 'string' ? body.error : '';
  const description = typeof body.error_description === 'string' ? body.error_description : '';
  const listed = Array.isArray(body.error_codes)
    ? body.error_codes.filter((code) => typeof code === 'number')
    : [];
  const told = /AADSTS(\d+)/.exec(description)?.[1];
  const aadsts = told === undefined ? listed : [...new Set([Number(told), ...listed])];
  const advice = adviceFor(aadsts);
  const traces = ['trace_id', 'correlation_id', 'timestamp'].flatMap((name) =>
    typeof body[name] === 'string' ? [`${name.replace('_', ' ')} ${body[name]}`] : [],
  );
  const words = [
    `sign-in refused by ${host} with HTTP ${reply.status}`,
    ...(error === '' ? [] : [` (${printable(error)})`]),
    ...(description === '' ? [] : [`: ${printable(description.split(/\r?\n/)[0] ?? '')}`]),
    ...(advice === undefined ? [] : [` — ${advice.means}`]),
    ...(traces.length === 0 ? [] : [` [${printable(traces.join(', '))}]`]),
  ];
  const waitMs = orderedWaitMs(reply.headers, nowMs);
  return new SignInFailure(words.join(''), {
    aadsts,
    hint:
      advice?.todo ??
      (aadsts[0] === undefined
        ? 'try again later'
        : `see https://login.microsoftonline.com/error?code=${aadsts[0]}`),
    service: {
      status: reply.status,
      codes: error === '' ? [] : [error],
      ...(waitMs !== undefined && { waitMs }),
    },
  });
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
