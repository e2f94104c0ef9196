/**
 * What a refusal means, as data: one row a case, the first that fits decides. Pure: knows statuses, codes and
 * the place where they came, but no sockets, clocks or files. Source of the rows: docs/facts.md, "Retry
 * table", which names the page or the issue for each.
 */
import type { ServiceErrorInfo } from '../core/errors.ts';

/**
 * Where the request was made. `token` is a grant, or a call of GitHub's API; `graph` is any JSON call that is safe
 * to send twice; `code` redeems an authorization code, which is spent by an answer that got lost.
 */
export type RequestKind = 'token' | 'code' | 'graph' | 'create-session' | 'put' | 'fragment' | 'session';

/**
 * - `again`: wait (the service's wait, else back-off), then the same request; a fragment asks the server first.
 * - `renew`: the bearer was refused: the same request once more, with a new one.
 * - `ask`: ask the server where it stands, no wait.
 * - `look`: the session is gone: look whether the file is there, else start over.
 * - `restart`: start over with a new session.
 * - `locked`: somebody's unfinished session holds the name: wait until it ends.
 * - `conflict`: the name is taken; the user's conflict-behavior decides.
 * - `fatal`: final for this file. `full`: final for every file.
 */
export type RetryVerdict =
  | 'again'
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
  /** 0: no answer came. */
  readonly status?: readonly number[];
  /** One of the answer's codes, in lower case, or words of its message. */
  readonly pattern?: RegExp;
  readonly verdict: RetryVerdict;
}

const retryRules: readonly RetryRule[] = [
  { status: [507], verdict: 'full' },
  { pattern: /quotalimitreached|insufficient ?space/, verdict: 'full' },
  { pattern: /pathistoolong|maxfilesizeexceeded/, verdict: 'fatal' },
  { kinds: ['token'], status: [0, 408, 429, 500, 502, 503, 504, 509], verdict: 'again' },
  { kinds: ['token'], pattern: /^(temporarily_unavailable|server_error)$/, verdict: 'again' },
  { kinds: ['token'], verdict: 'fatal' },
  // Only what says that the code was not looked at: a second try with a redeemed one is AADSTS54005.
  { kinds: ['code'], status: [429, 503], verdict: 'again' },
  { kinds: ['code'], pattern: /^temporarily_unavailable$/, verdict: 'again' },
  { kinds: ['code'], verdict: 'fatal' },
  { status: [0, 408, 429, 500, 502, 503, 504, 509], verdict: 'again' },
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
  { kinds: ['put'], status: [409, 412], pattern: /resourcemodified/, verdict: 'again' },
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
  { verdict: 'fatal' },
];

/** The verdict for an answer; total: the last row takes whatever no other took. */
export function retryVerdict(requestKind: RequestKind, service: ServiceErrorInfo): RetryVerdict {
  const texts = [...service.codes.map((code) => code.toLowerCase()), (service.message ?? '').toLowerCase()];
  const rule = retryRules.find(
    ({ kinds, status, pattern }) =>
      (kinds === undefined || kinds.includes(requestKind)) &&
      (status === undefined || status.includes(service.status)) &&
      (pattern === undefined || texts.some((text) => pattern.test(text))),
  );
  return rule?.verdict ?? 'fatal';
}

/** The longest wait that a service may ask for before we call it a refusal, and the cap of our own back-off. */
export const maxRetryAfterMs = 60 * 60_000;
const firstBackoffMs = 100;
const backoffFactor = 3;
const backoffCapMs = 60_000;

/**
 * Full jitter: a random wait between nothing and 100 ms, 300 ms, 900 ms … 60 s, because most trouble is over at
 * once, and what is not takes long. `attempt` counts from 1.
 */
export function backoffMs(attempt: number, random: () => number): number {
  return random() * Math.min(backoffCapMs, firstBackoffMs * backoffFactor ** (attempt - 1));
}

/**
 * The wait that an answer asks for: the greater of `Retry-After` (seconds, fractions too, or an HTTP date)
 * and, on a refusal, `RateLimit-Reset` (seconds). Undefined when it asks for none.
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
  // Date.parse takes nearly anything for a date; a header is one of one form (RFC 9110, IMF-fixdate).
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text.trim())) return undefined;
  const untilMs = Date.parse(text);
  // A form that fits may still be no day: a wait of NaN would be none, for ever.
  return Number.isNaN(untilMs) ? undefined : Math.max(0, untilMs - nowMs);
}

/** Seconds in a header as milliseconds, however many; undefined for what is no number of them. */
export function parseSecondsMs(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return undefined;
  return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
}
