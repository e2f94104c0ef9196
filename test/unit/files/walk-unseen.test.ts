/** What was asked for and not seen: a mirror must not take it for gone. */
import { mkdirSync, rmdirSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTemporaryTree } from '../../support/temporary-tree.ts';
import { walkTree } from '../../support/walk-tree.ts';

describe('a walk that did not see all', () => {
  test.each([
    ['d', ['d/gone', 'd/x.csv']],
    ['d/*.csv', ['d/x.csv']],
    // Either could have been a folder that holds what is asked for.
    ['d/*/a.txt', ['d/gone', 'd/x.csv']],
    ['**/*.txt', ['d/gone', 'd/x.csv']],
    ['d/gone', ['d/gone']],
    ['d/gone/deep', []],
    ['d\n!d/gone\n!d/x.csv', []],
    ['d/*.txt', []],
  ])('for %j names the links that lead nowhere: %j', async (lines, links) => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a.txt': 1, 'd/e/a.txt': 1 });
    where.createLink('d/gone', '../mount');
    where.createLink('d/x.csv', 'x.csv');
    const { unseen } = await walkTree(where, lines);
    expect(unseen).toEqual(links.map((link) => expect.stringContaining(`link "${link}" is broken (E`)));
    // A line that is itself a link is followed all the same.
    const kept = lines === 'd/gone' ? links : [];
    expect((await walkTree(where, lines, { followSymbolicLinks: false })).unseen).toHaveLength(kept.length);
  });

  test('warns of no link that only could have been a folder', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a.txt': 1 });
    where.createLink('d/gone', 'nowhere');
    expect((await walkTree(where, '**/*.txt')).warnings).toEqual([]);
  });

  test.each([
    ['a file', (path: string) => rmSync(path)],
    ['a folder', (path: string) => rmdirSync(path)],
  ])('names %s that vanished', async (kind, remove) => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1, ...(kind === 'a file' && { 'd/gone': 1 }) });
    if (kind === 'a folder') where.createFolder('d/gone');
    const passing = (path: string) => path.endsWith('/gone') && remove(path);
    expect((await walkTree(where, 'd', { onPath: passing })).unseen).toEqual([
      '"d/gone" was deleted while its folder was read',
    ]);
  });

  test.each([
    ['a folder', (path: string) => mkdirSync(path)],
    ['a link', (path: string) => symlinkSync('elsewhere', path)],
  ])('names a file that became %s', async (_, make) => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1, 'd/odd': 1 });
    const passing = (path: string) => {
      if (!path.endsWith('/odd')) return;
      rmSync(path);
      make(path);
    };
    const sentence = '"d/odd" changed its type while its folder was read';
    expect(await walkTree(where, 'd', { onPath: passing })).toMatchObject({
      unseen: [sentence],
      warnings: [sentence],
    });
  });

  test('is none where hidden things are left out, and what they lead to', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1 });
    where.createLink('d/.gone', 'nowhere');
    expect((await walkTree(where, 'd')).unseen).toEqual([]);
    expect((await walkTree(where, 'd', { includeHiddenFiles: true })).unseen).toHaveLength(1);
  });
});
