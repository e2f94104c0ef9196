/**
 * What servers send is read without trust: with arbitrary texts and JSON every parser answers, or refuses in words of
 * our own; where a number is promised, it is one, and none below nothing.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeOidcClaims } from '../../src/auth/oidc.ts';
import { ServiceFailure } from '../../src/core/errors.ts';
import { parseJson, parseJsonObject } from '../../src/core/json.ts';
import { gitHubFailure, parseTokenExpiration } from '../../src/github/errors.ts';
import { graphFailure, parseContentRange, parseDriveItem } from '../../src/graph/parse.ts';
import { itemAddress } from '../../src/graph/paths.ts';
import { parseNextExpectedByte } from '../../src/graph/upload-session.ts';
import { parseAuthSchemes } from '../../src/http/proxy-tunnel.ts';
import { RateLimitGate } from '../../src/http/rate-limit-gate.ts';
import { readRetryAfterMs, retryVerdict } from '../../src/http/retry-table.ts';
import {
  anyDateText,
  anyHeader,
  anyJsonValue,
  anyNumberText,
  anyString,
  isNonNegativeInteger,
  objectOf,
} from '../support/arbitrary.ts';
import { FakeHost } from '../support/fake-host.ts';

const nowMs = Date.parse('2026-11-21T14:25:01Z');

describe('any text', () => {
  test('is a value of JSON or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(anyString, fc.json()), (json) => {
        expect(() => parseJson(json)).not.toThrow();
        expect(parseJsonObject(json) === undefined || typeof parseJsonObject(json) === 'object').toBe(true);
      }),
    );
  });

  test('is a token with claims or none', () => {
    const part = fc.oneof(
      anyString,
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const claims = decodeOidcClaims(parts.join('.'));
        if (claims !== undefined)
          expect(Object.values(claims).every((one) => typeof one === 'string')).toBe(true);
      }),
    );
  });
});

describe('a header', () => {
  test('asks for a wait of some milliseconds, or for none', () => {
    const names = fc.constantFrom('retry-after', 'ratelimit-reset');
    fc.assert(
      fc.property(fc.dictionary(names, anyHeader), (headers) => {
        const waitMs = readRetryAfterMs(headers, nowMs);
        expect(waitMs === undefined || (Number.isFinite(waitMs) && waitMs >= 0)).toBe(true);
      }),
    );
  });

  test('that is a date which is none asks for nothing', () => {
    expect(readRetryAfterMs({ 'retry-after': 'Mon, 99 Abc 2026 99:99:99 GMT' }, nowMs)).toBeUndefined();
  });

  test('of what is left holds nobody up for more than a moment', async () => {
    const names = fc.constantFrom('ratelimit-remaining', 'ratelimit-reset');
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, anyHeader), async (headers) => {
        using world = new FakeHost();
        const gate = new RateLimitGate();
        gate.readHeaders(headers, world.clock.now());
        for (let times = 0; times < 3; times += 1) await gate.wait(world);
        expect(world.clock.waits.every((waitMs) => waitMs >= 0 && waitMs <= 240_000)).toBe(true);
      }),
    );
  });

  test('of a token’s end is a time or nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyHeader,
          fc.tuple(anyDateText, anyNumberText).map((both) => both.join(' ')),
        ),
        (one) => {
          expect(Number.isNaN(parseTokenExpiration(one))).toBe(false);
        },
      ),
    );
  });

  test('of a range says where bytes begin, in whole numbers or not at all', () => {
    const range = fc
      .tuple(anyNumberText, anyNumberText, fc.oneof(anyNumberText, fc.constant('*')))
      .map(([a, b, all]) => `bytes ${a}-${b}/${all}`);
    const headers = fc.record(
      { 'content-range': fc.oneof(range, anyHeader), 'content-length': anyHeader },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.constantFrom(200, 206), headers, (status, given) => {
        const { startByte, totalBytes } = parseContentRange({ status, headers: given });
        expect(Number.isNaN(startByte) || isNonNegativeInteger(startByte)).toBe(true);
        expect(totalBytes === undefined || isNonNegativeInteger(totalBytes)).toBe(true);
      }),
    );
  });

  test('of a proxy names schemes that are words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyHeader, fc.constantFrom('Basic realm="a, b"', 'NTLM,', '"', '\\"'))),
        (headers) => {
          expect(parseAuthSchemes(headers).every((scheme) => /^[a-z][\w-]*$/i.test(scheme))).toBe(true);
        },
      ),
    );
  });
});

describe('JSON', () => {
  test('of a session says what is wanted next in a whole number, or not at all', () => {
    const range = fc.oneof(
      anyJsonValue,
      fc.tuple(anyNumberText, anyNumberText).map((both) => both.join('-')),
    );
    fc.assert(
      fc.property(fc.oneof(anyJsonValue, fc.array(range)), (nextExpectedRanges) => {
        const next = parseNextExpectedByte({ nextExpectedRanges });
        expect(next === undefined || isNonNegativeInteger(next)).toBe(true);
      }),
    );
  });

  test('of an item is an item with an id that can be asked for, or none', () => {
    const names = [
      'id',
      'name',
      'size',
      'file',
      'hashes',
      'quickXorHash',
      'folder',
      'childCount',
      'parentReference',
    ];
    const more = [
      'driveId',
      'path',
      'remoteItem',
      'createdDateTime',
      'lastModifiedDateTime',
      'fileSystemInfo',
    ];
    fc.assert(
      fc.property(fc.oneof(anyJsonValue, objectOf(...names, ...more)), (given) => {
        const item = parseDriveItem(given);
        if (item === undefined) return;
        expect(() => itemAddress('', item.id)).not.toThrow();
        expect(Number.isNaN(item.sizeBytes) || isNonNegativeInteger(item.sizeBytes)).toBe(true);
        expect(item.childCount === undefined || isNonNegativeInteger(item.childCount)).toBe(true);
        for (const ms of [item.createdMs, item.modifiedMs, item.fileModifiedMs])
          expect(Number.isNaN(ms) || Number.isFinite(ms)).toBe(true);
      }),
    );
  });

  test.each(['..', '.', '\ud800', ''])('with the id %j is no item', (id) => {
    expect(parseDriveItem({ id, name: 'a' })).toBeUndefined();
    expect(
      parseDriveItem({ id: 'a', remoteItem: { id, parentReference: { driveId: 'd' } } })?.remoteItem,
    ).toBeUndefined();
  });

  test.each([-1, 1.5, 1e300, '7', null])('that tells the size %j tells none', (size) => {
    expect(parseDriveItem({ id: 'a', size })?.sizeBytes).toBeNaN();
  });

  test('of a refusal becomes one in one line, of Graph and of GitHub', () => {
    const body = fc.oneof(
      anyString,
      objectOf('error', 'code', 'message', 'innerError', 'errors').map((one) => JSON.stringify(one)),
    );
    const headers = fc.dictionary(
      fc.constantFrom('retry-after', 'request-id', 'x-ratelimit-reset', 'x-ratelimit-remaining'),
      anyHeader,
    );
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), headers, body, (status, given, json) => {
        const reply = { status, headers: given, text: json };
        for (const failure of [
          graphFailure(reply, 'look', nowMs),
          gitHubFailure(reply, { doing: 'look', nowMs }),
        ]) {
          expect(failure).toBeInstanceOf(ServiceFailure);
          expect(failure.message).not.toMatch(/\p{Cc}/u);
          expect(failure.hint).not.toMatch(/NaN|Infinity|undefined/);
          expect(retryVerdict('graph', failure.service)).toBeDefined();
          const { retryAfterMs: waitMs = 0 } = failure.service;
          expect(Number.isFinite(waitMs) && waitMs >= 0).toBe(true);
        }
      }),
    );
  });
});
