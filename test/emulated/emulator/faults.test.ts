/** Every kind of fault but the stalls, as a client on the other end of the socket meets it. */
import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import type { Emulator, FaultEffect } from '../../../src/emulator/emulator.ts';
import {
  type EmulatorClient,
  FRAGMENT_GRID_BYTES,
  noise,
  openEmulatorClient,
} from '../../support/emulator-client.ts';

const total = 3 * FRAGMENT_GRID_BYTES;

async function opened(
  content: Buffer,
  mishap: FaultEffect,
): Promise<{ one: EmulatorClient; url: string; first: Promise<unknown> }> {
  const one = await openEmulatorClient();
  const url = await one.session('dir/x.bin');
  one.emulator.addFault({ on: { surface: 'upload', method: 'PUT', path: 'dir/x.bin' }, do: mishap });
  const first = one.fragment(url, content.subarray(0, 2 * FRAGMENT_GRID_BYTES), 0, total).then(
    (answer) => answer.status,
    (error) => error.code,
  );
  return { one, url, first };
}

function last(emulator: Emulator) {
  return emulator.requestLog.at(-1);
}

test('status answers with what it was given and keeps nothing', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  one.emulator.addFault({
    on: { surface: 'upload' },
    do: {
      kind: 'status',
      status: 429,
      retryAfter: '2.128',
      headers: { 'x-a': 'b' },
      code: 'activityLimitReached',
      message: 'm',
    },
  });
  const answer = await one.fragment(url, noise(5), 0, 5);
  expect([answer.status, answer.headers['retry-after'], answer.headers['x-a']]).toEqual([429, '2.128', 'b']);
  expect(answer.json.error).toMatchObject({ code: 'activityLimitReached', message: 'm' });
  expect(last(one.emulator)).toMatchObject({ status: 429, fault: 'status', bodyBytes: 5 });
  expect((await one.fragment(url, noise(5), 0, 5)).status).toBe(201);
});

test('status may say back the request: its URL, its headers and the beginning of its body', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  one.emulator.addFault({ on: { surface: 'upload' }, do: { kind: 'status', status: 400, echo: true } });
  const { message } = (await one.fragment(url, Buffer.alloc(20_000, 'a'), 0, 20_000)).json.error;
  expect(message).toContain(new URL(url).search || new URL(url).pathname);
  expect(message).toContain('content-range: bytes 0-19999/20000');
  expect(message.endsWith(`\n${'a'.repeat(16 * 1024)}`)).toBe(true);
});

test('status may carry a page of HTML, JSON of any shape, or nothing', async () => {
  await using one = await openEmulatorClient();
  const fault = (body?: unknown): FaultEffect => ({
    kind: 'status',
    status: 503,
    ...(body === undefined ? {} : { body }),
  });
  for (const body of ['<h1>Gateway</h1>', { error: 'odd' }, undefined])
    one.emulator.addFault({ on: {}, do: fault(body) });
  const html = await one.drive('GET', '');
  expect([html.status, html.headers['content-type'], html.bytes.toString()]).toEqual([
    503,
    'text/html; charset=utf-8',
    '<h1>Gateway</h1>',
  ]);
  expect((await one.drive('GET', '')).json).toEqual({ error: 'odd' });
  expect((await one.drive('GET', '')).bytes.length).toBe(0);
});

test('status may hide that the request was carried out', async () => {
  await using one = await openEmulatorClient();
  one.emulator.addFault({ on: { method: 'PUT' }, do: { kind: 'status', status: 500, processed: true } });
  expect((await one.put('x.bin', 'kept')).status).toBe(500);
  expect((await one.emulator.read('x.bin')).toString()).toBe('kept');
});

test.each(['before', 'amid'] as const)('a connection cut %s leaves nothing behind', async (when) => {
  const content = noise(total);
  const { one, url, first } = await opened(content, { kind: 'cut', when });
  await using _ = one;
  expect(await first).toMatch(/UND_ERR_SOCKET|ECONNRESET|EPIPE/);
  const entry = last(one.emulator);
  expect(entry).toMatchObject({ status: 'cut', fault: 'cut' });
  expect(entry?.bodyBytes).toBe(when === 'amid' ? FRAGMENT_GRID_BYTES : 0);
  expect((await one.send(url)).json.nextExpectedRanges).toEqual([when === 'amid' ? `0-${total - 1}` : '0-']);
  await one.fragment(url, content.subarray(0, FRAGMENT_GRID_BYTES), 0, total);
  expect(
    (await one.fragment(url, content.subarray(FRAGMENT_GRID_BYTES), FRAGMENT_GRID_BYTES, total)).status,
  ).toBe(201);
  expect((await one.emulator.read('dir/x.bin')).equals(content)).toBe(true);
});

test.each<FaultEffect>([{ kind: 'cut', when: 'after' }, { kind: 'lost-reply' }])(
  '%j: the bytes stay, the answer is lost',
  async (mishap) => {
    const { one, url, first } = await opened(noise(total), mishap);
    await using _ = one;
    expect(await first).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
    expect((await one.send(url)).json.nextExpectedRanges).toEqual([
      `${2 * FRAGMENT_GRID_BYTES}-${total - 1}`,
    ]);
  },
);

test('a lost last answer leaves a finished file and no session', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  one.emulator.addFault({ on: { method: 'PUT' }, do: { kind: 'lost-reply' } });
  await expect(one.fragment(url, noise(5), 0, 5)).rejects.toThrow();
  expect((await one.send(url)).status).toBe(404);
  expect((await one.emulator.read('x.bin')).equals(noise(5))).toBe(true);
});

test.each([0, 1, 1000, FRAGMENT_GRID_BYTES + 17])(
  'a partial fragment keeps its first %i bytes',
  async (keepBytes) => {
    const content = noise(total);
    const { one, url, first } = await opened(content, { kind: 'partial', keepBytes });
    await using _ = one;
    expect(await first).toMatch(/UND_ERR_SOCKET|ECONNRESET|EPIPE/);
    expect((await one.send(url)).json.nextExpectedRanges).toEqual([`${keepBytes}-${total - 1}`]);
    await one.fragment(url, content.subarray(keepBytes, keepBytes + FRAGMENT_GRID_BYTES), keepBytes, total);
    const answer = await one.fragment(
      url,
      content.subarray(keepBytes + FRAGMENT_GRID_BYTES),
      keepBytes + FRAGMENT_GRID_BYTES,
      total,
    );
    expect(answer.status).toBe(201);
    expect((await one.emulator.read('dir/x.bin')).equals(content)).toBe(true);
    await one.put('twin.bin', content);
    const [file, twin] = one.emulator.files();
    expect(file?.quickXorHash).toBe(twin?.quickXorHash);
  },
);

test('a fragment that was kept whole counts as a lost reply', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  one.emulator.addFault({ on: { method: 'PUT' }, do: { kind: 'partial', keepBytes: 5 } });
  await expect(one.fragment(url, noise(5), 0, 5)).rejects.toThrow();
  expect(one.emulator.files()).toHaveLength(1);
});

test('slow takes its time for the body and for the answer', async () => {
  await using one = await openEmulatorClient();
  await one.emulator.seed('x.bin', noise(2000));
  const location = String((await one.drive('GET', '/root:/x.bin:/content')).headers.location);
  const url = await one.session('y.bin');
  one.emulator.addFault({
    on: { surface: 'upload' },
    times: 2,
    do: { kind: 'slow', bytesPerSecond: 20_000 },
  });
  const times: number[] = [];
  for (const run of [() => one.send(location), () => one.fragment(url, noise(2000), 0, 2000)]) {
    const startMs = performance.now();
    expect((await run()).status).toBeLessThan(300);
    times.push(performance.now() - startMs);
  }
  for (const ms of times) expect(ms).toBeGreaterThan(90);
});

test('a dropped session answers 404 from then on', async () => {
  await using one = await openEmulatorClient();
  const [first, second] = [await one.session('x.bin'), await one.session('y.bin')];
  one.emulator.addFault({ on: { surface: 'upload' }, do: { kind: 'drop-session' } });
  expect((await one.fragment(first, noise(5), 0, 5)).status).toBe(404);
  expect((await one.send(first)).status).toBe(404);
  expect((await one.send(second)).status).toBe(200);
  one.emulator.addFault({ on: { surface: 'graph' }, do: { kind: 'drop-session' } });
  expect((await one.drive('GET', '')).status).toBe(200);
  expect((await one.send(second)).status).toBe(404);
});

test('corrupt changes content and hash and nothing else', async () => {
  await using one = await openEmulatorClient();
  one.emulator.addFault({ on: { method: 'PUT' }, do: { kind: 'corrupt' } });
  expect((await one.put('x.bin', noise(50))).json.size).toBe(50);
  await one.put('y.bin', noise(50));
  const [x, y] = one.emulator.files();
  expect(x?.quickXorHash).not.toBe(y?.quickXorHash);
  expect((await one.emulator.read('x.bin')).equals(noise(50))).toBe(false);
});

test('list spoils a page of a listing, each in its way, and nothing that is no list', async () => {
  await using one = await openEmulatorClient();
  for (const name of ['x.bin', 'y.bin']) await one.put(name, noise(5));
  const listing = async (how: Extract<FaultEffect, { kind: 'list' }>['how'], folder = '/root') => {
    one.emulator.addFault({ on: { path: 'children' }, do: { kind: 'list', how } });
    const { status, json } = await one.drive('GET', `${folder}/children?$top=1`);
    const next: unknown = json['@odata.nextLink'];
    return { status, value: json.value, next: next === undefined ? undefined : new URL(String(next)).search };
  };
  expect(await listing('no-value')).toMatchObject({ status: 200, value: undefined, next: undefined });
  expect(await listing('repeat')).toMatchObject({ value: [{ name: 'x.bin' }], next: '?$top=1' });
  expect(await listing('endless')).toMatchObject({ next: expect.stringContaining('again=1') });
  expect(await listing('short')).toMatchObject({ value: [], next: expect.stringContaining('skiptoken') });
  const { value } = await listing('nameless');
  expect(value).toMatchObject([{ id: expect.any(String) }]);
  expect(value[0]).not.toHaveProperty('name');
  expect((await listing('idless')).value[0]).not.toHaveProperty('id');
  expect(await listing('dots')).toMatchObject({ value: [{ name: '..' }] });
  expect(await listing('empty')).toMatchObject({ value: [] });
  expect(await listing('ancient')).toMatchObject({ value: [{ createdDateTime: '0001-01-01T00:00:00Z' }] });
  expect(await listing('future')).toMatchObject({ value: [{ createdDateTime: '9999-12-31T23:59:59Z' }] });
  expect(await listing('cycle')).toMatchObject({
    value: [{}, { name: 'itself', folder: { childCount: 1 } }],
  });
  await one.put('in/a/x.bin', noise(5));
  expect(await listing('uncounted', '/root:/in:')).toMatchObject({ value: [{ name: 'a', folder: {} }] });
  expect(await listing('zero-count', '/root:/in:')).toMatchObject({
    value: [{ name: 'a', folder: { childCount: 0 } }],
  });
  one.emulator.addFault({ on: {}, do: { kind: 'list', how: 'no-value' } });
  expect((await one.drive('GET', '/root')).json).toHaveProperty('id');
});
