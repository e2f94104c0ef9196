/**
 * What GitHub's answers mean beyond their status: why it refused, for how long, when a token ends. Pure; knows
 * neither secrets nor releases. Source: docs.github.com/rest, "Troubleshooting the REST API" and "Rate limits".
 */
import { ServiceFailure } from '../core/errors.ts';
import { printable, span } from '../core/format.ts';
import { fields, parsed } from '../core/json.ts';
import type { Reply } from '../http/message.ts';
import { orderedWaitMs, secondsMs } from '../http/retry-table.ts';

/** A longer wait than this, in milliseconds, is a refusal: an upload does not stand still for its secret. */
const longestWaitMs = 2 * 60_000;
/** What GitHub asks clients to wait when it limits them without naming a time. */
const unnamedWaitMs = 60_000;

/** A refusal with GitHub's own words. `doing` names the request in ours. */
export function refusal(
  reply: Reply,
  { doing, nowMs }: { readonly doing: string; readonly nowMs: number },
): ServiceFailure {
  const said = words(reply.text);
  const needs = reply.headers['x-accepted-github-permissions'];
  const requestId = reply.headers['x-github-request-id'];
  const waitMs = limitMs(reply, { said, nowMs });
  const shown = [
    `${doing}: HTTP ${reply.status} from GitHub`,
    ...(said === '' ? [] : [` “${said}”`]),
    // What would have sufficed, in the names that the token's settings have (GitHub changelog, 2023-08-10).
    ...(reply.status === 403 && needs ? [` (asks for the permission ${needs})`] : []),
    ...(requestId === undefined ? [] : [` (request ${requestId})`]),
  ];
  const soon = waitMs !== undefined && waitMs <= longestWaitMs;
  return new ServiceFailure(printable(shown.join('')), {
    hint: waitMs === undefined ? hintFor(reply, said) : `this token may ask again in ${span(waitMs)}`,
    service: {
      // The retry table knows a limit as 429; GitHub says 403 as well, and one that lasts is a refusal.
      status: waitMs === undefined ? reply.status : soon ? 429 : 403,
      codes: [],
      ...(said !== '' && { said }),
      ...(soon && { waitMs }),
      ...(requestId !== undefined && { requestId }),
    },
  });
}

/** `message` and the details under `errors`; a gateway's HTML says nothing. */
function words(text: string): string {
  const body = parsed(text) ?? {};
  const details = Array.isArray(body.errors) ? body.errors : [];
  return [body.message, ...details.map((one) => (typeof one === 'string' ? one : fields(one).message))]
    .filter((one) => typeof one === 'string' && one !== '')
    .join('; ')
    .slice(0, 300);
}

/** How long this token is limited; undefined when it is not. */
function limitMs(
  { status, headers }: Reply,
  { said, nowMs }: { readonly said: string; readonly nowMs: number },
): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const orderedMs = orderedWaitMs(headers, nowMs);
  if (orderedMs !== undefined) return orderedMs;
  const resetMs = secondsMs(headers['x-ratelimit-reset']) ?? 0;
  if (headers['x-ratelimit-remaining'] === '0' && resetMs > 0) return Math.max(0, resetMs - nowMs);
  return status === 429 || /rate limit/i.test(said) ? unnamedWaitMs : undefined;
}

function hintFor({ status, headers }: Reply, said: string): string {
  if (status === 401) return 'the GitHub token is wrong, has ended or was revoked: make a new one';
  if (headers['x-github-sso'] !== undefined || /SAML/.test(said))
    return "authorize the token for the organization's single sign-on in its settings";
  if (status === 403 && /by integration/.test(said))
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
export function tokenEnd(text: string): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(UTC|Z|[+-]\d\d:?\d\d)$/.exec(text.trim());
  const [, date = '', time = '', zone = ''] = parts ?? [];
  const endMs = Date.parse(`${date}T${time}${zone === 'UTC' ? 'Z' : zone.replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(endMs) ? undefined : endMs;
}
