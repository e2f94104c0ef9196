import { describe, expect, test } from 'vitest';
import {
  expiredGenerations,
  type Generation,
  type RetentionRules,
} from '../../../src/cleanup/generations.ts';

const dayMs = 24 * 60 * 60_000;
const nowMs = Date.parse('2026-03-29T00:30:00Z');

function night(daysAgo: number, more: Partial<Generation> = {}): Generation {
  const createdMs = nowMs - daysAgo * dayMs;
  return { name: `night-${daysAgo}`, createdMs, isOwn: false, state: 'complete', ...more };
}

const own = night(0, { name: 'own', isOwn: true });

function gone(generations: readonly Generation[], rules: RetentionRules): string[] {
  return expiredGenerations(generations, { rules, nowMs }).map(({ name }) => name);
}

describe('retention', () => {
  test('keeps the newest, this run’s own among them', () => {
    const all = [night(3), own, night(1), night(2)];
    expect(gone(all, { last: 2 })).toEqual(['night-2', 'night-3']);
    expect(gone(all, { last: 4 })).toEqual([]);
  });

  test('keeps what is younger than so many days, to the millisecond', () => {
    const edge = night(7, { name: 'edge' });
    const young = { ...edge, name: 'young', createdMs: edge.createdMs + 1 };
    expect(gone([own, young, edge], { days: 7 })).toEqual(['edge']);
  });

  test('keeps what either rule keeps', () => {
    const all = [own, night(1), night(10), night(20), night(30)];
    expect(gone(all, { last: 3, days: 5 })).toEqual(['night-20', 'night-30']);
    expect(gone(all, { last: 1, days: 15 })).toEqual(['night-20', 'night-30']);
  });

  test('deletes nothing without a rule', () => {
    expect(gone([own, night(1000)], {})).toEqual([]);
  });

  test('takes its own for the newest whatever its date, and never deletes it', () => {
    const old = { ...own, createdMs: nowMs - 500 * dayMs };
    expect(gone([night(1), old], { last: 1 })).toEqual(['night-1']);
    expect(gone([old, night(1)], { days: 1 })).toEqual(['night-1']);
  });

  test('parts those of one second by name, the greater one newer', () => {
    const twins = ['b', 'c', 'a'].map((name) => night(3, { name }));
    expect(gone([own, ...twins], { last: 2 })).toEqual(['b', 'a']);
  });

  test('deletes no complete generation because of six failed nights', () => {
    const failed = [1, 2, 3, 4, 5, 6].map((daysAgo) => night(daysAgo, { state: 'unfinished' }));
    const good = [7, 8, 9].map((daysAgo) => night(daysAgo));
    expect(gone([own, ...failed, ...good], { last: 3 })).toEqual([
      ...failed.map(({ name }) => name),
      'night-9',
    ]);
  });

  test('keeps an unfinished one as long as no newer one is complete', () => {
    const failed = night(1, { state: 'unfinished' });
    expect(gone([failed, night(2)], { last: 5 })).toEqual([]);
    expect(gone([failed, night(2), night(0)], { last: 5 })).toEqual(['night-1']);
  });

  test('lets alone what is in work or has no date, and counts neither', () => {
    const working = night(1, { state: 'in-work' });
    const dateless = night(2, { createdMs: Number.NaN });
    expect(gone([own, working, dateless, night(3)], { last: 2 })).toEqual([]);
  });
});
