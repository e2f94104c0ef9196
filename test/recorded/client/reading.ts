/** What our client makes of a recorded response, and a Graph client that gets recorded responses. */
import { type GraphClient, openGraphClient } from '../../../src/graph/client.ts';
import type { HttpRequest, HttpResponse } from '../../../src/http/message.ts';
import { RateLimitGate } from '../../../src/http/rate-limit-gate.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { fakeHttpClient } from '../../support/fake-http-client.ts';

/** One exchange, and a check of what the client reads in it. */
export interface Reading {
  readonly exchange: string;
  /** A sentence that follows the exchange's name. */
  readonly says: string;
  readonly check: () => void | Promise<void>;
}

export interface ReplayedGraph extends Disposable {
  readonly graph: GraphClient;
  readonly host: FakeHost;
  readonly requests: readonly HttpRequest[];
}

/** A Graph client whose requests get these responses in turn, and the last one from then on. Nothing is tried twice. */
export function replayGraph(...responses: readonly HttpResponse[]): ReplayedGraph {
  const host = new FakeHost();
  const { http, requests } = fakeHttpClient(
    (number) => responses[number - 1] ?? responses.at(-1) ?? { status: 500, headers: {}, text: '' },
  );
  const graph = openGraphClient({
    graphHost: 'graph.microsoft.com',
    http,
    retry: { host, retries: 0, gate: new RateLimitGate() },
    token: { getAccessToken: async () => 'bearer', invalidate: () => {}, scope: '', hasRotated: false },
  });
  return { graph, host, requests, [Symbol.dispose]: () => host[Symbol.dispose]() };
}

/** A reply with this JSON. */
export function jsonResponse(body: unknown, status = 200): HttpResponse {
  return { status, headers: {}, text: JSON.stringify(body) };
}
