import { describe, expect, test } from 'vitest';
import {
  githubTokenExpiryWarning,
  noRotationNotice,
  refreshTokenExpiryWarning,
  wholeDaysBetween,
} from '../../../src/auth/expiry.ts';

const dayMs = 24 * 3_600_000;
const nowMs = Date.parse('2026-11-21T14:25:01Z');
const stored = (ageDays: number) =>
  refreshTokenExpiryWarning({ secret: 'the secret TOKEN', updatedMs: nowMs - ageDays * dayMs, nowMs });

describe('a stored token', () => {
  test.each([0, 7, 59.99])('of %d days gives no warning', (ageDays) => {
    expect(stored(ageDays)).toBeUndefined();
  });

  test.each([60, 61, 89.9])('of %d days gives a warning with its last day', (ageDays) => {
    expect(stored(ageDays)).toMatch(
      /^the secret TOKEN was written \d+ days ago: its refresh token expires on /,
    );
  });

  test('expires 90 days after it was written', () => {
    expect(stored(60)).toContain(
      'written 60 days ago: its refresh token expires on 2026-12-21 at the latest',
    );
    expect(stored(89.9)).toContain('89 days ago');
  });

  test('gives advice for a run before its end, and for login after its end', () => {
    expect(stored(60)).toMatch(/In time, let a run overwrite it .*or run login and store the new token\.$/);
    expect(stored(90)).toMatch(/expired, 90 days after it was issued\. Run login and store the new one\.$/);
  });

  test.each([90, 400])('of %d days has expired', (ageDays) => {
    expect(stored(ageDays)).toContain(`${ageDays} days ago: its refresh token has expired`);
  });

  test('of unknown age gives no warning', () => {
    expect(stored(Number.NaN)).toBeUndefined();
  });
});

describe('a GitHub token', () => {
  test.each([
    [undefined, undefined],
    [15, undefined],
    [14, 'expires in 14 days, on 2026-12-05'],
    [1.5, 'expires in one day, on 2026-11-23'],
    [0.5, 'expires in less than a day, on 2026-11-22'],
  ])('that expires in %s days', (inDays, words) => {
    const warning = githubTokenExpiryWarning(
      inDays === undefined ? undefined : nowMs + inDays * dayMs,
      nowMs,
    );
    if (words === undefined) expect(warning).toBeUndefined();
    else expect(warning).toContain(words);
  });

  test('gets the advice to create a new one', () => {
    expect(githubTokenExpiryWarning(nowMs + dayMs, nowMs)).toMatch(
      /Create a new one and store it in its secret\.$/,
    );
  });
});

test('days are counted as whole days', () => {
  expect(wholeDaysBetween(0, 2 * dayMs - 1)).toBe(1);
});

test.each([
  ['the action', false, 'Set rotate-secret and github-token, so that runs store'],
  ['the command', true, 'Use --profile or --refresh-token-file, so that runs store'],
])(
  'a run of %s that stores no token says how long it lasts and where to store new ones',
  (_, isCommand, words) => {
    expect(noRotationNotice(isCommand)).toMatch(/expires 90 days after/);
    expect(noRotationNotice(isCommand)).toContain(words);
  },
);
