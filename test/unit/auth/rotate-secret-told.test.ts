/** What a run says about the secret that keeps its token, and which secret that is. */
import { describe, expect, test } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import { githubError, type RotationFacts, runRotation } from '../../support/fake-rotation.ts';

const secret = 'the repository secret TOKEN of octo-org/uploads';

describe('the log of a run', () => {
  test.each<[string, RotationFacts, string[], string]>([
    ['that wrote the secret', { ageDays: 7 }, ['t-1'], `The new refresh token is stored in ${secret}`],
    [
      'that came too early',
      { ageDays: 3.5 },
      ['t-1'],
      `${secret} is 3 days old and will be overwritten when it is 7 days old`,
    ],
    [
      'that came much too early',
      { ageDays: 1 },
      ['t-1'],
      `${secret} is 1 day old and will be overwritten when it is 7 days old`,
    ],
  ])('%s contains one line about it', async (_, facts, tokens, line) => {
    const { host } = await runRotation(facts, ...tokens);
    expect(host.lines).toEqual([line]);
  });

  test('of a run that only reads the secret contains nothing', async () => {
    expect((await runRotation({ looksOnly: true }, 't-1', 't-2')).host.lines).toEqual([]);
  });

  test('names the inputs to correct if a secret was created', async () => {
    const { host } = await runRotation({}, 'token-1');
    expect(host.warnings.join()).toContain('correct rotate-secret or rotate-secret-in and delete this one');
  });

  test.each(['https://codeberg.example/api/v1', 'https://git.example/gitea/api/v1/'])(
    'on Gitea and Forgejo (%s) says that it works with GitHub only',
    async (GITHUB_API_URL) => {
      const env = { GITHUB_REPOSITORY: 'octo-org/uploads', GITHUB_API_URL };
      const { host, facts } = await runRotation({ env, ageDays: 7 }, 'token-1');
      expect(host.warnings).toEqual([
        expect.stringContaining('The refresh token is not stored: rotate-secret works with GitHub only'),
      ]);
      expect(facts.written).toEqual([]);
    },
  );

  test('of a cancelled run contains no warning', async () => {
    const { rotation, host, facts } = await runRotation({ ageDays: 7 });
    facts.refuse.set('PUT', new CancelledFailure());
    host.cancel(new CancelledFailure());
    await rotation.store('token-1').catch(() => {});
    expect([host.warnings, rotation.failure]).toEqual([[], undefined]);
  });
});

describe('reading the age of the secret', () => {
  test.each([0, 429, 500, 503])('fails with status %i: only the age is unknown', async (status) => {
    const { rotation, host } = await runRotation({ ageDays: 1, refuse: [['GET', githubError(status)]] });
    expect(host.lines).toEqual([`The age of ${secret} is unknown: HTTP ${status}`]);
    expect([rotation.ageDays, rotation.failure]).toEqual([undefined, undefined]);
  });

  test.each([
    ['a refusal', githubError(401)],
    ['a mistake of ours', new TypeError('x is no function')],
  ])('fails with %s: later writes fail with it, too', async (_, error) => {
    const { rotation, host, facts } = await runRotation({ ageDays: 7, refuse: [['GET', error]] });
    facts.refuse.clear();
    await rotation.store('token-1');
    expect(facts.written).toEqual([]);
    expect(rotation.failure).toMatchObject({ kind: 'service' });
    expect(host.warnings).toEqual([expect.stringMatching(/^The refresh token is not stored: /)]);
  });

  test('stops when the run is cancelled, without a retry', async () => {
    const stopped = runRotation({ ageDays: 7, cancelled: true, refuse: [['GET', githubError(0)]] });
    await expect(stopped).rejects.toThrow('HTTP 0');
  });
});

describe('a missing new token', () => {
  test('keeps the stored one of unknown age', async () => {
    const { rotation, host } = await runRotation({});
    rotation.warnUnchanged();
    expect(host.warnings).toEqual([`Microsoft sent no new refresh token: the old one stays in ${secret}`]);
  });

  test('keeps the stored one, with a warning that it expires soon', async () => {
    const { rotation, host } = await runRotation({ ageDays: 61 });
    rotation.warnUnchanged();
    expect(host.warnings).toEqual([
      expect.stringContaining('which was written 61 days ago'),
      expect.stringContaining('its refresh token expires on'),
    ]);
  });
});

describe('the secret', () => {
  test.each<[string, RotationFacts, string]>([
    ['of the run', {}, '/repos/octo-org/uploads/actions/secrets/TOKEN'],
    [
      'of another repository',
      { repository: 'octo-org/other' },
      '/repos/octo-org/other/actions/secrets/TOKEN',
    ],
  ])('is one %s', async (_, facts, path) => {
    expect((await runRotation(facts, 'token-1')).facts.written).toEqual([path]);
  });

  test('is nowhere without a repository', async () => {
    const { rotation, facts } = await runRotation({ env: {} }, 'token-1');
    expect(rotation.failure).toMatchObject({ kind: 'usage', message: 'GITHUB_REPOSITORY is empty' });
    expect(facts.written).toEqual([]);
  });
});
