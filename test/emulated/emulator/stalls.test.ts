/** Stalls, and clients that leave or try again, over real sockets. */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { FRAGMENT_GRID_BYTES, noise, openEmulatorClient } from '../../support/emulator-client.ts';

const total = 3 * FRAGMENT_GRID_BYTES;

function last(emulator: Emulator) {
  return emulator.requestLog.at(-1);
}

test.each(['before', 'amid', 'after'] as const)(
  'a stall %s is silent until the client leaves',
  async (when) => {
    await using one = await openEmulatorClient();
    const url = await one.session('x.bin');
    one.emulator.addFault({ on: { surface: 'upload', method: 'PUT' }, do: { kind: 'stall', when } });
    const leaving = new AbortController();
    const sent = httpRequest(url, {
      method: 'PUT',
      signal: leaving.signal,
      headers: { 'content-range': 'bytes 0-99999/200000', 'content-length': 100_000 },
    });
    const gone = new Promise((resolve) =>
      sent.on('error', resolve).on('response', () => resolve('answered')),
    );
    sent.end(noise(100_000));
    await one.emulator.stalled();
    expect(last(one.emulator)?.fault).toBe('stall');
    leaving.abort();
    expect(await gone).toMatchObject({ name: 'AbortError' });
    const status = await one.send(url);
    const expectedRanges = { before: ['0-'], amid: ['0-199999'], after: ['100000-199999'] }[when];
    expect(status.json.nextExpectedRanges).toEqual(expectedRanges);
    // Nothing is read before a stall, so that it is up to the system whether anybody hears the client leave.
    expect(when === 'before' ? ['pending', 'cut'] : ['cut']).toContain(
      one.emulator.requestLog.at(-2)?.status,
    );
  },
);

test('a stall or cut amid a download comes half-way through the answer', async () => {
  await using one = await openEmulatorClient();
  await one.emulator.seed('x.bin', noise(100_000));
  const location = String((await one.drive('GET', '/root:/x.bin:/content')).headers.location);
  for (const kind of ['cut', 'stall'] as const) {
    one.emulator.addFault({ on: { surface: 'upload' }, do: { kind, when: 'amid' } });
    const sent = httpRequest(location).end();
    const answer = await new Promise<IncomingMessage>((resolve) => sent.on('response', resolve));
    let got = 0;
    answer.on('data', (piece: Buffer) => {
      got += piece.length;
    });
    const ended = new Promise((resolve) => answer.on('error', resolve));
    if (kind === 'stall') {
      await one.emulator.stalled();
      while (got < 50_000) await new Promise((resolve) => setImmediate(resolve));
      sent.destroy();
    }
    await ended;
    expect(got).toBe(50_000);
  }
});

test('a client that leaves amid a fragment leaves nothing behind', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  const sent: ClientRequest = httpRequest(url, {
    method: 'PUT',
    headers: {
      'content-range': `bytes 0-${FRAGMENT_GRID_BYTES - 1}/${total}`,
      'content-length': FRAGMENT_GRID_BYTES,
    },
  });
  const gone = new Promise((resolve) => sent.on('error', resolve));
  sent.write(noise(1000));
  while (one.emulator.requestLog.at(-1)?.method !== 'PUT')
    await new Promise((resolve) => setImmediate(resolve));
  sent.destroy();
  await gone;
  expect((await one.send(url)).json.nextExpectedRanges).toEqual([`0-${total - 1}`]);
  expect((await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 0, total)).status).toBe(202);
});

test('a fragment sent again supersedes the one that is still hanging', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  one.emulator.addFault({ on: { method: 'PUT' }, do: { kind: 'stall', when: 'amid' } });
  const hanging = one.fragment(url, noise(FRAGMENT_GRID_BYTES), 0, total).catch((error) => error.code);
  await one.emulator.stalled();
  expect((await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 0, total)).json.nextExpectedRanges).toEqual([
    `${FRAGMENT_GRID_BYTES}-${total - 1}`,
  ]);
  expect(await hanging).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
});

test('a fragment out of order is refused and does not disturb the one that is under way', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  one.emulator.addFault({ on: { method: 'PUT' }, do: { kind: 'stall', when: 'amid' } });
  const hanging = one.fragment(url, noise(FRAGMENT_GRID_BYTES), 0, total).catch((error) => error.code);
  await one.emulator.stalled();
  expect((await one.fragment(url, noise(FRAGMENT_GRID_BYTES), FRAGMENT_GRID_BYTES, total)).status).toBe(416);
  expect(one.emulator.requestLog.at(-2)?.status).toBe('pending');
  await one.emulator.close();
  expect(await hanging).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
});
