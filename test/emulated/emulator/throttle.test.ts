/** Throttling and the modes of a benchmark, over real sockets. */
import { expect, test } from 'vitest';
import { QuickXorHash } from '../../../src/emulator/drive/quick-xor-hash.ts';
import { FRAGMENT_GRID_BYTES, noise, openEmulatorClient } from '../../support/emulator-client.ts';

test('a tenant without units left is told so on both hosts, and let in again in the next minute', async () => {
  const nowMs = Date.now();
  await using one = await openEmulatorClient({ throttle: { unitsPerMinute: 10 }, clock: () => nowMs });
  const url = await one.session('x.bin'); // 2
  expect(
    (await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 0, 3 * FRAGMENT_GRID_BYTES)).headers,
  ).not.toHaveProperty('ratelimit-limit'); // 3
  for (const units of [5, 7]) expect((await one.put(`${units}.txt`, 'x')).status).toBe(201);
  one.emulator.advance(18_000);
  const second = await one.fragment(
    url,
    noise(FRAGMENT_GRID_BYTES),
    FRAGMENT_GRID_BYTES,
    3 * FRAGMENT_GRID_BYTES,
  ); // 8
  expect(second).toMatchObject({
    status: 202,
    headers: { 'ratelimit-limit': '10', 'ratelimit-remaining': '2', 'ratelimit-reset': '42' },
  });
  expect((await one.put('9.txt', 'x')).headers['ratelimit-remaining']).toBe('0'); // 10
  expect(await one.put('11.txt', 'x')).toMatchObject({
    status: 429,
    headers: { 'retry-after': '42' },
    json: { error: { code: 'activityLimitReached' } },
  });
  expect(
    (await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 2 * FRAGMENT_GRID_BYTES, 3 * FRAGMENT_GRID_BYTES))
      .status,
  ).toBe(429);
  one.emulator.advance(42_000);
  expect(
    (await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 2 * FRAGMENT_GRID_BYTES, 3 * FRAGMENT_GRID_BYTES))
      .status,
  ).toBe(201);
  expect(one.emulator.files().map(({ path }) => path)).not.toContain('11.txt');
});

test('an emulator that keeps nothing still counts and hashes', async () => {
  await using one = await openEmulatorClient({ discard: true });
  const bytes = noise(2 * FRAGMENT_GRID_BYTES);
  const url = await one.session('x.bin');
  await one.fragment(url, bytes.subarray(0, FRAGMENT_GRID_BYTES), 0, 2 * FRAGMENT_GRID_BYTES);
  const last = await one.fragment(
    url,
    bytes.subarray(FRAGMENT_GRID_BYTES),
    FRAGMENT_GRID_BYTES,
    2 * FRAGMENT_GRID_BYTES,
  );
  const quickXorHash = new QuickXorHash().update(bytes).digest();
  expect(last.json).toMatchObject({ size: 2 * FRAGMENT_GRID_BYTES, file: { hashes: { quickXorHash } } });
  expect((await one.put('small.txt', 'text')).json).toMatchObject({ size: 4 });
  const location = String((await one.drive('GET', '/root:/x.bin:/content')).headers.location);
  expect((await one.send(location)).status).toBe(501);
});

test('an emulator that hashes nothing gives no hash', async () => {
  await using one = await openEmulatorClient({ hash: 'none' });
  expect((await one.put('small.txt', 'text')).json.file).not.toHaveProperty('hashes');
});

test('a connection takes in no more than its bandwidth', async () => {
  await using one = await openEmulatorClient({ bandwidthPerConnection: 10_000_000 });
  const url = await one.session('x.bin');
  const startMs = performance.now();
  expect((await one.fragment(url, noise(9 * FRAGMENT_GRID_BYTES), 0, 9 * FRAGMENT_GRID_BYTES)).status).toBe(
    201,
  );
  expect(performance.now() - startMs).toBeGreaterThan(230);
});
