/** Graph's addressing by colons, read without resolving anything. */
import { expect, test } from 'vitest';
import { GraphError } from '../../../../src/emulator/core/errors.ts';
import { parseResourcePath } from '../../../../src/emulator/graph/address.ts';

test.each<[string, unknown]>([
  ['/me/drive', ['me', 'drive']],
  ['/me/drive/root:/a/b.bin', ['me', 'drive', 'root', ['a', 'b.bin']]],
  ['/me/drive/root:/a/b.bin:', ['me', 'drive', 'root', ['a', 'b.bin']]],
  ['/me/drive/root:/a%20b:/content', ['me', 'drive', 'root', ['a b'], 'content']],
  [
    '/drives/b%21x/items/1%215:/%23.bin:/createUploadSession',
    ['drives', 'b!x', 'items', '1!5', ['#.bin'], 'createUploadSession'],
  ],
  ['/sites/c.sharepoint.com:/sites/x:/drives', ['sites', 'c.sharepoint.com', ['sites', 'x'], 'drives']],
  ['/me/drive/root:/folder/:/children', ['me', 'drive', 'root', ['folder'], 'children']],
  ['/me/drive/root:/', ['me', 'drive', 'root']],
  ['//me//drive/', ['me', 'drive']],
  ['/root%3A%2Fa%20b%3a/content', ['root', ['a b'], 'content']],
])('reads %s', (path, parts) => {
  expect(parseResourcePath(path)).toEqual(parts);
});

test.each([
  '/me/drive/root:',
  '/me/drive/root:/:',
  '/me/drive/root:/:/content',
  '/me/drive/root:/a//b',
  '/me/drive/root:/a/../b',
  '/me/drive/root:/%2e%2e/b:/content',
  '/me/drive/root:/./b',
  '/me/../users',
  '/me/drive/root:/a%zz',
  '/me/drive/root:/a:b',
])('refuses %s', (path) => {
  expect(() => parseResourcePath(path)).toThrow(GraphError);
});

test('an encoded slash does not make another folder', () => {
  expect(parseResourcePath('/me/drive/root:/a%2Fb')).toEqual(['me', 'drive', 'root', ['a/b']]);
});
