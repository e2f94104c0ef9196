import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RequestBody } from '../../../src/http/message.ts';
import { BandwidthLimiter } from '../../../src/upload/bandwidth.ts';
import { FakeHost } from '../../support/fake-host.ts';

function piecesOf(sizes: readonly number[]): RequestBody {
  return {
    sizeBytes: sizes.reduce((sum, size) => sum + size, 0),
    async *read() {
      for (const size of sizes) yield new Uint8Array(size);
    },
  };
}

async function drain(pieces: RequestBody): Promise<number> {
  let sizeBytes = 0;
  for await (const piece of pieces.read()) sizeBytes += piece.length;
  return sizeBytes;
}

test('all files together never go faster than the limit, and lose no byte', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: 1, max: 300_000 }), { maxLength: 8 }), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.integer({ min: 10_000, max: 1_000_000 }),
      async (files, limit) => {
        using host = new FakeHost();
        const bandwidth = new BandwidthLimiter(limit, host);
        const startMs = host.clock.now();
        const sent = await Promise.all(files.map((sizes) => drain(bandwidth.limit(piecesOf(sizes)))));
        const totalBytes = sent.reduce((sum, size) => sum + size, 0);
        expect(sent).toEqual(files.map((sizes) => piecesOf(sizes).sizeBytes));
        const last = Math.max(0, ...files.flat());
        // The last piece is let through before its own time has passed.
        expect(host.clock.now() - startMs).toBeGreaterThanOrEqual(((totalBytes - last) * 1000) / limit - 1);
      },
    ),
    { numRuns: 50, seed: 7 },
  ));

test('without a limit the pieces are the same ones', () => {
  using host = new FakeHost();
  const pieces = piecesOf([1]);
  expect(new BandwidthLimiter(undefined, host).limit(pieces)).toBe(pieces);
});

test('a limit tells the size of what it lets through, and waits for nothing before the first piece', async () => {
  using host = new FakeHost();
  const limited = new BandwidthLimiter(1000, host).limit(piecesOf([300, 500]));
  expect(limited.sizeBytes).toBe(800);
  expect(await drain(limited)).toBe(800);
  expect(host.clock.waits).toEqual([300]);
});

test('time that has passed unused is not made up for', async () => {
  using host = new FakeHost();
  const bandwidth = new BandwidthLimiter(1000, host);
  await bandwidth.wait(500);
  host.clock.advance(60_000);
  await bandwidth.wait(2000);
  expect(host.clock.waits).toEqual([]);
  await bandwidth.wait(1);
  expect(host.clock.waits).toEqual([2000]);
});

test('a wait for the limit ends when the run is cancelled', async () => {
  using host = new FakeHost();
  const bandwidth = new BandwidthLimiter(1000, host);
  await bandwidth.wait(5000);
  const reason = new Error('enough');
  host.clock.onSleep = () => host.cancel(reason);
  await expect(bandwidth.wait(1)).rejects.toBe(reason);
});
