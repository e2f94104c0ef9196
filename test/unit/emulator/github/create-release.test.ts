/** Creating a release, as docs.github.com/rest/releases/releases says. */
import { expect, test } from 'vitest';
import { createGitHub } from '../../../../src/emulator/github/handler.ts';
import { ask, json } from '../call-route.ts';

const nowMs = Date.UTC(2026, 10, 21, 14, 25, 1);

function setUp() {
  const github = createGitHub({ clock: () => nowMs });
  const create = (body: unknown, token = github.token) =>
    ask(github.route, 'https://api.github.com/repos/octo-org/uploads/releases', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'user-agent': 'test' },
      body: JSON.stringify(body),
    });
  return { github, create };
}

test('a release is created with what was given, and found by its Location', async () => {
  const { github, create } = setUp();
  const reply = await create({ tag_name: 'v1', name: 'One', body: 'Hello', prerelease: true });
  const release = github.repositories[0]?.releases.at(-1);
  expect(reply.status).toBe(201);
  expect(reply.headers?.location).toBe(
    `https://api.github.com/repos/octo-org/uploads/releases/${release?.id}`,
  );
  expect(json(reply)).toMatchObject({
    id: release?.id,
    tag_name: 'v1',
    target_commitish: 'main',
    name: 'One',
    body: 'Hello',
    draft: false,
    prerelease: true,
    published_at: '2026-11-21T14:25:01Z',
    upload_url: expect.stringMatching(/^https:\/\/uploads\.github\.com\/.*\/assets\{\?name,label\}$/),
    assets: [],
  });
});

test('a tag is enough, and name and notes are null then', async () => {
  const { create } = setUp();
  expect(json(await create({ tag_name: 'v1' }))).toMatchObject({ name: null, body: null, draft: false });
});

test('notes can be generated', async () => {
  const { create } = setUp();
  expect(json(await create({ tag_name: 'v1', generate_release_notes: true })).body).toContain(
    'Full Changelog',
  );
});

test('a second release of a published tag is refused, one of a draft is not', async () => {
  const { create } = setUp();
  await create({ tag_name: 'v1' });
  const second = await create({ tag_name: 'v1' });
  expect(second.status).toBe(422);
  expect(json(second)).toMatchObject({
    message: 'Validation Failed',
    errors: [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }],
  });
  await create({ tag_name: 'v2', draft: true });
  expect((await create({ tag_name: 'v2', draft: true })).status).toBe(201);
});

test('a release without a tag, or by a token that may not, is refused', async () => {
  const { github, create } = setUp();
  expect(json(await create({ name: 'x' }))).toMatchObject({
    message: 'Validation Failed',
    errors: [{ code: 'missing_field', field: 'tag_name' }],
  });
  expect((await create({ tag_name: '' })).status).toBe(422);
  const reader = github.issueToken({ kind: 'integration', permissions: [] });
  expect((await create({ tag_name: 'v1' }, reader)).status).toBe(403);
  expect((await create({ tag_name: 'v1', body: 'x'.repeat(125_001) })).status).toBe(422);
  expect(github.repositories[0]?.releases).toEqual([]);
});
