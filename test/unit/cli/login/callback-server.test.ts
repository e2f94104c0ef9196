import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { type CallbackServer, openCallbackServer } from '../../../../src/cli/login/callback-server.ts';
import { findFreePort } from '../../../support/cli-fixture.ts';

const state = 'the-state-of-this-sign-in';
/** The loopback addresses of this machine; many a container has no ::1. */
const addresses = ['127.0.0.1', '::1'].filter((one) =>
  Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === one)),
);

/** A listener with its address; both ends are closed with it. */
async function listening(path = '') {
  const origin = `http://localhost:${await findFreePort()}`;
  const listener: CallbackServer = await openCallbackServer({ redirectUri: origin + path, state });
  return { origin, listener, [Symbol.asyncDispose]: () => listener.close() };
}

/** True when the answer has arrived; does not wait for it. */
async function landed({ callback: landing }: CallbackServer): Promise<boolean> {
  return Promise.race([
    landing.then(() => true),
    new Promise<boolean>((resolve) => setImmediate(resolve, false)),
  ]);
}

/** A request as no browser would send it. */
function raw(origin: string, options: { method?: string; path?: string; host?: string; address?: string }) {
  const { port } = new URL(origin);
  return new Promise<number>((resolve, reject) => {
    const { method = 'GET', path = '/', host = `localhost:${port}`, address = '127.0.0.1' } = options;
    httpRequest({ host: address, port, method, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test('a response with the state delivers its code, and the page contains neither code nor script', async () => {
  await using one = await listening();
  const response = await fetch(`${one.origin}/?code=M.C5*_!a%24%24+b&state=${state}&session_state=x`);
  const html = await response.text();
  expect((await one.listener.callback).code).toBe('M.C5*_!a$$+b');
  expect(response.status).toBe(200);
  expect(html).toContain('You can close this window');
  expect(html).not.toMatch(/M\.C5|<script|http/i);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('a response by form_post is accepted, too', async () => {
  await using one = await listening();
  const body = new URLSearchParams({ code: 'a-code-from-a-form', state });
  expect((await fetch(one.origin, { method: 'POST', body })).status).toBe(200);
  expect((await one.listener.callback).code).toBe('a-code-from-a-form');
});

test.each([
  ['a wrong state', '/?code=stolen&state=another'],
  ['no state', '/?code=stolen'],
  ['two states', `/?code=stolen&state=${state}&state=another`],
  ['two codes', `/?code=stolen&code=other&state=${state}`],
  ['neither code nor error', `/?state=${state}`],
  ['an error with a wrong state', '/?error=access_denied&state=another'],
])('%s is answered with 400 and ignored', async (_, path) => {
  await using one = await listening();
  expect((await fetch(one.origin + path)).status).toBe(400);
  expect(await landed(one.listener)).toBe(false);
  await fetch(`${one.origin}/?code=the-right-one&state=${state}`);
  expect((await one.listener.callback).code).toBe('the-right-one');
});

test.each([
  ['another path', { path: `/admin?code=c&state=${state}` }, 404],
  ['the icon of the page', { path: '/favicon.ico' }, 404],
  ['another method', { path: `/?code=c&state=${state}`, method: 'PUT' }, 405],
  ['a preflight', { method: 'OPTIONS' }, 405],
  ['another host name', { path: `/?code=c&state=${state}`, host: 'evil.example:8080' }, 400],
  ['another port in the host', { path: `/?code=c&state=${state}`, host: 'localhost:1' }, 400],
  ['an address in place of the name', { path: `/?code=c&state=${state}`, host: '127.0.0.1:1' }, 400],
])('%s is refused and changes nothing', async (_, options, status) => {
  await using one = await listening();
  expect(await raw(one.origin, options)).toBe(status);
  expect(await landed(one.listener)).toBe(false);
});

test('a body that is not a form or is too long is refused', async () => {
  await using one = await listening();
  const json = { method: 'POST', body: JSON.stringify({ code: 'c', state }) };
  expect((await fetch(one.origin, json)).status).toBe(400);
  const body = new URLSearchParams({ code: 'c'.repeat(80_000), state });
  expect((await fetch(one.origin, { method: 'POST', body })).status).toBe(413);
  expect(await landed(one.listener)).toBe(false);
});

test('only the path of the redirect URI is accepted', async () => {
  await using one = await listening('/done/here');
  expect((await fetch(`${one.origin}/?code=c&state=${state}`)).status).toBe(404);
  expect((await fetch(`${one.origin}/done/here?code=the-code&state=${state}`)).status).toBe(200);
  expect((await one.listener.callback).code).toBe('the-code');
});

test('a refusal is shown with the text of the service, escaped as text', async () => {
  await using one = await listening();
  const words = '<img src=x onerror=alert(1)> & "AADSTS65004"';
  const query = new URLSearchParams({ error: 'access_denied', error_description: words, state });
  const html = await (await fetch(`${one.origin}/?${query}`)).text();
  expect(html).not.toContain('<img');
  expect(html).toContain('&#60;img src=x onerror=alert(1)&#62; &#38; &#34;AADSTS65004&#34;');
  expect(await one.listener.callback).toMatchObject({ error: 'access_denied', description: words });
});

test('a TLS handshake is told once, and the sign-in goes on', async () => {
  let told = 0;
  const origin = `http://localhost:${await findFreePort()}`;
  const listener = await openCallbackServer({ redirectUri: origin, state, onTls: () => told++ });
  for (const _ of [1, 2]) await expect(fetch(origin.replace('http:', 'https:'))).rejects.toThrow();
  expect(told).toBe(1);
  await fetch(`${origin}/?code=the-right-one&state=${state}`);
  expect((await listener.callback).code).toBe('the-right-one');
  await listener.close();
});

test.each([
  ['no HTTP', 'hello\r\n\r\n'],
  ['a byte of TLS within text', '\u0016hello\r\n\r\n'],
])('%s is answered with 400, and not told as TLS', async (_, bytes) => {
  let told = 0;
  const port = await findFreePort();
  const redirectUri = `http://localhost:${port}`;
  const listener = await openCallbackServer({ redirectUri, state, onTls: () => told++ });
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text)).on('error', reject);
  });
  expect(answer).toContain('400 Bad Request');
  expect(told).toBe(0);
  await listener.close();
});

test('a second response gets a page that says it is too late, and the first one counts', async () => {
  await using one = await listening();
  await fetch(`${one.origin}/?code=the-first-code&state=${state}`);
  const second = await fetch(`${one.origin}/?code=the-second-code&state=${state}`);
  expect(second.status).toBe(410);
  expect((await one.listener.callback).code).toBe('the-first-code');
});

describe('the port', () => {
  test('is open on 127.0.0.1, and on ::1 if that exists', async () => {
    await using one = await listening();
    expect(addresses).toContain('127.0.0.1');
    for (const address of addresses) expect(await raw(one.origin, { address })).toBe(400);
  });

  test.each(addresses)('that somebody has on %s is an error that says what to do', async (host) => {
    const port = await findFreePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, host, resolve));
    const opening = openCallbackServer({ redirectUri: `http://localhost:${port}`, state });
    await expect(opening).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(`port ${port}`),
      hint: expect.stringContaining('--port'),
    });
    other.close();
  });

  test('is free again after the listener is closed', async () => {
    const one = await listening();
    await one.listener.close();
    const again = await openCallbackServer({ redirectUri: one.origin, state });
    await again.close();
    await expect(fetch(one.origin)).rejects.toThrow();
  });
});
