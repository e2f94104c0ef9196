import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type FindOptions, findFiles } from '../../../src/files/find.ts';
import { createTemporaryTree, type TemporaryTree } from '../../support/temporary-tree.ts';
import { walkTree } from '../../support/walk-tree.ts';

const find = (where: TemporaryTree, patterns: string, more: Partial<FindOptions> = {}) =>
  findFiles(
    { patterns, includeHiddenFiles: false, followSymbolicLinks: false, keepLinks: true, ...more },
    { cwd: where.path, env: {}, signal: new AbortController().signal },
  );

function planted(): TemporaryTree {
  const where = createTemporaryTree();
  where.writeFiles({ 'd/a.txt': 1, 'd/sub/b.txt': 1, 'd/.git/config': 1 });
  for (const name of ['d/empty', 'd/sub/empty', 'd/.git/refs']) mkdirSync(where.pathOf(name));
  return where;
}

describe('a walk', () => {
  test.each([
    ['d', ['d', 'd/empty', 'd/sub', 'd/sub/empty']],
    ['d/*', ['d/empty', 'd/sub', 'd/sub/empty']],
    ['d/**/*.txt', []],
    ['d\n!d/sub', ['d', 'd/empty']],
    ['d\n!d/**/empty', ['d', 'd/sub']],
    ['d/**/empty', ['d/empty', 'd/sub/empty']],
  ])('of %j finds the folders %j', async (lines, folders) => {
    using where = planted();
    expect((await walkTree(where, lines)).folders).toEqual(folders);
  });

  test('finds hidden folders only where hidden files are asked for', async () => {
    using where = planted();
    const { folders } = await walkTree(where, 'd/.git', { includeHiddenFiles: true });
    expect(folders).toEqual(['d/.git', 'd/.git/refs']);
  });
});

describe('for an archive', () => {
  test('folders have names below the root, and the root has none', async () => {
    using where = planted();
    const { folders, root } = await find(where, 'd');
    expect(root).toBe(where.pathOf('d'));
    expect(folders.map(({ relativePath }) => relativePath).sort()).toEqual(['empty', 'sub', 'sub/empty']);
  });

  test('a folder above the root is no part of it', async () => {
    using where = planted();
    const { folders, problems } = await find(where, 'd', { root: 'd/sub' });
    expect(folders.map(({ relativePath }) => relativePath)).toEqual(['empty']);
    expect(problems).toEqual([expect.stringContaining('is not inside root')]);
  });

  test('a line that finds only a link has found something', async () => {
    using where = planted();
    where.createLink('links/one', 'nowhere');
    const lines = 'd\nlinks/*';
    expect((await find(where, lines)).unmatched).toEqual([]);
    expect((await find(where, lines, { keepLinks: false })).unmatched).toEqual(['links/*']);
  });

  test('a link outside the root is a problem, as a file is', async () => {
    using where = planted();
    where.createLink('links/one', 'nowhere');
    const { problems } = await find(where, 'd/sub\nlinks', { root: 'd/sub' });
    expect(problems).toEqual([expect.stringMatching(/links\/one" is not inside root/)]);
  });

  test('a folder that is named and has only links is not empty', async () => {
    using where = planted();
    where.createLink('links/one', 'nowhere');
    const named = [{ text: 'links', isLiteral: false }];
    expect((await find(where, '', { arguments: named })).unmatched).toEqual([]);
    expect((await find(where, '', { arguments: named, keepLinks: false })).unmatched).toEqual(['links']);
  });
});
