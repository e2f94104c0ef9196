/** The emulator's listeners: hosts, TLS, waiting for a 100, the ledger, crashes, and a quick end. */
import { request as httpRequest } from 'node:http';
import { performance } from 'node:perf_hooks';
import selfsigned from 'selfsigned';
import { expect, test, vi } from 'vitest';
import { startEmulator } from '../../../src/emulator/emulator.ts';
import { noise, openEmulatorClient } from '../../support/emulator-client.ts';

test.each<[string, string, number]>([
  ['graph.microsoft.com', '/v1.0/me', 401],
  ['dod-graph.microsoft.us', '/v1.0/me', 401],
  ['graph.microsoft.com', '/v3/me', 400],
  ['login.microsoftonline.com', '/common/v2.0/.well-known/openid-configuration', 200],
  ['api.github.com', '/repos/a/b/actions/secrets/public-key', 403],
  ['sn3302.up.1drv.com', '/up/unknown', 404],
  ['contoso.sharepoint.com', '/sites/x/_api/v2.0/drive/items/1/uploadSession?tempauth=x', 404],
  ['example.org', '/v1.0/me', 404],
])('the host %s leads to its room', async (host, path, status) => {
  await using one = await openEmulatorClient();
  const answer = await one.send(`${one.emulator.url}${path}`, { headers: { host } });
  expect(answer.status).toBe(status);
});

test.each([
  ['new', 'my.microsoftpersonalcontent.com', '/personal/'],
  ['old', 'sn3302.up.1drv.com', '/up/'],
] as const)('the upload host of the %s stack is served by the main listener', async (stack, host, start) => {
  await using one = await openEmulatorClient({ stack, uploadOrigin: `https://${host}` });
  const url = await one.session('x.bin');
  expect(url.startsWith(`https://${host}${start}`)).toBe(true);
  const answer = await one.send(url.replace(`https://${host}`, one.emulator.url), {
    method: 'PUT',
    headers: { host, 'content-range': 'bytes 0-4/5' },
    body: noise(5),
  });
  expect(answer.status).toBe(201);
});

test('speaks https on both listeners', async () => {
  const pem = await selfsigned.generate([{ name: 'commonName', value: '127.0.0.1' }]);
  await using one = await openEmulatorClient({ tls: { cert: pem.cert, key: pem.private } });
  expect(one.emulator.url).toMatch(/^https:/);
  const url = await one.session('x.bin');
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:/);
  expect((await one.fragment(url, noise(5), 0, 5)).status).toBe(201);
});

test('sends the 100 only when the body is wanted', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  const told = (target: string) =>
    new Promise((resolve) => {
      let continued = false;
      const sent = httpRequest(target, {
        method: 'PUT',
        headers: { expect: '100-continue', 'content-range': 'bytes 0-4/5', 'content-length': 5 },
      });
      sent.on('continue', () => {
        continued = true;
        sent.end(noise(5));
      });
      sent.on('response', (answer) => {
        answer.resume();
        resolve([continued, answer.statusCode]);
        sent.destroy();
      });
      sent.on('error', () => {});
      sent.flushHeaders();
    });
  expect(await told(`${url}x`)).toEqual([false, 404]);
  expect(await told(url)).toEqual([true, 201]);
});

test('a refused body is read off, so that its connection can be used again', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  for (let round = 0; round < 3; round++) {
    expect((await one.fragment(url, noise(3_000_000), 1, 9_000_000)).status).toBe(416);
  }
});

test('the ledger tells what came, and no secret', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const url = await one.session('x.bin');
  await one.fragment(url, noise(5), 0, 9);
  expect(
    one.emulator.requestLog.map((entry) => [entry.surface, entry.method, entry.status, entry.authorization]),
  ).toEqual([
    ['identity', 'POST', 200, false],
    ['graph', 'POST', 200, true],
    ['upload', 'PUT', 202, false],
  ]);
  expect(one.emulator.requestLog.at(-1)).toMatchObject({
    contentRange: 'bytes 0-4/9',
    contentLength: 5,
    bodyBytes: 5,
    query: ['guid', 'dc', 'tempauth'],
  });
  const secret = /tempauth=([^&]+)/.exec(url)?.[1] ?? 'none';
  expect(JSON.stringify(one.emulator.requestLog)).not.toContain(secret);
});

test('a crash in a route is a 500, is visible, and ends nothing', async () => {
  await using one = await openEmulatorClient();
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
  one.emulator.admit = () => {
    throw new TypeError('boom');
  };
  expect((await one.drive('GET', '')).status).toBe(500);
  expect(one.emulator.requestLog.at(-1)).toMatchObject({ status: 500, fault: 'crash: boom' });
  expect(complaint).toHaveBeenCalled();
  complaint.mockRestore();
  one.emulator.admit = () => undefined;
  expect((await one.drive('GET', '')).status).toBe(200);
});

test('latency is added to every answer', async () => {
  await using one = await openEmulatorClient({ latencyMs: 40 });
  const startMs = performance.now();
  await one.drive('GET', '');
  expect(performance.now() - startMs).toBeGreaterThan(35);
});

test('closing ends at once, even while a request stalls', async () => {
  const emulator = await startEmulator({ faults: [{ on: {}, do: { kind: 'stall', when: 'before' } }] });
  const broken = new Promise((resolve) => httpRequest(`${emulator.url}/v1.0/me`).on('error', resolve).end());
  await emulator.stalled();
  await emulator.close();
  expect(await broken).toMatchObject({ code: 'ECONNRESET' });
});

test('hundreds of files are put and found without delay', async () => {
  await using one = await openEmulatorClient();
  const { id } = (await one.put('many/first.bin', 'x')).json;
  const startMs = performance.now();
  for (let index = 0; index < 300; index++) await one.put(`many/d${index % 7}/f${index}.bin`, 'x');
  const look = await one.drive('GET', `/items/${id}`);
  expect(look.status).toBe(200);
  expect(one.emulator.files()).toHaveLength(301);
  // With 40 ms for each, as Nagle's algorithm and a delayed acknowledgement make them, it would take 12 s.
  expect(performance.now() - startMs).toBeLessThan(11_000);
});

test('a name with a code point that is no character is refused before Graph, in HTML', async () => {
  await using one = await openEmulatorClient();
  const url = `${one.emulator.url}/v1.0/me/drive/root:/a%EF%BF%BF.txt:/content`;
  const answer = await fetch(url, { method: 'PUT', body: 'x' });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
  expect(await answer.text()).toContain('<TITLE>Bad Request</TITLE>');
});
