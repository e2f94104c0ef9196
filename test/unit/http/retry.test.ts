import { describe, expect, test } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import { RateLimitGate } from '../../../src/http/rate-limit-gate.ts';
import { type RetryOptions, RetryState, withRetries } from '../../../src/http/retry.ts';
import { serviceFailure } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const hourMs = 60 * 60_000;
/** More attempts than any test here allows: what comes so far would never end. */
const endless = 200;

function retryOptionsOf(host: FakeHost, retries = 3): RetryOptions {
  return { host, retries, gate: new RateLimitGate() };
}

/** Fails with each failure in turn (the last for ever, up to `endless`), then answers how often it was called. */
function attempts(...failures: readonly unknown[]): { readonly run: () => Promise<number>; count: number } {
  const state = {
    count: 0,
    run: async () => {
      state.count += 1;
      if (state.count > endless) throw new Error('this would never have ended');
      const failure = failures[state.count - 1];
      if (failure !== undefined) throw failure;
      return state.count;
    },
  };
  return state;
}

const forever = (failure: unknown) => attempts(...Array.from({ length: endless }, () => failure));
const graph = { requestKind: 'graph', label: 'look up a' } as const;

/** The lines about waits that everybody sees. */
const toldLines = ({ lines }: FakeHost) => lines.filter((line) => /asks to wait/.test(line));

describe('a request that fails', () => {
  test('is sent again until it succeeds', async () => {
    using host = new FakeHost();
    const { run } = attempts(serviceFailure(503), serviceFailure(0));
    expect(await withRetries(retryOptionsOf(host), graph, run)).toBe(3);
  });

  test('is given up after as many retries as were allowed, with the last failure', async () => {
    using host = new FakeHost();
    const last = serviceFailure(504);
    const all = attempts(serviceFailure(503), serviceFailure(503), serviceFailure(503), last);
    await expect(withRetries(retryOptionsOf(host), graph, all.run)).rejects.toBe(last);
    expect(all.count).toBe(4);
  });

  test('is not sent again when no retries are allowed', async () => {
    using host = new FakeHost();
    const all = forever(serviceFailure(503));
    await expect(withRetries(retryOptionsOf(host, 0), graph, all.run)).rejects.toThrow('503');
    expect([all.count, host.clock.waits]).toEqual([1, []]);
  });

  test('waits before each attempt for a random part of 100 ms, 300 ms, 900 ms', async () => {
    using host = new FakeHost();
    await withRetries(
      retryOptionsOf(host),
      graph,
      attempts(serviceFailure(503), serviceFailure(503), serviceFailure(503)).run,
    );
    const again = new FakeHost();
    const expected = [100, 300, 900].map((mostMs) => again.random() * mostMs);
    again[Symbol.dispose]();
    expect(host.clock.waits).toEqual(expected);
  });

  test('tells the attempt and the wait in the debug log', async () => {
    using host = new FakeHost();
    await withRetries(retryOptionsOf(host), graph, attempts(serviceFailure(503)).run);
    expect(host.lines).toEqual([
      expect.stringMatching(/^look up a: refused with HTTP 503; attempt 1 of 3 in \d+ ms$/),
    ]);
  });

  test('is not sent again when the table calls it final, nor when it is a bug of ours', async () => {
    using host = new FakeHost();
    for (const failure of [serviceFailure(403), serviceFailure(507), new TypeError('ours')]) {
      const all = forever(failure);
      await expect(withRetries(retryOptionsOf(host), graph, all.run)).rejects.toBe(failure);
      expect(all.count).toBe(1);
    }
  });

  test('gets a new bearer once, without a wait', async () => {
    using host = new FakeHost();
    expect(await withRetries(retryOptionsOf(host, 0), graph, attempts(serviceFailure(401)).run)).toBe(2);
    const twice = forever(serviceFailure(401));
    await expect(withRetries(retryOptionsOf(host), graph, twice.run)).rejects.toThrow('401');
    expect([twice.count, host.clock.waits]).toEqual([2, []]);
  });
});

describe('a wait that the service asked for', () => {
  test('does not count as an attempt', async () => {
    using host = new FakeHost();
    const throttled = Array.from({ length: 20 }, () => serviceFailure(429, { retryAfterMs: 60_000 }));
    expect(await withRetries(retryOptionsOf(host, 0), graph, attempts(...throttled).run)).toBe(21);
    expect(host.clock.waits).toEqual(Array.from({ length: 20 }, () => 60_000));
  });

  test('fails after an hour in total', async () => {
    using host = new FakeHost();
    const all = forever(serviceFailure(429, { retryAfterMs: 10 * 60_000 }));
    await expect(withRetries(retryOptionsOf(host), graph, all.run)).rejects.toThrow('429');
    expect(host.clock.waits.reduce((sum, wait) => sum + wait, 0)).toBe(hourMs);
  });

  test('fails at once when it alone is longer than an hour', async () => {
    using host = new FakeHost();
    const failure = serviceFailure(503, { retryAfterMs: hourMs + 1 });
    await expect(withRetries(retryOptionsOf(host), graph, forever(failure).run)).rejects.toBe(failure);
    expect(host.clock.waits).toEqual([]);
  });

  test('is logged when it is long enough to be noticed', async () => {
    using host = new FakeHost();
    const wait = (retryAfterMs: number) =>
      withRetries(retryOptionsOf(host), graph, attempts(serviceFailure(429, { retryAfterMs })).run);
    await wait(4999);
    expect(toldLines(host)).toEqual([]);
    await wait(12_000);
    expect(toldLines(host)).toEqual(['Throttled: Microsoft asks to wait 12 s (HTTP 429)']);
  });

  test('is not logged again for a worker that gets it while all wait', async () => {
    using host = new FakeHost();
    const retryOptions = retryOptionsOf(host);
    const wait = () => new RetryState(retryOptions, 'a').wait(serviceFailure(429, { retryAfterMs: 12_000 }));
    retryOptions.gate.hold(12_000, host.clock.now());
    await wait();
    expect(toldLines(host)).toEqual([]);
    await wait();
    expect(toldLines(host)).toHaveLength(1);
  });

  test('is in the debug log for each request, however short', async () => {
    using host = new FakeHost();
    const { run } = attempts(serviceFailure(429, { retryAfterMs: 2000 }));
    await withRetries(retryOptionsOf(host), graph, run);
    expect(host.lines).toEqual(['look up a: refused with HTTP 429; waiting 2 s, as Microsoft asks']);
  });

  test('names GitHub where GitHub asks, and is not called throttling with another status', async () => {
    using host = new FakeHost();
    const retryOptions = { ...retryOptionsOf(host), serviceName: 'GitHub' };
    await withRetries(retryOptions, graph, attempts(serviceFailure(502, { retryAfterMs: 65_000 })).run);
    expect(toldLines(host)).toEqual(['GitHub asks to wait 1 min 5 s (HTTP 502)']);
  });

  // Retry-After: 0, or a date that our clock has passed already: neither attempts nor time run out.
  test('does not repeat for ever when it is zero', async () => {
    using host = new FakeHost();
    await expect(
      withRetries(retryOptionsOf(host), graph, forever(serviceFailure(503, { retryAfterMs: 0 })).run),
    ).rejects.toThrow('503');
  });

  test('holds all workers', async () => {
    using host = new FakeHost();
    const retryOptions = retryOptionsOf(host);
    const startMs = host.clock.now();
    retryOptions.gate.hold(30_000, startMs);
    const passedMs = await Promise.all(
      [1, 2].map(() => withRetries(retryOptions, graph, async () => host.clock.now())),
    );
    expect(Math.min(...passedMs)).toBeGreaterThanOrEqual(startMs + 30_000);
  });

  test('is not shortened by a shorter one', async () => {
    using host = new FakeHost();
    const gate = new RateLimitGate();
    const startMs = host.clock.now();
    gate.hold(30_000, startMs);
    gate.hold(5000, startMs);
    await gate.wait(host);
    expect(host.clock.now()).toBe(startMs + 30_000);
  });
});

describe('a run that is cancelled', () => {
  test.each([
    ['a wait of our own', serviceFailure(503)],
    ['a wait that was asked for', serviceFailure(429, { retryAfterMs: 60_000 })],
  ])('ends %s at once, with its reason', async (_, failure) => {
    using host = new FakeHost();
    const reason = new CancelledFailure();
    host.clock.onSleep = () => host.cancel(reason);
    const all = forever(failure);
    await expect(withRetries(retryOptionsOf(host), graph, all.run)).rejects.toBe(reason);
    expect(all.count).toBe(1);
  });
});

describe('a byte of progress', () => {
  test('resets the count of attempts', async () => {
    using host = new FakeHost();
    const trouble = new RetryState(retryOptionsOf(host, 1), 'a');
    await trouble.next('graph', serviceFailure(503));
    trouble.reset();
    await trouble.next('graph', serviceFailure(503));
    await expect(trouble.next('graph', serviceFailure(503))).rejects.toThrow('503');
  });

  test('resets the hour of requested waits', async () => {
    using host = new FakeHost();
    const trouble = new RetryState(retryOptionsOf(host), 'a');
    await trouble.next('graph', serviceFailure(429, { retryAfterMs: hourMs }));
    trouble.reset();
    await trouble.next('graph', serviceFailure(429, { retryAfterMs: hourMs }));
    await expect(trouble.next('graph', serviceFailure(429, { retryAfterMs: 1000 }))).rejects.toThrow('429');
  });
});
