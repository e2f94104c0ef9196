import { rmdirSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTemporaryTree } from '../../support/temporary-tree.ts';
import { emptyWalk, replaceFolderWithFile, walkTree } from '../../support/walk-tree.ts';

describe('a line of path', () => {
  test.each(['missing', 'missing/deep/*', 'a/below-a-file', 'a/*/b'])(
    'that leads nowhere, %j, is no problem',
    async (line) => {
      using where = createTemporaryTree();
      where.writeFiles({ a: 1 });
      expect(await walkTree(where, line)).toEqual(emptyWalk);
    },
  );

  test('that leads in a circle is a problem with its name', async () => {
    using where = createTemporaryTree();
    where.createLink('self', 'self');
    expect((await walkTree(where, 'self/x')).problems).toEqual([
      '"self/x" cannot be read (ELOOP): check the path and its permissions',
    ]);
  });

  test('whose name no disk can hold is a problem', async () => {
    using where = createTemporaryTree();
    const { problems } = await walkTree(where, 'n'.repeat(300));
    expect(problems).toEqual([expect.stringContaining('cannot be read (ENAMETOOLONG)')]);
  });

  test('is told when it found a file, an exclude never is', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a.txt': 1, 'd/b.md': 1, 'd/c.md': 1 });
    const lines = 'd/*.txt\n!d/b.md\nd/*.png\nd/*.md';
    expect(await walkTree(where, lines)).toMatchObject({
      files: ['d/a.txt', 'd/b.md', 'd/c.md'],
      finders: [0, 3],
    });
  });

  test('that names a pipe, a device or a socket finds no file and warns', async () => {
    using where = createTemporaryTree();
    expect(await walkTree(where, '/dev/null')).toEqual({
      ...emptyWalk,
      warnings: ['"/dev/null" is neither a file nor a folder and is skipped'],
    });
  });

  test('finds nothing below a folder that a later line excludes', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/e/f/x': 1, 'd/y': 1 });
    expect((await walkTree(where, 'd/e/f\n!d')).files).toEqual([]);
    expect((await walkTree(where, '!d\nd/e/f')).files).toEqual(['d/e/f/x']);
    expect((await walkTree(where, '/\n!/*')).files).toEqual([]);
  });
});

describe('a folder', () => {
  test.each([63, 64, 65, 130])('of %i files gives each of them once', async (count) => {
    using where = createTemporaryTree();
    const paths = Array.from({ length: count }, (_, n) => `d/f${n}`);
    where.writeFiles(Object.fromEntries(paths.map((path) => [path, 1])));
    expect((await walkTree(where, 'd')).files).toEqual(paths.sort());
  });

  test('that vanishes on the way is a warning', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1 });
    where.createFolder('d/gone');
    const passing = (path: string) => path.endsWith('/gone') && rmdirSync(path);
    expect(await walkTree(where, 'd', { onPath: passing })).toMatchObject({
      files: ['d/a'],
      warnings: ['"d/gone" was deleted while its folder was read'],
      problems: [],
    });
  });

  test('that cannot be read is a problem with the ways out', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1 });
    where.createFolder('d/odd');
    expect(await walkTree(where, 'd', { onPath: replaceFolderWithFile('/odd') })).toMatchObject({
      files: ['d/a'],
      warnings: [],
      problems: ['"d/odd" cannot be read (ENOTDIR): exclude it with !, or change its permissions'],
    });
  });

  test('whose name only looks like invalid UTF-8 is reported as it is', async () => {
    using where = createTemporaryTree();
    where.createFolder('d/odd\ufffd');
    const { problems } = await walkTree(where, 'd', { onPath: replaceFolderWithFile('\ufffd') });
    expect(problems).toEqual([expect.stringContaining('cannot be read (ENOTDIR)')]);
  });

  test('that is hidden may be unreadable', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1 });
    where.createFolder('d/.odd');
    expect(await walkTree(where, 'd', { onPath: replaceFolderWithFile('/.odd') })).toEqual({
      ...emptyWalk,
      files: ['d/a'],
      folders: ['d'],
      finders: [0],
    });
  });

  test('is not entered when no line can find anything there', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/x.txt': 1 });
    where.createFolder('d/other');
    expect(
      await walkTree(where, 'd/*.txt\nd/deep/*', { onPath: replaceFolderWithFile('/other') }),
    ).toMatchObject({
      files: ['d/x.txt'],
      problems: [],
    });
  });

  test('is the last one after the signal: the walk ends with its reason', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/deep/x': 1 });
    const cancel = new AbortController();
    const passing = (path: string) => {
      if (path.endsWith('/deep')) cancel.abort(new Error('enough'));
      if (path.endsWith('/x')) throw new Error('looked into after the signal');
    };
    await expect(walkTree(where, 'd', { onPath: passing, signal: cancel.signal })).rejects.toThrow('enough');
  });
});

describe('a file', () => {
  test('that vanishes on the way is a warning', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a': 1, 'd/gone': 1 });
    const passing = (path: string) => path.endsWith('/gone') && rmSync(path);
    expect(await walkTree(where, 'd', { onPath: passing })).toMatchObject({
      files: ['d/a'],
      finders: [0],
      warnings: ['"d/gone" was deleted while its folder was read'],
      problems: [],
    });
  });

  test('that is hidden is counted only when a line wants it', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/.a': 1, 'd/.b': 1, 'd/.e/a': 1, 'd/.e/c': 1, 'd/a': 1 });
    expect(await walkTree(where, '**/*a')).toMatchObject({ files: ['d/a'], hiddenCount: 2 });
    expect(await walkTree(where, '**/*a', { includeHiddenFiles: true })).toMatchObject({
      files: ['d/.a', 'd/.e/a', 'd/a'],
      hiddenCount: 0,
    });
  });
});
