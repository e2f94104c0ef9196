import { describe, expect, test } from 'vitest';
import { formatError } from '../../../src/core/errors.ts';
import type { HttpResponse } from '../../../src/http/message.ts';
import { errorResponse, fakeSignIn, tokenResponse } from '../../support/fake-sign-in.ts';

type Fields = Readonly<Record<string, unknown>>;

describe('a refused sign-in', () => {
  test('is reported with Microsoft’s text, its meaning, the trace IDs and what to do', async () => {
    using here = fakeSignIn(() =>
      errorResponse(400, {
        error: 'invalid_grant',
        error_description: 'AADSTS700082: The refresh token has expired.\r\nTrace ID: t',
        error_codes: [700082],
        trace_id: 't-1',
        correlation_id: 'c-1',
      }),
    );
    const error = await here.enter().catch((reason: unknown) => reason);
    expect(formatError(error)).toBe(
      'sign-in refused by login.microsoftonline.com with HTTP 400 (invalid_grant): AADSTS700082: The refresh token has ' +
        'expired. — the refresh token was not renewed for 90 days, or a code was used too late [trace id t-1, ' +
        'correlation id c-1]. Sign in again with `npx github:OWNER/onedrive-upload login --client-id ' +
        '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f --tenant-id common`, and store the new refresh token in place of the old one; ' +
        'let every run store the new token (rotate-secret), or schedule a weekly run with mode: refresh-only',
    );
    expect(error).toMatchObject({ kind: 'sign-in', aadsts: [700082] });
    expect(here.asked).toHaveLength(1);
  });

  test('with an unknown code links to Microsoft’s page', async () => {
    using here = fakeSignIn(() => errorResponse(400, { error: 'x', error_codes: [12_345] }));
    await expect(here.enter()).rejects.toMatchObject({ hint: expect.stringContaining('error?code=12345') });
  });

  test('contains no secret', async () => {
    using here = fakeSignIn(() => errorResponse(400, '<html>refresh-0</html>'));
    const error = await here
      .enter({ credential: 'secret', clientSecret: 'word~word' })
      .catch((reason: unknown) => reason);
    expect(JSON.stringify([formatError(error), error])).not.toMatch(/refresh-0|word~word/);
  });

  test.each<[string, HttpResponse]>([
    ['500 with HTML', errorResponse(500, '<html>')],
    ['429', errorResponse(429, '', { 'retry-after': '60' })],
    ['200 with HTML', errorResponse(200, '<html>')],
    ['400 temporarily_unavailable', errorResponse(400, { error: 'temporarily_unavailable' })],
  ])('with %s is retried', async (_, first) => {
    using here = fakeSignIn((number) => (number === 1 ? first : tokenResponse(number)));
    expect(await (await here.enter()).getAccessToken()).toBe('bearer-2');
  });

  test('fails after five retries as a failure of the service', async () => {
    using here = fakeSignIn(() => errorResponse(503, ''));
    await expect(here.enter()).rejects.toMatchObject({ kind: 'service' });
    expect(here.asked).toHaveLength(6);
  });

  test('for too many identical requests is not retried', async () => {
    using here = fakeSignIn(() => errorResponse(400, { error: 'invalid_grant', error_codes: [50196] }));
    await expect(here.enter()).rejects.toMatchObject({ hint: expect.stringContaining('fewer jobs') });
    expect(here.asked).toHaveLength(1);
  });

  test.each<[string, Fields]>([
    ['no bearer', { access_token: undefined }],
    ['another type of token', { token_type: 'mac' }],
  ])('accepts a token response with %s', async (_, more) => {
    using here = fakeSignIn((number) => tokenResponse(number, more));
    const error = await here.enter().catch((reason: unknown) => reason);
    expect(formatError(error)).toContain('the response of login.microsoftonline.com is not a token response');
    expect(error).toMatchObject({ kind: 'sign-in' });
    expect(error instanceof Error && error.cause).toBeUndefined();
  });

  test('accepts a token response with an id_token of another issuer', async () => {
    using here = fakeSignIn((number) => tokenResponse(number, { id_token: 'e30.e30.x' }));
    expect(await (await here.enter()).getAccessToken()).toBe('bearer-1');
  });
});
