/**
 * What GitHub's answers mean beyond their status: why it refused, for how long, when a token ends. Pure; knows
 * neither secrets nor releases. Source: docs.github.com/rest, "Troubleshooting the REST API" and "Rate limits".
 */
import { ServiceFailure } from '../core/errors.ts';
import { escapeControls, formatDuration } from '../core/format.ts';
import { asObjectOrEmpty, parseJsonObject } from '../core/json.ts';
import type { HttpResponse } from '../http/message.ts';
import { parseSecondsMs, readRetryAfterMs } from '../http/retry-table.ts';

/** A longer wait than this, in milliseconds, is a refusal: an upload does not stand still for its secret. */
const maxWaitMs = 2 * 60_000;
/** What GitHub asks clients to wait when it limits them without naming a time. */
const defaultWaitMs = 60_000;

/** A refusal with GitHub's own words. `doing` names the request in ours. */
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
    ...(message === '' ? [] : [` “${message}”`]),
    // What would have sufficed, in the names that the token's settings have (GitHub changelog, 2023-08-10).
    ...(response.status === 403 && acceptedPermissions
      ? [` (asks for the permission ${acceptedPermissions})`]
      : []),
    ...(requestId === undefined ? [] : [` (request ${requestId})`]),
  ];
  const isShortWait = waitMs !== undefined && waitMs <= maxWaitMs;
  return new ServiceFailure(escapeControls(parts.join('')), {
    hint:
      waitMs === undefined
        ? hintFor(response, message)
        : `this token may ask again in ${formatDuration(waitMs)}`,
    service: {
      // The retry table knows a limit as 429; GitHub says 403 as well, and one that lasts is a refusal.
      status: waitMs === undefined ? response.status : isShortWait ? 429 : 403,
      codes: [],
      ...(message !== '' && { message }),
      ...(isShortWait && { retryAfterMs: waitMs }),
      ...(requestId !== undefined && { requestId }),
    },
  });
}

/** `message` and the details under `errors`; a gateway's HTML says nothing. */
function readErrorMessage(text: string): string {
  const body = parseJsonObject(text) ?? {};
  const details = Array.isArray(body.errors) ? body.errors : [];
  return [
    body.message,
    ...details.map((one) => (typeof one === 'string' ? one : asObjectOrEmpty(one).message)),
  ]
    .filter((one) => typeof one === 'string' && one !== '')
    .join('; ')
    .slice(0, 300);
}

/** How long this token is limited; undefined when it is not. */
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
  if (status === 401) return 'the GitHub token is wrong, has ended or was revoked: make a new one';
  if (headers['x-github-sso'] !== undefined || /SAML/.test(message))
    return "authorize the token for the organization's single sign-on in its settings";
  if (status === 403 && /by integration/.test(message))
    return "give the App this permission; the job's own GITHUB_TOKEN has what `permissions:` in the workflow grants";
  if (status === 403) return 'give the token this permission';
  if (status >= 300 && status < 400)
    return 'the repository was renamed or moved: use the name that it has now';
  return status >= 500 ? 'GitHub has trouble: run again later' : '';
}

/**
 * The header `github-authentication-token-expiration` as milliseconds since the epoch: `2026-12-24 07:31:06 UTC`,
 * the same with an offset, or ISO 8601 (both former are in use: google/go-github, parseTokenExpiration).
 */
export function parseTokenExpiration(text: string): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(UTC|Z|[+-]\d\d:?\d\d)$/.exec(text.trim());
  const [, date = '', time = '', zone = ''] = parts ?? [];
  const endMs = Date.parse(`${date}T${time}${zone === 'UTC' ? 'Z' : zone.replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(endMs) ? undefined : endMs;
}
