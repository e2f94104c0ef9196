/** What lies where after a secret was written, and what its age is. */
import { describe, expect, test } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import {
  checkSecretStore,
  describeSecret,
  findGitHubSecret,
  type SecretStore,
  writeGitHubSecret,
  writeGitHubSecrets,
} from '../../../src/github/secrets.ts';
import type { SecretLocation } from '../../../src/inputs/rotation.ts';
import { FakeGitHubSecrets, githubError } from '../../support/fake-github-secrets.ts';

const repository = 'octo-org/uploads';
const secret = { name: 'TOKEN', value: 'M.C5_BAY-!canary' };
const organization: SecretLocation = { kind: 'organization' };
const inOrganization = '/orgs/octo-org/actions/secrets/TOKEN';
const inRepository = '/repos/octo-org/uploads/actions/secrets/TOKEN';

const places: readonly [string, SecretLocation, string][] = [
  ['the repository secret TOKEN of octo-org/uploads', { kind: 'repository' }, inRepository],
  [
    'the Dependabot secret TOKEN of octo-org/uploads',
    { kind: 'dependabot' },
    '/repos/octo-org/uploads/dependabot/secrets/TOKEN',
  ],
  [
    'the secret TOKEN of the environment eu/prod in octo-org/uploads',
    { kind: 'environment', name: 'eu/prod' },
    '/repos/octo-org/uploads/environments/eu%2Fprod/secrets/TOKEN',
  ],
  ['the organization secret TOKEN of octo-org', organization, inOrganization],
];

const secretStore = (
  { github }: FakeGitHubSecrets,
  location: SecretLocation = { kind: 'repository' },
): SecretStore => ({
  ...{ github, repository, location },
});

describe.each(places)('%s', (words, location, path) => {
  test('is called so', () => {
    expect(describeSecret({ repository, location }, 'TOKEN')).toBe(words);
  });

  test('is made, and overwritten from then on', async () => {
    const fakeSecrets = new FakeGitHubSecrets();
    expect(await writeGitHubSecret(secretStore(fakeSecrets, location), secret)).toBe('created');
    expect(fakeSecrets.value(path)).toBe(secret.value);
    expect(await writeGitHubSecret(secretStore(fakeSecrets, location), { ...secret, value: 'another' })).toBe(
      'updated',
    );
    expect(fakeSecrets.value(path)).toBe('another');
  });

  test('tells when it was written, and nothing as long as there is none', async () => {
    const fakeSecrets = new FakeGitHubSecrets();
    expect(await findGitHubSecret(secretStore(fakeSecrets, location), 'TOKEN')).toBeUndefined();
    fakeSecrets.secrets.set(path, { updatedAt: '2026-11-14T00:00:00Z' });
    const updatedMs = Date.parse('2026-11-14T00:00:00Z');
    expect(await findGitHubSecret(secretStore(fakeSecrets, location), 'TOKEN')).toEqual({ updatedMs });
  });

  test('has a location that can be reached without writing', async () => {
    const fakeSecrets = new FakeGitHubSecrets();
    await expect(checkSecretStore(secretStore(fakeSecrets, location))).resolves.toBeUndefined();
    expect(fakeSecrets.written).toEqual([]);
  });
});

describe('an organization’s secret', () => {
  const audience = ({ secrets }: FakeGitHubSecrets) => {
    const { visibility, selected } = secrets.get(inOrganization) ?? {};
    return { visibility, selected };
  };

  test.each<[string, readonly number[] | undefined]>([
    ['all', undefined],
    ['private', undefined],
    ['selected', [1, 2, 3]],
    ['selected', []],
  ])('visible to %s stays so: %j', async (visibility, selected) => {
    const fakeSecrets = new FakeGitHubSecrets();
    fakeSecrets.secrets.set(inOrganization, { visibility, ...(selected && { selected }) });
    expect(await writeGitHubSecret(secretStore(fakeSecrets, organization), secret)).toBe('updated');
    expect(audience(fakeSecrets)).toEqual({ visibility, selected });
    expect(fakeSecrets.value(inOrganization)).toBe(secret.value);
  });

  test('that is new is for this repository alone', async () => {
    const fakeSecrets = new FakeGitHubSecrets();
    await writeGitHubSecret(secretStore(fakeSecrets, organization), secret);
    expect(audience(fakeSecrets)).toEqual({ visibility: 'selected', selected: [4711] });
  });

  test('of a visibility that nobody knows yet is left as it is', async () => {
    const fakeSecrets = new FakeGitHubSecrets();
    fakeSecrets.secrets.set(inOrganization, { visibility: 'internal' });
    await expect(writeGitHubSecret(secretStore(fakeSecrets, organization), secret)).rejects.toMatchObject({
      kind: 'service',
      message:
        'read which repositories can use the organization secret TOKEN of octo-org: ' +
        'its visibility is not known, so nothing was written',
    });
    expect(fakeSecrets.written).toEqual([]);
  });
});

describe('GitHub’s key', () => {
  /** Secrets whose key changes before a PUT, the first so many times. */
  function changing(times: number): FakeGitHubSecrets {
    const fakeSecrets = new FakeGitHubSecrets();
    let left = times;
    fakeSecrets.failWith = ({ method }) => {
      if (method === 'PUT' && left-- > 0) fakeSecrets.rotateKey();
      return undefined;
    };
    return fakeSecrets;
  }

  test('that changed since it was read is read once more', async () => {
    const fakeSecrets = changing(1);
    expect(await writeGitHubSecret(secretStore(fakeSecrets), secret)).toBe('created');
    expect(fakeSecrets.value(inRepository)).toBe(secret.value);
  });

  test('that changes all the time is a failure', async () => {
    const fakeSecrets = changing(9);
    const doing = 'write the repository secret TOKEN of octo-org/uploads';
    await expect(writeGitHubSecret(secretStore(fakeSecrets), secret)).rejects.toThrow(`${doing}: HTTP 422`);
    expect(fakeSecrets.written).toEqual([]);
  });

  test.each<[string, Error, boolean]>([
    ['a value refused for another reason', githubError(422, 'write'), false],
    ['trouble of GitHub’s', githubError(500, 'write'), true],
    ['a run that was cancelled', new CancelledFailure(), true],
  ])('is no reason to send again after %s', async (_, failure, changes) => {
    const fakeSecrets = new FakeGitHubSecrets();
    let left = 1;
    fakeSecrets.failWith = ({ method }) => {
      if (method !== 'PUT' || left-- === 0) return undefined;
      if (changes) fakeSecrets.rotateKey();
      return failure;
    };
    await expect(writeGitHubSecret(secretStore(fakeSecrets), secret)).rejects.toBe(failure);
    expect(fakeSecrets.written).toEqual([]);
  });

  test.each([{}, { key_id: '1' }, { key_id: 1, key: 'a' }, { key: 'a' }])(
    'is missed in the answer %j',
    async (answer) => {
      const fakeSecrets = new FakeGitHubSecrets();
      fakeSecrets.keyAnswer = answer;
      await expect(writeGitHubSecret(secretStore(fakeSecrets), secret)).rejects.toMatchObject({
        kind: 'service',
        message: 'get the key for secrets of octo-org/uploads: the answer contains no key',
        hint: 'check GITHUB_API_URL',
      });
    },
  );
});

describe('several secrets', () => {
  const three = [{ name: 'CLIENT_ID', value: 'id' }, { name: 'CLIENT_SECRET', value: 'word' }, secret];
  const path = (name: string) => `/repos/octo-org/uploads/actions/secrets/${name}`;

  test('are written one after the other, and what became of each is told', async () => {
    const fakeSecrets = new FakeGitHubSecrets();
    fakeSecrets.secrets.set(path('CLIENT_SECRET'), {});
    expect(await writeGitHubSecrets(secretStore(fakeSecrets), three)).toEqual([
      { name: 'CLIENT_ID', outcome: 'created' },
      { name: 'CLIENT_SECRET', outcome: 'updated' },
      { name: 'TOKEN', outcome: 'created' },
    ]);
    expect(three.map(({ name }) => fakeSecrets.value(path(name)))).toEqual(['id', 'word', secret.value]);
  });

  /** Saves the three; writing the one of that name fails. */
  async function failing(name: string, failure: unknown) {
    const fakeSecrets = new FakeGitHubSecrets();
    fakeSecrets.failWith = (call) =>
      call.method === 'PUT' && call.path === path(name) ? failure : undefined;
    return writeGitHubSecrets(secretStore(fakeSecrets), three).catch((error: unknown) => error);
  }

  test('name those that were written before one failed, with its advice', async () => {
    const hint = 'give the token this permission';
    expect(await failing('TOKEN', githubError(403, 'write TOKEN', { said: 'no', hint }))).toMatchObject({
      message: 'write TOKEN: HTTP 403 from GitHub (already written: CLIENT_ID, CLIENT_SECRET)',
      kind: 'service',
      hint,
    });
  });

  test('name none when the first one failed', async () => {
    const failure = githubError(401, 'write', { hint: 'make a new one' });
    expect(await failing('CLIENT_ID', failure)).toBe(failure);
  });

  test('pass on a fault of our own as it is', async () => {
    const fault = new TypeError('x is no function');
    expect(await failing('TOKEN', fault)).toBe(fault);
  });

  test('are not begun with a name that GitHub refuses', async () => {
    const fakeSecrets = new FakeGitHubSecrets();
    await expect(
      writeGitHubSecrets(secretStore(fakeSecrets), [...three, { name: '1X', value: 'x' }]),
    ).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(/^a secret's name is 1X/),
    });
    expect(fakeSecrets.written).toEqual([]);
  });
});
