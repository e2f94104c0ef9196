import { describe, expect, test } from 'vitest';
import { RateLimitGate } from '../../../src/http/rate-limit-gate.ts';
import { FakeHost } from '../../support/fake-host.ts';

describe('the rate limit that is left', () => {
  const left = (remaining: string, reset: string) => ({
    'ratelimit-remaining': remaining,
    'ratelimit-reset': reset,
  });

  /** When so many requests passed, from now. */
  async function passes(host: FakeHost, gate: RateLimitGate, times: number): Promise<number[]> {
    const startMs = host.clock.now();
    const at: number[] = [];
    for (let i = 0; i < times; i += 1) {
      await gate.wait(host);
      at.push(host.clock.now() - startMs);
    }
    return at;
  }

  test('is spread over the time until its reset, two units a request', async () => {
    using host = new FakeHost();
    const gate = new RateLimitGate();
    gate.readHeaders(left('100', '10'), host.clock.now());
    const at = await passes(host, gate, 51);
    expect(at[1]).toBe(200);
    expect(at[50]).toBe(10_000);
  });

  test('delays nothing after its reset', async () => {
    using host = new FakeHost();
    const gate = new RateLimitGate();
    gate.readHeaders(left('2', '5'), host.clock.now());
    host.clock.advance(5000);
    expect(await passes(host, gate, 3)).toEqual([0, 0, 0]);
  });

  test('never causes a wait of more than two minutes', async () => {
    using host = new FakeHost();
    const gate = new RateLimitGate();
    gate.readHeaders(left('0', '86400'), host.clock.now());
    const [, second = 0] = await passes(host, gate, 2);
    expect(second).toBeLessThanOrEqual(120_000);
  });

  test.each([{}, left('many', '5'), left('5', 'soon'), left('-1', '5')])(
    'is passed over when it is garbage: %j',
    async (headers) => {
      using host = new FakeHost();
      const gate = new RateLimitGate();
      gate.readHeaders(headers, host.clock.now());
      expect(await passes(host, gate, 3)).toEqual([0, 0, 0]);
    },
  );
});

describe('a wait that the service asked for', () => {
  test('is news once, though workers that are still sending make it longer', () => {
    const gate = new RateLimitGate();
    expect([gate.hold(12_000, 0), gate.hold(12_000, 1000), gate.hold(12_000, 9000)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(gate.currentWait(9000)).toEqual({ waitMs: 12_000, leftMs: 12_000 });
    expect(gate.currentWait(21_000)).toBeUndefined();
    expect(gate.hold(5000, 21_000)).toBe(true);
  });

  test('is news again when it gets longer by a minute', () => {
    const gate = new RateLimitGate();
    expect([gate.hold(12_000, 0), gate.hold(300_000, 1000)]).toEqual([true, true]);
    expect(gate.currentWait(1000)).toEqual({ waitMs: 300_000, leftMs: 300_000 });
  });

  test('is no news when it is short, but a long one after it is', () => {
    const gate = new RateLimitGate();
    expect(gate.hold(4000, 0)).toBe(false);
    expect(gate.currentWait(0)).toBeUndefined();
    expect(gate.hold(12_000, 1000)).toBe(true);
  });
});
