/** What GitHub's refusals mean for each place of a secret: which permission the token needs, and what to check. */
import { describe, expect, test } from 'vitest';
import { checkSecretStore, findGitHubSecret, writeGitHubSecret } from '../../../src/github/secrets.ts';
import type { SecretLocation } from '../../../src/inputs/rotation.ts';
import { type ErrorDetails, FakeGitHubSecrets, githubError } from '../../support/fake-github-secrets.ts';

const repository = 'octo-org/uploads';
const byToken = 'Resource not accessible by personal access token';
const byIntegration = 'Resource not accessible by integration';

/** The hint of a refusal to read a secret of that place. */
async function hintFor(
  location: SecretLocation,
  status: number,
  refusal: ErrorDetails = {},
): Promise<unknown> {
  const fakeSecrets = new FakeGitHubSecrets();
  fakeSecrets.failWith = () => githubError(status, 'look', refusal);
  const secretStore = { github: fakeSecrets.github, repository, location };
  return findGitHubSecret(secretStore, 'TOKEN').catch((error: { readonly hint: string }) => error.hint);
}

const places: readonly [SecretLocation, string, string][] = [
  [{ kind: 'repository' }, 'the permission “Secrets: write” for this repository', 'repo'],
  [{ kind: 'dependabot' }, 'the permission “Dependabot secrets: write” for this repository', 'repo'],
  [
    { kind: 'environment', name: 'prod' },
    'the permissions “Secrets: write” and “Environments: write” for this repository',
    'repo',
  ],
  [{ kind: 'organization' }, 'the organization permission “Secrets: write”', 'admin:org'],
];

describe.each(places)('at %j a token', (place, permission, scope) => {
  const need = `${permission} (a classic token: ${scope})`;

  test.each([byToken, 'You must have admin rights'])(
    'that may not is told what it needs: %s',
    async (said) => {
      expect(await hintFor(place, 403, { said })).toBe(`the token needs ${need}`);
    },
  );

  test('of the job is told that such a token can never write secrets', async () => {
    const hint = await hintFor(place, 403, { said: byIntegration });
    expect(hint).toContain("job's GITHUB_TOKEN cannot write secrets");
    expect(hint).toContain(`create-github-app-token), with ${need}`);
  });

  test('that sees nothing there is told what it needs', async () => {
    expect(await hintFor(place, 404)).toContain(`: it needs ${need}`);
  });
});

describe('where nothing is', () => {
  test.each<[SecretLocation, string]>([
    [{ kind: 'repository' }, 'check that octo-org/uploads is right and that the token has access'],
    [{ kind: 'dependabot' }, 'check that octo-org/uploads is right and that the token has access'],
    [
      { kind: 'environment', name: 'prod' },
      'check that the environment prod exists (writing a secret does not create it), that octo-org/uploads is right',
    ],
    [
      { kind: 'organization' },
      'check that octo-org is an organization and that the token can see its secrets',
    ],
  ])('%j says what to check', async (place, advice) => {
    expect(await hintFor(place, 404)).toEqual(expect.stringContaining(advice));
  });
});

describe('GitHub’s own advice stays', () => {
  test.each<[string, number, string | undefined]>([
    ['to a wrong token', 401, undefined],
    ['to a refusal of another kind', 403, 'Repository was archived'],
    ['to a refusal without words', 403, undefined],
    ['when the same words come with other trouble', 500, byIntegration],
    ['when the same words come with a limit', 429, byToken],
  ])('%s', async (_, status, said) => {
    const refusal = { ...(said !== undefined && { said }), hint: 'do as GitHub says' };
    expect(await hintFor({ kind: 'repository' }, status, refusal)).toBe('do as GitHub says');
  });
});

describe('a refusal keeps its status, and its message names', () => {
  const secret = 'the organization secret TOKEN of octo-org';

  test.each<[string, RegExp]>([
    [`look up ${secret}`, /secrets\/TOKEN$/],
    [`read which repositories can use ${secret}`, /repositories$/],
    ['get the key for secrets of octo-org/uploads', /public-key$/],
    [`write ${secret}`, /^PUT/],
  ])('what was being done: %s', async (doing, at) => {
    const fakeSecrets = new FakeGitHubSecrets();
    fakeSecrets.secrets.set('/orgs/octo-org/actions/secrets/TOKEN', { visibility: 'selected' });
    fakeSecrets.failWith = (call) =>
      at.test(`${call.method} ${call.path}`) ? githubError(404, call.operation) : undefined;
    const secretStore = {
      github: fakeSecrets.github,
      repository,
      location: { kind: 'organization' },
    } as const;
    await expect(writeGitHubSecret(secretStore, { name: 'TOKEN', value: 'x' })).rejects.toMatchObject({
      message: `${doing}: HTTP 404 from GitHub`,
      service: { status: 404 },
    });
  });

  test('the repository that could not be looked up for a new secret of its organization', async () => {
    const fakeSecrets = new FakeGitHubSecrets();
    fakeSecrets.failWith = ({ path, operation: doing }) =>
      path === '/repos/octo-org/uploads' ? githubError(404, doing) : undefined;
    const secretStore = {
      github: fakeSecrets.github,
      repository,
      location: { kind: 'organization' },
    } as const;
    await expect(writeGitHubSecret(secretStore, { name: 'TOKEN', value: 'x' })).rejects.toThrow(
      'look up octo-org/uploads: HTTP 404 from GitHub',
    );
  });
});

test('a place that cannot be reached is told before anything is written', async () => {
  const fakeSecrets = new FakeGitHubSecrets();
  fakeSecrets.failWith = () => githubError(403, 'get the key', { said: byToken });
  const secretStore = { github: fakeSecrets.github, repository, location: { kind: 'repository' } } as const;
  await expect(checkSecretStore(secretStore)).rejects.toMatchObject({
    hint: expect.stringContaining('Secrets: write'),
  });
});

test('a fault of our own comes out as it is', async () => {
  const fakeSecrets = new FakeGitHubSecrets();
  const fault = new TypeError('x is no function');
  fakeSecrets.failWith = () => fault;
  const secretStore = { github: fakeSecrets.github, repository, location: { kind: 'repository' } } as const;
  await expect(findGitHubSecret(secretStore, 'TOKEN')).rejects.toBe(fault);
});

test.each([
  ['', 'GITHUB_REPOSITORY is empty'],
  ['uploads', 'uploads is not a repository'],
  ['octo-org/', 'octo-org/ is not a repository'],
  ['octo-org/uploads/x', 'octo-org/uploads/x is not a repository'],
])('“%s” is refused before anything is sent: %s', async (wrong, message) => {
  const fakeSecrets = new FakeGitHubSecrets();
  const secretStore = {
    github: fakeSecrets.github,
    repository: wrong,
    location: { kind: 'repository' },
  } as const;
  await expect(writeGitHubSecret(secretStore, { name: 'TOKEN', value: 'x' })).rejects.toMatchObject({
    message,
    kind: 'usage',
    hint: expect.stringContaining('as OWNER/REPO'),
  });
  expect(fakeSecrets.written).toEqual([]);
});
