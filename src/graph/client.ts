/**
 * Sends Graph's JSON requests. Only this file imports the Graph SDK, which builds the requests; our middleware adds
 * token and retries and uses our HTTP client. The SDK replaces every error of a middleware by a GraphError without
 * class or cause, so `RequestState` keeps the original. The SDK always sees an empty object as response: it would parse
 * the real one a second time, and crash on an empty 200.
 */
import { randomUUID } from 'node:crypto';
import {
  Client,
  type Context,
  type Middleware,
  type MiddlewareOptions,
} from '@microsoft/microsoft-graph-client';
import type { TokenProvider } from '../auth/sign-in.ts';
import { parseJsonObject } from '../core/json.ts';
import type { HttpClient } from '../http/client.ts';
import type { HttpResponse, RequestBody, ResponseHead } from '../http/message.ts';
import { type RetryOptions, withRetries } from '../http/retry.ts';
import { type RequestKind, retryVerdict } from '../http/retry-table.ts';
import { filteredFailure, graphFailure, isErrorBody } from './parse.ts';
import { type ContentRequest, readContent } from './read-content.ts';

/** One request. `path` is encoded and starts with a slash; `operation` names it in errors. */
export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Additional headers, such as `if-match` and `prefer`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Selects the rows of the retry table; `graph` by default. */
  readonly requestKind?: RequestKind;
  /** `cancelGraceMs` and `mayBeLarge` are as in `HttpRequest`. */
  readonly cancelGraceMs?: number;
  readonly mayBeLarge?: boolean;
  readonly operation: string;
}

export interface GraphResponse {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** The service's clock, milliseconds since the epoch; NaN without a Date header. */
  readonly serverTimeMs: number;
}

export interface GraphClient {
  /** Retries by the retry table. Throws a ServiceFailure for an error response. */
  request(request: GraphRequest): Promise<GraphResponse>;
  /** Sends a file in one PUT, without retries. The bytes do not pass through the SDK. */
  putContent(
    path: string,
    content: RequestBody,
    how: Pick<GraphRequest, 'operation' | 'headers'>,
  ): Promise<GraphResponse>;
  /** Reads an item's content, once, from the host that `/content` redirects to, without an access token. */
  readContent(path: string, wanted: ContentRequest): Promise<void>;
  /** The service's clock in its latest response, milliseconds since the epoch; NaN if none had it. */
  serverTimeMs(): number;
  /** As in `GraphClientOptions`. */
  readonly graphHost: string;
  readonly http: HttpClient;
  readonly retry: RetryOptions;
  /** Unknown upload hosts that were already warned about. */
  readonly warnedHosts: Set<string>;
}

export interface GraphClientOptions {
  /** Host of the cloud's Graph, such as graph.microsoft.com. */
  readonly graphHost: string;
  readonly token: TokenProvider;
  readonly http: HttpClient;
  readonly retry: RetryOptions;
}

/** Creates a client for one cloud's Graph v1.0. */
export function openGraphClient(options: GraphClientOptions): GraphClient {
  const baseUrl = `https://${options.graphHost}/v1.0`;
  const middleware = new GraphMiddleware(options);
  const warnedHosts = new Set<string>();
  const client = Client.initWithMiddleware({ baseUrl: `https://${options.graphHost}`, middleware });
  return {
    graphHost: options.graphHost,
    http: options.http,
    retry: options.retry,
    warnedHosts,
    serverTimeMs: () => middleware.serverTimeMs,
    async request(request) {
      const state = new RequestState(request);
      const sdkRequest = client.api(request.path).middlewareOptions([state]);
      try {
        await sendThroughSdk(sdkRequest, request);
      } catch (error) {
        throw state.failure ?? error;
      }
      if (state.response === undefined) throw new Error('the SDK took an answer for itself');
      return state.response;
    },
    async putContent(path, content, { operation, headers: more }) {
      const headers = { 'content-type': 'application/octet-stream', ...more };
      const response = await middleware.sendOnce({
        method: 'PUT',
        url: baseUrl + path,
        headers,
        body: content,
      });
      const body = parseJsonObject(response.text);
      const isPage = body === undefined && response.text !== '';
      if (response.status >= 300 || isErrorBody(body) || isPage)
        throw filteredFailure(isPage ? asGatewayFailure(response) : response, operation, options.retry.host);
      return toGraphResponse(response, body);
    },
    readContent: (path, wanted) =>
      readContent(wanted, {
        ...{ http: options.http, host: options.retry.host, warnedHosts },
        redirect: () => middleware.sendOnce({ method: 'GET', url: baseUrl + path }),
      }),
  };
}

function sendThroughSdk(sdkRequest: ReturnType<Client['api']>, request: GraphRequest): Promise<unknown> {
  if (request.method === 'GET') return sdkRequest.get();
  if (request.method === 'DELETE') return sdkRequest.delete();
  return request.method === 'POST'
    ? sdkRequest.post(request.body ?? {})
    : sdkRequest.patch(request.body ?? {});
}

/** HTML from a gateway with status 200 is an error: treat it as 502. */
function asGatewayFailure(response: HttpResponse): HttpResponse {
  return response.status < 300 ? { ...response, status: 502 } : response;
}

function toGraphResponse(
  { status, headers }: HttpResponse,
  body: GraphResponse['body'] | undefined,
): GraphResponse {
  return { status, body: body ?? {}, serverTimeMs: parseDateHeader(headers) };
}

function parseDateHeader(headers: ResponseHead['headers']): number {
  return Date.parse(headers.date ?? '');
}

/** Passed through the SDK as a middleware option. Keeps the response and the error that the SDK would lose. */
class RequestState implements MiddlewareOptions {
  readonly request: GraphRequest;
  response: GraphResponse | undefined;
  failure: unknown;

  constructor(call: GraphRequest) {
    this.request = call;
  }
}

/** Our only middleware: takes the SDK's request and sends it with retries. */
class GraphMiddleware implements Middleware {
  readonly #options: GraphClientOptions;
  serverTimeMs = Number.NaN;

  constructor(options: GraphClientOptions) {
    this.#options = options;
  }

  get retry(): RetryOptions {
    return this.#options.retry;
  }

  async execute(context: Context): Promise<void> {
    const state = context.middlewareControl?.getMiddlewareOptions(RequestState);
    if (!(state instanceof RequestState) || typeof context.request !== 'string')
      throw new Error('not our call');
    try {
      state.response = await this.#sendWithRetries(context.request, state.request);
    } catch (error) {
      state.failure = error;
      throw error;
    }
    context.response = new Response('{}', { headers: { 'content-type': 'application/json' } });
  }

  #sendWithRetries(url: string, request: GraphRequest): Promise<GraphResponse> {
    const retryRequest = { requestKind: request.requestKind ?? 'graph', label: request.operation } as const;
    return withRetries(this.retry, retryRequest, async () => {
      const json = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
      const headers = { 'content-type': 'application/json', ...request.headers };
      const response = await this.sendOnce({
        method: request.method,
        url,
        headers,
        cancelGraceMs: request.cancelGraceMs ?? 0,
        mayBeLarge: request.mayBeLarge ?? false,
        ...json,
      });
      const body = response.status < 300 ? parseJsonObject(response.text) : undefined;
      if (isErrorBody(body)) throw filteredFailure(response, request.operation, this.retry.host);
      if (body !== undefined || (response.status < 300 && response.text === ''))
        return toGraphResponse(response, body);
      throw filteredFailure(asGatewayFailure(response), request.operation, this.retry.host);
    });
  }

  /** Sends one request with the current access token. Invalidates the token if the service rejected it. */
  async sendOnce(request: Parameters<HttpClient['send']>[0]): Promise<HttpResponse> {
    const { token, http } = this.#options;
    const bearer = await token.getAccessToken();
    const headers = {
      ...request.headers,
      authorization: `Bearer ${bearer}`,
      'client-request-id': randomUUID(),
    };
    const response = await http.send({ ...request, headers });
    this.retry.gate.readHeaders(response.headers, this.retry.host.clock.now());
    const serverTimeMs = parseDateHeader(response.headers);
    if (!Number.isNaN(serverTimeMs)) this.serverTimeMs = serverTimeMs;
    // Not every 401 is about the token.
    if (response.status === 401 && retryVerdict('graph', graphFailure(response, '', 0).service) === 'renew')
      token.invalidate(bearer);
    return response;
  }
}
