import { describe, expect, test } from 'vitest';
import { decodeOidcClaims, requestGitHubOidcToken, tokenExchangeAudience } from '../../../src/auth/oidc.ts';
import { formatError } from '../../../src/core/errors.ts';
import type { HttpResponse } from '../../../src/http/message.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { fakeHttpClient } from '../../support/fake-http-client.ts';

const env = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://run.actions.githubusercontent.com/1//token?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
};
const answer = (status: number, text: string, headers: Record<string, string> = {}): HttpResponse => ({
  ...{ status, headers, text },
});

/** A job, and what GitHub answers it in turn. */
function job(replies: readonly HttpResponse[], variables: Record<string, string> = env) {
  const host = new FakeHost({ env: variables });
  const { http, requests: sent } = fakeHttpClient((number) => replies[number - 1] ?? answer(500, ''));
  const ask = () => requestGitHubOidcToken({ http, host }, 'api://AzureADTokenExchange');
  return { host, sent, ask, [Symbol.dispose]: () => host[Symbol.dispose]() };
}

const failing = [
  [401, 'sign-in'],
  [200, 'sign-in'],
  [408, 'service'],
  [429, 'service'],
  [499, 'sign-in'],
  [500, 'service'],
  [503, 'service'],
] as const;

describe('GitHub’s OIDC token', () => {
  test.each(failing)('that does not come with HTTP %i is a failure of kind %s', async (status, kind) => {
    using here = job([answer(status, '<html>')]);
    const refused = here.ask();
    await expect(refused).rejects.toMatchObject({
      kind,
      hint: expect.stringContaining('a token can be requested only while the job runs'),
    });
    await expect(refused).rejects.toHaveProperty('service', { status, codes: [] });
  });

  test('fails with the wait that GitHub asks for', async () => {
    using here = job([answer(429, '', { 'retry-after': '30' })]);
    await expect(here.ask()).rejects.toMatchObject({ service: { status: 429, retryAfterMs: 30_000 } });
  });

  test('is requested with its audience, and masked', async () => {
    using here = job([answer(200, '{"count":1,"value":"a.b.c-token"}')]);
    expect(await here.ask()).toBe('a.b.c-token');
    expect(here.sent[0]).toMatchObject({
      method: 'GET',
      url: `${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=api%3A%2F%2FAzureADTokenExchange`,
      headers: { authorization: 'Bearer request-token', accept: 'application/json' },
    });
    expect(here.host.masked).toEqual(expect.arrayContaining(['a.b.c-token', 'request-token']));
  });

  test.each([
    ['a refusal', answer(403, 'request-token')],
    ['a refusal in its form', answer(403, '{"value":"a.b.c"}')],
    ['an answer without it', answer(200, '{"value":1}')],
    ['an answer with nothing in it', answer(200, '{"value":""}')],
    ['no JSON', answer(200, 'a.b.c')],
  ])('is reported as refused after %s', async (_, reply) => {
    using here = job([reply]);
    const text = await here.ask().catch(formatError);
    expect(text).toContain(`GitHub's OIDC token was refused with HTTP ${reply.status}`);
    expect(text).not.toContain('request-token');
  });

  test.each<[string, Record<string, string>]>([
    ['neither variable', {}],
    ['no address', { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' }],
    ['no token', { ACTIONS_ID_TOKEN_REQUEST_URL: env.ACTIONS_ID_TOKEN_REQUEST_URL }],
  ])('needs a permission if there is %s', async (_, variables) => {
    using here = job([], variables);
    await expect(here.ask()).rejects.toMatchObject({
      message: 'this job is not allowed to request an OIDC token from GitHub',
      kind: 'usage',
      hint: expect.stringMatching(
        /permissions: id-token: write.*in the calling workflow.*forks cannot have it/,
      ),
    });
    expect(here.sent).toEqual([]);
  });
});

test.each([
  ['global', ''],
  ['us-gov', 'USGov'],
  ['us-gov-dod', 'USGov'],
  ['china', 'China'],
] as const)('in cloud %s the audience ends in “%s”', (cloud, suffix) => {
  expect(tokenExchangeAudience(cloud)).toBe(`api://AzureADTokenExchange${suffix}`);
});

describe('the claims of an assertion', () => {
  const token = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

  test('are read unchanged', () => {
    expect(decodeOidcClaims(token({ iss: 'i', sub: 's', aud: ['a', 'b'] }))).toEqual({
      issuer: 'i',
      subject: 's',
      audience: 'a b',
    });
  });

  test('are empty if they are missing', () => {
    expect(decodeOidcClaims(token({ sub: 1 }))).toEqual({ issuer: '', subject: '', audience: '' });
  });

  test.each(['', 'e30.e30', 'a.%%.c', token(null), token('x')])('cannot be read from %j', (text) => {
    expect(decodeOidcClaims(text)).toBeUndefined();
  });
});
