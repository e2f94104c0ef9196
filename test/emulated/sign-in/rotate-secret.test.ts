import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSecretRotation } from '../../../src/auth/rotate-secret.ts';
import type { RotationInputs } from '../../../src/inputs/rotation.ts';
import { GitHubFixture, secretPlaces } from '../../support/github-fixture.ts';

const token = 'M.C5_BAY.0.U.-!canary*canary$$~/+ü';
const name = 'ONEDRIVE_TOKEN';

let fixture: GitHubFixture;
beforeEach(async () => {
  fixture = await GitHubFixture.open();
});
afterEach(() => fixture[Symbol.asyncDispose]());

/** A weekly rotation of the repository secret, unless told otherwise. */
function rotate(more: Partial<RotationInputs> = {}, on = fixture, github = on.client()) {
  const weekly = {
    location: { kind: 'repository' },
    afterDays: 7,
    isForced: false,
    matrixJob: undefined,
  } as const;
  return createSecretRotation({ github, host: on.host, inputs: { secretName: name, ...weekly, ...more } });
}

describe.each(secretPlaces)('a secret of %s', (_, place, at) => {
  test('is written at the set age, and not before', async () => {
    fixture.storeSecret(at, { ageDays: 6, visibility: 'private' });
    await (await rotate({ location: place })).store(token);
    expect(fixture.secretValue(at)).toBe('it does not open');
    fixture.storeSecret(at, { ageDays: 8, visibility: 'private' });
    const rotation = await rotate({ location: place });
    await rotation.store(token);
    expect(fixture.secretValue(at)).toBe(token);
    expect(rotation.updated).toBe(true);
    expect(fixture.host.warnings).toEqual([]);
  });

  test('sends its value only to GitHub', async () => {
    const rotation = await rotate({ location: place });
    await rotation.store(token);
    const seen = JSON.stringify([fixture.host.lines, fixture.emulator.requestLog]);
    expect(seen).not.toContain('canary*canary');
    expect(seen).not.toContain(fixture.emulator.github.token);
    expect(fixture.host.warnings).toEqual([expect.stringContaining(`${name} of`)]);
  });
});

test('a token that changes during the run is written again', async () => {
  const rotation = await rotate();
  await rotation.store('first');
  await rotation.store('second');
  expect(fixture.secretValue()).toBe('second');
});

test('a GitHub token that expires within 14 days gives a warning', async () => {
  const expiresAtMs = fixture.host.clock.now() + 13.5 * 24 * 3_600_000;
  const ending = fixture.emulator.github.issueToken({
    kind: 'personal',
    permissions: ['secrets'],
    expiresAtMs,
  });
  await rotate({}, fixture, fixture.client(ending));
  expect(fixture.host.warnings).toEqual([expect.stringContaining('github-token expires in 13 days')]);
});

test('a request to GitHub is retried after a temporary error', async () => {
  fixture.emulator.addFault({ on: { surface: 'github' }, times: 2, do: { kind: 'status', status: 502 } });
  fixture.emulator.addFault({ on: { surface: 'github', method: 'PUT' }, do: { kind: 'lost-reply' } });
  const rotation = await rotate();
  await rotation.store(token);
  expect(fixture.secretValue()).toBe(token);
  expect(rotation.failure).toBeUndefined();
});

test('a GitHub Enterprise Server has its paths below /api/v3', async () => {
  await using ghes = await GitHubFixture.open({ prefix: '/api/v3/' });
  await (await rotate({}, ghes)).store(token);
  expect(ghes.secretValue()).toBe(token);
  expect(ghes.requests()).toContain(`PUT /api/v3/repos/octo-org/uploads/actions/secrets/${name}`);
});

describe('a token without permission', () => {
  test('can be the job’s own, and the error says that it never can', async () => {
    const rotation = await rotate({}, fixture, fixture.client(fixture.emulator.github.jobToken));
    await rotation.store(token);
    expect(fixture.secretValue()).toBeUndefined();
    expect(rotation.failure?.hint).toContain("the job's GITHUB_TOKEN cannot write secrets");
    expect(fixture.host.warnings).toEqual([expect.stringContaining('The refresh token is not stored: ')]);
  });

  test('can have expired', async () => {
    const rotation = await rotate({}, fixture, fixture.client('ghp_unknown'));
    expect(rotation.failure?.hint).toContain('create a new one');
  });
});
