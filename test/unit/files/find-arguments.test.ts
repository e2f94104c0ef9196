import { chmodSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { argumentPattern } from '../../../src/files/arguments.ts';
import { type FindOptions, findFiles } from '../../../src/files/find.ts';
import { createTemporaryTree, type TemporaryTree } from '../../support/temporary-tree.ts';

const isWindows = process.platform === 'win32';
const never = new AbortController().signal;

interface FindArguments extends Partial<FindOptions> {
  /** Arguments after `--`. */
  readonly literal?: readonly string[];
  /** The working folder, below the tree. */
  readonly from?: string;
}

async function find(
  where: TemporaryTree,
  given: readonly string[],
  { literal = [], from = '', ...options }: FindArguments = {},
) {
  const found = await findFiles(
    {
      ...{ patterns: '', includeHiddenFiles: false, followSymbolicLinks: true },
      arguments: [
        ...given.map((text) => ({ text, isLiteral: false })),
        ...literal.map((text) => ({ text, isLiteral: true })),
      ],
      ...options,
    },
    { cwd: path.join(where.path, from), env: {}, signal: never },
  );
  return { ...found, names: found.files.map(({ relativePath }) => relativePath) };
}

/** Not on Windows, which refuses some of them. */
const strange = [
  'a [1].txt',
  '#notes.txt',
  '!important.txt',
  ' leading',
  'trailing ',
  'back\\slash',
  'a\nb',
  '~',
];

describe('an argument that exists', () => {
  test.skipIf(isWindows)('is that file, whatever characters its name has', async () => {
    using where = createTemporaryTree();
    where.writeFiles(
      Object.fromEntries([...strange, '*', '?', '[!a]', 'a 1.txt', 'leading'].map((name) => [name, 1])),
    );
    for (const name of [...strange, '*', '?', '[!a]'])
      expect(await find(where, [name])).toMatchObject({ names: [name], unmatched: [], problems: [] });
    const all = await find(where, strange);
    expect([...all.names].sort()).toEqual([...strange].sort());
    expect((await find(where, [], { literal: strange })).names).toEqual(all.names);
  });

  test.each([
    ['the file that it leaves out', '!secret.env'],
    ['a pattern', '!*.env'],
  ])('and also excludes %s is refused: somebody may have added it', async (_, argument) => {
    using where = createTemporaryTree();
    where.writeFiles({ 'secret.env': 1, 'a.txt': 1 });
    expect((await find(where, ['.', argument])).names).toEqual(['a.txt']);
    where.writeFiles({ [argument]: 1 });
    expect((await find(where, ['.', argument])).problems).toEqual([
      `"${argument}" is a file or folder, and also excludes something: write "./${argument}" for the file, or rename it`,
    ]);
    expect((await find(where, [`./${argument}`])).names).toEqual([argument]);
  });

  test('is all of that folder', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd [1]/#a': 1, 'd [1]/e/!b': 1, 'd 1/c': 1 });
    expect((await find(where, ['d [1]'])).names).toEqual(['#a', 'e/!b']);
    expect((await find(where, [`d [1]${path.sep}`])).names).toEqual(['#a', 'e/!b']);
    expect((await find(where, ['d [1]', 'd 1/c'])).names).toEqual(['d 1/c', 'd [1]/#a', 'd [1]/e/!b']);
  });

  test('goes together with patterns, and with the lines of --path', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'a [1].txt': 1, 'b/c.js': 1, 'b/d.css': 1, 'e/f': 1 });
    expect((await find(where, ['a [1].txt', 'b/*.js'], { patterns: 'e' })).names).toEqual([
      ...['a [1].txt', 'b/c.js', 'e/f'],
    ]);
  });

  test('after ! is excluded as it is', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/a [1].txt': 1, 'd/a 1.txt': 1, 'd/e/f': 1 });
    expect((await find(where, ['d', '!d/a [1].txt', '!d/e'])).names).toEqual(['a 1.txt']);
    expect((await find(where, ['d/e/f', '!d'])).names).toEqual([]);
  });

  test('after -- is never a pattern, nor an exclusion', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ a: 1, b: 1 });
    expect(await find(where, ['a'], { literal: ['*', '!a'] })).toMatchObject({
      names: ['a'],
      unmatched: ['*', '!a'],
    });
  });

  test('is taken though its name begins with a dot, also below another argument', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'a/b': 1, 'a/.env': 1, 'a/.git/config': 1, 'a/.git/.x': 1, '.github/w.yml': 1 });
    expect((await find(where, ['a/.env'])).names).toEqual(['.env']);
    expect(await find(where, ['a/.git'])).toMatchObject({ names: ['config'], hiddenCount: 1 });
    expect((await find(where, ['a', 'a/.env'])).names).toEqual(['.env', 'b']);
    expect((await find(where, ['a', 'a/.git/config'])).names).toEqual(['.git/config', 'b']);
    expect((await find(where, ['.', '.github'])).names).toEqual(['.github/w.yml', 'a/b']);
    expect(await find(where, ['a/.*'])).toMatchObject({ names: [], hiddenCount: 3 });
  });

  test('holds no file and is told', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ a: 1 });
    where.createFolder('empty');
    expect((await find(where, ['a', 'empty'])).unmatched).toEqual(['empty']);
  });
});

describe('an argument that leads out of the working folder', () => {
  test('is named as it would be from the folder above', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'w/x': 1, 'dist/a': 1, 'dist/b/c': 1, 'dist/b/d.map': 1 });
    for (const [here, above] of [
      [['../dist'], ['dist']],
      [['../dist/'], ['dist']],
      [['../dist/a'], ['dist/a']],
      [
        ['../dist/b', 'x'],
        ['dist/b', 'w/x'],
      ],
      [['../dist/**/*.map'], ['dist/**/*.map']],
      [
        ['./../dist', '!../dist/**/*.map'],
        ['dist', '!dist/**/*.map'],
      ],
      [
        ['..', '!../w'],
        ['.', '!w'],
      ],
    ] as const) {
      const expected = (await find(where, above)).names;
      expect(expected).not.toEqual([]);
      expect(await find(where, here, { from: 'w' })).toMatchObject({
        names: expected,
        problems: [],
        unmatched: [],
      });
    }
  });

  test.skipIf(isWindows)('goes up from where a link leads, as every other program does', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'far/away/x': 1, 'far/y': 1, 'near/y': 22 });
    where.createLink('near/link', '../far/away');
    expect((await find(where, ['link/../y'], { from: 'near' })).files).toMatchObject([
      { relativePath: 'y', sizeBytes: 1 },
    ]);
    expect((await find(where, ['link/..'], { from: 'near' })).names).toEqual(['away/x', 'y']);
  });
});

describe('an argument that does not exist', () => {
  test.each([[''], ['nope'], ['a/'], ['a/b'], [' a'], ['a\nb'], ['#a'], ['a*\n*']])(
    'is no pattern without a sign of one: %j',
    async (text) => {
      using where = createTemporaryTree();
      where.writeFiles({ a: 1, b: 1 });
      expect(await find(where, ['b', text])).toMatchObject({ names: ['b'], unmatched: [text], problems: [] });
    },
  );

  test.skipIf(isWindows)('keeps the spaces and the # of its pattern', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ '#1.txt': 1, ' 2.txt': 1, '3.txt ': 1, '4.txt': 1 });
    expect((await find(where, ['#*.txt'])).names).toEqual(['#1.txt']);
    expect((await find(where, [' *.txt'])).names).toEqual([' 2.txt']);
    expect((await find(where, ['*.txt '])).names).toEqual(['3.txt ']);
  });

  test.skipIf(isWindows || process.getuid?.() === 0)(
    'because its folder is closed is told as such',
    async () => {
      using where = createTemporaryTree();
      where.writeFiles({ 'closed/a': 1, b: 1 });
      chmodSync(where.pathOf('closed'), 0);
      const { problems } = await find(where, ['b', 'closed/a']);
      chmodSync(where.pathOf('closed'), 0o700);
      expect(problems).toEqual(['"closed/a" cannot be read (EACCES): check the path and its permissions']);
    },
  );
});

test.each([
  ['posix', '/v/w', '*.js', '/v/w/*.js'],
  ['posix', '/v/w', '../*.js', '/v/*.js'],
  ['posix', '/v/w', './../..//../a*', '/a*'],
  ['posix', '/v/w', '!../x', '!/v/x'],
  ['posix', '/v/w', ' ! ../x', '!/v/x'],
  ['posix', '/v/w', '..\\*', '/v/w/..\\*'],
  ['posix', '/v/w', '~/x*', '~/x*'],
  ['win32', 'C:\\v\\w', '..\\dist\\*.js', 'C:\\v\\dist\\*.js'],
  ['win32', 'C:\\v\\w', '.\\*.js', 'C:\\v\\w\\*.js'],
  ['win32', 'C:\\v\\w', '../../../a*', 'C:\\a*'],
  ['win32', 'C:\\v\\w', 'D:\\*.js', 'D:\\*.js'],
] as const)('on %s in %s the pattern of the argument %j is %s', (system, cwd, text, pattern) => {
  expect(argumentPattern(text, cwd, path[system])).toBe(pattern);
});
