/** What `emulate` prints is enough for every way to sign in and for GitHub, and the documents' sites are there. */
import { expect, test } from 'vitest';
import { emulatedCredentials } from '../../../src/cli/commands/emulated-credentials.ts';
import { VERB_EXAMPLES } from '../../../src/cli/help/examples.ts';
import { redact } from '../../../src/emulator/dashboard/redact.ts';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { readPages } from '../../support/markdown-pages.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

async function opened(account: NonNullable<EmulatorOptions['account']>) {
  const fixture = await UploadFixture.open({ account });
  fixture.writeFiles({ 'a.txt': 10 });
  const lines = emulatedCredentials(fixture.emulator).map((line) => line.split(': ', 2));
  const facts = Object.fromEntries(lines) as Readonly<Record<string, string>>;
  return { fixture, lines, facts, [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose]() };
}

test.each(['personal', 'business', 'sharepoint'] as const)(
  'the last line is drive-id, and no line is empty (%s)',
  async (account) => {
    await using one = await opened(account);
    const names = one.lines.map(([name]) => name);
    expect(names.at(-1)).toBe('drive-id');
    expect(names.includes('site-url')).toBe(account !== 'personal');
    expect(one.lines.filter(([, value]) => !value)).toEqual([]);
  },
);

test('the OIDC variables sign in to a site that the documents name', async () => {
  await using one = await opened('business');
  Object.assign(one.fixture.host.env, {
    ACTIONS_ID_TOKEN_REQUEST_URL: one.facts['oidc-request-url'],
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: one.facts['oidc-request-token'],
  });
  const report = await one.fixture.run({
    ...{ auth: 'app', credential: 'oidc', 'client-id': one.facts['client-id'] ?? '' },
    ...{ 'client-secret': '', 'refresh-token': '', 'drive-id': '' },
    'tenant-id': one.facts['tenant-id'] ?? '',
    'site-url': 'https://contoso.sharepoint.com/sites/builds',
    library: 'Handbook',
  });
  expect(one.fixture.host.errors).toEqual([]);
  expect(report.result).toBe('uploaded');
});

test('site-url is the site of drive-id', async () => {
  await using one = await opened('sharepoint');
  await one.fixture.run({ 'drive-id': '', 'site-url': one.facts['site-url'] ?? '' });
  expect(one.fixture.host.outputs.get('drive-id')).toBe(one.facts['drive-id']);
});

test('the GitHub token stores the refresh token, and creates and changes a release', async () => {
  await using one = await opened('personal');
  const { facts, fixture } = one;
  Object.assign(fixture.host.env, {
    GITHUB_API_URL: facts.url,
    GITHUB_REPOSITORY: facts['github-repository'],
  });
  const created = await fetch(`${facts.url}/repos/${facts['github-repository']}/releases`, {
    method: 'POST',
    headers: { authorization: `Bearer ${facts['github-token']}` },
    body: JSON.stringify({ tag_name: 'v1' }),
  });
  expect(created.status).toBe(201);
  const report = await fixture.run({
    'rotate-secret': 'ONEDRIVE_REFRESH_TOKEN',
    'github-token': facts['github-token'] ?? '',
    ...{ share: 'view', 'share-scope': 'anonymous', 'share-target': 'files' },
    ...{ 'release-tag': 'v1', 'release-token': facts['github-token'] ?? '' },
  });
  expect(fixture.host.errors).toEqual([]);
  expect(report.result).toBe('uploaded');
  expect(fixture.host.outputs.get('secret-updated')).toBe('true');
  expect(fixture.emulator.github.repositories[0]?.releases[0]?.body).toContain('a.txt');
});

test('the page shows none of them', async () => {
  await using one = await opened('business');
  for (const name of ['client-secret', 'refresh-token', 'github-token', 'oidc-request-token'])
    expect(redact(`x ${one.facts[name]} y`), name).toBe('x … y');
});

test('every environment in the documents is in the emulated repository', async () => {
  await using one = await opened('personal');
  const texts = readPages().flatMap(({ blocks, spans }) => [...blocks.map(({ text }) => text), ...spans]);
  const named = texts.flatMap((text) => [
    ...text.matchAll(
      /(?<=environment:|--environment |environment: )(?:onedrive|sharepoint)(?:-\w+)*(?![\w-])/g,
    ),
  ]);
  const known = one.fixture.emulator.github.repositories[0]?.environments ?? [];
  expect(named.length).toBeGreaterThan(10);
  expect(named.map(([name]) => name).filter((name) => !known.includes(name))).toEqual([]);
});

test('every site and library in the documents and examples is in the emulated tenant', async () => {
  await using one = await opened('business');
  const { sites } = one.fixture.emulator.tenant;
  const texts = [
    ...readPages()
      .filter(({ path }) => path !== 'docs/facts.md' && path !== 'CHANGELOG.md')
      .flatMap(({ blocks, spans }) => [...blocks.map(({ text }) => text), ...spans]),
    ...Object.values(VERB_EXAMPLES).flatMap((examples) => examples.map(([, command]) => command)),
  ];
  const named = texts.flatMap((text) => {
    const urls = text.matchAll(/https:\/\/([a-z-]+\.sharepoint\.com)(\/sites\/\w+)/g);
    const libraries = text.matchAll(/(?:library: |LIBRARY: |--library )(\w+)/g);
    return [...urls].map(([url]) => ({ url, libraries: [...libraries].map(([, name]) => name) }));
  });
  expect(named.length).toBeGreaterThan(8);
  for (const { url, libraries } of named) {
    const site = sites.find(({ webUrl }) => webUrl === url);
    expect(site?.webUrl).toBe(url);
    const names = site?.libraries.map(({ name }) => name);
    expect(libraries.filter((name) => name !== undefined && names?.includes(name) !== true)).toEqual([]);
  }
});
