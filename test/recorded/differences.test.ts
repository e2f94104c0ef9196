/** The comparison itself: what it tells apart, and what it takes for the same. */
import { describe, expect, test } from 'vitest';
import { findDifferences } from './differences.ts';
import { urlForm } from './url-form.ts';

const reply = (body: unknown, headers: Record<string, string> = {}, status = 200) => ({
  status,
  headers,
  body,
});
const wheres = (ours: unknown, theirs: unknown, isWhole = true) =>
  findDifferences(reply(ours), reply(theirs), isWhole).map(({ where }) => where);

describe('a comparison', () => {
  test('takes other ids, times, names and numbers for the same', () => {
    const ours = {
      id: 'b!AAAA',
      at: '2026-01-01T00:00:00Z',
      name: 'a',
      size: 1,
      eTag: '"{11111111-1111-1111-1111-111111111111},1"',
    };
    const theirs = {
      id: 'b!BB_-',
      at: '2020-12-31T23:59:59Z',
      name: 'bc',
      size: 0,
      eTag: '"{FCC13238-4DEA-47CE-8527-9CA191B9F387},17"',
    };
    expect(wheres(ours, theirs)).toEqual([]);
  });

  test.each([
    ['another kind of value', { a: null }, { a: '' }, ['body.a']],
    ['a missing field', { a: { b: 1 } }, { a: {} }, ['body.a.b']],
    ['a field too many', { a: 1 }, { a: 1, b: 2 }, ['body.b']],
    ['an empty text', { a: '' }, { a: 'x' }, ['body.a']],
    ['a time without a zone', { a: '2026-01-01T00:00:00' }, { a: '2026-01-01T00:00:00Z' }, ['body.a']],
    ['another error code', { error: { code: 'a' } }, { error: { code: 'b' } }, ['body.error.code']],
    ['another status of a member', { status: 404 }, { status: 200 }, ['body.status']],
    ['another number of AADSTS', { error_codes: [70000] }, { error_codes: [70016] }, ['body.error_codes[0]']],
    [
      'a range without an end',
      { nextExpectedRanges: ['5-9'] },
      { nextExpectedRanges: ['5-'] },
      ['body.nextExpectedRanges[0]'],
    ],
    ['a list of another length', { a: [1] }, { a: [] }, ['body.a.length']],
    ['a path that is escaped', { path: '/drive/root:/é' }, { path: '/drive/root:/%C3%A9' }, ['body.path']],
    [
      'two ids instead of one',
      { 'request-id': 'a', 'client-request-id': 'a' },
      { 'request-id': 'a', 'client-request-id': 'b' },
      ['body.client-request-id'],
    ],
  ])('tells %s', (_, ours, theirs, wanted) => {
    expect(wheres(ours, theirs)).toEqual(wanted);
  });

  test('lets a recording that was cut say nothing about fields that it does not have', () => {
    expect(wheres({ a: 1 }, { a: 1, b: 2 }, false)).toEqual([]);
    expect(wheres(null, { b: 2 })).toEqual([]);
  });

  test('tells the status, and a recorded header that is missing or different, and no other one', () => {
    const ours = reply(null, { 'cache-control': 'no-store', location: 'https://graph.microsoft.com' }, 201);
    const theirs = reply(null, { 'cache-control': 'no-cache', etag: '"1"' });
    expect(findDifferences(ours, theirs, true).map(({ where }) => where)).toEqual([
      'status',
      'headers.cache-control',
      'headers.location',
    ]);
  });
});

test.each([
  [
    "https://contoso.sharepoint.com/sites/s/_api/v2.0/drives/b!A/items/01AB/uploadSession?guid='11111111-1111-1111-1111-111111111111'&dc=0&tempauth=v1.x",
    "https://{tenant}.sharepoint.com/sites/{name}/_api/v2.0/drives/{drive}/items/{item}/uploadSession?guid='{guid}'&dc={number}&tempauth=v1.{token}",
  ],
  [
    'https://contoso-my.sharepoint.com/personal/u_c_com/Documents',
    'https://{tenant}-my.sharepoint.com/personal/{name}/Documents',
  ],
  [
    "https://graph.microsoft.com/v1.0/$metadata#drives('b')/root/children",
    "https://graph.microsoft.com/v1.0/$metadata#drives('…')/root/children",
  ],
  [
    'https://graph.microsoft.com/v1.0/sites?$select=a%2cb&$skiptoken=Mg',
    'https://graph.microsoft.com/v1.0/sites?$select={names}%2c&$skiptoken={name}',
  ],
  ['https://contoso.sharepoint.com/:w:/s/s/EWHhM44', 'https://{tenant}.sharepoint.com/:w:/s:/{name}/{name}'],
  [
    'https://onedrive.live.com?cid=0fab1234cd567890&id=FAB!103',
    'https://onedrive.live.com?cid={cid}&id={CID}!{item}',
  ],
])('the form of %s', (url, form) => {
  expect(urlForm(url)).toBe(form);
});
