import { describe, expect, test } from 'vitest';
import { ServiceFailure } from '../../../src/core/errors.ts';
import { encodeGitHubSegment } from '../../../src/github/client.ts';
import { parseTokenExpiration } from '../../../src/github/errors.ts';
import { fakeGitHub, jsonReply } from '../../support/github-fixture.ts';

const look = { method: 'GET', path: '/repos/octo-org/uploads', operation: 'look' } as const;

describe('a call', () => {
  test('goes below the address of the API, with the token and the version of the API', async () => {
    using fixture = fakeGitHub(() => jsonReply(200, { id: 7 }), {
      env: { GITHUB_API_URL: 'https://ghes.example.com/api/v3' },
    });
    expect((await fixture.github.request(look)).body).toEqual({ id: 7 });
    expect(fixture.asked[0]?.url).toBe('https://ghes.example.com/api/v3/repos/octo-org/uploads');
    expect(fixture.asked[0]?.headers).toMatchObject({
      authorization: 'token ghp_canary0canary',
      'x-github-api-version': '2022-11-28',
      'user-agent': expect.stringMatching(/^onedrive-upload\/\d/),
    });
  });

  test('sends its body as JSON', async () => {
    using fixture = fakeGitHub(() => jsonReply(200, {}));
    await fixture.github.request({ ...look, method: 'PATCH', body: { body: 'ünï', url: 'x', draft: false } });
    expect(JSON.parse(String(fixture.asked[0]?.body))).toEqual({ body: 'ünï', url: 'x', draft: false });
    expect(fixture.asked[0]?.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' });
  });

  test('answers a status that was expected, and an empty body as none', async () => {
    using fixture = fakeGitHub((number) =>
      number === 1 ? jsonReply(404, { message: 'Not Found' }) : { status: 204, headers: {}, text: '' },
    );
    expect((await fixture.github.request({ ...look, expectedStatuses: [404] })).status).toBe(404);
    expect(await fixture.github.request(look)).toEqual({ status: 204, headers: {}, body: undefined });
  });

  test('masks the token, and never logs it', async () => {
    using fixture = fakeGitHub(() => jsonReply(500, { message: 'ghp_canary0canary' }));
    await expect(fixture.github.request(look)).rejects.toThrow(ServiceFailure);
    expect(fixture.world.masked).toContain('ghp_canary0canary');
    expect(fixture.world.lines.join('\n')).not.toContain('ghp_canary0canary');
  });
});

describe('trouble', () => {
  test.each([0, 500, 502, 503])('that passes is waited for: %i', async (status) => {
    using fixture = fakeGitHub((number) => {
      if (number > 2) return jsonReply(200, { id: 7 });
      if (status > 0) return jsonReply(status, {});
      throw new ServiceFailure('no answer', { code: 'unexpected', service: { status: 0, codes: [] } });
    });
    expect((await fixture.github.request(look)).body).toEqual({ id: 7 });
  });

  test('that stays is thrown as the client gave it', async () => {
    const silence = new ServiceFailure('GET api.github.com: no answer', {
      code: 'unexpected',
      service: { status: 0, codes: [] },
    });
    using fixture = fakeGitHub(() => {
      throw silence;
    });
    await expect(fixture.github.request(look)).rejects.toBe(silence);
  });

  test('of a limit is waited for as long as GitHub says, even under 403', async () => {
    using fixture = fakeGitHub((number) =>
      number > 1
        ? jsonReply(200, {})
        : jsonReply(403, { message: 'secondary rate limit' }, { 'retry-after': '30' }),
    );
    await fixture.github.request(look);
    expect(fixture.world.clock.waits).toEqual([30_000]);
  });

  test('of a limit that lasts ends at once, and says how long', async () => {
    const resetS = Date.parse('2026-11-21T15:00:01Z') / 1000;
    using fixture = fakeGitHub(() =>
      jsonReply(
        403,
        { message: 'API rate limit exceeded' },
        { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(resetS) },
      ),
    );
    await expect(fixture.github.request(look)).rejects.toMatchObject({
      message: 'look: HTTP 403 from GitHub “API rate limit exceeded”',
      hint: 'wait 35 min 0 s before you use this token again',
    });
    expect(fixture.world.clock.waits).toEqual([]);
  });
});

describe('a refusal', () => {
  const refusals: [string, number, object | string, Record<string, string>, string, RegExp][] = [
    [
      '401',
      401,
      { message: 'Bad credentials' },
      {},
      'look: HTTP 401 from GitHub “Bad credentials”',
      /revoked/,
    ],
    [
      'names the permission',
      403,
      { message: 'Resource not accessible by personal access token' },
      { 'x-accepted-github-permissions': 'secrets=write', 'x-github-request-id': 'A1:B2' },
      'look: HTTP 403 from GitHub “Resource not accessible by personal access token” ' +
        '(needs the permission secrets=write) (request A1:B2)',
      /permission/,
    ],
    [
      'names single sign-on',
      403,
      { message: 'Resource protected by organization SAML enforcement.' },
      { 'x-github-sso': 'required; url=https://github.com/orgs/o/sso' },
      'look: HTTP 403 from GitHub “Resource protected by organization SAML enforcement.”',
      /single sign-on/,
    ],
    ['a moved repository', 301, { message: 'Moved Permanently' }, {}, 'look: HTTP 301', /renamed or moved/],
    [
      'details',
      422,
      { message: 'Validation Failed', errors: [{ message: 'body is too long' }, 'and more'] },
      {},
      'look: HTTP 422 from GitHub “Validation Failed; body is too long; and more”',
      /^$/,
    ],
    [
      'details without a message',
      422,
      {
        message: 'Validation Failed',
        errors: [
          { resource: 'Release', code: 'already_exists', field: 'tag_name' },
          { resource: 'Release', code: 'custom', message: 'it is locked' },
          { code: 7 },
        ],
      },
      {},
      'look: HTTP 422 from GitHub “Validation Failed; Release tag_name already_exists; it is locked”',
      /^$/,
    ],
    ['escapes', 400, { message: 'a\n::error::b' }, {}, 'a\\u000a::error::b', /^$/],
    ['a title', 404, '<title>Pages</title>', {}, 'HTTP 404 from GitHub (an HTML page, “Pages”)', /^$/],
    ['HTML', 404, '<html>nginx</html>', {}, 'look: HTTP 404 from GitHub', /^$/],
  ];
  test.each(refusals)('%s', async (_, status, body, headers, message, hint) => {
    using fixture = fakeGitHub(() =>
      typeof body === 'string' ? { status, headers, text: body } : jsonReply(status, body, headers),
    );
    const refused = fixture.github.request(look);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ hint: expect.stringMatching(hint) });
  });

  test('is what HTML under a 200 is, too', async () => {
    using fixture = fakeGitHub(() => ({ status: 200, headers: {}, text: '<html>Sign in</html>' }));
    await expect(fixture.github.request(look)).rejects.toThrow('look: the answer is not from GitHub');
  });
});

describe('a list', () => {
  test('is read to its last page', async () => {
    const next = {
      link: '<https://api.github.com/x?page=2>; rel="next", <https://api.github.com/x>; rel="last"',
    };
    using fixture = fakeGitHub((number) =>
      jsonReply(200, { total_count: 3, repositories: number < 3 ? [number] : [3] }, number < 3 ? next : {}),
    );
    const list = { path: '/orgs/o/actions/secrets/S/repositories', operation: 'list', field: 'repositories' };
    expect(await fixture.github.list(list)).toEqual([1, 2, 3]);
    expect(new URL(fixture.asked[2]?.url ?? '').search).toBe('?per_page=100&page=3');
  });

  test('that is none is refused', async () => {
    using fixture = fakeGitHub(() => jsonReply(200, { message: 'hello' }));
    await expect(fixture.github.list({ path: '/x', operation: 'list' })).rejects.toThrow('list: GitHub');
  });

  test('that has no end is given up', async () => {
    const more = { link: '<https://api.github.com/x?page=2>; rel="next"' };
    using fixture = fakeGitHub(() => ({ ...jsonReply(200, [1]), headers: more }));
    await expect(fixture.github.list({ path: '/x', operation: 'list' })).rejects.toThrow(
      "list: GitHub's list has more than 1000 pages",
    );
  });
});

describe('the token’s end', () => {
  test.each([
    ['2026-12-24 07:31:06 UTC', '2026-12-24T07:31:06Z'],
    ['2026-12-24 07:31:06 +0000', '2026-12-24T07:31:06Z'],
    ['2026-12-24 07:31:06 -0800', '2026-12-24T15:31:06Z'],
    ['2026-12-24T07:31:06Z', '2026-12-24T07:31:06Z'],
    ['2026-12-24T07:31:06.123+01:00', '2026-12-24T06:31:06Z'],
  ])('%s is read', (header, instant) => {
    expect(parseTokenExpiration(header)).toBe(Date.parse(instant));
  });

  test.each(['', 'never', '2026-12-24', '2026-13-45 07:31:06 UTC'])('“%s” is none', (header) => {
    expect(parseTokenExpiration(header)).toBeUndefined();
  });

  const header = { 'github-authentication-token-expiration': '2026-12-24 07:31:06 UTC' };
  test.each([
    ['a person’s', 'github_pat_canary', Date.parse('2026-12-24T07:31:06Z')],
    ['an App’s, which lives an hour', 'ghs_canary', undefined],
  ])('is known for %s', async (_, token, endsMs) => {
    using fixture = fakeGitHub(() => jsonReply(404, { message: 'Not Found' }, header), { token });
    await fixture.github.request({ ...look, expectedStatuses: [404] });
    expect(fixture.github.tokenExpiresMs()).toBe(endsMs);
  });
});

describe('a segment of a path', () => {
  test.each([
    ['production', 'production'],
    ['eu/prod #1', 'eu%2Fprod%20%231'],
    ['{owner}', '%7Bowner%7D'],
    ['...', '...'],
  ])('%s is %s', (text, encoded) => {
    expect(encodeGitHubSegment(text)).toBe(encoded);
  });

  test.each(['', '.', '..'])('is not “%s”, which a URL would swallow', (text) => {
    expect(() => encodeGitHubSegment(text)).toThrow(`a name on GitHub cannot be “${text}”`);
  });
});
