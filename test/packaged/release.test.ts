/** The packaged action from files to a release's notes, with links made on the way. */
import { afterEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { sha256 } from '../support/random-content.ts';
import { allOutput, type Step, uploadStep } from './run-packaged.ts';

const files = { 'app.zip': 5_000_000, 'notes & more.txt': 300 };
let emulator: Emulator;
afterEach(() => emulator.close());

async function begin(account: 'personal' | 'business', release: { readonly draft?: boolean } = {}) {
  emulator = await startEmulator({ account });
  const [repository] = emulator.github.repositories;
  if (repository === undefined) throw new Error('no repository');
  const body = '# Version one\r\n\r\nHello | there\r\n';
  return emulator.github.addRelease(repository, { tag: 'v1', name: 'One', body, ...release });
}

function job(inputs: Record<string, string>, contents: Record<string, number | string> = files): Step {
  return uploadStep(emulator, contents, {
    inputs: {
      ...{ destination: 'releases/v1', root: 'files', 'release-tag': 'v1', summary: 'full' },
      ...{ 'release-token': emulator.github.jobToken, ...inputs },
    },
    env: { GITHUB_API_URL: emulator.url, GITHUB_REPOSITORY: 'octo-org/uploads' },
  });
}

/** Everything that anybody can read of a run, but for what the notes and outputs are for. */
async function green(step: Step, secrets: readonly string[] = []): Promise<void> {
  const result = await step.main().done;
  expect(result.stdout).not.toContain('::error');
  expect(result.code).toBe(0);
  const post = await step.post().done;
  const { credentials, identity, github } = emulator;
  const notes = github.repositories.flatMap(({ releases }) => releases.map(({ body }) => body)).join('\n');
  const seen = allOutput(step, result) + allOutput(step, post) + notes;
  const issued = [...identity.issuedAccessTokens, ...identity.issuedRefreshTokens];
  const tokens = emulator.uploadUrls().map((url) => new URL(url).search.slice(1) || url);
  const all = [credentials.clientSecret, github.jobToken, github.token, ...issued, ...tokens, ...secrets];
  for (const one of all) expect(seen.includes(one), one.slice(0, 20)).toBe(false);
}

/** The line of the notes that links a file, as it is read: escapes undone. */
function row(body: string | null, name: string): string {
  const text = (body ?? '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  return text.split(/\r?\n/).find((line) => line.includes(`[${name}](`)) ?? '';
}

describe.each(['personal', 'business'] as const)('on a %s drive', (account) => {
  test('the notes of a draft get a row for each file, with its link and its SHA-256', async () => {
    const release = await begin(account, { draft: true });
    const scope = account === 'personal' ? 'anonymous' : 'organization';
    using step = job({ share: 'view', 'share-scope': scope, 'share-target': 'files', checksums: 'true' });
    await green(step);
    const outputs = step.file('output');
    const rows: { name: string; shareUrl: string }[] = JSON.parse(outputs.get('files') ?? '[]');
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(files));
    for (const { name, shareUrl } of rows) {
      const line = row(release.body, name);
      expect(line).toContain(`](${shareUrl})`);
      expect(line).toContain(sha256(await emulator.read(`releases/v1/${name}`)));
      expect(outputs.get('markdown')).toContain(`](${shareUrl})`);
    }
    expect(release.body).toMatch(/^# Version one\r\n\r\nHello \| there\r\n/);
    expect(release).toMatchObject({ draft: true, name: 'One', tag: 'v1' });
    const again = release.body;
    using second = job({ share: 'view', 'share-scope': scope, 'share-target': 'files' });
    await green(second);
    expect(release.body).toBe(again);
  });

  test('a folder’s link is the one output, and a password is seen by nobody', async () => {
    const release = await begin(account);
    const password = 'correct horse 🐎 battery';
    const personal = { 'share-scope': 'anonymous', 'share-password': password, 'share-expires': '30d' };
    const business = { 'share-scope': 'organization' };
    using step = job({ share: 'view', ...(account === 'personal' ? personal : business) });
    await green(step, [password]);
    const url = step.file('output').get('share-url') ?? '';
    expect(url).toMatch(/^https:/);
    expect(release.body).toContain(`[app.zip](${url})`);
    expect(step.summary).toContain(url);
  });
});

test('three legs at once write into one release, and none of their rows is lost', async () => {
  const release = await begin('business');
  const names = ['linux', 'macos', 'windows'];
  const steps = names.map((os) => job({ destination: `releases/{ref}/${os}` }, { [`app-${os}.zip`]: 1000 }));
  const ended = await Promise.all(steps.map((step) => step.main().done));
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  for (const os of names) expect(row(release.body, `app-${os}.zip`)).toContain('sharepoint.com');
  expect(release.body?.match(/onedrive-upload:begin/g)).toHaveLength(1);
  for (const step of steps) step[Symbol.dispose]();
});

test.each([
  ['is not there', { 'release-tag': 'v2' }, 'the release v2 of octo-org/uploads does not exist'],
  ['may not be written', { 'release-token': 'ghs_wrong' }, 'HTTP 401 from GitHub'],
])('a release that %s ends the run before the first byte', async (_, inputs, words) => {
  await begin('business');
  using step = job(inputs);
  const { code, stdout } = await step.main().done;
  expect(code).toBe(1);
  expect(stdout.split('\n').find((line) => line.startsWith('::error'))).toContain(words);
  expect(emulator.files()).toEqual([]);
});
