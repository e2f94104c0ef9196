import { describe, expect, test } from 'vitest';
import { createTemporaryTree } from '../../support/temporary-tree.ts';
import { emptyWalk, walkTree } from '../../support/walk-tree.ts';

describe('a link', () => {
  test('that is hidden is counted, and nothing else is said about it', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1 });
    where.createLink('d/.to-root', '/');
    where.createLink('d/.broken', 'nowhere');
    where.createLink('e/.unasked', '/');
    const expected = { ...emptyWalk, files: ['d/a'], folders: ['d'], hiddenCount: 2, finders: [0] };
    for (const followSymbolicLinks of [true, false])
      expect(await walkTree(where, 'd\ne/x*', { followSymbolicLinks })).toEqual(expected);
  });

  test('that is not followed is told when a line wants it', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1 });
    where.createLink('d/to-a', 'a');
    where.createLink('d/other', 'a');
    const options = { followSymbolicLinks: false };
    expect(await walkTree(where, 'd/to*\nd/a', options)).toEqual({
      ...emptyWalk,
      files: ['d/a'],
      links: ['d/to-a'],
      finders: [1],
    });
  });

  test('that is itself a line is followed, whatever is said of links', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'real/x': 1, 'real/y': 1, y: 1 });
    where.createLink('d', 'real');
    where.createLink('real/to-x', 'x');
    where.createLink('f', 'y');
    expect(await walkTree(where, 'd\nf', { followSymbolicLinks: false })).toMatchObject({
      files: ['d/x', 'd/y', 'f'],
      folders: ['d'],
      links: ['d/to-x'],
      problems: [],
    });
  });

  test('that is itself a line and leads out is a problem with the two ways to deal with it', async () => {
    using where = createTemporaryTree();
    where.createLink('out', '/');
    const { problems } = await walkTree(where, 'out', { followSymbolicLinks: false });
    expect(problems).toEqual([
      expect.stringMatching(/^link "out" points outside.*add its target to path, or exclude it with !$/),
    ]);
  });

  test('to a folder is not looked into where only files of that name are asked for', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'real/deep/x': 1, 'd/x': 1 });
    where.createLink('d/way.x', '../real');
    expect(await walkTree(where, 'd/*/y\nd/x')).toMatchObject({ files: ['d/x'], problems: [] });
    expect((await walkTree(where, 'd/**/x')).files).toEqual(['d/way.x/deep/x', 'd/x']);
  });

  test('is what it leads to: an exclude of folders by that name leaves files', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'real/x': 1 });
    where.createLink('d/one', '../real');
    where.createLink('d/two', '../real/x');
    expect((await walkTree(where, 'd\n!d/one/\n!d/two/')).files).toEqual(['d/two']);
  });

  test('that leads out is a problem with the three ways to deal with it', async () => {
    using where = createTemporaryTree();
    where.createLink('d/out', '/');
    const { problems, files } = await walkTree(where, 'd');
    expect(problems).toEqual([
      expect.stringMatching(
        /^link "d\/out" points outside.*add its target.*exclude it with !.*symbolic-links: false$/,
      ),
    ]);
    expect(files).toEqual([]);
  });

  test('that leads out is no problem where nothing there could be found', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a.txt': 1 });
    where.createLink('d/out', '/');
    where.createLink('d/hosts', '/etc/hosts');
    expect(await walkTree(where, 'd/*.txt\nd/hosts/*')).toMatchObject({ files: ['d/a.txt'], problems: [] });
  });
});
