/**
 * What a refusal means, as data: one row a case, the first that fits decides. Pure: knows statuses, codes and
 * the place where they came, but no sockets, clocks or files. Source of the rows: docs/facts.md, "Retry
 * table", which names the page or the issue for each.
 */
import type { ServiceFacts } from '../core/errors.ts';

/**
 * Where the request was made. `token` is a grant, or a call of GitHub's API; `graph` is any JSON call that is safe
 * to send twice; `code` redeems an authorization code, which is spent by an answer that got lost.
 */
export type Place = 'token' | 'code' | 'graph' | 'create-session' | 'put' | 'fragment' | 'session';

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
export type Verdict =
  | 'again'
  | 'renew'
  | 'ask'
  | 'look'
  | 'restart'
  | 'locked'
  | 'conflict'
  | 'fatal'
  | 'full';

interface Row {
  readonly at?: readonly Place[];
  /** 0: no answer came. */
  readonly status?: readonly number[];
  /** One of the answer's codes, in lower case, or words of its message. */
  readonly says?: RegExp;
  readonly verdict: Verdict;
}

const rows: readonly Row[] = [
  { status: [507], verdict: 'full' },
  { says: /quotalimitreached|insufficient ?space/, verdict: 'full' },
  { says: /pathistoolong|maxfilesizeexceeded/, verdict: 'fatal' },
  { at: ['token'], status: [0, 408, 429, 500, 502, 503, 504, 509], verdict: 'again' },
  { at: ['token'], says: /^(temporarily_unavailable|server_error)$/, verdict: 'again' },
  { at: ['token'], verdict: 'fatal' },
  // Only what says that the code was not looked at: a second try with a redeemed one is AADSTS54005.
  { at: ['code'], status: [429, 503], verdict: 'again' },
  { at: ['code'], says: /^temporarily_unavailable$/, verdict: 'again' },
  { at: ['code'], verdict: 'fatal' },
  { status: [0, 408, 429, 500, 502, 503, 504, 509], verdict: 'again' },
  { at: ['graph', 'create-session', 'put'], status: [401], verdict: 'renew' },
  {
    at: ['create-session'],
    status: [409],
    says: /currently being uploaded|upload session already exists/,
    verdict: 'locked',
  },
  {
    at: ['create-session', 'put', 'fragment'],
    status: [409],
    says: /namealreadyexists|name_?conflict/,
    verdict: 'conflict',
  },
  { at: ['put'], status: [409, 412], says: /resourcemodified/, verdict: 'again' },
  { at: ['put', 'create-session'], status: [404], verdict: 'again' },
  { at: ['put', 'create-session', 'fragment'], status: [409], says: /resourcelocked/, verdict: 'again' },
  { at: ['put', 'create-session', 'fragment'], status: [423], verdict: 'again' },
  { at: ['fragment'], status: [416], verdict: 'ask' },
  { at: ['fragment', 'session'], status: [404], verdict: 'look' },
  { at: ['fragment', 'session'], status: [401, 403, 409, 410, 412], verdict: 'restart' },
  { at: ['fragment'], status: [400], says: /uploadsessionfailed|generalexception/, verdict: 'restart' },
  { verdict: 'fatal' },
];

/** The verdict for an answer; total: the last row takes whatever no other took. */
export function verdictOn(place: Place, service: ServiceFacts): Verdict {
  const words = [...service.codes.map((code) => code.toLowerCase()), (service.said ?? '').toLowerCase()];
  const row = rows.find(
    ({ at, status, says }) =>
      (at === undefined || at.includes(place)) &&
      (status === undefined || status.includes(service.status)) &&
      (says === undefined || words.some((word) => says.test(word))),
  );
  return row?.verdict ?? 'fatal';
}

/** The longest wait that a service may ask for before we call it a refusal, and the cap of our own back-off. */
export const longestWaitMs = 60 * 60_000;
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
export function orderedWaitMs(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
  const waits = [retryAfterMs(headers['retry-after'], nowMs), secondsMs(headers['ratelimit-reset'])];
  const asked = waits.filter((wait) => wait !== undefined);
  return asked.length === 0 ? undefined : Math.max(...asked);
}

function retryAfterMs(text: string | undefined, nowMs: number): number | undefined {
  const seconds = secondsMs(text);
  if (seconds !== undefined || text === undefined) return seconds;
  // Date.parse takes nearly anything for a date; a header is one of one form (RFC 9110, IMF-fixdate).
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text.trim())) return undefined;
  const untilMs = Date.parse(text);
  // A form that fits may still be no day: a wait of NaN would be none, for ever.
  return Number.isNaN(untilMs) ? undefined : Math.max(0, untilMs - nowMs);
}

/** Seconds in a header as milliseconds, however many; undefined for what is no number of them. */
export function secondsMs(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return undefined;
  return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
}
