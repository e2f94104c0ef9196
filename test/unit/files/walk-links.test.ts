import { describe, expect, test } from 'vitest';
import { nothing, stroll } from '../../support/stroll.ts';
import { tree } from '../../support/tree.ts';

describe('a link', () => {
  test('that is hidden is counted, and nothing else is said about it', async () => {
    using where = tree();
    where.files({ 'd/a': 1 });
    where.link('d/.to-root', '/');
    where.link('d/.broken', 'nowhere');
    where.link('e/.unasked', '/');
    const expected = { ...nothing, files: ['d/a'], hiddenCount: 2, finders: [0] };
    for (const followSymbolicLinks of [true, false])
      expect(await stroll(where, 'd\ne/x*', { followSymbolicLinks })).toEqual(expected);
  });

  test('that is not followed is told when a line wants it', async () => {
    using where = tree();
    where.files({ 'd/a': 1 });
    where.link('d/to-a', 'a');
    where.link('d/other', 'a');
    const options = { followSymbolicLinks: false };
    expect(await stroll(where, 'd/to*\nd/a', options)).toEqual({
      ...nothing,
      files: ['d/a'],
      links: ['d/to-a'],
      finders: [1],
    });
  });

  test('to a folder is not looked into where only files of that name are asked for', async () => {
    using where = tree();
    where.files({ 'real/deep/x': 1, 'd/x': 1 });
    where.link('d/way.x', '../real');
    expect(await stroll(where, 'd/*/y\nd/x')).toMatchObject({ files: ['d/x'], problems: [] });
    expect((await stroll(where, 'd/**/x')).files).toEqual(['d/way.x/deep/x', 'd/x']);
  });

  test('is what it leads to: an exclude of folders by that name leaves files', async () => {
    using where = tree();
    where.files({ 'real/x': 1 });
    where.link('d/one', '../real');
    where.link('d/two', '../real/x');
    expect((await stroll(where, 'd\n!d/one/\n!d/two/')).files).toEqual(['d/two']);
  });

  test('that leads out is a problem with the three ways to deal with it', async () => {
    using where = tree();
    where.link('d/out', '/');
    const { problems, files } = await stroll(where, 'd');
    expect(problems).toEqual([
      expect.stringMatching(
        /^link "d\/out" leads out.*name its target.*exclude it with !.*symbolic-links: false$/,
      ),
    ]);
    expect(files).toEqual([]);
  });

  test('that leads out is no problem where nothing there could be found', async () => {
    using where = tree();
    where.files({ 'd/a.txt': 1 });
    where.link('d/out', '/');
    where.link('d/hosts', '/etc/hosts');
    expect(await stroll(where, 'd/*.txt\nd/hosts/*')).toMatchObject({ files: ['d/a.txt'], problems: [] });
  });
});
