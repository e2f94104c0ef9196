import { getOctokit } from '@actions/github';
import { afterEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator/emulator.ts';

const where = { owner: 'octo-org', repo: 'uploads' };
const sealed = Buffer.alloc(60, 7).toString('base64');

let emulator: Emulator | undefined;
afterEach(() => emulator?.close());

async function setUp() {
  emulator = await startEmulator();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const client = (token: string) => getOctokit(token, { baseUrl: emulator?.url ?? '', log }).rest;
  return { emulator, github: emulator.github, client };
}

describe('octokit against the emulated GitHub', () => {
  it('writes a secret for the public key, and sees it was new', async () => {
    const { github, client } = await setUp();
    const { actions } = client(github.token);
    const key = (await actions.getRepoPublicKey(where)).data;
    const call = { ...where, secret_name: 'ONEDRIVE_TOKEN', encrypted_value: sealed, key_id: key.key_id };
    expect((await actions.createOrUpdateRepoSecret(call)).status).toBe(201);
    expect((await actions.createOrUpdateRepoSecret(call)).status).toBe(204);
    expect(github.secrets.get('actions/octo-org/uploads', 'ONEDRIVE_TOKEN')?.sealed).toEqual(
      Buffer.alloc(60, 7),
    );
  });

  it('is told that the job’s own token may not', async () => {
    const { github, client } = await setUp();
    await expect(client(github.jobToken).actions.getRepoPublicKey(where)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration'),
    });
  });

  it('changes the notes of a draft release it found by listing', async () => {
    const { github, client } = await setUp();
    const [repository] = github.repositories;
    if (!repository) throw new Error('no repository');
    const release = github.addRelease(repository, { tag: 'v1', draft: true });
    const { repos } = client(github.jobToken);
    const found = (await repos.listReleases(where)).data.find(({ tag_name }) => tag_name === 'v1');
    await repos.updateRelease({ ...where, release_id: found?.id ?? 0, body: 'notes' });
    expect(release.body).toBe('notes');
  });
});
