/** When the secret is written and what is said; the requests themselves are in test/emulated/sign-in/rotate-secret.test.ts. */
import { describe, expect, test } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import { githubError, type RotationFacts, runRotation } from '../../support/fake-rotation.ts';

describe('a new refresh token', () => {
  test.each<[string, boolean, RotationFacts]>([
    ['just before its age', false, { ageDays: 6.99 }],
    ['at its age', true, { ageDays: 7 }],
    ['at any age with 0', true, { ageDays: 0, afterDays: 0 }],
    ['when there is none yet', true, {}],
    ['when its age is not told', true, { ageDays: Number.NaN }],
    ['too early for a long one', false, { ageDays: 59, afterDays: 60 }],
    ['at any age in a run for the token alone', true, { ageDays: 0, isForced: true }],
    ['in the first leg', true, { ageDays: 7, matrixJob: { index: 0, total: 3 } }],
    ['in another leg', false, { ageDays: 7, matrixJob: { index: 2, total: 3 } }],
    // A matrix of accounts has a secret for each.
    [
      'in another leg of runs for the token alone',
      true,
      { isForced: true, matrixJob: { index: 2, total: 3 } },
    ],
    ['in a run that only looks', false, { ageDays: 7, looksOnly: true }],
    ['in a run that only looks, even for the token alone', false, { isForced: true, looksOnly: true }],
  ])('%s: written is %s', async (_, written, facts) => {
    const { rotation, facts: seen } = await runRotation(facts, 'token-1');
    expect(rotation.updated).toBe(written);
    expect(seen.written).toHaveLength(written ? 1 : 0);
    expect(rotation.failure).toBeUndefined();
  });

  test('is written again if it changes in the same run', async () => {
    expect((await runRotation({ ageDays: 7 }, 'token-1', 'token-2')).facts.written).toHaveLength(2);
    expect((await runRotation({ ageDays: 1 }, 'token-1', 'token-2')).facts.written).toEqual([]);
  });

  test('is not written by another matrix job, which logs this once', async () => {
    const leg = { index: 1, total: 3 };
    const { host } = await runRotation({ ageDays: 7, matrixJob: leg }, 'token-1', 'token-2');
    expect(host.lines).toEqual([
      'Job 2 of 3 of a matrix: only the first one overwrites the repository secret TOKEN of octo-org/uploads',
    ]);
  });

  test('that creates its secret gives a warning', async () => {
    const { host } = await runRotation({}, 'token-1', 'token-2');
    expect(host.warnings).toEqual([
      expect.stringMatching(
        /^the repository secret TOKEN of octo-org\/uploads did not exist and was created: /,
      ),
    ]);
  });

  test('that never came gives a warning', async () => {
    const { rotation, host } = await runRotation({ ageDays: 8 });
    rotation.warnUnchanged();
    expect(host.warnings).toEqual([
      'Microsoft sent no new refresh token: the old one stays in the repository secret TOKEN of octo-org/uploads, ' +
        'which was written 8 days ago',
    ]);
  });
});

describe('the age', () => {
  test('is reported in whole days, and is 0 after a write', async () => {
    expect((await runRotation({ ageDays: 3.5 })).rotation.ageDays).toBe(3);
    expect((await runRotation({ ageDays: 12 }, 'token-1')).rotation.ageDays).toBe(0);
    expect((await runRotation({})).rotation.ageDays).toBeUndefined();
  });

  test.each<[string, number, RotationFacts]>([
    ['when it is about to be rewritten', 0, { ageDays: 61 }],
    ['when it is not due yet', 1, { ageDays: 61, afterDays: 80 }],
    ['when another leg may have it', 1, { ageDays: 61, matrixJob: { index: 1, total: 2 } }],
    ['when this run may not', 1, { ageDays: 61, looksOnly: true }],
  ])('of 61 days %s gives %i warnings', async (_, warnings, facts) => {
    expect((await runRotation(facts)).host.warnings).toHaveLength(warnings);
  });

  test('gives a warning if the write failed', async () => {
    const { host } = await runRotation({ ageDays: 61, refuse: [['PUT', githubError(500)]] }, 'token-1');
    expect(host.warnings).toEqual([
      expect.stringContaining('not stored: HTTP 500'),
      expect.stringContaining('was written 61 days ago'),
    ]);
  });
});

test('a GitHub token that expires soon gives a warning', async () => {
  const endsMs = Date.parse('2026-11-30T00:00:00Z');
  expect((await runRotation({ ageDays: 1, endsMs })).host.warnings).toEqual([
    expect.stringMatching(/^github-token expires in 8 days, on 2026-11-30/),
  ]);
});

describe('a failed write', () => {
  test('is a warning and a failure, and nothing is thrown', async () => {
    const { rotation, host } = await runRotation(
      { ageDays: 7, refuse: [['PUT', githubError(500)]] },
      'token-1',
    );
    expect(rotation.updated).toBe(false);
    expect(rotation.failure?.message).toBe('HTTP 500');
    expect(host.warnings).toEqual([
      'The refresh token is not stored: HTTP 500. See docs/troubleshooting.md#github-unavailable',
    ]);
  });

  test('is forgotten after a later one succeeds', async () => {
    const { rotation, facts } = await runRotation(
      { ageDays: 7, refuse: [['PUT', githubError(500)]] },
      'token-1',
    );
    facts.refuse.clear();
    await rotation.store('token-2');
    expect(rotation).toMatchObject({ updated: true, failure: undefined });
  });

  test('can also come from our own code', async () => {
    const { rotation, host } = await runRotation(
      { refuse: [['PUT', new TypeError('x is no function')]] },
      'token-1',
    );
    expect(rotation.failure?.message).toBe('unexpected TypeError: x is no function');
    expect(host.warnings).toHaveLength(1);
  });

  test('is not attempted if GitHub refused to show the secret, which is reported once', async () => {
    const denied = githubError(403, 'Resource not accessible by integration');
    const { rotation, host, facts } = await runRotation({ refuse: [['GET', denied]] }, 'token-1', 'token-2');
    expect(facts.written).toEqual([]);
    expect(rotation.failure?.hint).toContain('GITHUB_TOKEN cannot write secrets');
    expect(host.warnings).toHaveLength(1);
  });

  test('does not follow from a temporary error when reading the age', async () => {
    const { rotation, host, facts } = await runRotation({ refuse: [['GET', githubError(0)]] });
    facts.refuse.clear();
    await rotation.store('token-1');
    expect(rotation).toMatchObject({ updated: true, failure: undefined });
    expect(host.warnings).toEqual([expect.stringContaining('did not exist and was created')]);
  });

  test('stops a run that is being cancelled', async () => {
    const { rotation, host, facts } = await runRotation({ ageDays: 7 });
    facts.refuse.set('PUT', new CancelledFailure());
    host.cancel(new CancelledFailure());
    await expect(rotation.store('token-1')).rejects.toThrow('cancelled');
  });
});
