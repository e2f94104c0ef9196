import { describe, expect, test } from 'vitest';
import { RateLimitGate } from '../../../src/http/rate-limit-gate.ts';
import { FakeHost } from '../../support/fake-host.ts';

describe('what the service says is left', () => {
  const left = (remaining: string, reset: string) => ({
    'ratelimit-remaining': remaining,
    'ratelimit-reset': reset,
  });

  /** When so many requests passed, from now. */
  async function passes(world: FakeHost, gate: RateLimitGate, times: number): Promise<number[]> {
    const startMs = world.clock.now();
    const at: number[] = [];
    for (let i = 0; i < times; i += 1) {
      await gate.wait(world);
      at.push(world.clock.now() - startMs);
    }
    return at;
  }

  test('is spread over the time until it is more, two units a request', async () => {
    using world = new FakeHost();
    const gate = new RateLimitGate();
    gate.readHeaders(left('100', '10'), world.clock.now());
    const at = await passes(world, gate, 51);
    expect(at[1]).toBe(200);
    expect(at[50]).toBe(10_000);
  });

  test('holds nobody once the time is over', async () => {
    using world = new FakeHost();
    const gate = new RateLimitGate();
    gate.readHeaders(left('2', '5'), world.clock.now());
    world.clock.advance(5000);
    expect(await passes(world, gate, 3)).toEqual([0, 0, 0]);
  });

  test('is no reason to wait for more than two minutes', async () => {
    using world = new FakeHost();
    const gate = new RateLimitGate();
    gate.readHeaders(left('0', '86400'), world.clock.now());
    const [, second = 0] = await passes(world, gate, 2);
    expect(second).toBeLessThanOrEqual(120_000);
  });

  test.each([{}, left('many', '5'), left('5', 'soon'), left('-1', '5')])(
    'is passed over when it is garbage: %j',
    async (headers) => {
      using world = new FakeHost();
      const gate = new RateLimitGate();
      gate.readHeaders(headers, world.clock.now());
      expect(await passes(world, gate, 3)).toEqual([0, 0, 0]);
    },
  );
});
