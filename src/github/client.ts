/**
 * GitHub's REST API: one JSON call, retried as the table says. The only file that imports @actions/github,
 * whose client builds requests; our own fetch under it carries them through the door, and answers are parsed here.
 * Knows statuses and what GitHub says with them, not secrets or releases. The client is loaded with the first
 * call, because it reads the event's file as soon as it is imported, and most runs never need it. It turns
 * whatever a fetch throws into an error of its own, so the real failure is kept aside and thrown from here.
 */
import { Failure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { asObjectOrEmpty, parseJson } from '../core/json.ts';
import { packageVersion } from '../core/version.ts';
import type { HttpClient } from '../http/client.ts';
import { gitHubApiUrl } from '../http/github-hosts.ts';
import type { HttpResponse } from '../http/message.ts';
import { RateLimitGate, withRetries } from '../http/retry.ts';
import { gitHubFailure, parseTokenExpiration } from './errors.ts';

/** One request that is safe to send twice. */
export interface GitHubRequest {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the API's address: begins with a slash, each segment went through `segment`. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Statuses besides 2xx that are an answer and no failure, e.g. 404. */
  readonly expectedStatuses?: readonly number[];
  /** As in `Request`: a release alone may hold a thousand assets. */
  readonly mayBeLarge?: boolean;
  /** Names the request in errors, e.g. `write the secret TOKEN`. */
  readonly operation: string;
}

export interface GitHubResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or undefined when there was none. */
  readonly body: unknown;
}

export interface GitHubClient {
  /** Throws ServiceFailure with GitHub's own words for a refusal, Failure when it cannot be called at all. */
  request(call: GitHubRequest): Promise<GitHubResponse>;
  /** All items of a list, page by page; `field` names the array where the body is an object. */
  list(call: {
    readonly path: string;
    readonly operation: string;
    readonly field?: string;
  }): Promise<unknown[]>;
  /**
   * End of the token, milliseconds since the epoch, as the newest answer had it; undefined for one without an end,
   * and for an App's or a job's, which lives an hour by design.
   */
  tokenExpiresMs(): number | undefined;
}

export interface GitHubClientOptions {
  readonly host: Host;
  readonly http: HttpClient;
  readonly token: string;
}

/** The secret or the notes can wait for the next run; an upload should not wait long for them. */
const retries = 3;
/** docs.github.com/rest, "API Versions". */
const apiVersion = '2022-11-28';

/** Of a hundred items each: who sends more of them sends them for ever. */
const maxPages = 1000;

/** What to do about an answer that GitHub would not give. */
const unexpectedResponseHint = 'check GITHUB_API_URL, and that no proxy rewrites answers';

/** What the client asks its fetch for. */
interface RawRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly mayBeLarge?: boolean;
}

/** A client for the API that GITHUB_API_URL names; throws a Failure of kind `usage` when that is no safe address. */
export function openGitHubClient({ host, http, token }: GitHubClientOptions): GitHubClient {
  host.mask(token);
  const baseUrl = gitHubApiUrl(host.env);
  const retry = { host, retries, gate: new RateLimitGate() };
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
        // As the client should see it: good and empty, whatever status we were ready for.
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
        ...{ method, url: path, headers: { 'x-github-api-version': apiVersion } },
        ...(data !== undefined && { data }),
        request: { fetch },
      });
      const { status = 0, headers = {}, text = '' } = outcome.response ?? {};
      const body = parseJson(text);
      // What is no JSON, or a mere text, was answered by something in between in GitHub's place.
      if (text !== '' && (body === undefined || typeof body === 'string')) throw new TypeError('no JSON');
      return { status, headers, body };
    } catch (error) {
      if (outcome.failure !== undefined) throw outcome.failure;
      throw new Failure(`${operation}: the answer is none of GitHub's (${errorName(error)})`, {
        kind: 'service',
        hint: unexpectedResponseHint,
      });
    }
  };

  return {
    request: sendRequest,
    tokenExpiresMs: () => expiresMs,
    async list({ path, operation, field }) {
      const items: unknown[] = [];
      for (let page = 1; page <= maxPages; page += 1) {
        const { headers, body } = await sendRequest({
          ...{ method: 'GET', path: `${path}?per_page=100&page=${page}` },
          ...{ operation, mayBeLarge: true },
        });
        const found = field === undefined ? body : asObjectOrEmpty(body)[field];
        if (!Array.isArray(found))
          throw new Failure(`${operation}: GitHub's answer is no list`, {
            kind: 'service',
            hint: unexpectedResponseHint,
          });
        items.push(...found);
        if (found.length === 0 || !/;\s*rel="?next"?/.test(headers.link ?? '')) return items;
      }
      throw new Failure(`${operation}: GitHub's list has more than ${maxPages} pages`, {
        ...{ kind: 'service', hint: unexpectedResponseHint },
      });
    },
  };
}

/** `OWNER/REPO`, in the characters that GitHub gives to names; no segment that a URL would swallow. */
export function isRepositoryName(text: string): boolean {
  return /^[\w.-]+\/[\w.-]+$/.test(text) && !/(^|\/)\.{1,2}(\/|$)/.test(text);
}

/** One segment of a path, percent-encoded. Throws a Failure of kind `usage` for one that a URL would swallow. */
export function encodeGitHubSegment(text: string): string {
  if (/^\.{0,2}$/.test(text))
    throw new Failure(`a name on GitHub cannot be “${text}”`, {
      kind: 'usage',
      hint: 'write the whole name',
    });
  return encodeURIComponent(text);
}

async function loadOctokit({ token, baseUrl, host }: { token: string; baseUrl: string; host: Host }) {
  const { getOctokit } = await import('@actions/github');
  const debug = (line: string) => host.log.debug(line);
  const log = { debug, info: debug, warn: debug, error: debug };
  return getOctokit(token, { baseUrl, log, userAgent: `onedrive-upload/${packageVersion}` });
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
