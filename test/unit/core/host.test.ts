import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { actionsHost, systemClock } from '../../../src/core/host.ts';

describe('the folder for what is temporary', () => {
  afterEach(() => vi.unstubAllEnvs());

  test.each([
    ['/runner/temp', '/runner/temp'],
    ['', tmpdir()],
  ])('is RUNNER_TEMP, "%s", but never the folder of the run', (text, expected) => {
    vi.stubEnv('RUNNER_TEMP', text);
    expect(actionsHost(new AbortController().signal).tempDir).toBe(expected);
  });
});

describe('the real clock', () => {
  test('sleeps, and wakes', async () => {
    await expect(systemClock.sleep(1)).resolves.toBeUndefined();
  });

  test('wakes at once when it is told to stop, with the reason', async () => {
    const stop = new AbortController();
    const reason = new Error('stop');
    const sleep = systemClock.sleep(3_600_000, stop.signal);
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const during = timers();
    stop.abort(reason);
    await expect(sleep).rejects.toBe(reason);
    // What is left of it would keep the process alive for an hour.
    expect(timers()).toBeLessThan(during);
  });

  test('does not fall asleep when it was told to stop before', async () => {
    const reason = new Error('stop');
    await expect(systemClock.sleep(3_600_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  test('calls a timer once, and not when it was called off', async () => {
    const calls: string[] = [];
    const cancel = systemClock.timer(1, () => calls.push('called off'));
    cancel();
    systemClock.timer(1, () => calls.push('due'));
    await systemClock.sleep(20);
    expect(calls).toEqual(['due']);
  });
});
