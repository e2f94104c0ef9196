import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { commonRoot, type FindOptions, type FoundFiles, findFiles } from '../../../src/files/find.ts';
import { createTemporaryTree, type TemporaryTree } from '../../support/temporary-tree.ts';

const isWindows = process.platform === 'win32';
const never = new AbortController().signal;

function find(
  where: TemporaryTree,
  patterns: string,
  options: Partial<FindOptions> = {},
): Promise<FoundFiles> {
  const all = { patterns, includeHiddenFiles: false, followSymbolicLinks: true, ...options };
  return findFiles(all, { cwd: where.path, env: {}, signal: never });
}

const names = (found: FoundFiles) => found.files.map((file) => file.relativePath);

describe('names of what was found', () => {
  test.each([
    ['dist', ['a.txt', 'sub/b.txt']],
    ['dist/', ['a.txt', 'sub/b.txt']],
    ['./dist', ['a.txt', 'sub/b.txt']],
    ['.', ['dist/a.txt', 'dist/sub/b.txt', 'docs/a.txt', 'x.txt']],
    ['dist/sub/b.txt', ['b.txt']],
    ['dist/**/b.txt', ['sub/b.txt']],
    ['dist/*', ['a.txt', 'sub/b.txt']],
    ['**/a.txt', ['dist/a.txt', 'docs/a.txt']],
    ['dist\ndocs', ['dist/a.txt', 'dist/sub/b.txt', 'docs/a.txt']],
    ['dist/sub\ndist/a.txt', ['a.txt', 'sub/b.txt']],
    ['dist\nmissing', ['dist/a.txt', 'dist/sub/b.txt']],
    ['dist\n!dist/sub', ['a.txt']],
    ['dist\n!**/a.txt', ['sub/b.txt']],
    ['!dist/sub\ndist', ['a.txt', 'sub/b.txt']],
    ['dist\n!dist/sub/**\ndist/sub/b*', ['a.txt', 'sub/b.txt']],
    ['dist/sub\n!dist', []],
    ['dist\ndist/**\ndist/a.txt', ['a.txt', 'sub/b.txt']],
    ['# all\r\n\r\n  dist  \r\n', ['a.txt', 'sub/b.txt']],
    ['dist/sub/b.txt\ndist/sub/nothing.txt', ['b.txt']],
  ])('follow the rule of upload-artifact for %j', async (patterns, expected) => {
    using where = createTemporaryTree();
    where.writeFiles({ 'x.txt': 1, 'dist/a.txt': 1, 'dist/sub/b.txt': 2, 'docs/a.txt': 3 });
    where.createFolder('empty');
    const found = await find(where, patterns);
    expect(names(found)).toEqual(expected);
    expect([...found.problems, ...found.warnings]).toEqual([]);
  });

  test('come with absolute paths and sizes', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 0, 'd/b': 12 });
    expect((await find(where, 'd')).files).toEqual([
      { localPath: path.join(where.path, 'd/a'), relativePath: 'a', sizeBytes: 0 },
      { localPath: path.join(where.path, 'd/b'), relativePath: 'b', sizeBytes: 12 },
    ]);
  });

  test('start from root when it is given, and files outside of it are problems', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'a/b/x': 1, 'a/y': 1 });
    expect(names(await find(where, 'a/b/x', { root: '.' }))).toEqual(['a/b/x']);
    expect(names(await find(where, 'a/b', { root: path.join(where.path, 'a') }))).toEqual(['b/x']);
    expect((await find(where, 'a', { root: 'a/b' })).problems).toEqual([
      `"${where.pathOf('a/y')}" is not inside root, "${where.pathOf('a/b')}"`,
    ]);
  });

  test('survive a working folder with characters of patterns in its name', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'a[b]*?\\{c}/d/x': 1, 'ab/d/x': 1 });
    const cwd = path.join(where.path, 'a[b]*?\\{c}');
    const options = { patterns: 'd\n!e', includeHiddenFiles: false, followSymbolicLinks: true };
    expect(names(await findFiles(options, { cwd, env: {}, signal: never }))).toEqual(['x']);
  });

  test('may begin at the home folder', async () => {
    using where = createTemporaryTree();
    expect((await find(where, '~/no-such-file-there')).unmatched).toEqual(['~/no-such-file-there']);
    expect((await find(where, `~/no-such/x\n~/no-such/y`)).root).toBe(path.join(homedir(), 'no-such'));
  });
});

describe('the root of several search paths', () => {
  test.each([
    [path.posix, ['/w/a', '/w/b'], '/w'],
    [path.posix, ['/a', '/b'], '/'],
    [path.posix, ['/w/ab', '/w/a'], '/w'],
    [path.posix, ['/w/a', '/w/a/b'], '/w/a'],
    [path.win32, ['C:\\w\\a', 'c:\\W\\b'], 'C:\\w'],
    [path.win32, ['C:\\a', 'C:\\b'], 'C:\\'],
    [path.win32, ['\\\\host\\share\\a', '\\\\host\\share\\b'], '\\\\host\\share\\'],
    [path.win32, ['C:\\a', 'D:\\a'], undefined],
    [path.posix, [], ''],
  ])('is their least common ancestor', (system, searchPaths, root) => {
    expect(commonRoot(searchPaths, [], system)).toBe(root);
  });
});

describe('lines that lead nowhere', () => {
  test('are listed as they were written', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'a/x': 1, 'a/.dot': 1 });
    where.createFolder('empty');
    const found = await find(where, 'a\nnope\n# c\n./b*\n!zzz\nempty\na/.dot\na/x\na/x/y');
    expect(found.unmatched).toEqual(['nope', './b*', 'empty', 'a/.dot', 'a/x/y']);
  });

  test.each([
    ['../x', /has a \. or \.\. segment/],
    ['a/../b', /has a \. or \.\. segment/],
    ['!a', /path has only exclusions/],
    ['/**/..', /has a \. or \.\. segment/],
  ])('are refused when they are not patterns: %j', async (patterns, advice) => {
    using where = createTemporaryTree();
    const found = await find(where, patterns);
    expect(found.problems).toEqual([expect.stringMatching(advice)]);
    expect(found.files).toEqual([]);
  });
});

describe('hidden files', () => {
  const sizes = { 'd/a': 1, 'd/.b': 1, 'd/.git/c': 1, 'd/.git/e/f': 1, '.github/w.yml': 1, '.github/x/y': 1 };

  test('are left out and counted', async () => {
    using where = createTemporaryTree();
    where.writeFiles(sizes);
    expect(await find(where, '.')).toMatchObject({ hiddenCount: 5, files: [{ relativePath: 'd/a' }] });
    expect(await find(where, '.github')).toMatchObject({ hiddenCount: 2, files: [] });
    expect(await find(where, 'd/.b')).toMatchObject({ hiddenCount: 1, files: [] });
  });

  test('are those below the search path, as upload-artifact has it', async () => {
    using where = createTemporaryTree();
    where.writeFiles(sizes);
    expect(names(await find(where, '.github/w.yml'))).toEqual(['w.yml']);
    expect(names(await find(where, 'd/.git/e'))).toEqual(['f']);
  });

  test('do not include all of a working folder that is hidden itself', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ '.work/a': 1 });
    const options = { patterns: '*', includeHiddenFiles: false, followSymbolicLinks: true };
    const found = await findFiles(options, { cwd: path.join(where.path, '.work'), env: {}, signal: never });
    expect(names(found)).toEqual(['a']);
  });

  test('are found when asked for', async () => {
    using where = createTemporaryTree();
    where.writeFiles(sizes);
    const found = await find(where, '.', { includeHiddenFiles: true });
    expect(names(found)).toHaveLength(6);
    expect(found.hiddenCount).toBe(0);
  });

  test('raise no problem, whatever lies among them', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1 });
    where.createLink('d/.h/out', '/');
    where.createLink('d/.h/broken', 'nowhere');
    expect(await find(where, 'd')).toMatchObject({ problems: [], warnings: [], hiddenCount: 2 });
  });
});

describe('what is no plain file', () => {
  test.skipIf(isWindows)('is named in a warning: pipes are left out', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1 });
    execFileSync('mkfifo', [path.join(where.path, 'd/pipe')]);
    where.createLink('d/to-pipe', 'pipe');
    const found = await find(where, 'd');
    expect(names(found)).toEqual(['a']);
    expect(found.warnings).toEqual([
      `"${where.pathOf('d/pipe')}" is neither a file nor a folder and is skipped`,
      `"${where.pathOf('d/to-pipe')}" is neither a file nor a folder and is skipped`,
    ]);
  });

  test.skipIf(isWindows)('has a line break in its name and is found and shown escaped', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a\n::error::b': 1 });
    where.createLink('d/x\n::error::y', 'nowhere');
    const found = await find(where, 'd');
    expect(names(found)).toEqual(['a\n::error::b']);
    expect(found.warnings).toEqual([expect.stringContaining('x\\u000a::error::y')]);
  });

  test.skipIf(process.platform !== 'linux')(
    'has bytes that are no UTF-8 in its name and is a problem',
    async () => {
      using where = createTemporaryTree();
      where.writeFiles({ 'd/a': 1 });
      where.createFolder('d/.h');
      const bad = (name: string) =>
        Buffer.concat([Buffer.from(path.join(where.path, name)), Buffer.from([0xff, 0xfe])]);
      writeFileSync(bad('d/b'), '');
      mkdirSync(bad('d/c'));
      mkdirSync(bad('d/.h/c'));
      const found = await find(where, 'd');
      expect(names(found)).toEqual(['a']);
      expect(
        found.problems.map((problem) =>
          problem.replace(`${where.pathOf('')}${path.sep}`, '').replace(/:.*/, ''),
        ),
      ).toEqual(['b', 'c'].map((name) => `"d/${name}\ufffd\ufffd" has a name that is not valid UTF-8`));
    },
  );
});

describe('the search', () => {
  const isRoot = process.getuid?.() === 0;
  test.skipIf(isRoot || isWindows)('names a folder that cannot be read', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/closed/b': 1 });
    chmodSync(path.join(where.path, 'd/closed'), 0);
    const found = await find(where, 'd');
    chmodSync(path.join(where.path, 'd/closed'), 0o700);
    expect(found.problems).toEqual([expect.stringContaining('closed" cannot be read (EACCES)')]);
  });

  test('prints nothing, not even debug commands', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1 });
    where.createLink('d/b', 'nowhere');
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      await find(where, 'd\n!e\n**/x');
      expect(write.mock.calls).toEqual([]);
    } finally {
      write.mockRestore();
    }
  });

  test('stops with the reason of the signal', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ a: 1 });
    const signal = AbortSignal.abort(new Error('stop it'));
    const options = { patterns: '.', includeHiddenFiles: false, followSymbolicLinks: true };
    await expect(findFiles(options, { cwd: where.path, env: {}, signal })).rejects.toThrow('stop it');
  });
});
