import { describe, expect, test } from 'vitest';
import { githubOidcIssuer, subjectVerb } from '../../../src/cli/commands/subject.ts';
import { CliFixture } from '../../support/cli-fixture.ts';

const repository = 'octo-org/uploads';

async function printed(
  cliFixture: CliFixture,
  flags: Readonly<Record<string, unknown>>,
  args: readonly string[] = [repository],
): Promise<string[]> {
  await subjectVerb({ flags, args }, cliFixture);
  return cliFixture.printed.join('\n').split('\n');
}

/** Nobody has a GitHub token. */
async function alone(): Promise<CliFixture> {
  const cliFixture = await CliFixture.open();
  cliFixture.host.env.GH_TOKEN = '';
  return cliFixture;
}

describe('the subject', () => {
  test.each([
    [{ environment: 'production' }, 'environment:production'],
    [{ environment: 'a:b' }, 'environment:a%3Ab'],
    [{ branch: 'main' }, 'ref:refs/heads/main'],
    [{ tag: 'v1' }, 'ref:refs/tags/v1'],
    [{ pullRequest: true }, 'pull_request'],
  ])('%j is printed in the old form and in the one with IDs', async (flags, context) => {
    await using cliFixture = await CliFixture.open();
    const [one] = cliFixture.emulator.github.repositories;
    const lines = await printed(cliFixture, flags);
    expect(lines.slice(0, 3)).toEqual([
      'issuer: https://token.actions.githubusercontent.com',
      'audience: api://AzureADTokenExchange',
      `subject: repo:octo-org/uploads:${context}`,
    ]);
    expect(lines.slice(3).every((line) => line.endsWith(`/uploads@${one?.id}:${context}`))).toBe(true);
  });

  test('matches the token of the job in the emulated platform', async () => {
    await using cliFixture = await CliFixture.open({ account: 'business' });
    for (const immutableSubject of [false, true]) {
      const { oidc } = cliFixture.emulator.github;
      oidc.job.environment = 'production';
      oidc.job.repository.immutableSubject = immutableSubject;
      cliFixture.printed.length = 0;
      const lines = await printed(cliFixture, { environment: 'production' });
      const [, claims = ''] = oidc.mint().split('.');
      const { sub } = JSON.parse(Buffer.from(claims, 'base64url').toString());
      expect(lines).toContain(`subject: ${sub}`);
    }
  });

  test('has the given IDs if nothing can be looked up', async () => {
    await using cliFixture = await alone();
    const lines = await printed(cliFixture, { branch: 'main', repositoryId: '22', ownerId: '11' });
    expect(lines[3]).toBe('subject: repo:octo-org@11/uploads@22:ref:refs/heads/main');
  });

  test('without IDs is printed with how to get them', async () => {
    await using cliFixture = await alone();
    expect(await printed(cliFixture, { branch: 'main' })).toHaveLength(3);
    expect(cliFixture.host.lines.join('\n')).toContain('GH_TOKEN');
  });

  test('in a job is that of its repository and ref, and of its own token', async () => {
    await using cliFixture = await alone();
    const { oidc } = cliFixture.emulator.github;
    Object.assign(cliFixture.host.env, {
      GITHUB_REPOSITORY: repository,
      GITHUB_REPOSITORY_ID: '22',
      GITHUB_REPOSITORY_OWNER_ID: '11',
      GITHUB_REF: 'refs/heads/main',
      ACTIONS_ID_TOKEN_REQUEST_URL: oidc.url,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: oidc.requestToken,
    });
    const lines = await printed(cliFixture, {}, []);
    expect(lines).toContain('subject: repo:octo-org@11/uploads@22:ref:refs/heads/main');
    expect(lines).toContain("this job's audience: api://AzureADTokenExchange");
    expect(lines).toContain("this job's subject: repo:octo-org/uploads:ref:refs/heads/main");
    for (const token of oidc.issued)
      expect([...lines, ...cliFixture.host.lines].join('\n')).not.toContain(token);
  });

  test('of a repository with its own template is not guessed', async () => {
    await using cliFixture = await CliFixture.open();
    cliFixture.emulator.github.oidc.job.repository.subjectClaims = ['repo', 'job_workflow_ref'];
    const lines = await printed(cliFixture, { branch: 'main' });
    expect(lines[2]).toBe('subject: built from repo, job_workflow_ref');
    expect(cliFixture.host.lines.join('\n')).toContain('id-token: write');
  });

  test('of a repository that uses its organization’s template is asked for there', async () => {
    await using cliFixture = await CliFixture.open();
    const { oidc } = cliFixture.emulator.github;
    oidc.job.repository.usesOrganizationTemplate = true;
    oidc.organizationClaims = ['repository_owner_id', 'repository_id'];
    const lines = await printed(cliFixture, { branch: 'main' });
    expect(lines.slice(2)).toEqual(['subject: built from repository_owner_id, repository_id']);
    expect(cliFixture.host.lines.join('\n')).toContain('id-token: write');
  });

  test.each(['a token that may not read it', 'no template there'])(
    'of a repository that uses its organization’s template is not guessed with %s',
    async (why) => {
      await using cliFixture = await CliFixture.open();
      const { github } = cliFixture.emulator;
      github.oidc.job.repository.usesOrganizationTemplate = true;
      if (why.startsWith('a token')) {
        github.oidc.organizationClaims = ['repository_owner_id', 'repository_id'];
        cliFixture.host.env.GH_TOKEN = github.issueToken({ kind: 'personal', permissions: ['actions'] });
      }
      const lines = await printed(cliFixture, { branch: 'main' });
      expect(lines.slice(2)).toEqual(['subject: built from the template of octo-org']);
      expect(cliFixture.host.lines.join('\n')).toContain('uses the template of its organization');
    },
  );

  test.each([
    ['of the organization', undefined, ['repo', 'context']],
    ['of its own', ['repo', 'context'], undefined],
  ])(
    'of a repository with a template %s that is the default is the default',
    async (_, own, organization) => {
      await using cliFixture = await CliFixture.open();
      const { oidc } = cliFixture.emulator.github;
      const { repository: job } = oidc.job;
      job.usesOrganizationTemplate = own === undefined;
      job.subjectClaims = own;
      oidc.organizationClaims = organization;
      const lines = await printed(cliFixture, { branch: 'main' });
      const [, claims = ''] = oidc.mint().split('.');
      expect(lines).toContain(`subject: ${JSON.parse(Buffer.from(claims, 'base64url').toString()).sub}`);
    },
  );

  test('of a private repository that the token may not read is told with a doubt', async () => {
    await using cliFixture = await CliFixture.open();
    const { github } = cliFixture.emulator;
    const hidden = github.addRepository('octo-org/hidden', { private: true });
    hidden.subjectClaims = ['repository_id'];
    cliFixture.host.env.GH_TOKEN = github.jobToken;
    const lines = await printed(cliFixture, { branch: 'main' }, ['octo-org/hidden']);
    expect(lines).toContain('subject: repo:octo-org/hidden:ref:refs/heads/main');
    expect(cliFixture.host.lines.join('\n')).toContain('may not read whether octo-org/hidden customizes');
  });

  test.each([
    ['no repository', {}, [], /OWNER\/REPO/],
    ['nothing about the jobs', {}, [repository], /--environment/],
    ['two kinds of jobs', { branch: 'a', tag: 'b' }, [repository], /use only one/],
  ])('is refused for %s', async (_, flags, args, words) => {
    await using cliFixture = await alone();
    await expect(subjectVerb({ flags, args }, cliFixture)).rejects.toThrow(words);
  });
});

test.each([
  ['us-gov', 'api://AzureADTokenExchangeUSGov'],
  ['china', 'api://AzureADTokenExchangeChina'],
])('the audience is that of cloud %s', async (cloud, audience) => {
  await using cliFixture = await alone();
  expect(await printed(cliFixture, { cloud, branch: 'main' })).toContain(`audience: ${audience}`);
});

test.each([
  [undefined, 'https://token.actions.githubusercontent.com'],
  ['https://octo.ghe.com', 'https://token.actions.octo.ghe.com'],
  ['https://github.example.com', 'https://github.example.com/_services/token'],
])('the issuer of %s is %s', (server, issuer) => {
  expect(githubOidcIssuer(server === undefined ? {} : { GITHUB_SERVER_URL: server })).toBe(issuer);
});

test.each([
  [{ GH_HOST: 'octo.ghe.com' }, 'https://token.actions.octo.ghe.com'],
  [{ GITHUB_API_URL: 'https://github.example.com/api/v3' }, 'https://github.example.com/_services/token'],
  [{ GITHUB_API_URL: 'https://api.github.com' }, 'https://token.actions.githubusercontent.com'],
])('without GITHUB_SERVER_URL, the issuer is that of the API: %j', (env, issuer) => {
  expect(githubOidcIssuer(env)).toBe(issuer);
});
