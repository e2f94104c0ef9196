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
  ])('%s has one line about it', async (_, facts, tokens, line) => {
    const { world } = await runRotation(facts, ...tokens);
    expect(world.lines).toEqual([line]);
  });

  test('that may not write says nothing more', async () => {
    expect((await runRotation({ looksOnly: true }, 't-1', 't-2')).world.lines).toEqual([]);
  });

  test('names the inputs to mend when a secret was made', async () => {
    const { world } = await runRotation({}, 'token-1');
    expect(world.warnings.join()).toContain('correct rotate-secret or rotate-secret-in and delete this one');
  });

  test('of a cancelled run blames nobody', async () => {
    const { rotation, world, facts } = await runRotation({ ageDays: 7 });
    facts.refuse.set('PUT', new CancelledFailure());
    world.cancel(new CancelledFailure());
    await rotation.store('token-1').catch(() => {});
    expect([world.warnings, rotation.failure]).toEqual([[], undefined]);
  });
});

describe('a look at the secret', () => {
  test.each([0, 429, 500, 503])(
    'that failed with status %i makes its age unknown, and no more',
    async (status) => {
      const { rotation, world } = await runRotation({ ageDays: 1, refuse: [['GET', githubError(status)]] });
      expect(world.lines).toEqual([`The age of ${secret} is unknown: HTTP ${status}`]);
      expect([rotation.ageDays, rotation.failure]).toEqual([undefined, undefined]);
    },
  );

  test.each([
    ['a refusal', githubError(401)],
    ['a mistake of ours', new TypeError('x is no function')],
  ])('that failed by %s is the failure of all that follows', async (_, error) => {
    const { rotation, world, facts } = await runRotation({ ageDays: 7, refuse: [['GET', error]] });
    facts.refuse.clear();
    await rotation.store('token-1');
    expect(facts.written).toEqual([]);
    expect(rotation.failure).toMatchObject({ kind: 'service' });
    expect(world.warnings).toEqual([expect.stringMatching(/^The refresh token is not stored: /)]);
  });

  test('ends a run that is being cancelled, even if GitHub would be asked again', async () => {
    const stopped = runRotation({ ageDays: 7, cancelled: true, refuse: [['GET', githubError(0)]] });
    await expect(stopped).rejects.toThrow('HTTP 0');
  });
});

describe('a new token that never came', () => {
  test('leaves a stored one of unknown age', async () => {
    const { rotation, world } = await runRotation({});
    rotation.warnUnchanged();
    expect(world.warnings).toEqual([`Microsoft sent no new refresh token: the old one stays in ${secret}`]);
  });

  test('leaves one whose end is near, which is said as well', async () => {
    const { rotation, world } = await runRotation({ ageDays: 61 });
    rotation.warnUnchanged();
    expect(world.warnings).toEqual([
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
