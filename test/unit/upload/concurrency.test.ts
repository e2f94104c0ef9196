import { describe, expect, test } from 'vitest';
import { Pace } from '../../../src/upload/concurrency.ts';
import { refused } from '../../support/fakedrive.ts';
import { FakeClock } from '../../support/world.ts';

function paced(concurrency: number | 'auto') {
  const clock = new FakeClock();
  return { clock, pace: new Pace(concurrency, clock) };
}

function goods(pace: Pace, times: number): void {
  for (let i = 0; i < times; i += 1) pace.good();
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
    ['429', refused(429)],
    ['503 with a wait', refused(503, { waitMs: 1000 })],
    ['a 504', refused(504)],
    ['a 408', refused(408)],
    ['a stall', refused(0, { codes: ['stalled'] })],
  ])('is halved by %s, once for what comes together, and then goes up one a round', (_, failure) => {
    const { pace, clock } = paced('auto');
    goods(pace, 12);
    pace.bad(failure);
    pace.bad(failure);
    expect(pace.limit).toBe(8);
    goods(pace, 7);
    expect(pace.limit).toBe(8);
    pace.good();
    expect(pace.limit).toBe(9);
    clock.advance(3000);
    pace.bad(failure);
    expect(pace.limit).toBe(4);
  });

  test.each([
    ['a lone 503', refused(503)],
    ['a cut', refused(0, { codes: ['ECONNRESET'] })],
    ['a 500', refused(500)],
  ])('is left alone by %s', (_, failure) => {
    const { pace } = paced('auto');
    pace.bad(failure);
    expect(pace.limit).toBe(4);
  });

  test('is halved again by what comes two seconds later, not by what comes sooner', () => {
    const { pace, clock } = paced('auto');
    goods(pace, 12);
    pace.bad(refused(429));
    clock.advance(1999);
    pace.bad(refused(429));
    expect(pace.limit).toBe(8);
    clock.advance(1);
    pace.bad(refused(429));
    expect(pace.limit).toBe(4);
  });

  test('goes up only after a whole round without trouble', () => {
    const { pace } = paced('auto');
    pace.bad(refused(429));
    expect(pace.limit).toBe(2);
    pace.good();
    pace.bad(refused(429));
    pace.good();
    expect(pace.limit).toBe(2);
    pace.good();
    expect(pace.limit).toBe(3);
  });

  test('never goes below one', () => {
    const { pace, clock } = paced('auto');
    for (let i = 0; i < 10; i += 1) {
      pace.bad(refused(429));
      clock.advance(5000);
    }
    expect(pace.limit).toBe(1);
  });
});

test('a number that was asked for stays what it is', () => {
  const { pace } = paced(7);
  goods(pace, 50);
  pace.bad(refused(429));
  expect([pace.limit, pace.most]).toEqual([7, 7]);
});

test('a slot is waited for until one is left, or the limit rises', async () => {
  const { pace } = paced('auto');
  for (let i = 0; i < 4; i += 1) await pace.enter();
  const entered: string[] = [];
  const fifth = pace.enter().then(() => entered.push('fifth'));
  const sixth = pace.enter().then(() => entered.push('sixth'));
  await Promise.resolve();
  expect(entered).toEqual([]);
  pace.leave();
  await fifth;
  expect(entered).toEqual(['fifth']);
  pace.good();
  await sixth;
  expect(entered).toEqual(['fifth', 'sixth']);
});

test('no more slots are given away than there are when the limit has fallen', async () => {
  const { pace } = paced('auto');
  for (let i = 0; i < 4; i += 1) await pace.enter();
  let entered = 0;
  const waiting = [1, 2, 3].map(() => pace.enter().then(() => (entered += 1)));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  pace.bad(refused(429));
  pace.leave();
  pace.leave();
  await settle();
  expect(entered).toBe(0);
  pace.leave();
  await settle();
  expect(entered).toBe(1);
  for (let i = 0; i < 2; i += 1) pace.leave();
  await Promise.all(waiting);
  expect(entered).toBe(3);
});

test('files get their slots in the order in which they asked', async () => {
  const { pace } = paced(2);
  for (let i = 0; i < 2; i += 1) await pace.enter();
  const entered: number[] = [];
  const waiting = [1, 2, 3, 4, 5].map((n) => pace.enter().then(() => entered.push(n)));
  for (const _ of waiting) {
    pace.leave();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(entered).toEqual([1, 2, 3, 4, 5]);
});
