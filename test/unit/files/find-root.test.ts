import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commonRoot, type FindOptions, findFiles } from '../../../src/files/find.ts';
import { createTemporaryTree, type TemporaryTree } from '../../support/temporary-tree.ts';

function find(
  where: TemporaryTree,
  patterns: string,
  options: Partial<FindOptions> & { workspace?: string } = {},
) {
  const { workspace, ...rest } = options;
  return findFiles(
    { patterns, includeHiddenFiles: false, followSymbolicLinks: true, ...rest },
    { cwd: where.path, env: { GITHUB_WORKSPACE: workspace }, signal: new AbortController().signal },
  );
}

describe('the root of what was found', () => {
  test.each([
    [path.posix, ['/w/a.zip'], ['/w/a.zip'], '/w'],
    [path.posix, ['/w'], ['/w/a.zip'], '/w'],
    [path.posix, ['/w'], [], '/w'],
    [path.posix, ['/w/a'], ['/w/a', '/w/a/b'], '/w/a'],
    [path.posix, ['/w/a', '/w/b'], ['/w/a'], '/w'],
    [path.posix, ['/w/A/x', '/w/a/x'], [], '/w'],
    [path.posix, ['/w/a/b/c', '/w/a/x/c'], [], '/w/a'],
    [path.posix, ['/w/a/b', '/w/a', '/w/x/b'], [], '/w'],
    [path.posix, ['/', '/a'], [], '/'],
    [path.win32, ['C:\\w\\A\\x', 'c:\\w\\a\\y'], [], 'C:\\w\\A'],
    [path.win32, ['C:\\w\\a.zip'], ['C:\\w\\a.zip'], 'C:\\w'],
    [path.win32, ['\\\\host\\one\\a', '\\\\host\\two\\a'], [], undefined],
    [path.win32, ['C:\\a', 'C:\\b', 'D:\\a'], [], undefined],
  ])('is the folder that all lines share, or that of the one file (%#)', (system, lines, files, root) => {
    expect(commonRoot(lines, files, system)).toBe(root);
  });

  test('is told', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a/x': 1, 'd/b/x': 1 });
    expect((await find(where, 'd/a\nd/b')).root).toBe(path.join(where.path, 'd'));
    expect((await find(where, 'd/a', { root: 'd' })).root).toBe(path.join(where.path, 'd'));
    expect((await find(where, '# nothing')).root).toBe('');
  });

  test.each([
    ['the file itself', 'd/a', 'd/a'],
    ['below the file', 'd/a', 'd/a/deep'],
    ['beside the file', 'd/a', 'e'],
    ['a name that begins alike', 'd/ab', 'd/a'],
  ])('cannot be %s', async (_, line, root) => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1, 'd/ab': 1 });
    expect((await find(where, line, { root })).problems).toEqual([
      `"${where.pathOf(line)}" is not inside root, "${where.pathOf(root)}"`,
    ]);
  });

  test('may have names below it that begin with two dots', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/..a/x': 1 });
    const found = await find(where, 'd', { root: 'd', includeHiddenFiles: true });
    expect(found).toMatchObject({ problems: [], files: [{ relativePath: '..a/x' }] });
  });

  test.each([
    [10, 10, /f9" is not inside root/],
    [11, 11, /^1 more file outside root$/],
    [13, 11, /^3 more files outside root$/],
  ])('that is wrong for %i files is told by the first ten', async (count, told, last) => {
    using where = createTemporaryTree();
    where.writeFiles(Object.fromEntries(Array.from({ length: count }, (_, n) => [`d/f${n}`, 1])));
    const { problems } = await find(where, 'd', { root: 'e\n' });
    expect(problems).toHaveLength(told);
    expect(problems[0]).toContain('e\\u000a"');
    expect(problems.at(-1)).toMatch(last);
    // By name, in whatever order the disk gives them.
    expect(problems.slice(0, 10)).toEqual(problems.slice(0, 10).sort());
  });
});

describe('what was found', () => {
  test('is told in order: files, warnings and problems by path', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/c': 1, 'd/a/z': 1, 'd/b': 1 });
    for (const name of ['z', 'm', 'a']) {
      where.createLink(`broken-${name}`, 'nowhere');
      where.createLink(`out-${name}`, '/');
    }
    const lines = ['z', 'a', 'm'].map((name) => `broken-${name}\nout-${name}`).join('\n');
    const { files, warnings, problems } = await find(where, `d\n../x\n${lines}`);
    expect(files.map(({ relativePath }) => relativePath)).toEqual(['d/a/z', 'd/b', 'd/c']);
    expect(warnings.map((line) => /-(.)"/.exec(line)?.[1])).toEqual(['a', 'm', 'z']);
    expect(problems.map((line) => /-(.)"/.exec(line)?.[1])).toEqual([undefined, 'a', 'm', 'z']);
  });

  test('holds links that are not followed, by the names that an archive gives them', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/x': 1 });
    where.createLink('d/deep/to-x', '../x');
    expect((await find(where, 'd', { followSymbolicLinks: false })).links).toEqual([
      { localPath: path.join(where.path, 'd/deep/to-x'), relativePath: 'deep/to-x' },
    ]);
  });

  test('by an exclude is nothing, so an exclude is never told as a line that found nothing', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/x': 1, 'd/y': 1 });
    expect((await find(where, 'd\n!d/x\n!d/none\nd/none')).unmatched).toEqual(['d/none']);
  });

  test('does not lead out of a workspace whose name is empty', async () => {
    using where = createTemporaryTree();
    where.createLink('d/out', '/');
    expect((await find(where, 'd', { workspace: '' })).problems).toEqual([
      expect.stringContaining('points outside the workspace'),
    ]);
  });
});
