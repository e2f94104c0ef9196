import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GitHubPermission } from '../../../src/emulator/github/tokens.ts';
import { findGitHubSecret, writeGitHubSecret, writeGitHubSecrets } from '../../../src/github/secrets.ts';
import type { HttpClient } from '../../../src/http/client.ts';
import type { SecretLocation } from '../../../src/inputs/rotation.ts';
import { GitHubFixture, secretPlaces } from '../../support/github-fixture.ts';

const repository = 'octo-org/uploads';
const token = 'M.C5_BAY.0.U.-!canary*canary$$~/+ü';
const name = 'ONEDRIVE_TOKEN';

let fixture: GitHubFixture;
beforeEach(async () => {
  fixture = await GitHubFixture.open();
});
afterEach(() => fixture[Symbol.asyncDispose]());

const secretStore = (location: SecretLocation = { kind: 'repository' }, github = fixture.client()) => ({
  ...{ github, repository, location },
});
/** A person's token that may do just that. */
const limited = (...permissions: GitHubPermission[]) =>
  fixture.client(fixture.emulator.github.issueToken({ kind: 'personal', permissions }));

describe.each(secretPlaces)('a secret of %s', (_, location, at) => {
  test('is encrypted so that GitHub can decrypt it, first created and then overwritten', async () => {
    expect(await findGitHubSecret(secretStore(location), name)).toBeUndefined();
    expect(await writeGitHubSecret(secretStore(location), { name, value: token })).toBe('created');
    expect(fixture.secretValue(at)).toBe(token);
    fixture.emulator.advance(60_000);
    expect(await writeGitHubSecret(secretStore(location), { name, value: 'another' })).toBe('updated');
    expect(fixture.secretValue(at)).toBe('another');
    expect((await findGitHubSecret(secretStore(location), name))?.updatedMs).toBe(
      fixture.host.clock.now() + 60_000,
    );
  });
});

describe('the organization', () => {
  const location: SecretLocation = { kind: 'organization' };
  const at = 'actions/octo-org';
  const audience = () => {
    const { visibility, selectedRepositoryIds } = fixture.emulator.github.secrets.get(at, name) ?? {};
    return { visibility, selectedRepositoryIds };
  };

  test.each(['all', 'private'] as const)('keeps its secret visible to %s', async (visibility) => {
    fixture.storeSecret(at, { ageDays: 8, visibility });
    await writeGitHubSecret(secretStore(location), { name, value: token });
    expect(audience()).toEqual({ visibility, selectedRepositoryIds: undefined });
  });

  test.each([0, 1, 250])('keeps its %i selected repositories, page by page', async (count) => {
    const selectedRepositoryIds = Array.from({ length: count }, (_, index) => 5000 + index);
    fixture.storeSecret(at, { ageDays: 8, visibility: 'selected', selectedRepositoryIds });
    await writeGitHubSecret(secretStore(location), { name, value: token });
    expect(audience()).toEqual({ visibility: 'selected', selectedRepositoryIds });
    expect(fixture.secretValue(at)).toBe(token);
  });

  test('makes a new secret available only to this repository', async () => {
    await writeGitHubSecret(secretStore(location), { name, value: token });
    const id = fixture.emulator.github.repositories[0]?.id;
    expect(audience()).toEqual({ visibility: 'selected', selectedRepositoryIds: [id] });
  });
});

describe('GitHub’s key', () => {
  /** A door behind which the key changes as soon as it was handed out, that many times. */
  function changing(times: number): HttpClient {
    let left = times;
    return {
      ...fixture.http,
      async send(request) {
        const reply = await fixture.http.send(request);
        if (request.url.endsWith('/public-key') && left > 0) {
          left -= 1;
          fixture.emulator.github.secrets.rotateKey();
        }
        return reply;
      },
    };
  }

  test('may change between reading and writing', async () => {
    const github = fixture.client(undefined, changing(1));
    await writeGitHubSecret(secretStore(undefined, github), { name, value: token });
    expect(fixture.secretValue()).toBe(token);
  });

  test('that changes every time gives a failure', async () => {
    const github = fixture.client(undefined, changing(9));
    await expect(writeGitHubSecret(secretStore(undefined, github), { name, value: token })).rejects.toThrow(
      `write the repository secret ${name} of ${repository}: HTTP 422 from GitHub`,
    );
  });

  test('is not blamed for other refusals: the value is not sent twice', async () => {
    fixture.emulator.addFault({
      on: { surface: 'github', method: 'PUT' },
      do: { kind: 'status', status: 422 },
    });
    await expect(writeGitHubSecret(secretStore(), { name, value: token })).rejects.toThrow('HTTP 422');
    expect(fixture.secretValue()).toBeUndefined();
  });
});

describe('a token without permission', () => {
  test.each(secretPlaces)('is told what it needs for %s', async (_, location) => {
    const refused = writeGitHubSecret(secretStore(location, limited('contents')), { name, value: token });
    await expect(refused).rejects.toThrow('HTTP 403 from GitHub “Resource not accessible by personal access');
    const needs = {
      repository: /^the token needs the permission “Secrets: write” for this repository/,
      environment: /^the token needs the permissions “Secrets: write” and “Environments: write”/,
      organization: /^the token needs the organization permission “Secrets: write”/,
      dependabot: /^the token needs the permission “Dependabot secrets: write”/,
    }[location.kind];
    await expect(refused).rejects.toMatchObject({ hint: expect.stringMatching(needs) });
  });

  test('also needs Environments for an environment', async () => {
    const location: SecretLocation = { kind: 'environment', name: 'production' };
    const refused = writeGitHubSecret(secretStore(location, limited('secrets')), { name, value: token });
    await expect(refused).rejects.toMatchObject({ hint: expect.stringContaining('Environments: write') });
  });
});

describe('an error for something that does not exist', () => {
  test('can mean a repository outside the token’s list', async () => {
    const refused = writeGitHubSecret(
      { ...secretStore(), repository: 'octo-org/other' },
      { name, value: token },
    );
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('HTTP 404'),
      hint: expect.stringContaining('octo-org/other is right and that the token has access'),
    });
  });

  test('can mean an environment, which is not created', async () => {
    const refused = writeGitHubSecret(secretStore({ kind: 'environment', name: 'prod' }), {
      name,
      value: token,
    });
    await expect(refused).rejects.toMatchObject({ hint: expect.stringContaining('environment prod exists') });
  });

  test('can mean an organization that is a person', async () => {
    const at = { ...secretStore({ kind: 'organization' }), repository: 'octocat/uploads' };
    await expect(writeGitHubSecret(at, { name, value: token })).rejects.toMatchObject({
      hint: expect.stringContaining('octocat is an organization'),
    });
  });

  test.each(['', 'uploads', 'octo-org/uploads/x', 'octo-org/..'])(
    'names “%s”, which is not a repository',
    async (wrong) => {
      await expect(
        writeGitHubSecret({ ...secretStore(), repository: wrong }, { name, value: token }),
      ).rejects.toMatchObject({
        kind: 'usage',
      });
      expect(fixture.requests()).toEqual([]);
    },
  );
});

describe('several secrets', () => {
  const three = [
    { name: 'ONEDRIVE_CLIENT_ID', value: '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f' },
    { name: 'ONEDRIVE_CLIENT_SECRET', value: 'abc8Q~canary' },
    { name, value: token },
  ];

  test('are written one after the other', async () => {
    fixture.storeSecret('actions/octo-org/uploads', { ageDays: 8 });
    const saved = await writeGitHubSecrets(secretStore(), three);
    expect(saved.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'updated']);
    for (const one of three) expect(fixture.secretValue(undefined, one.name)).toBe(one.value);
  });

  test('report which were written before one failed', async () => {
    fixture.emulator.addFault({
      on: { surface: 'github', method: 'PUT', path: name },
      do: { kind: 'status', status: 403, message: 'no' },
    });
    await expect(writeGitHubSecrets(secretStore(), three)).rejects.toThrow(
      '(already written: ONEDRIVE_CLIENT_ID, ONEDRIVE_CLIENT_SECRET)',
    );
  });

  test('are not written if GitHub does not allow one of the names', async () => {
    await expect(
      writeGitHubSecrets(secretStore(), [...three, { name: 'GITHUB_X', value: 'x' }]),
    ).rejects.toMatchObject({
      kind: 'usage',
    });
    expect(fixture.requests()).toEqual([]);
  });
});
