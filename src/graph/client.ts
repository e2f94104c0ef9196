/**
 * Graph's JSON calls. The only file that imports the Graph SDK, which builds and parses requests; our own
 * middleware under it carries them: token, retries and the door. Knows statuses, not drives. The SDK turns
 * whatever a middleware throws into a GraphError without class or cause, so the real failure is kept aside
 * in the call and thrown from there. The SDK sees an empty object in place of every answer: it would parse the
 * answer a second time, and crash on an empty 200.
 */
import { randomUUID } from 'node:crypto';
import {
  Client,
  type Context,
  type Middleware,
  type MiddlewareOptions,
} from '@microsoft/microsoft-graph-client';
import type { Token } from '../auth/sign-in.ts';
import { parsed } from '../core/json.ts';
import type { Door } from '../http/client.ts';
import type { Head, Pieces, Reply } from '../http/message.ts';
import { type Patience, persist } from '../http/retry.ts';
import type { Place } from '../http/retry-table.ts';
import { contentPlace, serviceFailure } from './parse.ts';
import { checkPublicUrl } from './upload-host.ts';

/** One request. `path` is encoded already and begins with a slash; `doing` names it in errors. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Besides the usual ones: `if-match`, `prefer`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Which rows of the retry table hold; `graph` by default. */
  readonly place?: Place;
  /** As in `Request`: how long it may go on when the run is cancelled; that the answer is a page of a list. */
  readonly afterCancelMs?: number;
  readonly mayBeLarge?: boolean;
  readonly doing: string;
}

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** The service's clock, milliseconds since the epoch; NaN when it did not say. */
  readonly serverMs: number;
}

/** Takes a piece of a content; a promise in return holds the next one up. */
export type Sink = (piece: Uint8Array) => Promise<void> | void;

/** Content to be had, and who takes it. */
export interface WantedContent {
  readonly fromByte: number;
  /**
   * Called when an answer is there; the answer takes its pieces. `startByte` is where they begin, 0 where a
   * range was ignored (api-docs#670); `totalBytes` is the size of it all, undefined where nobody says.
   */
  readonly begin: (at: { readonly startByte: number; readonly totalBytes: number | undefined }) => Sink;
}

export interface Graph {
  /** Retries as the table says; throws ServiceFailure for a refusal. */
  json(call: Call): Promise<Answer>;
  /** A file's bytes in one PUT, one attempt: the bytes never pass through the SDK. */
  put(path: string, content: Pieces, how: Pick<Call, 'doing' | 'headers'>): Promise<Answer>;
  /** An item's content, from the host that `/content` redirects to, without a bearer; one attempt. */
  content(path: string, wanted: WantedContent): Promise<void>;
  /** The service's clock by its latest answer, milliseconds since the epoch; NaN when it never said. */
  serverMs(): number;
  /** As in `GraphOptions`. */
  readonly graphHost: string;
  readonly door: Door;
  readonly patience: Patience;
  /** Upload hosts of unknown name that were warned about already. */
  readonly unknownHosts: Set<string>;
}

export interface GraphOptions {
  /** Host of the cloud's Graph, e.g. graph.microsoft.com. */
  readonly graphHost: string;
  readonly token: Token;
  readonly door: Door;
  readonly patience: Patience;
}

/** A client for one cloud's Graph v1.0. */
export function openGraph(options: GraphOptions): Graph {
  const base = `https://${options.graphHost}/v1.0`;
  const wire = new Wire(options);
  const unknownHosts = new Set<string>();
  const client = Client.initWithMiddleware({ baseUrl: `https://${options.graphHost}`, middleware: wire });
  return {
    graphHost: options.graphHost,
    door: options.door,
    patience: options.patience,
    unknownHosts,
    serverMs: () => wire.serverMs,
    async json(call) {
      const aside = new CallAside(call);
      const request = client.api(call.path).middlewareOptions([aside]);
      try {
        await send(request, call);
      } catch (error) {
        throw aside.failure ?? error;
      }
      if (aside.answer === undefined) throw new TypeError('the SDK took an answer for itself');
      return aside.answer;
    },
    async put(path, content, { doing, headers: more }) {
      const headers = { 'content-type': 'application/octet-stream', ...more };
      const reply = await wire.once({ method: 'PUT', url: base + path, headers, body: content });
      if (reply.status >= 300) throw serviceFailure(reply, doing, options.patience.host.clock.now());
      return answer(reply, parsed(reply.text));
    },
    async content(path, { fromByte, begin }) {
      const { door, patience } = options;
      const check = (reply: Reply, expected: readonly number[]) => {
        if (expected.includes(reply.status)) return;
        throw serviceFailure(reply, 'read the content', patience.host.clock.now());
      };
      const redirect = await wire.once({ method: 'GET', url: base + path });
      check(redirect, [302]);
      const url = redirect.headers.location ?? '';
      checkPublicUrl(url, { door, host: patience.host, unknownHosts });
      let take: Sink | undefined;
      const sink = (piece: Uint8Array, head: Head) => {
        take ??= begin(contentPlace(head));
        return take(piece);
      };
      const headers = fromByte === 0 ? {} : { range: `bytes=${fromByte}-` };
      const reply = await door.send({ method: 'GET', url, headers, sink });
      check(reply, [200, 206]);
      if (take === undefined) begin(contentPlace(reply));
    },
  };
}

function send(request: ReturnType<Client['api']>, call: Call): Promise<unknown> {
  if (call.method === 'GET') return request.get();
  if (call.method === 'DELETE') return request.delete();
  return call.method === 'POST' ? request.post(call.body ?? {}) : request.patch(call.body ?? {});
}

function answer({ status, headers }: Reply, body: Answer['body'] | undefined): Answer {
  return { status, body: body ?? {}, serverMs: dateOf(headers) };
}

function dateOf(headers: Head['headers']): number {
  return Date.parse(headers.date ?? '');
}

/** Travels through the SDK as a middleware option, and brings out what the SDK would lose. */
class CallAside implements MiddlewareOptions {
  readonly call: Call;
  answer: Answer | undefined;
  failure: unknown;

  constructor(call: Call) {
    this.call = call;
  }
}

/** Our whole middleware chain: the SDK's request in, a good answer out. */
class Wire implements Middleware {
  readonly #options: GraphOptions;
  serverMs = Number.NaN;

  constructor(options: GraphOptions) {
    this.#options = options;
  }

  get patience(): Patience {
    return this.#options.patience;
  }

  async execute(context: Context): Promise<void> {
    const aside = context.middlewareControl?.getMiddlewareOptions(CallAside);
    if (!(aside instanceof CallAside) || typeof context.request !== 'string')
      throw new TypeError('not our call');
    try {
      aside.answer = await this.#retried(context.request, aside.call);
    } catch (error) {
      aside.failure = error;
      throw error;
    }
    context.response = new Response('{}', { headers: { 'content-type': 'application/json' } });
  }

  #retried(url: string, call: Call): Promise<Answer> {
    const what = { place: call.place ?? 'graph', label: call.doing } as const;
    return persist(this.patience, what, async () => {
      const json = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
      const headers = { 'content-type': 'application/json', ...call.headers };
      const reply = await this.once({
        method: call.method,
        url,
        headers,
        afterCancelMs: call.afterCancelMs ?? 0,
        mayBeLarge: call.mayBeLarge ?? false,
        ...json,
      });
      const body = reply.status < 300 ? parsed(reply.text) : undefined;
      if (body !== undefined || (reply.status < 300 && reply.text === '')) return answer(reply, body);
      // A gateway's HTML under a 200 is no answer: treat it as the 502 that it is.
      const refused = reply.status < 300 ? { ...reply, status: 502 } : reply;
      throw serviceFailure(refused, call.doing, this.patience.host.clock.now());
    });
  }

  /** One request with the bearer of the moment; a refused bearer is not used again. */
  async once(request: Parameters<Door['send']>[0]): Promise<Reply> {
    const { token, door } = this.#options;
    const bearer = await token.bearer();
    const headers = {
      ...request.headers,
      authorization: `Bearer ${bearer}`,
      'client-request-id': randomUUID(),
    };
    const reply = await door.send({ ...request, headers });
    this.patience.gate.heard(reply.headers, this.patience.host.clock.now());
    const serverMs = dateOf(reply.headers);
    if (!Number.isNaN(serverMs)) this.serverMs = serverMs;
    if (reply.status === 401) token.refuse(bearer);
    return reply;
  }
}
