import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  baseNameOf,
  encodeSegment,
  itemAddress,
  joinRemotePath,
  normalizedPathKey,
  parentPathOf,
  pathKey,
} from '../../../src/graph/paths.ts';

/** Whatever a name may be made of: no slash, no half of a pair, neither empty nor dots alone. */
const names = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((name) => !name.includes('/') && name !== '.' && name !== '..' && !/\p{Cs}/u.test(name));
const paths = fc.array(names, { minLength: 1, maxLength: 5 });

describe('an address', () => {
  test('gives the same path back when a URL parser and the service read it', () => {
    fc.assert(
      fc.property(paths, (segments) => {
        const address = itemAddress(segments.join('/'));
        const { pathname, search, hash } = new URL(`https://graph.microsoft.com/v1.0/me/drive${address}`);
        expect(pathname).toBe(`/v1.0/me/drive${address}`);
        expect([search, hash]).toEqual(['', '']);
        const inner = /^\/root:\/(.*):$/.exec(address)?.[1] ?? '';
        expect(inner.split('/').map(decodeURIComponent)).toEqual(segments);
      }),
    );
  });

  test('contains no unescaped character with a meaning in a URL', () => {
    fc.assert(
      fc.property(paths, (segments) => {
        const inner = itemAddress(segments.join('/')).slice('/root:/'.length, -1);
        expect(inner).toMatch(/^(?:[A-Za-z0-9\-_.~/]|%[0-9A-F]{2})*$/);
      }),
    );
  });

  test.each([
    ['', '/root'],
    ['a', '/root:/a:'],
    ['a b/c.txt', '/root:/a%20b/c.txt:'],
    ["100% 'new' #1?.txt", '/root:/100%25%20%27new%27%20%231%3F.txt:'],
    ['a+b&c=d;e:f@g', '/root:/a%2Bb%26c%3Dd%3Be%3Af%40g:'],
    ['(1)!*', '/root:/%281%29%21%2A:'],
    ['Größe/数', '/root:/Gr%C3%B6%C3%9Fe/%E6%95%B0:'],
    ['a\\..\\b', '/root:/a%5C..%5Cb:'],
    ['%2e%2e/a', '/root:/%252e%252e/a:'],
    ['.../..a/a..', '/root:/.../..a/a..:'],
    ['~-_.', '/root:/~-_.:'],
  ])('of %j is %s', (path, address) => {
    expect(itemAddress(path)).toBe(address);
  });

  test.each(['..', '.', 'a/..', 'a/../b', './a', 'a/.', '/a', 'a/', 'a//b', '/'])(
    'of %j is refused',
    (path) => {
      expect(() => itemAddress(path)).toThrow(/^not a valid path segment: "\.{0,2}"$/);
    },
  );
});

test('an id is one segment, whatever is in it', () => {
  expect(encodeSegment('b!x/../y?z#')).toBe('b%21x%2F..%2Fy%3Fz%23');
  expect(() => encodeSegment('..')).toThrow('not a valid path segment: ".."');
});

describe('the parts of a path', () => {
  test.each([
    ['a/b/c.txt', 'a/b', 'c.txt'],
    ['c.txt', '', 'c.txt'],
    ['', '', ''],
    ['a/b', 'a', 'b'],
  ])('of %j are %j and %j', (path, parent, name) => {
    expect([parentPathOf(path), baseNameOf(path)]).toEqual([parent, name]);
  });

  test('make it again', () => {
    fc.assert(
      fc.property(paths, (segments) => {
        const path = segments.join('/');
        expect(joinRemotePath(parentPathOf(path), baseNameOf(path))).toBe(path);
      }),
    );
  });

  test('are compared whatever their letters are composed of', () => {
    expect(normalizedPathKey('In/\u00c9t\u00e9')).toBe(normalizedPathKey('in/e\u0301te\u0301'));
    expect(normalizedPathKey('\u1e9b\u0323')).toBe(normalizedPathKey('\u017f\u0323\u0307'));
  });

  test('are compared without case', () => {
    expect(pathKey('In/ÄÖ.TXT')).toBe(pathKey('in/äö.txt'));
    expect(pathKey('in/a')).not.toBe(pathKey('in/b'));
  });
});
