/** The retry table, row by row; the reasons are those of docs/facts.md, "Retry table". */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  backoffMs,
  type RequestKind,
  type RetryVerdict,
  readRetryAfterMs,
  retryVerdict,
} from '../../../src/http/retry-table.ts';

const places = ['token', 'graph', 'create-session', 'put', 'fragment', 'session'] as const;

function verdict(place: RequestKind, status: number, code = '', message = ''): RetryVerdict {
  return retryVerdict(place, { status, codes: code === '' ? [] : [code], message });
}

/** Verdicts by status alone, in the order of `places`. */
const byStatus: [why: string, statuses: number[], verdicts: string][] = [
  [
    'no answer, a time-out, throttling and trouble of the service pass by themselves',
    [0, 408, 429, 500, 502, 503, 504, 509],
    'again again again again again again',
  ],
  ['no room is left for any file', [507], 'full full full full full full'],
  ['a bearer is renewed, an uploadUrl cannot be', [401], 'fatal renew renew renew restart restart'],
  ['tempauth ended: only a new session helps', [403], 'fatal fatal fatal fatal restart restart'],
  [
    'parents may not be visible yet; a session that is gone may have ended well',
    [404],
    'fatal fatal again again look look',
  ],
  [
    'the item changed under the session, or the session is gone',
    [409, 410, 412],
    'fatal fatal fatal fatal restart restart',
  ],
  ['the server knows where to go on', [416], 'fatal fatal fatal fatal ask fatal'],
  ['open in an editor or checked out, often for seconds', [423], 'fatal fatal again again again fatal'],
  [
    'nothing says that another attempt would differ',
    [200, 302, 304, 400, 402, 405, 406, 411, 413, 415, 422, 428, 431, 451, 501, 505, 511],
    'fatal fatal fatal fatal fatal fatal',
  ],
];

describe('a status alone', () => {
  const cases = byStatus.flatMap(([why, statuses, verdicts]) =>
    statuses.flatMap((status) =>
      verdicts.split(' ').map((wanted, i) => ({ why, status, place: places[i] ?? 'graph', wanted })),
    ),
  );
  test.each(cases)('$status at $place is $wanted: $why', ({ place, status, wanted }) => {
    expect(verdict(place, status)).toBe(wanted);
  });
});

describe('an authorization code', () => {
  test.each<[number, string, RetryVerdict]>([
    [429, '', 'again'],
    [503, '', 'again'],
    [400, 'temporarily_unavailable', 'again'],
    [0, '', 'fatal'],
    [408, '', 'fatal'],
    [500, 'server_error', 'fatal'],
    [502, '', 'fatal'],
    [504, '', 'fatal'],
    [400, 'invalid_grant', 'fatal'],
    [400, 'not_temporarily_unavailable', 'fatal'],
    [400, 'temporarily_unavailable_to_you', 'fatal'],
  ])(
    'after %i %s is %s: it may have been redeemed, unless the service says otherwise',
    (status, code, wanted) => {
      expect(verdict('code', status, code)).toBe(wanted);
    },
  );
});

describe('a code', () => {
  test.each<[RequestKind, number, string, RetryVerdict, string]>([
    ['fragment', 403, 'quotaLimitReached', 'full', 'a full drive is told under other statuses, too'],
    ['put', 400, 'insufficientSpace', 'full', 'older drives call it so'],
    ['put', 400, 'insufficient space', 'full', 'in words, too'],
    ['token', 400, 'quotaLimitReached', 'full', 'no room is no room'],
    ['graph', 503, 'pathIsTooLong', 'fatal', 'the same request can never succeed'],
    ['fragment', 409, 'maxFileSizeExceeded', 'fatal', 'nor can one that is too large'],
    ['token', 400, 'temporarily_unavailable', 'again', 'the service calls its own state passing'],
    ['token', 401, 'server_error', 'again', 'under whatever status'],
    ['token', 400, 'server_error_of_another_kind', 'fatal', 'only the whole word counts'],
    ['token', 400, 'not_a_server_error', 'fatal', 'and that from its beginning'],
    ['token', 400, 'invalid_grant', 'fatal', 'refused grants stay refused'],
    ['graph', 400, 'server_error', 'fatal', 'the words of the token endpoint mean nothing elsewhere'],
    ['create-session', 409, 'nameAlreadyExists', 'conflict', 'the name is taken'],
    ['put', 409, 'nameAlreadyExists', 'conflict', 'the name is taken'],
    ['fragment', 409, 'nameAlreadyExists', 'conflict', 'personal drives tell it at the last byte'],
    ['fragment', 409, 'upload_name_conflict', 'conflict', 'what older pages call it'],
    ['put', 409, 'nameConflict', 'conflict', 'without the underscore'],
    ['graph', 409, 'nameAlreadyExists', 'fatal', 'a JSON call has no conflict to decide'],
    ['session', 409, 'nameAlreadyExists', 'restart', 'a question for the position makes nothing'],
    ['put', 400, 'nameAlreadyExists', 'fatal', 'a conflict is a 409'],
    ['put', 409, 'resourceModified', 'again', 'another writer was faster, and we name no eTag'],
    ['put', 412, 'resourceModified', 'again', 'another writer was faster, and we name no eTag'],
    ['put', 400, 'resourceModified', 'fatal', 'only where it is told with its status'],
    ['create-session', 409, 'resourceModified', 'fatal', 'only a PUT can be overtaken'],
    ['put', 409, 'resourceLocked', 'again', 'a lock, like 423'],
    ['create-session', 409, 'resourceLocked', 'again', 'a lock, like 423'],
    ['fragment', 409, 'resourceLocked', 'again', 'a lock, like 423'],
    ['graph', 409, 'resourceLocked', 'fatal', 'nothing is to be overwritten there'],
    ['fragment', 400, 'uploadSessionFailed', 'restart', 'the session is broken, the file is not'],
    ['fragment', 400, 'generalException', 'restart', 'the session is broken, the file is not'],
    ['session', 400, 'generalException', 'fatal', 'a question can be answered or not'],
    ['put', 400, 'generalException', 'fatal', 'there is no session to begin anew'],
  ])('at %s, %i %s is %s: %s', (place, status, code, wanted) => {
    expect(verdict(place, status, code)).toBe(wanted);
  });

  test('is read without regard to case, at any depth', () => {
    expect(retryVerdict('put', { status: 400, codes: ['x', 'QUOTALIMITREACHED'] })).toBe('full');
  });
});

describe('words of a message', () => {
  test.each<[RequestKind, number, string, RetryVerdict, string]>([
    ['create-session', 409, 'The file is Currently being uploaded.', 'locked', 'a session holds the name'],
    ['create-session', 409, 'An upload session already exists', 'locked', 'a session holds the name'],
    ['create-session', 400, 'currently being uploaded', 'fatal', 'a lock is a 409'],
    ['put', 409, 'currently being uploaded', 'fatal', 'only a new session can wait for another'],
  ])('at %s, %i “%s” is %s: %s', (place, status, message, wanted) => {
    expect(verdict(place, status, '', message)).toBe(wanted);
  });
});

describe('“Unable to initialize RPS” under 401', () => {
  test.each(['graph', 'create-session', 'put', 'fragment', 'session'] as const)(
    'is trouble that passes, at %s',
    (place) => {
      expect(verdict(place, 401, 'InvalidAuthenticationToken', 'Unable to initialize RPS')).toBe('again');
      expect(verdict(place, 401, 'unauthenticated', 'Error: unable to initialize RPS.')).toBe('again');
    },
  );

  test('means nothing at the sign-in or under another status', () => {
    expect(verdict('token', 401, '', 'Unable to initialize RPS')).toBe('fatal');
    expect(verdict('code', 401, '', 'Unable to initialize RPS')).toBe('fatal');
    expect(verdict('graph', 400, '', 'Unable to initialize RPS')).toBe('fatal');
  });
});

describe('a 400', () => {
  test.each([
    ['invalidRequest', 'Bad Argument'],
    ['invalidRequest', 'Bad argument.'],
    ['invalidRequest', 'Invalid request'],
    ['badArgument', ''],
    ['BadRequest', ' Bad Request '],
  ])('that says no more than %s “%s” is sent twice more, except at the sign-in', (code, message) => {
    for (const place of ['graph', 'create-session', 'put', 'fragment', 'session'] as const)
      expect(verdict(place, 400, code, message)).toBe('twice');
    expect(verdict('token', 400, code, message)).toBe('fatal');
    expect(verdict('code', 400, code, message)).toBe('fatal');
    expect(verdict('put', 403, code, message)).toBe('fatal');
  });

  test.each<[string[], string, RetryVerdict]>([
    [['invalidRequest'], 'The name is invalid', 'fatal'],
    [['invalidRequest'], 'Bad Argument: name', 'fatal'],
    [['invalidRequest', 'invalidPath'], 'Bad Argument', 'fatal'],
    [['invalidRequest', 'nameAlreadyExists'], 'Bad Argument', 'fatal'],
    [['invalidRequest', 'quotaLimitReached'], 'Bad Argument', 'full'],
    [['invalidRequest', 'uploadSessionFailed'], 'Bad Argument', 'restart'],
    [[], 'Bad Argument', 'fatal'],
  ])('with a reason, or of somebody else, is what it was: %j “%s” is %s', (codes, message, wanted) => {
    expect(retryVerdict('fragment', { status: 400, codes, message })).toBe(wanted);
  });
});

test('there is a verdict for whatever comes', () => {
  const verdicts = 'again twice renew ask look restart locked conflict fatal full'.split(' ');
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.integer({ min: -1, max: 1000 }),
      fc.array(fc.string()),
      fc.string(),
      (place, status, codes, message) => {
        expect(verdicts).toContain(retryVerdict(place, { status, codes, message }));
      },
    ),
  );
});

const nowMs = Date.parse('2026-11-21T14:25:01Z');

describe('an ordered wait', () => {
  test.each<[string, Record<string, string>, number | undefined]>([
    ['is none without headers', {}, undefined],
    ['is a number of seconds', { 'retry-after': '120' }, 120_000],
    ['may be a fraction', { 'retry-after': '0.5' }, 500],
    ['may be a fraction of many digits', { 'retry-after': '0.125' }, 125],
    ['may stand among blanks', { 'retry-after': ' 7 ' }, 7000],
    ['may be an HTTP date', { 'retry-after': 'Sat, 21 Nov 2026 14:25:31 GMT' }, 30_000],
    ['may be a date among blanks', { 'retry-after': ' Sat, 21 Nov 2026 14:25:31 GMT ' }, 30_000],
    ['is nothing when its date has passed', { 'retry-after': 'Sat, 21 Nov 2026 14:24:31 GMT' }, 0],
    ['may be told by RateLimit-Reset', { 'ratelimit-reset': '17' }, 17_000],
    ['is the greater of the two', { 'retry-after': '5', 'ratelimit-reset': '17' }, 17_000],
    ['is the greater, whichever that is', { 'retry-after': '21', 'ratelimit-reset': '17' }, 21_000],
    ['is the readable one', { 'retry-after': 'soon', 'ratelimit-reset': '17' }, 17_000],
    ['is no word', { 'retry-after': 'soon' }, undefined],
    ['is no empty text', { 'retry-after': '' }, undefined],
    ['is no power of ten', { 'retry-after': '1e3' }, undefined],
    ['is no date in RateLimit-Reset', { 'ratelimit-reset': 'Sat, 21 Nov 2026 14:25:31 GMT' }, undefined],
  ])('%s', (_, headers, wanted) => {
    expect(readRetryAfterMs(headers, nowMs)).toBe(wanted);
  });

  // Date.parse takes these for a day in May 2001, and a date in the past for no wait at all.
  const date = 'Sat, 21 Nov 2026 14:25:31 GMT';
  test.each(['-5', '+5', 'abc 5', '5,5', `x ${date}`, `${date}+0100`])(
    'is none when the header is garbage: %j',
    (text) => {
      expect(readRetryAfterMs({ 'retry-after': text }, nowMs)).toBeUndefined();
    },
  );
});

describe('the back-off', () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('is a random part of 100 ms, three times as much with every attempt, and of a minute at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), chance, (attempt, random) => {
        const delayMs = backoffMs(attempt, () => random);
        expect(delayMs).toBe(random * Math.min(60_000, 100 * 3 ** (attempt - 1)));
      }),
    );
  });

  test.each([
    [1, 100],
    [2, 300],
    [3, 900],
    [6, 24_300],
    [7, 60_000],
    [100, 60_000],
  ])('before attempt %i is between 0 and %i ms', (attempt, limitMs) => {
    expect(backoffMs(attempt, () => 0)).toBe(0);
    expect(backoffMs(attempt, () => 1)).toBe(limitMs);
  });
});
