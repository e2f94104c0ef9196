/**
 * Calls GitHub's REST API, with retries. Only this file imports @actions/github. Octokit builds the requests; our own
 * `fetch` sends them through the HTTP client and parses the responses. It is loaded at the first call: on import it
 * reads the event's file, and most runs never need it. Octokit wraps every error of `fetch`, so the original is stored
 * and thrown from here.
 */
import { Failure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { asObjectOrEmpty, parseJson } from '../core/json.ts';
import { packageVersion } from '../core/version.ts';
import type { HttpClient } from '../http/client.ts';
import { gitHubApiUrl } from '../http/github-hosts.ts';
import type { HttpResponse } from '../http/message.ts';
import { RateLimitGate } from '../http/rate-limit-gate.ts';
import { withRetries } from '../http/retry.ts';
import { gitHubFailure, parseTokenExpiration } from './errors.ts';

/** A request that is safe to repeat. */
export interface GitHubRequest {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to the API's URL: starts with a slash, with segments encoded by `encodeGitHubSegment`. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Statuses besides 2xx that are not failures, such as 404. */
  readonly expectedStatuses?: readonly number[];
  /** As in `HttpRequest`: a single release may have a thousand assets. */
  readonly mayBeLarge?: boolean;
  /** Names the request in errors, such as `write the secret TOKEN`. */
  readonly operation: string;
}

export interface GitHubResponse {
  readonly status: number;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined for an empty body. */
  readonly body: unknown;
}

export interface GitHubClient {
  /** Throws a ServiceFailure with GitHub's message for an error response, else a Failure. */
  request(call: GitHubRequest): Promise<GitHubResponse>;
  /** Returns all items of a list, from all pages. `field` names the array if the body is an object. */
  list(call: {
    readonly path: string;
    readonly operation: string;
    readonly field?: string;
  }): Promise<unknown[]>;
  /**
   * The token's expiry in the newest response, milliseconds since the epoch. Undefined if it never expires, and for
   * tokens of an App or a job, which always last an hour.
   */
  tokenExpiresMs(): number | undefined;
}

export interface GitHubClientOptions {
  readonly host: Host;
  readonly http: HttpClient;
  readonly token: string;
}

/** The secret or the release notes can wait for the next run; an upload should not wait long for them. */
const retries = 3;
/** docs.github.com/rest, "API Versions". */
const apiVersion = '2022-11-28';

/** Pages of 100 items. A server that sends more never stops. */
const maxPages = 1000;

/** The hint for a response that GitHub would not send. */
const unexpectedResponseHint = 'check GITHUB_API_URL, and whether a proxy changes the answers';

/** What Octokit passes to `fetch`. */
interface RawRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly mayBeLarge?: boolean;
}

/** Creates a client for GITHUB_API_URL. Throws a Failure of kind `usage` if that URL is not safe. */
export function openGitHubClient({ host, http, token }: GitHubClientOptions): GitHubClient {
  host.mask(token);
  const baseUrl = gitHubApiUrl(host.env);
  const retry = { host, retries, gate: new RateLimitGate(), serviceName: 'GitHub' };
  let octokit: ReturnType<typeof loadOctokit> | undefined;
  let expiresMs: number | undefined;

  const sendOnce = async (request: GitHubRequest, rawRequest: RawRequest): Promise<HttpResponse> => {
    const response = await http.send({ method: request.method, ...rawRequest });
    const header = response.headers['github-authentication-token-expiration'];
    if (header !== undefined && !token.startsWith('ghs_')) expiresMs = parseTokenExpiration(header);
    const isExpected =
      (response.status >= 200 && response.status < 300) ||
      request.expectedStatuses?.includes(response.status);
    if (!isExpected) throw gitHubFailure(response, { doing: request.operation, nowMs: host.clock.now() });
    return response;
  };

  const sendRequest = async (options: GitHubRequest): Promise<GitHubResponse> => {
    const { method, path, body: data, operation, mayBeLarge = false } = options;
    let outcome: { readonly response?: HttpResponse; readonly failure?: unknown } = {};
    const fetch = async (url: string, { headers, body }: Omit<RawRequest, 'url'>) => {
      try {
        const retryRequest = { requestKind: 'token', label: operation } as const;
        const rawRequest = { url, headers, ...(body !== undefined && { body }), mayBeLarge };
        const response = await withRetries(retry, retryRequest, () => sendOnce(options, rawRequest));
        outcome = { response };
        // Octokit must see an empty success, even for the other statuses that we expect.
        return new Response(null, { status: 204 });
      } catch (failure) {
        outcome = { failure };
        throw failure;
      }
    };
    octokit ??= loadOctokit({ token, baseUrl, host });
    const { request } = await octokit;
    try {
      await request({
        method,
        url: path,
        headers: { 'x-github-api-version': apiVersion },
        ...(data !== undefined && { data }),
        request: { fetch },
      });
    } catch (error) {
      throw outcome.failure ?? unexpectedResponse(operation, errorName(error));
    }
    const { status = 0, headers = {}, text = '' } = outcome.response ?? {};
    const body = parseJson(text);
    // A response that is not JSON, or only a string, comes from a proxy or gateway.
    if (text !== '' && (body === undefined || typeof body === 'string'))
      throw unexpectedResponse(operation, 'not JSON');
    return { status, headers, body };
  };

  return {
    request: sendRequest,
    tokenExpiresMs: () => expiresMs,
    async list({ path, operation, field }) {
      const items: unknown[] = [];
      for (let page = 1; page <= maxPages; page += 1) {
        const { headers, body } = await sendRequest({
          method: 'GET',
          path: `${path}?per_page=100&page=${page}`,
          operation,
          mayBeLarge: true,
        });
        const found = field === undefined ? body : asObjectOrEmpty(body)[field];
        if (!Array.isArray(found))
          throw new Failure(`${operation}: GitHub's answer is not a list`, {
            code: 'bad-answer',
            kind: 'service',
            hint: unexpectedResponseHint,
          });
        items.push(...found);
        if (found.length === 0 || !/;\s*rel="?next"?/.test(headers.link ?? '')) return items;
      }
      throw new Failure(`${operation}: GitHub's list has more than ${maxPages} pages`, {
        code: 'bad-answer',
        kind: 'service',
        hint: unexpectedResponseHint,
      });
    },
  };
}

/** True for `OWNER/REPO` in GitHub's characters, without segments that a URL would drop (`.`, `..`). */
export function isRepositoryName(text: string): boolean {
  return /^[\w.-]+\/[\w.-]+$/.test(text) && !/(^|\/)\.{1,2}(\/|$)/.test(text);
}

/** Percent-encodes a path segment. Throws a Failure of kind `usage` for one that a URL would drop. */
export function encodeGitHubSegment(text: string): string {
  if (/^\.{0,2}$/.test(text))
    throw new Failure(`a name on GitHub cannot be “${text}”`, {
      code: 'bad-input',
      kind: 'usage',
      hint: 'write the full name',
    });
  return encodeURIComponent(text);
}

async function loadOctokit({ token, baseUrl, host }: { token: string; baseUrl: string; host: Host }) {
  const { getOctokit } = await import('@actions/github');
  const debug = (line: string) => host.log.debug(line);
  const log = { debug, info: debug, warn: debug, error: debug };
  return getOctokit(token, { baseUrl, log, userAgent: `onedrive-upload/${packageVersion}` });
}

function unexpectedResponse(operation: string, why: string): Failure {
  return new Failure(`${operation}: the answer is not from GitHub (${why})`, {
    code: 'bad-answer',
    kind: 'service',
    hint: unexpectedResponseHint,
  });
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
