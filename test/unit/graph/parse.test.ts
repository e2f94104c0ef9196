import { describe, expect, test } from 'vitest';
import { graphFailure } from '../../../src/graph/parse.ts';
import type { HttpResponse } from '../../../src/http/message.ts';

const nowMs = Date.parse('2026-11-21T14:25:01Z');

function reply(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) };
}

describe('a refusal', () => {
  test('tells what was wanted, status, codes, the service’s words and its request-id', () => {
    const error = {
      code: 'invalidRequest',
      message: 'Bad  name\n here',
      innerError: { code: 'nameTooLong' },
    };
    const failure = graphFailure(reply(400, { error }, { 'request-id': 'r-1' }), 'upload a.txt', nowMs);
    expect(failure.message).toBe(
      'upload a.txt: HTTP 400 invalidRequest/nameTooLong “Bad name here” (request-id r-1)',
    );
    expect(failure.service).toEqual({
      status: 400,
      codes: ['invalidRequest', 'nameTooLong'],
      message: 'Bad  name\n here',
      requestId: 'r-1',
    });
    expect(failure.kind).toBe('service');
  });

  test.each([
    ['HTML', '<html><body>502 Bad Gateway</body></html>'],
    ['nothing', ''],
    ['a list', []],
    ['a text for an error', { error: 'invalid_grant' }],
    ['null for an error', { error: null }],
    ['garbage for an error', { error: { code: 7, message: [], innerError: 'x' } }],
  ])('with %s is told by its status alone', (_, body) => {
    const failure = graphFailure(reply(502, body), 'list in', nowMs);
    expect(failure.message).toBe('list in: HTTP 502');
    expect(failure.service).toEqual({ status: 502, codes: [] });
  });

  test('with an HTML page is told by its title, made harmless', () => {
    const page = '<HTML><TITLE>Bad Request\u001b[31m</TITLE>';
    const { message, service } = graphFailure(reply(400, page), 'list in', nowMs);
    expect(message).toBe('list in: HTTP 400 (an HTML page, “Bad Request\\u001b[31m”)');
    expect(service).toEqual({ status: 400, codes: [] });
  });

  test('has codes at any depth, in either spelling', () => {
    const error = { code: 'a', innererror: { code: 'b', innerError: { innererror: { code: 'c' } } } };
    expect(graphFailure(reply(400, { error }), 'x', nowMs).service.codes).toEqual(['a', 'b', 'c']);
    const nulls = { code: 'a', innerError: null, innererror: { code: 'b' } };
    expect(graphFailure(reply(400, { error: nulls }), 'x', nowMs).service.codes).toEqual(['a', 'b']);
  });

  test('is short, however deep and long the answer is', () => {
    let error: Record<string, unknown> = { code: 'deepest' };
    for (let depth = 0; depth < 50; depth += 1) error = { code: 'c', innerError: error };
    const long = { ...error, message: 'm'.repeat(10_000) };
    const failure = graphFailure(reply(400, { error: long }), 'x', nowMs);
    expect(failure.service.codes).toHaveLength(8);
    expect(failure.message.length).toBeLessThan(400);
  });

  test('is one line without a command or a colour in it', () => {
    const error = { code: 'a\n::error::x', message: '\u001b[31m::warning::\u202ey' };
    const { message } = graphFailure(
      reply(400, { error }, { 'request-id': 'r\r\n::set-env' }),
      'x\ny',
      nowMs,
    );
    expect(message).toBe(
      'x\\u000ay: HTTP 400 a\\u000a::error::x “\\u001b[31m::warning::\\u202ey” (request-id r\\u000d\\u000a::set-env)',
    );
  });

  test.each([
    [429, 5000],
    [503, 5000],
    [509, 5000],
    [500, undefined],
    [404, undefined],
  ])('with HTTP %i asks for a wait: %s', (status, waitMs) => {
    expect(graphFailure(reply(status, '', { 'retry-after': '5' }), 'x', nowMs).service.retryAfterMs).toBe(
      waitMs,
    );
  });

  test('has the request-id that SharePoint sends, too', () => {
    expect(graphFailure(reply(500, '', { sprequestguid: 'g-1' }), 'x', nowMs).service.requestId).toBe('g-1');
  });

  test.each([
    [507, '', /free space/],
    [400, 'quotaLimitReached', /free space/],
    [400, 'PathIsTooLong', /400 characters/],
    [401, '', /refresh token/],
    [403, '', /Files\.ReadWrite/],
    [423, '', /open or checked out/],
    [409, 'resourceLocked', /open or checked out/],
    [400, 'notSupported', /OneNote/],
    [500, '', /later/],
    [503, '', /later/],
    [400, '', /^$/],
  ])('with HTTP %i %s advises', (status, code, hint) => {
    expect(graphFailure(reply(status, { error: { code } }), 'x', nowMs).hint).toMatch(hint);
  });

  test('with HTTP 429 advises lower concurrency only with a wait: without one, somebody may be blocked', () => {
    const hintOf = (headers: Record<string, string>) =>
      graphFailure(reply(429, '', headers), 'x', nowMs).hint;
    expect(hintOf({ 'retry-after': '5' })).toMatch(/lower concurrency/);
    expect(hintOf({})).toMatch(/does not say for how long.*ask an administrator/);
    expect(hintOf({})).not.toMatch(/concurrency/);
  });
});
