import { describe, expect, test } from 'vitest';
import { AdaptiveConcurrency } from '../../../src/upload/concurrency.ts';
import { serviceFailure } from '../../support/fake-drive.ts';
import { FakeClock } from '../../support/fake-host.ts';

function paced(concurrency: number | 'auto') {
  const clock = new FakeClock();
  return { clock, pace: new AdaptiveConcurrency(concurrency, clock) };
}

function goods(pace: AdaptiveConcurrency, times: number): void {
  for (let i = 0; i < times; i += 1) pace.succeeded();
}

describe('auto', () => {
  test('starts at 4 and goes up by one with each success, to 16', () => {
    const { pace } = paced('auto');
    expect(pace.limit).toBe(4);
    goods(pace, 5);
    expect(pace.limit).toBe(9);
    goods(pace, 100);
    expect(pace.limit).toBe(16);
  });

  test.each([
    ['429', serviceFailure(429)],
    ['503 with a wait', serviceFailure(503, { retryAfterMs: 1000 })],
    ['a 504', serviceFailure(504)],
    ['a 408', serviceFailure(408)],
    ['a stall', serviceFailure(0, { codes: ['stalled'] })],
  ])('is halved by %s, once for what comes together, and then goes up one a round', (_, failure) => {
    const { pace, clock } = paced('auto');
    goods(pace, 12);
    pace.failed(failure);
    pace.failed(failure);
    expect(pace.limit).toBe(8);
    goods(pace, 7);
    expect(pace.limit).toBe(8);
    pace.succeeded();
    expect(pace.limit).toBe(9);
    clock.advance(3000);
    pace.failed(failure);
    expect(pace.limit).toBe(4);
  });

  test.each([
    ['a lone 503', serviceFailure(503)],
    ['a cut', serviceFailure(0, { codes: ['ECONNRESET'] })],
    ['a 500', serviceFailure(500)],
  ])('is left alone by %s', (_, failure) => {
    const { pace } = paced('auto');
    pace.failed(failure);
    expect(pace.limit).toBe(4);
  });

  test('is halved again by what comes two seconds later, not by what comes sooner', () => {
    const { pace, clock } = paced('auto');
    goods(pace, 12);
    pace.failed(serviceFailure(429));
    clock.advance(1999);
    pace.failed(serviceFailure(429));
    expect(pace.limit).toBe(8);
    clock.advance(1);
    pace.failed(serviceFailure(429));
    expect(pace.limit).toBe(4);
  });

  test('goes up only after a whole round without trouble', () => {
    const { pace } = paced('auto');
    pace.failed(serviceFailure(429));
    expect(pace.limit).toBe(2);
    pace.succeeded();
    pace.failed(serviceFailure(429));
    pace.succeeded();
    expect(pace.limit).toBe(2);
    pace.succeeded();
    expect(pace.limit).toBe(3);
  });

  test('never goes below one', () => {
    const { pace, clock } = paced('auto');
    for (let i = 0; i < 10; i += 1) {
      pace.failed(serviceFailure(429));
      clock.advance(5000);
    }
    expect(pace.limit).toBe(1);
  });
});

test('a number that the user set never changes', () => {
  const { pace } = paced(7);
  goods(pace, 50);
  pace.failed(serviceFailure(429));
  expect([pace.limit, pace.maximum]).toEqual([7, 7]);
});

test('a slot is waited for until one is left, or the limit rises', async () => {
  const { pace } = paced('auto');
  for (let i = 0; i < 4; i += 1) await pace.acquire();
  const entered: string[] = [];
  const fifth = pace.acquire().then(() => entered.push('fifth'));
  const sixth = pace.acquire().then(() => entered.push('sixth'));
  await Promise.resolve();
  expect(entered).toEqual([]);
  pace.release();
  await fifth;
  expect(entered).toEqual(['fifth']);
  pace.succeeded();
  await sixth;
  expect(entered).toEqual(['fifth', 'sixth']);
});

test('no more slots are given away than there are when the limit has fallen', async () => {
  const { pace } = paced('auto');
  for (let i = 0; i < 4; i += 1) await pace.acquire();
  let entered = 0;
  const waiting = [1, 2, 3].map(() => pace.acquire().then(() => (entered += 1)));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  pace.failed(serviceFailure(429));
  pace.release();
  pace.release();
  await settle();
  expect(entered).toBe(0);
  pace.release();
  await settle();
  expect(entered).toBe(1);
  for (let i = 0; i < 2; i += 1) pace.release();
  await Promise.all(waiting);
  expect(entered).toBe(3);
});

test('files get their slots in the order in which they asked', async () => {
  const { pace } = paced(2);
  for (let i = 0; i < 2; i += 1) await pace.acquire();
  const entered: number[] = [];
  const waiting = [1, 2, 3, 4, 5].map((n) => pace.acquire().then(() => entered.push(n)));
  for (const _ of waiting) {
    pace.release();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(entered).toEqual([1, 2, 3, 4, 5]);
});

describe('too many open files', () => {
  test.each(['auto', 16] as const)(
    'halve the limit of %s for good, once for what comes together',
    (given) => {
      const { pace, clock } = paced(given);
      goods(pace, 20);
      expect(pace.limit).toBe(16);
      pace.tooManyOpenFiles();
      pace.failed(serviceFailure(0, { codes: ['EMFILE'] }));
      expect(pace.limit).toBe(8);
      goods(pace, 100);
      expect(pace.limit).toBe(8);
      clock.advance(3000);
      pace.failed(serviceFailure(0, { codes: ['ENFILE'] }));
      expect(pace.limit).toBe(4);
    },
  );

  test('are never fewer than one', () => {
    const { pace, clock } = paced(1);
    pace.tooManyOpenFiles();
    clock.advance(3000);
    pace.tooManyOpenFiles();
    expect(pace.limit).toBe(1);
  });
});
