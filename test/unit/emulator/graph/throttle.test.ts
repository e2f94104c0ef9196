/** The throttle's prices and windows, on a clock that is moved by hand. */
import { expect, test } from 'vitest';
import { resourceUnits, Throttle, type ThrottleOptions } from '../../../../src/emulator/graph/throttle.ts';

const get = { surface: 'graph', method: 'GET', path: '/me/drive/root:/x:' } as const;

function throttle(options: ThrottleOptions) {
  const time = { nowMs: 1_000_000 };
  const made = new Throttle(options, () => time.nowMs);
  /** Statuses of so many requests of one unit. */
  const ask = (times: number) => Array.from({ length: times }, () => made.admit(get)?.status ?? 200);
  return { made, time, ask };
}

test.each<[number, string, string, string?]>([
  [1, 'GET', '/me/drive/root:/a/children.txt:'],
  [1, 'GET', '/drives/b!1/items/01A'],
  [1, 'GET', '/me/drive/root/delta', 'token=x'],
  [2, 'GET', '/me/drive/root/delta'],
  [2, 'GET', '/me/drive/root:/a:/children'],
  [2, 'GET', '/me/drives'],
  [2, 'PUT', '/me/drive/root:/a:/content'],
  [2, 'POST', '/me/drive/root:/a:/createUploadSession'],
  [2, 'PATCH', '/me/drive/items/1'],
  [2, 'DELETE', '/me/drive/items/1'],
  [5, 'POST', '/me/drive/items/1/createLink'],
  [5, 'GET', '/me/drive/items/1/permissions'],
  [5, 'GET', '/me/drive/items/1', '$expand=permissions'],
])('charges %d for %s %s', (units, method, path, query) => {
  expect(resourceUnits({ surface: 'graph', method, path, query: new URLSearchParams(query) })).toBe(units);
});

test('charges what it is told for the upload host', () => {
  const put = { surface: 'upload', method: 'PUT', path: '/up/x' } as const;
  expect([resourceUnits(put), resourceUnits(put, 2)]).toEqual([1, 2]);
});

test('tells what is left from 80 % of the minute on, and when the minute ends', () => {
  const { made, time, ask } = throttle({ unitsPerMinute: 10 });
  ask(7);
  expect(made.headers()).toEqual({});
  time.nowMs += 14_500;
  ask(1);
  expect(made.headers()).toEqual({
    'ratelimit-limit': '10',
    'ratelimit-remaining': '2',
    'ratelimit-reset': '46',
  });
});

test('refuses beyond the quota until the minute ends', () => {
  const { made, time, ask } = throttle({ unitsPerMinute: 10 });
  expect(ask(10)).not.toContain(429);
  time.nowMs += 20_000;
  expect(made.admit(get)).toMatchObject({
    status: 429,
    headers: { 'retry-after': '40', 'ratelimit-remaining': '0', 'ratelimit-reset': '40' },
    json: { error: { code: 'activityLimitReached', innerError: { code: 'throttledRequest' } } },
  });
  time.nowMs += 40_000;
  expect(ask(1)).toEqual([200]);
  expect(made.headers()).toEqual({});
});

test('requests made while throttled count in the minutes after', () => {
  const { made, time, ask } = throttle({ unitsPerMinute: 10 });
  ask(10 + 13);
  expect(made.admit(get)?.headers?.['retry-after']).toBe('120');
  time.nowMs += 60_000;
  expect(ask(1)).toEqual([429]);
  time.nowMs += 60_000;
  expect(ask(6)).toEqual([200, 200, 200, 200, 200, 429]);
});

test('the day has a quota of its own, whose wait is the longer one', () => {
  const { made, time, ask } = throttle({ unitsPerMinute: 10, unitsPerDay: 15 });
  ask(10);
  time.nowMs += 60_000;
  expect(ask(5)).not.toContain(429);
  expect(made.admit(get)).toMatchObject({ status: 429, headers: { 'retry-after': String(86_400 - 60) } });
  time.nowMs += 86_400_000;
  expect(ask(1)).toEqual([200]);
});

test('counts what it granted and refused, minute by minute', () => {
  const { made, time, ask } = throttle({ unitsPerMinute: 3, minuteMs: 1000 });
  ask(4);
  time.nowMs += 2000;
  ask(1);
  expect(made.spent).toEqual([
    { minute: 0, granted: 3, refused: 1 },
    { minute: 2, granted: 1, refused: 0 },
  ]);
});
