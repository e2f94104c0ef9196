import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createGitHub } from '../../../../src/emulator/github/handler.ts';
import { ask, json, text } from '../call-route.ts';

const start = Date.UTC(2026, 10, 21, 14, 25, 1);

function setUp() {
  const github = createGitHub({ clock: () => start });
  github.oidc.origin = 'http://127.0.0.1:4711';
  const { oidc } = github;
  const headers = { authorization: `Bearer ${oidc.requestToken}` };
  const request = (query = '') => ask(github.route, `${oidc.url}${query}`, { headers });
  const customization = (full: string, token = github.token) => {
    const mine = { 'user-agent': 'test', authorization: `Bearer ${token}` };
    const url = `https://api.github.com/repos/${full}/actions/oidc/customization/sub`;
    return ask(github.route, url, { headers: mine });
  };
  return { github, oidc, request, customization };
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

describe('the OIDC token service of GitHub', () => {
  it('gives a signed token of five minutes for the audience that was asked for', async () => {
    const { github, request } = setUp();
    const token = text(await request('&audience=api%3A%2F%2FAzureADTokenExchange'), 'value');
    expect(claimsOf(token)).toMatchObject({
      iss: 'https://token.actions.githubusercontent.com',
      sub: 'repo:octo-org/uploads:ref:refs/heads/main',
      aud: 'api://AzureADTokenExchange',
      repository: 'octo-org/uploads',
      ref: 'refs/heads/main',
      iat: start / 1000,
      exp: start / 1000 + 300,
    });
    const jwks = await ask(github.route, 'https://token.actions.githubusercontent.com/.well-known/jwks');
    const [jwk] = Object(json(jwks).keys);
    const [head, body, signature = ''] = token.split('.');
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const signed = Buffer.from(`${head}.${body}`);
    expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  it('names the owner when no audience was asked for', async () => {
    const { request } = setUp();
    expect(claimsOf(text(await request(), 'value'))).toHaveProperty('aud', 'https://github.com/octo-org');
  });

  it('answers 401 without its request token, or with another', async () => {
    const { github, oidc } = setUp();
    expect(await ask(github.route, oidc.url)).toHaveProperty('status', 401);
    const headers = { authorization: `Bearer ${github.jobToken}` };
    expect(await ask(github.route, oidc.url, { headers })).toHaveProperty('status', 401);
    expect(oidc.issued).toEqual([]);
  });

  it('makes the subject from the job', () => {
    const { github, oidc } = setUp();
    const subject = () => claimsOf(oidc.mint()).sub;
    oidc.job.environment = 'pro:d';
    expect(subject()).toBe('repo:octo-org/uploads:environment:pro%3Ad');
    oidc.job.environment = undefined;
    oidc.job.event = 'pull_request';
    expect(subject()).toBe('repo:octo-org/uploads:pull_request');
    const young = github.addRepository('octo-org/young', { immutableSubject: true });
    Object.assign(oidc.job, { repository: young, event: 'push' });
    expect(subject()).toBe(`repo:octo-org@9919/young@${young.id}:ref:refs/heads/main`);
    young.subjectClaims = ['repository_owner', 'context'];
    expect(subject()).toBe('repository_owner:octo-org:ref:refs/heads/main');
    oidc.subject = 'repo:octo-org/uploads:environment:Production';
    expect(subject()).toBe(oidc.subject);
  });
});

describe('the subjects of a repository', () => {
  it('are told by prefix where they hold numbers', async () => {
    const { github, customization } = setUp();
    expect(json(await customization('octo-org/uploads'))).toEqual({
      use_default: true,
      use_immutable_subject: false,
    });
    const young = github.addRepository('octo-org/young', { immutableSubject: true });
    expect(json(await customization('octo-org/young'))).toMatchObject({
      use_default: true,
      sub_claim_prefix: `repo:octo-org@9919/young@${young.id}`,
    });
    young.subjectClaims = ['repo', 'context'];
    expect(json(await customization('octo-org/young'))).toMatchObject({
      use_default: false,
      include_claim_keys: ['repo', 'context'],
    });
  });

  it('of a private one are for tokens that may read its actions', async () => {
    const { github, customization } = setUp();
    github.addRepository('octo-org/secret', { private: true });
    expect(await customization('octo-org/secret')).toHaveProperty('status', 200);
    expect(await customization('octo-org/secret', github.jobToken)).toHaveProperty('status', 403);
  });
});
