import { describe, expect, test } from 'vitest';
import { type SignInFailure, signInFailure } from '../../../src/auth/errors.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { errorResponse as answer } from '../../support/fake-sign-in.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What the caller of a sign-in hears after that answer. */
function failure(body: Fields | string, status = 400, headers: Record<string, string> = {}): SignInFailure {
  using host = new FakeHost();
  const client = {
    ...{ clientId: '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f', loginHost: 'login.microsoftonline.com' },
    ...({ tenantId: 'common', authority: 'entra', clientAuth: { kind: 'none' } } as const),
  };
  return signInFailure(answer(status, body, headers), { client, host });
}

const bare = 'sign-in refused by login.microsoftonline.com with HTTP';

describe('a refusal', () => {
  test.each<[string, Fields | string, string]>([
    ['nothing', '', `${bare} 400`],
    ['HTML', '<html>no</html>', `${bare} 400`],
    ['a title', '<html><title>Gone</title>', `${bare} 400 (an HTML page, “Gone”)`],
    ['JSON of no use', { error: 7, error_description: ['x'], error_codes: '9', trace_id: 1 }, `${bare} 400`],
    ['a word that nobody knows', { error: 'no_such_word' }, `${bare} 400 (no_such_word)`],
    ['a sentence', { error_description: 'Not today.' }, `${bare} 400: Not today.`],
    ['a sentence and its traces', { error_description: 'No.\nTrace ID: t' }, `${bare} 400: No.`],
    ['the same of Windows', { error_description: 'No.\r\nTrace ID: t\r\nMore: m' }, `${bare} 400: No.`],
  ])('with %s is reported with its text', (_, body, message) => {
    expect(failure(body).message).toBe(message);
  });

  test('is reported with its meaning', () => {
    const { message, hint } = failure({ error: 'invalid_client', error_description: 'AADSTS7000222: Old.' });
    expect(message).toBe(`${bare} 400 (invalid_client): AADSTS7000222: Old. — the client secret has expired`);
    expect(hint).toBe('create a new client secret and store its Value');
  });

  test('is reported with the trace IDs that Microsoft’s support needs', () => {
    const traces = { trace_id: 't-1', correlation_id: 'c-1', timestamp: '2026-11-21 14:25:01Z' };
    const words = 'trace id t-1, correlation id c-1, timestamp 2026-11-21 14:25:01Z';
    expect(failure(traces).message).toBe(`${bare} 400 [${words}]`);
    expect(failure({ ...traces, correlation_id: undefined, trace_id: 4 }).message).toBe(
      `${bare} 400 [timestamp 2026-11-21 14:25:01Z]`,
    );
  });

  test('with a number that nobody knows is reported in Microsoft’s words alone', () => {
    const said = 'AADSTS53999: The \u202eaccount is not well.';
    expect(failure({ error: 'invalid_grant', error_description: `${said}\r\nTrace ID: t` }).message).toBe(
      `${bare} 400 (invalid_grant): AADSTS53999: The \\u202eaccount is not well.`,
    );
  });

  test('with a sentence of any length is reported with its beginning', () => {
    expect(failure({ error_description: `AADSTS1: ${'x'.repeat(100_000)}` }).message.length).toBeLessThan(
      700,
    );
  });

  test.each(['error', 'error_description', 'trace_id'])('shows no control characters of its %s', (name) => {
    expect(failure({ [name]: 'a\u001b[2Jb' }).message).toContain('a\\u001b[2Jb');
  });

  test.each<[string, Fields, number[]]>([
    ['none', { error: 'invalid_grant' }, []],
    ['the one in the sentence', { error_description: 'AADSTS50194: x' }, [50194]],
    ['those in the list', { error_codes: [1, 2] }, [1, 2]],
    ['numbers alone', { error_codes: ['1', null, 2] }, [2]],
    [
      'each once, that of the sentence first',
      { error_description: 'AADSTS2: x', error_codes: [1, 2] },
      [2, 1],
    ],
  ])('contains the codes %s', (_, body, codes) => {
    expect(failure(body).aadsts).toEqual(codes);
  });

  test.each<[string, Fields, string]>([
    ['the advice for its code', { error_codes: [50194] }, "set tenant-id to your tenant's ID"],
    ['the advice for its word', { error: 'invalid_scope' }, 'remove the input scopes'],
    ['Microsoft’s page for a code that nobody knows', { error_codes: [12_345] }, 'error?code=12345'],
    [
      'that page whatever the word is',
      { error: 'invalid_client', error_description: 'AADSTS7002381: Federated.' },
      'see https://login.microsoftonline.com/error?code=7002381',
    ],
    [
      'the advice for its word if the numbers are none',
      { error: 'invalid_scope', error_codes: [-1, 0.5, 1e21] },
      'scopes',
    ],
    ['trying later when nothing is known', {}, 'try again later'],
  ])('has as its hint %s', (_, body, hint) => {
    expect(failure(body).hint).toContain(hint);
  });

  test.each([
    ['sign-in', [400, 401, 403, 499]],
    ['service', [408, 429, 500, 502, 503]],
  ])('is a failure of kind %s under the statuses %j', (kind, statuses) => {
    for (const status of statuses) expect([status, failure('', status).kind]).toEqual([status, kind]);
  });

  test('has its kind and the facts that retries need', () => {
    const wordless = failure('', 503);
    expect([wordless.name, wordless.error]).toEqual(['SignInFailure', '']);
    expect(wordless.service).toStrictEqual({ status: 503, codes: [] });
    const ordered = failure({ error: 'server_error' }, 429, { 'retry-after': '7' });
    expect(ordered.error).toBe('server_error');
    expect(ordered.service).toStrictEqual({ status: 429, codes: ['server_error'], retryAfterMs: 7000 });
  });
});
