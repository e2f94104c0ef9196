/**
 * Sends requests for Microsoft's https origins to an emulator and keeps the Host header. The tested libraries are
 * unchanged, except that they get this fetch.
 */
import { request } from 'undici';

export interface RequestOptions {
  readonly method?: string | undefined;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array | undefined;
}

/** A fetch that follows no redirect. `emulatorUrl` is the main listener's origin. */
export async function sendRequest(
  emulatorUrl: string,
  href: string,
  sent: RequestOptions = {},
): Promise<Response> {
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

/** What `fetch` would be if the names of Microsoft's hosts led to the emulator. */
export function officialFetch(emulatorUrl: string): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { method, headers, url } = request;
    const body = method === 'GET' || method === 'HEAD' ? undefined : await request.text();
    return sendRequest(emulatorUrl, url, { method, headers: Object.fromEntries(headers), body });
  };
}

/** A sign-in page with its button pressed, as the browser would go on from it; follows no redirect. */
export async function submitForm(
  emulatorUrl: string,
  href: string,
  decision: 'allow' | 'deny' = 'allow',
): Promise<URL> {
  return new URL((await decide(emulatorUrl, href, decision)).headers.get('location') ?? 'about:blank');
}

/** The same for `response_mode=form_post`: presses the button of the page in between, too. */
export async function submitFormAndPost(
  emulatorUrl: string,
  href: string,
  decision: 'allow' | 'deny' = 'allow',
): Promise<Response> {
  const html = await (await decide(emulatorUrl, href, decision)).text();
  const plain = (text = '') =>
    text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => letters[name] ?? '');
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  const body = new URLSearchParams(
    fields.map(([, name, value]): [string, string] => [plain(name), plain(value)]),
  );
  const action = plain(/<form method="post" action="([^"]*)"/.exec(html)?.[1]);
  const {
    statusCode: status,
    headers,
    body: answer,
  } = await request(action, { method: 'POST', headers: form, body: body.toString() });
  return new Response(await answer.text(), { status, headers: flat(headers) });
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const letters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

function decide(emulatorUrl: string, href: string, decision: 'allow' | 'deny'): Promise<Response> {
  return sendRequest(emulatorUrl, href, { method: 'POST', headers: form, body: `decision=${decision}` });
}
