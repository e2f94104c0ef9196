/**
 * Sends what is meant for Microsoft's https origins to an emulator, with the Host header kept. Knows undici;
 * the libraries under test get a fetch in place of the network and are otherwise as published.
 */
import { request } from 'undici';

export interface Sent {
  readonly method?: string | undefined;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array | undefined;
}

/** A fetch that follows no redirect. `emulatorUrl` is the main listener's origin. */
export async function send(emulatorUrl: string, href: string, sent: Sent = {}): Promise<Response> {
  const url = new URL(href);
  const { method = 'GET', body = null } = sent;
  const {
    statusCode,
    headers,
    body: answer,
  } = await request(`${emulatorUrl}${url.pathname}${url.search}`, {
    method: asMethod(method),
    headers: { ...sent.headers, host: url.host },
    body,
  });
  const bytes = await answer.arrayBuffer();
  const empty = statusCode === 204 || statusCode === 304;
  return new Response(empty ? null : bytes, { status: statusCode, headers: flat(headers) });
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;

function asMethod(name: string): (typeof methods)[number] {
  const known = methods.find((method) => method === name.toUpperCase());
  if (!known) throw new Error(`no such method: ${name}`);
  return known;
}

function flat(headers: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(', ')] satisfies [string, string]],
  );
}
