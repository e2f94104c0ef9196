import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkRequest, SharingLink } from '../../../src/graph/links.ts';
import { compareLink } from '../../../src/publish/link-check.ts';

const ask: LinkRequest = { type: 'view', scope: 'organization' };
const askEnd: LinkRequest = { ...ask, expires: '2026-12-21T00:00:00Z' };

function linkOf(more: Partial<SharingLink> = {}): SharingLink {
  return {
    permissionId: 'p1',
    created: true,
    webUrl: 'https://contoso.sharepoint.com/:f:/g/E1',
    type: 'view',
    scope: 'organization',
    expires: undefined,
    hasPassword: false,
    ...more,
  };
}

describe('a link is weaker than asked for', () => {
  it.each<[string, Partial<SharingLink>, LinkRequest, string]>([
    [
      'when everybody may open it',
      { scope: 'anonymous' },
      ask,
      'is open to anybody with the link instead of the organization',
    ],
    [
      'when the organization may instead of some people',
      {},
      { ...ask, scope: 'users' },
      'is open to the organization instead of the people named in it',
    ],
    ['when it does not say for whom it is', { scope: '' }, ask, 'is open to an unknown audience'],
    ['when its audience is of a kind unknown here', { scope: 'partners' }, ask, 'an unknown audience'],
    ['when people may edit', { type: 'edit' }, ask, 'allows editing instead of only viewing'],
    ['when its type is unknown here', { type: 'review' }, ask, 'allows editing instead of'],
    ['when it does not say its type', { type: '' }, ask, 'allows editing instead of'],
    ['when it never ends', {}, askEnd, 'never expires'],
    [
      'when its end is in the year 1, which means never',
      { expires: '0001-01-01T00:00:00Z' },
      askEnd,
      'never',
    ],
    ['when its end is no date', { expires: 'soon' }, askEnd, 'never expires'],
    [
      'when it ends later',
      { expires: '2026-12-21T00:02:00Z' },
      askEnd,
      'expires 2026-12-21 00:02 UTC instead of 2026-12-21 00:00 UTC',
    ],
    ['when it has no password', { hasPassword: false }, { ...ask, password: 'x' }, 'has no password'],
    [
      'when nobody says that it has one',
      { hasPassword: undefined },
      { ...ask, password: 'x' },
      'no password',
    ],
  ])('%s', (_, more, asked, words) => {
    expect(compareLink(linkOf(more), asked).broader).toEqual([expect.stringContaining(words)]);
  });
});

describe('a link is as asked for, or narrower', () => {
  it.each<[string, Partial<SharingLink>, LinkRequest, readonly string[]]>([
    ['all as asked', {}, ask, []],
    ['an end to the minute', { expires: '2026-12-21T00:00:59Z' }, askEnd, []],
    [
      'an end without one asked for',
      { expires: '2026-12-21T00:00:00Z' },
      ask,
      ['expires 2026-12-21 00:00 UTC'],
    ],
    ['an earlier end', { expires: '2026-12-01T10:30:00Z' }, askEnd, ['expires 2026-12-01 10:30 UTC']],
    [
      'the organization instead of everybody',
      {},
      { ...ask, scope: 'anonymous' },
      ['is open to the organization only'],
    ],
    ['viewing instead of editing', {}, { ...ask, type: 'edit' }, ['is for viewing only']],
    ['viewing without download', { type: 'blocksDownload' }, ask, []],
    ['a password as asked for', { hasPassword: true }, { ...ask, password: 'x' }, []],
  ])('%s', (_, more, asked, narrower) => {
    expect(compareLink(linkOf(more), asked)).toEqual({ broader: [], narrower });
  });
});

const scopes = ['users', 'organization', 'anonymous'] as const;
const types = ['view', 'edit'] as const;
const end = fc.option(
  fc.date({ min: new Date('2026-11-22'), max: new Date('2030-01-01'), noInvalidDate: true }),
  {
    nil: undefined,
  },
);

it('never lets pass a link of wider scope, more rights, later end or without its password', () => {
  const wish = fc.record({
    type: fc.constantFrom(...types),
    scope: fc.constantFrom(...scopes),
    end,
    secret: fc.boolean(),
  });
  fc.assert(
    fc.property(wish, wish, (asked, got) => {
      const iso = (date: Date | undefined) => date && `${date.toISOString().slice(0, 19)}Z`;
      const wanted: LinkRequest = {
        ...{ type: asked.type, scope: asked.scope },
        ...(asked.end && { expires: iso(asked.end) ?? '' }),
        ...(asked.secret && { password: 'x' }),
      };
      const link = linkOf({ ...got, expires: iso(got.end), hasPassword: got.secret });
      const lasts = (date: Date | undefined) => date?.getTime() ?? Number.POSITIVE_INFINITY;
      const gives =
        scopes.indexOf(got.scope) > scopes.indexOf(asked.scope) ||
        types.indexOf(got.type) > types.indexOf(asked.type) ||
        lasts(got.end) > lasts(asked.end) + 61_000 ||
        (asked.secret && !got.secret);
      expect(compareLink(link, wanted).broader.length > 0).toBe(gives);
    }),
  );
});
