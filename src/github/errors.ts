/**
 * Interprets GitHub's error responses: the reason, the wait, and a token's expiry. Source: docs.github.com/rest,
 * "Troubleshooting the REST API" and "Rate limits".
 */

import { ServiceFailure } from '../core/errors.ts';
import type { FailureCode } from '../core/failure-codes.ts';
import { escapeControls, formatDuration } from '../core/format.ts';
import { asObjectOrEmpty, parseJsonObject } from '../core/json.ts';
import { htmlTitleClause } from '../http/html-title.ts';
import type { HttpResponse } from '../http/message.ts';
import { parseSecondsMs, readRetryAfterMs } from '../http/retry-table.ts';

/** A longer wait, in milliseconds, counts as a refusal: an upload must not wait that long for its secret. */
const maxWaitMs = 2 * 60_000;
/** The wait that GitHub asks for when a rate-limit response names none. */
const defaultWaitMs = 60_000;

/** Creates the failure for an error response, with GitHub's message. `doing` is our name for the request. */
export function gitHubFailure(
  response: HttpResponse,
  { doing: operation, nowMs }: { readonly doing: string; readonly nowMs: number },
): ServiceFailure {
  const message = readErrorMessage(response.text);
  const acceptedPermissions = response.headers['x-accepted-github-permissions'];
  const requestId = response.headers['x-github-request-id'];
  const waitMs = rateLimitWaitMs(response, { said: message, nowMs });
  const parts = [
    `${operation}: HTTP ${response.status} from GitHub`,
    message === '' ? htmlTitleClause(response.text) : ` “${message}”`,
    // The permissions that would suffice, as named in the token's settings (GitHub changelog, 2023-08-10).
    ...(response.status === 403 && acceptedPermissions
      ? [` (needs the permission ${acceptedPermissions})`]
      : []),
    ...(requestId === undefined ? [] : [` (request ${requestId})`]),
  ];
  const isShortWait = waitMs !== undefined && waitMs <= maxWaitMs;
  return new ServiceFailure(escapeControls(parts.join('')), {
    code: gitHubFailureCode(response.status, waitMs !== undefined),
    hint:
      waitMs === undefined
        ? hintFor(response, message)
        : `wait ${formatDuration(waitMs)} before you use this token again`,
    service: {
      // The retry table knows a rate limit as 429, but GitHub also sends 403. A long wait is a refusal.
      status: waitMs === undefined ? response.status : isShortWait ? 429 : 403,
      codes: [],
      ...(message !== '' && { message }),
      ...(isShortWait && { retryAfterMs: waitMs }),
      ...(requestId !== undefined && { requestId }),
    },
  });
}

function gitHubFailureCode(status: number, isLimited: boolean): FailureCode {
  if (isLimited) return 'github-throttled';
  if (status === 401) return 'github-token-refused';
  if (status === 403) return 'github-denied';
  if (status === 404) return 'github-not-found';
  return status >= 500 ? 'github-unavailable' : 'github-refused';
}

/** Joins `message` and the details in `errors`; '' for a gateway's HTML. */
function readErrorMessage(text: string): string {
  const body = parseJsonObject(text) ?? {};
  const details = Array.isArray(body.errors) ? body.errors : [];
  return [body.message, ...details.map(readErrorDetail)]
    .filter((one) => typeof one === 'string' && one !== '')
    .join('; ')
    .slice(0, 300);
}

/** An entry of `errors`: a text, or an object whose `message` may be missing (docs.github.com/rest, "Client errors"). */
function readErrorDetail(detail: unknown): unknown {
  if (typeof detail === 'string') return detail;
  const { message, resource, field, code } = asObjectOrEmpty(detail);
  if (typeof message === 'string' && message !== '') return message;
  return [resource, field, code].filter((word) => typeof word === 'string' && word !== '').join(' ');
}

/** Returns the wait that a rate limit imposes; undefined if there is none. */
function rateLimitWaitMs(
  { status, headers }: HttpResponse,
  { said: message, nowMs }: { readonly said: string; readonly nowMs: number },
): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const retryAfterMs = readRetryAfterMs(headers, nowMs);
  if (retryAfterMs !== undefined) return retryAfterMs;
  const resetMs = parseSecondsMs(headers['x-ratelimit-reset']) ?? 0;
  if (headers['x-ratelimit-remaining'] === '0' && resetMs > 0) return Math.max(0, resetMs - nowMs);
  return status === 429 || /rate limit/i.test(message) ? defaultWaitMs : undefined;
}

function hintFor({ status, headers }: HttpResponse, message: string): string {
  if (status === 401) return 'the GitHub token is wrong, has expired or was revoked: create a new one';
  if (headers['x-github-sso'] !== undefined || /SAML/.test(message))
    return "authorize the token for the organization's single sign-on in its settings";
  if (/archived/i.test(message))
    return 'the repository is archived, so nobody can change it: unarchive it in its settings, or use another one';
  if (/IP allow ?list/i.test(message))
    return 'the organization allows only the IP addresses on its list, and the address of this machine is not on it: run on a runner whose address is listed, or ask an owner to add it';
  if (/lifetime/i.test(message))
    return 'the organization does not accept a token with such a long lifetime: create one that expires sooner, or shorten its lifetime';
  if (/forbids access via a personal access token \(classic\)/i.test(message))
    return 'the organization does not accept classic tokens: create a fine-grained one, or use a GitHub App';
  if (status === 403 && /by integration/.test(message))
    return "give the App this permission; the job's GITHUB_TOKEN gets it from `permissions:` in the workflow";
  if (status === 403) return 'give the token this permission';
  if (status >= 300 && status < 400) return 'the repository was renamed or moved: use its new name';
  return status >= 500 ? 'GitHub has problems: run again later' : '';
}

/**
 * Parses the header `github-authentication-token-expiration` to milliseconds since the epoch. Accepts `2026-12-24
 * 07:31:06 UTC`, the same with an offset (GitHub sends both: google/go-github, parseTokenExpiration), and ISO 8601.
 */
export function parseTokenExpiration(text: string): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(UTC|Z|[+-]\d\d:?\d\d)$/.exec(text.trim());
  const [, date = '', time = '', zone = ''] = parts ?? [];
  const endMs = Date.parse(`${date}T${time}${zone === 'UTC' ? 'Z' : zone.replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(endMs) ? undefined : endMs;
}
