/**
 * GitHub's REST API: one JSON call, retried as the table says. The only file that imports @actions/github,
 * whose client builds requests; our own fetch under it carries them through the door, and answers are parsed here.
 * Knows statuses and what GitHub says with them, not secrets or releases. The client is loaded with the first
 * call, because it reads the event's file as soon as it is imported, and most runs never need it. It turns
 * whatever a fetch throws into an error of its own, so the real failure is kept aside and thrown from here.
 */
import { Failure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { fields, parsedValue } from '../core/json.ts';
import { version } from '../core/version.ts';
import type { Door } from '../http/client.ts';
import { githubApi } from '../http/github-hosts.ts';
import type { Reply } from '../http/message.ts';
import { Gate, persist } from '../http/retry.ts';
import { refusal, tokenEnd } from './errors.ts';

/** One request that is safe to send twice. */
export interface GitHubCall {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the API's address: begins with a slash, each segment went through `segment`. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Statuses besides 2xx that are an answer and no failure, e.g. 404. */
  readonly expect?: readonly number[];
  /** As in `Request`: a release alone may hold a thousand assets. */
  readonly mayBeLarge?: boolean;
  /** Names the request in errors, e.g. `write the secret TOKEN`. */
  readonly doing: string;
}

export interface GitHubAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or undefined when there was none. */
  readonly body: unknown;
}

export interface GitHub {
  /** Throws ServiceFailure with GitHub's own words for a refusal, Failure when it cannot be called at all. */
  call(call: GitHubCall): Promise<GitHubAnswer>;
  /** All items of a list, page by page; `field` names the array where the body is an object. */
  list(call: { readonly path: string; readonly doing: string; readonly field?: string }): Promise<unknown[]>;
  /**
   * End of the token, milliseconds since the epoch, as the newest answer had it; undefined for one without an end,
   * and for an App's or a job's, which lives an hour by design.
   */
  tokenEndsMs(): number | undefined;
}

export interface GitHubOptions {
  readonly host: Host;
  readonly door: Door;
  readonly token: string;
}

/** The secret or the notes can wait for the next run; an upload should not wait long for them. */
const retries = 3;
/** docs.github.com/rest, "API Versions". */
const apiVersion = '2022-11-28';

/** Of a hundred items each: who sends more of them sends them for ever. */
const pagesLimit = 1000;

/** What to do about an answer that GitHub would not give. */
const strange = 'check GITHUB_API_URL, and that no proxy rewrites answers';

/** What the client asks its fetch for. */
interface Wired {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly mayBeLarge?: boolean;
}

/** A client for the API that GITHUB_API_URL names; throws a Failure of kind `usage` when that is no safe address. */
export function openGitHub({ host, door, token }: GitHubOptions): GitHub {
  host.mask(token);
  const baseUrl = githubApi(host.env);
  const patience = { host, retries, gate: new Gate() };
  let octokit: ReturnType<typeof load> | undefined;
  let endsMs: number | undefined;

  const attempt = async (call: GitHubCall, wired: Wired): Promise<Reply> => {
    const reply = await door.send({ method: call.method, ...wired });
    const header = reply.headers['github-authentication-token-expiration'];
    if (header !== undefined && !token.startsWith('ghs_')) endsMs = tokenEnd(header);
    const isAnswer = (reply.status >= 200 && reply.status < 300) || call.expect?.includes(reply.status);
    if (!isAnswer) throw refusal(reply, { doing: call.doing, nowMs: host.clock.now() });
    return reply;
  };

  const call = async (asked: GitHubCall): Promise<GitHubAnswer> => {
    const { method, path, body: data, doing, mayBeLarge = false } = asked;
    let outcome: { readonly reply?: Reply; readonly failure?: unknown } = {};
    const fetch = async (url: string, { headers, body }: Omit<Wired, 'url'>) => {
      try {
        const what = { place: 'token', label: doing } as const;
        const wired = { url, headers, ...(body !== undefined && { body }), mayBeLarge };
        const reply = await persist(patience, what, () => attempt(asked, wired));
        outcome = { reply };
        // As the client should see it: good and empty, whatever status we were ready for.
        return new Response(null, { status: 204 });
      } catch (failure) {
        outcome = { failure };
        throw failure;
      }
    };
    octokit ??= load({ token, baseUrl, host });
    const { request } = await octokit;
    try {
      await request({
        ...{ method, url: path, headers: { 'x-github-api-version': apiVersion } },
        ...(data !== undefined && { data }),
        request: { fetch },
      });
      const { status = 0, headers = {}, text = '' } = outcome.reply ?? {};
      const body = parsedValue(text);
      // What is no JSON, or a mere text, was answered by something in between in GitHub's place.
      if (text !== '' && (body === undefined || typeof body === 'string')) throw new TypeError('no JSON');
      return { status, headers, body };
    } catch (error) {
      if (outcome.failure !== undefined) throw outcome.failure;
      throw new Failure(`${doing}: the answer is none of GitHub's (${nameOf(error)})`, {
        kind: 'service',
        hint: strange,
      });
    }
  };

  return {
    call,
    tokenEndsMs: () => endsMs,
    async list({ path, doing, field }) {
      const items: unknown[] = [];
      for (let page = 1; page <= pagesLimit; page += 1) {
        const { headers, body } = await call({
          ...{ method: 'GET', path: `${path}?per_page=100&page=${page}` },
          ...{ doing, mayBeLarge: true },
        });
        const found = field === undefined ? body : fields(body)[field];
        if (!Array.isArray(found))
          throw new Failure(`${doing}: GitHub's answer is no list`, { kind: 'service', hint: strange });
        items.push(...found);
        if (found.length === 0 || !/;\s*rel="?next"?/.test(headers.link ?? '')) return items;
      }
      throw new Failure(`${doing}: GitHub's list has more than ${pagesLimit} pages`, {
        ...{ kind: 'service', hint: strange },
      });
    },
  };
}

/** `OWNER/REPO`, in the characters that GitHub gives to names; no segment that a URL would swallow. */
export function isRepository(text: string): boolean {
  return /^[\w.-]+\/[\w.-]+$/.test(text) && !/(^|\/)\.{1,2}(\/|$)/.test(text);
}

/** One segment of a path, percent-encoded. Throws a Failure of kind `usage` for one that a URL would swallow. */
export function segment(text: string): string {
  if (/^\.{0,2}$/.test(text))
    throw new Failure(`a name on GitHub cannot be “${text}”`, {
      kind: 'usage',
      hint: 'write the whole name',
    });
  return encodeURIComponent(text);
}

async function load({ token, baseUrl, host }: { token: string; baseUrl: string; host: Host }) {
  const { getOctokit } = await import('@actions/github');
  const quiet = (line: string) => host.log.debug(line);
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  return getOctokit(token, { baseUrl, log, userAgent: `onedrive-upload/${version}` });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
