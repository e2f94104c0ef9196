/**
 * Which hosts are called for what, seen at the emulator: docs/hosts.md holds what is measured here, and `npm run readme`
 * writes it there.
 */
import { describe, expect, test } from 'vitest';
import { authorizeUrlVerb } from '../../../src/cli/commands/authorize-url.ts';
import { exchangeVerb } from '../../../src/cli/commands/exchange.ts';
import { loginVerb } from '../../../src/cli/commands/login.ts';
import { subjectVerb } from '../../../src/cli/commands/subject.ts';
import { VERBS } from '../../../src/cli/commands.ts';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import {
  type Cloud,
  cloudHosts,
  liveLoginHost,
  uploadHostSuffixes,
} from '../../../src/http/microsoft-hosts.ts';
import { runPostStep } from '../../../src/run/post.ts';
import { createOpenSessions } from '../../../src/upload/open-sessions.ts';
import { CliFixture, completeSignInForms } from '../../support/cli-fixture.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';
import { checkGeneratedTable } from '../../support/generated-tables.ts';
import { readPages } from '../../support/markdown-pages.ts';
import { type InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

const repository = 'octo-org/uploads';
const uploadOrigin = 'https://contoso.sharepoint.com';
const columns = ['sign-in', 'Graph', 'upload', 'GitHub API', 'GitHub OIDC'] as const;
type Called = Partial<Record<(typeof columns)[number], string>>;

/** What was called, by column; a host that belongs to none is a mistake. What the person's browser does is left out. */
function calledAt({ requestLog: ledger, url }: Emulator, cloud: Cloud = 'global'): Called {
  const called: Called = {};
  const own = new URL(url).host;
  for (const { host, path, surface, userAgent } of ledger) {
    if (userAgent === 'node') continue;
    const suffix = uploadHostSuffixes[cloud].find((one) => host.endsWith(`.${one}`));
    if (host === cloudHosts[cloud].login) called['sign-in'] = 'yes';
    else if (host === liveLoginHost) called['sign-in'] = `\`${liveLoginHost}\``;
    else if (host === cloudHosts[cloud].graph) called.Graph = 'yes';
    else if (suffix !== undefined) called.upload = 'yes';
    else if (host === own && surface === 'github')
      called[path.startsWith('/repos/') || path.startsWith('/orgs/') ? 'GitHub API' : 'GitHub OIDC'] = 'yes';
    else throw new Error(`${host}${path} is in no column`);
  }
  return called;
}

/** The environment of a job that may ask for OIDC tokens. */
function jobIn({ url, github: { oidc } }: Emulator): Readonly<Record<string, string>> {
  return {
    ...{ GITHUB_API_URL: url, GITHUB_REPOSITORY: repository, ACTIONS_ID_TOKEN_REQUEST_URL: oidc.url },
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: oidc.requestToken,
  };
}

/** A run of the action; `small` files need no session. */
async function acted(texts: InputTexts = {}, size = 5_000_000): Promise<Called> {
  const isLive = texts.authority === 'live';
  await using fixture = await UploadFixture.open({ account: isLive ? 'personal' : 'business', uploadOrigin });
  const { github, credentials, identity } = fixture.emulator;
  const [one] = github.repositories;
  if (one === undefined) throw new Error('no repository');
  github.addRelease(one, { tag: 'v1', body: '' });
  github.oidc.job.repository.immutableSubject = false;
  identity.addFederatedCredential({ subject: `repo:${repository}:ref:refs/heads/main` });
  Object.assign(fixture.host.env, jobIn(fixture.emulator));
  fixture.writeFiles({ 'a.bin': size });
  const token = 'rotate-secret' in texts ? { 'github-token': github.token } : {};
  const release = 'release-tag' in texts ? { 'release-token': github.jobToken } : {};
  const { error } = await fixture.run({
    ...(!isLive && { 'tenant-id': credentials.tenantId }),
    ...token,
    ...release,
    ...texts,
  });
  expect(error).toBeUndefined();
  return calledAt(fixture.emulator);
}

/** The post step finds a session in the notes. */
async function post(): Promise<Called> {
  await using fixture = await UploadFixture.open({ account: 'business', uploadOrigin });
  fixture.writeFiles({ 'a.bin': 5_000_000 });
  await fixture.run();
  const before = fixture.emulator.requestLog.length;
  const openSessions = createOpenSessions(fixture.host.tempDir);
  for (const url of fixture.emulator.uploadUrls()) openSessions.add(url);
  await runPostStep(fixture.host, openSessions.path);
  return calledAt({ ...fixture.emulator, requestLog: fixture.emulator.requestLog.slice(before) });
}

type Act = (cliFixture: CliFixture) => Promise<unknown>;

/** What somebody does at a computer. */
async function withCli(act: Act, account: 'personal' | 'business' = 'business'): Promise<Called> {
  await using cliFixture = await CliFixture.open({ account, uploadOrigin });
  cliFixture.line = () => completeSignInForms(cliFixture.printedUrl);
  await act(cliFixture);
  return calledAt(cliFixture.emulator);
}

async function halves(cliFixture: CliFixture, flags: Readonly<Record<string, unknown>>): Promise<void> {
  const attempt = `${cliFixture.host.cwd}/attempt.json`;
  await authorizeUrlVerb({ attempt }, cliFixture);
  cliFixture.line = await completeSignInForms(cliFixture.printed.splice(0)[0] ?? '');
  await exchangeVerb({ attempt, ...flags }, cliFixture);
}

const saved = { saveSecret: repository, yes: true };

/** What runs, as the page names it. */
const rows: Readonly<Record<string, () => Promise<Called>>> = {
  '`mode: upload`, `upload`': () => acted(),
  '… when every file is smaller than `session-threshold`': () => acted({}, 1000),
  '… with `verify: readback`': () => acted({ verify: 'readback' }, 1000),
  '… with `mirror`, `retain-…`, `share`, `checksums`, `thumbnails`': () =>
    acted({
      ...{
        mirror: 'true',
        'retain-last': '1',
        'retain-match': 'in*',
        'retain-in': 'in',
        destination: 'in/in1',
      },
      ...{ share: 'view', 'share-scope': 'organization', checksums: 'true', thumbnails: 'small' },
    }),
  '… with `authority: live`': () => acted({ authority: 'live' }),
  '… with `credential: oidc`': () => acted({ credential: 'oidc', 'client-secret': '' }),
  '… with `rotate-secret`': () => acted({ 'rotate-secret': 'ONEDRIVE_TOKEN', 'rotate-after-days': '0' }),
  '… with `release-tag`': () => acted({ 'release-tag': 'v1', share: 'view', 'share-scope': 'organization' }),
  '`mode: check`, `check`': () => acted({ mode: 'check' }),
  '`mode: refresh-only`, `refresh`': () => acted({ mode: 'refresh-only', 'output-refresh-token': 'true' }),
  '`download`': async () => {
    await using back = await DownloadFixture.open({ account: 'business', uploadOrigin });
    await back.seed({ 'a.txt': 10 });
    expect((await back.run()).result).toBe('downloaded');
    return calledAt(back.emulator);
  },
  '`verify`': async () => {
    await using back = await DownloadFixture.open({ account: 'business', uploadOrigin });
    await back.seed({ 'a.txt': 10 });
    expect((await back.verify()).result).toBe('verified');
    return calledAt(back.emulator);
  },
  '`ls`': async () => {
    await using listed = await DownloadFixture.open({ account: 'business', uploadOrigin });
    await listed.seed({ 'a.txt': 10, 'b/c.txt': 10 });
    expect((await listed.list()).result).toBe('listed');
    return calledAt(listed.emulator);
  },
  'the post step, after a run that was killed': post,
  '`login`, `login --paste`': () =>
    withCli((cliFixture) => loginVerb({ paste: true, print: true }, cliFixture)),
  '`login --authority live`': () =>
    withCli(
      (cliFixture) => loginVerb({ paste: true, print: true, authority: 'live' }, cliFixture),
      'personal',
    ),
  '`login --save-secret`': () => withCli((cliFixture) => loginVerb({ paste: true, ...saved }, cliFixture)),
  '`authorize-url`': () =>
    withCli((cliFixture) => authorizeUrlVerb({ attempt: `${cliFixture.host.cwd}/attempt.json` }, cliFixture)),
  '`exchange`': () => withCli((cliFixture) => halves(cliFixture, { print: true })),
  '`exchange --save-secret`': () => withCli((cliFixture) => halves(cliFixture, saved)),
  '`subject`': () =>
    withCli((cliFixture) => subjectVerb({ flags: { branch: 'main' }, args: [repository] }, cliFixture)),
  '`subject` in a job with `id-token: write`': () =>
    withCli((cliFixture) => {
      Object.assign(cliFixture.host.env, jobIn(cliFixture.emulator), { GITHUB_REF: 'refs/heads/main' });
      return subjectVerb({ flags: {}, args: [] }, cliFixture);
    }),
};

const page = readPages().find(({ path }) => path === 'docs/hosts.md');

test('docs/hosts.md tells which hosts are called for what (npm run readme)', async () => {
  const lines: string[] = [];
  for (const [name, act] of Object.entries(rows)) {
    const called = await act();
    lines.push(`| ${[name, ...columns.map((column) => called[column] ?? '')].join(' | ')} |`);
  }
  const head = [`| what runs | ${columns.join(' | ')} |`, `|---|${columns.map(() => '---|').join('')}`];
  checkGeneratedTable('docs/hosts.md', 'calls', [...head, ...lines]);
});

test('every verb is in docs/hosts.md: in the table, or among those that call nobody', () => {
  const silent = ['emulate', 'demo', 'completion'];
  const table = Object.keys(rows).join();
  expect(VERBS.filter(({ name }) => !table.includes(`\`${name}\``)).map(({ name }) => name)).toEqual(silent);
  for (const name of silent) expect(page?.prose).toContain(`\`${name}\``);
});

describe('in the cloud', () => {
  const each = Object.keys(cloudHosts).filter((cloud): cloud is Cloud => cloud in cloudHosts);

  test.each(each)('%s, an upload calls its own hosts and no other, and knows them all', async (cloud) => {
    const uploadHost = `contoso.${uploadHostSuffixes[cloud][0]}`;
    await using fixture = await UploadFixture.open({
      account: 'business',
      uploadOrigin: `https://${uploadHost}`,
    });
    fixture.writeFiles({ 'a.bin': 5_000_000 });
    const { tenantId } = fixture.emulator.credentials;
    expect((await fixture.run({ cloud, 'tenant-id': tenantId })).error).toBeUndefined();
    const hosts = [...new Set(fixture.emulator.requestLog.map(({ host }) => host))];
    expect(hosts.sort()).toEqual([cloudHosts[cloud].login, cloudHosts[cloud].graph, uploadHost].sort());
    expect(fixture.host.warnings.join()).not.toContain('not a known Microsoft host');
  });
});
