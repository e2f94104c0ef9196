import { getOctokit } from '@actions/github';
import { describe, expect, it } from 'vitest';
import { createGitHub } from '../../../../src/emulator/github/handler.ts';
import { ask } from '../call-route.ts';

const start = Date.UTC(2026, 10, 21, 14, 25, 1);
const where = { owner: 'octo-org', repo: 'uploads' };
const name = 'ONEDRIVE_TOKEN';
/** A box of the right size; that real ones open is for the tests of the seal. */
const box = (fill: number) => Buffer.alloc(60, fill).toString('base64');

function setUp() {
  const time = { ms: start };
  const github = createGitHub({ clock: () => time.ms });
  /** Octokit with its network replaced by the route. */
  const client = (token = github.token) =>
    getOctokit(token, {
      baseUrl: 'https://api.github.com',
      log: { debug() {}, info() {}, warn() {}, error() {} },
      request: {
        async fetch(href: string, init: { method: string; headers: Record<string, string>; body?: string }) {
          const reply = await ask(github.route, href, init);
          const headers = { 'content-type': 'application/json', ...reply.headers };
          const empty = reply.status === 204;
          return new Response(empty ? null : JSON.stringify(reply.json), { status: reply.status, headers });
        },
      },
    }).rest;
  const keyId = () => github.secrets.key.id;
  const write = () => ({ ...where, secret_name: name, encrypted_value: box(1), key_id: keyId() });
  return { github, time, client, write, rest: client() };
}

describe('a repository secret', () => {
  it('is created with 201, overwritten with 204, and shows when', async () => {
    const { github, rest, write, time } = setUp();
    expect(await rest.actions.createOrUpdateRepoSecret(write())).toHaveProperty('status', 201);
    time.ms += 60_000;
    const again = { ...write(), encrypted_value: box(2), secret_name: name.toLowerCase() };
    expect(await rest.actions.createOrUpdateRepoSecret(again)).toHaveProperty('status', 204);
    const { data } = await rest.actions.getRepoSecret({ ...where, secret_name: name });
    expect(data).toEqual({ name, created_at: '2026-11-21T14:25:01Z', updated_at: '2026-11-21T14:26:01Z' });
    expect(github.secrets.get('actions/octo-org/uploads', name)?.sealed).toEqual(Buffer.alloc(60, 2));
  });

  it('is sealed for a key whose halves belong together, and refused for an older one', async () => {
    const { github, rest, write } = setUp();
    const { data } = await rest.actions.getRepoPublicKey(where);
    expect(data).toEqual({
      key_id: github.secrets.key.id,
      key: github.secrets.key.publicKey.toString('base64'),
    });
    expect(github.secrets.key.privateKey).toHaveLength(32);
    const sealedEarlier = write();
    github.secrets.rotateKey();
    await expect(rest.actions.createOrUpdateRepoSecret(sealedEarlier)).rejects.toHaveProperty('status', 422);
    expect(await rest.actions.createOrUpdateRepoSecret(write())).toHaveProperty('status', 201);
  });

  it.each([
    ['a value that is no box', { encrypted_value: 'aGk=' }],
    ['a value that is no base64', { encrypted_value: `${box(1)}!` }],
    ['a value beyond 48 KB', { encrypted_value: Buffer.alloc(48 * 1024 + 49).toString('base64') }],
    ['a reserved name', { secret_name: 'GITHUB_TOKEN' }],
    ['a name with a dash', { secret_name: 'MY-TOKEN' }],
  ])('is refused with %s', async (_, changes) => {
    const { rest, write } = setUp();
    await expect(rest.actions.createOrUpdateRepoSecret({ ...write(), ...changes })).rejects.toHaveProperty(
      'status',
      422,
    );
  });

  it('can be listed and deleted', async () => {
    const { rest, write } = setUp();
    await rest.actions.createOrUpdateRepoSecret(write());
    const { data } = await rest.actions.listRepoSecrets(where);
    expect(data).toMatchObject({ total_count: 1, secrets: [{ name }] });
    await rest.actions.deleteRepoSecret({ ...where, secret_name: name });
    await expect(rest.actions.getRepoSecret({ ...where, secret_name: name })).rejects.toHaveProperty(
      'status',
      404,
    );
  });
});

describe('the other places for secrets', () => {
  it('are environments that exist, with names that may hold a slash', async () => {
    const { github, rest, write } = setUp();
    const other = github.addRepository('octo-org/other', { environments: ['live/eu'] });
    const call = { ...write(), repo: 'other', environment_name: 'live/eu' };
    expect(await rest.actions.createOrUpdateEnvironmentSecret(call)).toHaveProperty('status', 201);
    expect(github.secrets.get('actions/octo-org/other/live/eu', name)).toBeDefined();
    const missing = { ...write(), environment_name: 'nowhere' };
    await expect(rest.actions.createOrUpdateEnvironmentSecret(missing)).rejects.toHaveProperty('status', 404);
    const byId = `/repositories/${other.id}/environments/live%2Feu/secrets/${name}`;
    const headers = { authorization: `Bearer ${github.token}`, 'user-agent': 'test' };
    expect(await ask(github.route, `https://ghe.example/api/v3${byId}`, { headers })).toHaveProperty(
      'status',
      200,
    );
  });

  it('are Dependabot’s, apart from those of Actions', async () => {
    const { github, rest, write } = setUp();
    expect(await rest.dependabot.createOrUpdateRepoSecret(write())).toHaveProperty('status', 201);
    expect(github.secrets.get('dependabot/octo-org/uploads', name)).toBeDefined();
    expect(github.secrets.get('actions/octo-org/uploads', name)).toBeUndefined();
  });

  it('are organizations, whose visibility has to be said at every write', async () => {
    const { rest, write, github } = setUp();
    const { id } = github.repositories[0] ?? { id: 0 };
    const org = { org: 'octo-org', secret_name: name };
    const call = { ...write(), ...org, visibility: 'selected' as const, selected_repository_ids: [id] };
    expect(await rest.actions.createOrUpdateOrgSecret(call)).toHaveProperty('status', 201);
    const { data } = await rest.actions.getOrgSecret(org);
    expect(data.visibility).toBe('selected');
    expect(data.selected_repositories_url).toContain(`/orgs/octo-org/actions/secrets/${name}/repositories`);
    const chosen = await rest.actions.listSelectedReposForOrgSecret(org);
    expect(chosen.data.repositories).toMatchObject([{ id, full_name: 'octo-org/uploads' }]);
    const path = 'PUT /orgs/octo-org/actions/secrets/X';
    const silent = { method: 'PUT', body: JSON.stringify({ encrypted_value: box(1), key_id: call.key_id }) };
    const headers = { authorization: `Bearer ${github.token}`, 'user-agent': 'test' };
    const reply = await ask(github.route, `https://api.github.com${path.slice(4)}`, { ...silent, headers });
    expect(reply).toMatchObject({ status: 422, json: { message: expect.stringContaining('visibility') } });
    const everyone = { ...call, visibility: 'all' as const };
    await expect(rest.actions.createOrUpdateOrgSecret(everyone)).rejects.toHaveProperty('status', 422);
  });

  it('want repository ids as numbers for Actions and as text for Dependabot', async () => {
    const { rest, write } = setUp();
    const call = { ...write(), org: 'octo-org', visibility: 'selected' as const };
    const asText = { ...call, selected_repository_ids: ['1001'] };
    const asNumbers = { ...call, selected_repository_ids: [1001] };
    expect(await rest.dependabot.createOrUpdateOrgSecret(asText)).toHaveProperty('status', 201);
    await expect(rest.dependabot.createOrUpdateOrgSecret(asNumbers)).rejects.toHaveProperty('status', 422);
  });
});

describe('a token', () => {
  it('of a job may not touch secrets, and hears it in GitHub’s words', async () => {
    const { github, client } = setUp();
    await expect(client(github.jobToken).actions.getRepoPublicKey(where)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration'),
    });
  });

  it('of a person needs both permissions for an environment', async () => {
    const { github, client } = setUp();
    const token = github.issueToken({ kind: 'personal', permissions: ['secrets'] });
    const environment = { ...where, environment_name: 'production' };
    await expect(client(token).actions.getEnvironmentPublicKey(environment)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('personal access token'),
    });
    expect(await client(token).actions.getRepoPublicKey(where)).toHaveProperty('status', 200);
  });

  it('that is unknown, expired or missing is answered 401; without a User-Agent 403', async () => {
    const { github, client, time } = setUp();
    await expect(client('ghp_emulatorx').repos.get(where)).rejects.toHaveProperty('status', 401);
    const expiresAtMs = start + 1000;
    const token = github.issueToken({ kind: 'personal', permissions: [], expiresAtMs });
    const { headers } = await client(token).repos.get(where);
    expect(headers).toHaveProperty('github-authentication-token-expiration', '2026-11-21 14:25:02 UTC');
    time.ms = expiresAtMs;
    await expect(client(token).repos.get(where)).rejects.toHaveProperty('status', 401);
    const bare = await ask(github.route, 'https://api.github.com/repos/octo-org/uploads');
    expect(bare.status).toBe(403);
    const nobody = { headers: { 'user-agent': 'test' } };
    expect(await ask(github.route, 'https://api.github.com/repos/octo-org/uploads', nobody)).toMatchObject({
      status: 401,
      json: { message: 'Requires authentication', status: '401' },
    });
  });

  it.each([
    [2, '2026-11-21 16:25:01 +0200'],
    [-8, '2026-11-21 06:25:01 -0800'],
  ])('may tell its end with an offset of %i hours', async (offsetHours, said) => {
    const { github, client, time } = setUp();
    const token = github.issueToken({ kind: 'personal', permissions: [], expiresAtMs: start, offsetHours });
    time.ms -= 1000;
    const { headers } = await client(token).repos.get(where);
    expect(headers).toHaveProperty('github-authentication-token-expiration', said);
  });

  it('finds nothing where there is nothing', async () => {
    const { rest } = setUp();
    await expect(rest.repos.get({ owner: 'octo-org', repo: 'nowhere' })).rejects.toHaveProperty(
      'status',
      404,
    );
    await expect(rest.actions.getOrgPublicKey({ org: 'nobody' })).rejects.toHaveProperty('status', 404);
  });
});

describe('releases', () => {
  function withReleases() {
    const world = setUp();
    const repository = world.github.repositories[0];
    if (!repository) throw new Error('no repository');
    for (let n = 1; n <= 31; n += 1) world.github.addRelease(repository, { tag: `v${n}` });
    const draft = world.github.addRelease(repository, { tag: 'v32', draft: true, body: 'old' });
    return { ...world, draft };
  }

  it('are listed page by page, newest first, drafts for those who may write', async () => {
    const { rest, client, github } = withReleases();
    const first = await rest.repos.listReleases(where);
    expect(first.data).toHaveLength(30);
    expect(first.data[0]).toMatchObject({ tag_name: 'v32', draft: true });
    expect(first.headers.link).toContain('rel="next"');
    const second = await rest.repos.listReleases({ ...where, page: 2 });
    expect(second.data.map(({ tag_name }) => tag_name)).toEqual(['v2', 'v1']);
    const reader = client(github.issueToken({ kind: 'personal', permissions: [] }));
    expect((await reader.repos.listReleases(where)).data[0]).toMatchObject({ tag_name: 'v31' });
  });

  it('are found by tag once published, and never as drafts', async () => {
    const { rest } = withReleases();
    expect((await rest.repos.getReleaseByTag({ ...where, tag: 'v3' })).data).toMatchObject({
      tag_name: 'v3',
    });
    await expect(rest.repos.getReleaseByTag({ ...where, tag: 'v32' })).rejects.toHaveProperty('status', 404);
    expect((await rest.repos.getLatestRelease(where)).data).toMatchObject({ tag_name: 'v31' });
  });

  it('take new notes from those who may write', async () => {
    const { rest, draft, client, github } = withReleases();
    const call = { ...where, release_id: draft.id, body: 'new' };
    expect((await rest.repos.updateRelease(call)).data).toMatchObject({ body: 'new', draft: true });
    expect(draft.body).toBe('new');
    const tooLong = { ...call, body: 'x'.repeat(125_001) };
    await expect(rest.repos.updateRelease(tooLong)).rejects.toHaveProperty('status', 422);
    const endless = { ...call, body: 'x'.repeat(5 * 1024 * 1024) };
    await expect(rest.repos.updateRelease(endless)).rejects.toHaveProperty('status', 413);
    const reader = client(github.issueToken({ kind: 'integration', permissions: [] }));
    await expect(reader.repos.updateRelease(call)).rejects.toHaveProperty('status', 403);
  });
});
