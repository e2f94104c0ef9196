/** The pace of a connection. */
import { expect, test } from 'vitest';
import { BandwidthLimiter } from '../../../../src/emulator/server/bandwidth-limiter.ts';

test('the delays add up to the time the bytes may take, however late timers fire', () => {
  let nowMs = 0;
  const meter = new BandwidthLimiter(1_000_000, () => nowMs);
  for (let piece = 0; piece < 1000; piece++) {
    const delayMs = meter.delayMs(10_000);
    nowMs += delayMs === 0 ? 0 : delayMs + 1.2;
  }
  expect(nowMs).toBeGreaterThan(9_900);
  expect(nowMs).toBeLessThan(10_010);
});

test('time that passed idle is not made good', () => {
  let nowMs = 0;
  const meter = new BandwidthLimiter(1_000_000, () => nowMs);
  nowMs = 60_000;
  expect(meter.delayMs(1_000_000)).toBeGreaterThan(900);
});
