/** What a server sends is parsed once: a body that is slow to parse must not be so three times over. */
import { afterEach, expect, test, vi } from 'vitest';
import { openGraphClient } from '../../../src/graph/client.ts';
import { graphFailure } from '../../../src/graph/parse.ts';
import type { HttpResponse } from '../../../src/http/message.ts';
import { RateLimitGate } from '../../../src/http/rate-limit-gate.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { fakeHttpClient } from '../../support/fake-http-client.ts';
import { fakeGitHub } from '../../support/github-fixture.ts';

const text = '{"id":"parsed-once"}';
const deep = `{"a":${'['.repeat(100)}${']'.repeat(100)}}`;

afterEach(() => vi.restoreAllMocks());

/** How often that text is parsed from now on, by whomever. */
function counting(): () => number {
  const parse = vi.spyOn(JSON, 'parse');
  return () => parse.mock.calls.filter(([json]) => String(json).includes('parsed-once')).length;
}

function graphThat(reply: HttpResponse) {
  const host = new FakeHost();
  const { http: door } = fakeHttpClient(() => reply);
  const token = { getAccessToken: async () => 'bearer', invalidate: () => {}, scope: '', hasRotated: false };
  const retryOptions = { host, retries: 0, gate: new RateLimitGate() };
  return {
    graph: openGraphClient({ graphHost: 'graph.microsoft.com', token, http: door, retry: retryOptions }),
    host,
  };
}

test.each([200, 404])('an answer of Graph with status %i', async (status) => {
  const { graph, host } = graphThat({ status, headers: {}, text });
  using _ = host;
  const times = counting();
  await graph.request({ method: 'GET', path: '/me/drive', operation: 'look' }).catch(() => {});
  expect(times()).toBe(1);
});

test('the answer to a small file', async () => {
  const { graph, host } = graphThat({ status: 201, headers: {}, text });
  using _ = host;
  const times = counting();
  await graph.putContent('/x', { sizeBytes: 0, async *read() {} }, { operation: 'send' });
  expect(times()).toBe(1);
});

test.each([200, 404, 500])('an answer of GitHub with status %i', async (status) => {
  using fixture = fakeGitHub((number) => ({
    status: number === 1 ? status : 404,
    headers: {},
    text: number === 1 ? text : '',
  }));
  const times = counting();
  await fixture.github.request({ method: 'GET', path: '/x', operation: 'look' }).catch(() => {});
  expect(times()).toBe(1);
});

test('an answer of Graph that nests without end is no answer', async () => {
  const { graph, host } = graphThat({ status: 200, headers: {}, text: deep });
  using _ = host;
  await expect(graph.request({ method: 'GET', path: '/me/drive', operation: 'look' })).rejects.toThrow(
    'look: HTTP 502',
  );
  expect(graphFailure({ status: 404, headers: {}, text: deep }, 'look', 0).message).toBe('look: HTTP 404');
});

test("an answer of GitHub that nests without end is not GitHub's", async () => {
  using fixture = fakeGitHub(() => ({ status: 200, headers: {}, text: deep }));
  await expect(fixture.github.request({ method: 'GET', path: '/x', operation: 'look' })).rejects.toThrow(
    'look: the answer is not from GitHub (not JSON)',
  );
});
