/**
 * Decides from status and error code what to do about a failed request. The first matching row wins. docs/facts.md,
 * "Retry table", names the source of each row.
 */
import type { ServiceErrorInfo } from '../core/errors.ts';

/**
 * The kind of the failed request. `token` is a token request or a call of GitHub's API; `graph` is any JSON call that
 * is safe to repeat; `code` redeems an authorization code, which is used up even if the response was lost.
 */
export type RequestKind = 'token' | 'code' | 'graph' | 'create-session' | 'put' | 'fragment' | 'session';

/**
 * - `again`: wait (as the service asks, else back off), then repeat; a fragment asks the server first.
 * - `twice`: as `again`, but two more attempts at most.
 * - `renew`: the access token was rejected: repeat once with a new one.
 * - `ask`: ask the server for its state, without a wait.
 * - `look`: the session is gone: check if the file is there, else start over.
 * - `restart`: start over with a new session.
 * - `locked`: another unfinished session holds the name: wait until it ends.
 * - `conflict`: the name is taken: the user's conflict-behavior decides.
 * - `fatal`: final for this file. `full`: final for every file.
 */
export type RetryVerdict =
  | 'again'
  | 'twice'
  | 'renew'
  | 'ask'
  | 'look'
  | 'restart'
  | 'locked'
  | 'conflict'
  | 'fatal'
  | 'full';

interface RetryRule {
  readonly kinds?: readonly RequestKind[];
  /** 0: there was no response. */
  readonly status?: readonly number[];
  /** Matches one of the error codes, in lower case, or the message. */
  readonly pattern?: RegExp;
  /** True: only if neither code nor message says more than that the request is bad. */
  readonly isReasonless?: boolean;
  readonly verdict: RetryVerdict;
}

/** What SharePoint says of a whole site that takes no writes, in lower case. */
export const lockedSitePattern = /\b(?:web ?)?site\b.{0,60}\b(?:locked|archived|blocked|read[- ]only)\b/;

const retryRules: readonly RetryRule[] = [
  { status: [507], verdict: 'full' },
  { pattern: /quotalimitreached|insufficient ?space/, verdict: 'full' },
  { pattern: /pathistoolong|maxfilesizeexceeded|malwaredetected/, verdict: 'fatal' },
  { pattern: /incompatible with a similar name/, verdict: 'fatal' },
  { status: [403, 423], pattern: lockedSitePattern, verdict: 'fatal' },
  { kinds: ['token'], status: [0, 408, 429, 500, 502, 503, 504, 509], verdict: 'again' },
  { kinds: ['token'], pattern: /^(temporarily_unavailable|server_error)$/, verdict: 'again' },
  { kinds: ['token'], verdict: 'fatal' },
  // Only if the code was not processed: redeeming a code twice fails with AADSTS54005.
  { kinds: ['code'], status: [429, 503], verdict: 'again' },
  { kinds: ['code'], pattern: /^temporarily_unavailable$/, verdict: 'again' },
  { kinds: ['code'], verdict: 'fatal' },
  { status: [0, 408, 429, 500, 502, 503, 504, 509], verdict: 'again' },
  { status: [401], pattern: /unable to initialize rps/, verdict: 'again' },
  { kinds: ['graph', 'create-session', 'put'], status: [401], verdict: 'renew' },
  {
    kinds: ['create-session'],
    status: [409],
    pattern: /currently being uploaded|upload session already exists/,
    verdict: 'locked',
  },
  {
    kinds: ['create-session', 'put', 'fragment'],
    status: [409],
    pattern: /namealreadyexists|name_?conflict/,
    verdict: 'conflict',
  },
  { kinds: ['put'], status: [409, 412], pattern: /resourcemodified|etag does not match/, verdict: 'again' },
  { kinds: ['put', 'create-session'], status: [404], verdict: 'again' },
  {
    kinds: ['put', 'create-session', 'fragment'],
    status: [409],
    pattern: /resourcelocked/,
    verdict: 'again',
  },
  { kinds: ['put', 'create-session', 'fragment'], status: [423], verdict: 'again' },
  { kinds: ['fragment'], status: [416], verdict: 'ask' },
  { kinds: ['fragment', 'session'], status: [404], verdict: 'look' },
  { kinds: ['fragment', 'session'], status: [401, 403, 409, 410, 412], verdict: 'restart' },
  { kinds: ['fragment'], status: [400], pattern: /uploadsessionfailed|generalexception/, verdict: 'restart' },
  { status: [400], isReasonless: true, verdict: 'twice' },
  { verdict: 'fatal' },
];

/**
 * True for an error with a code that has no reason in it: `invalidRequest` “Bad Argument”. A body without any code is
 * not Graph's.
 */
export function isReasonless({ codes, message = '' }: Pick<ServiceErrorInfo, 'codes' | 'message'>): boolean {
  const says = (text: string) =>
    !/^(bad ?(argument|request)|invalid ?(argument|request))?\.?$/i.test(text.trim());
  return codes.length > 0 && ![...codes, message].some(says);
}

/** Returns the verdict for a failure. The last row matches everything. */
export function retryVerdict(requestKind: RequestKind, service: ServiceErrorInfo): RetryVerdict {
  const texts = [...service.codes.map((code) => code.toLowerCase()), (service.message ?? '').toLowerCase()];
  const rule = retryRules.find(
    ({ kinds, status, pattern, isReasonless: reasonless }) =>
      (kinds === undefined || kinds.includes(requestKind)) &&
      (status === undefined || status.includes(service.status)) &&
      (pattern === undefined || texts.some((text) => pattern.test(text))) &&
      (reasonless === undefined || isReasonless(service)),
  );
  return rule?.verdict ?? 'fatal';
}

/** The longest total wait that a service may ask for. */
export const maxRetryAfterMs = 60 * 60_000;
const firstBackoffMs = 100;
const backoffFactor = 3;
const backoffCapMs = 60_000;

/**
 * Full jitter: a random wait of up to 100 ms, 300 ms, 900 ms … 60 s. Most failures are over at once; the others last
 * long. `attempt` counts from 1.
 */
export function backoffMs(attempt: number, random: () => number): number {
  return random() * Math.min(backoffCapMs, firstBackoffMs * backoffFactor ** (attempt - 1));
}

/**
 * Returns the wait that an error response asks for: the greater of `Retry-After` (seconds, fractions allowed, or an
 * HTTP date) and `RateLimit-Reset` (seconds). Undefined if it asks for none.
 */
export function readRetryAfterMs(
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): number | undefined {
  const waits = [
    parseRetryAfterMs(headers['retry-after'], nowMs),
    parseSecondsMs(headers['ratelimit-reset']),
  ];
  const found = waits.filter((wait) => wait !== undefined);
  return found.length === 0 ? undefined : Math.max(...found);
}

function parseRetryAfterMs(text: string | undefined, nowMs: number): number | undefined {
  const seconds = parseSecondsMs(text);
  if (seconds !== undefined || text === undefined) return seconds;
  // Date.parse accepts almost anything, so check the format first (RFC 9110, IMF-fixdate).
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text.trim())) return undefined;
  const untilMs = Date.parse(text);
  // The format may match and still not be a date. A wait of NaN would mean no wait, forever.
  return Number.isNaN(untilMs) ? undefined : Math.max(0, untilMs - nowMs);
}

/** Converts seconds in a header to milliseconds; undefined if the text is not a number. */
export function parseSecondsMs(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return undefined;
  return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
}
