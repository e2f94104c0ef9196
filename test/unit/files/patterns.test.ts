import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  matcherOf,
  matchingPatterns,
  matchPath,
  noMatches,
  type PathPatterns,
  parsePathPatterns,
  shouldDescend,
  toAbsolutePattern,
} from '../../../src/files/patterns.ts';

describe('the lines of path', () => {
  test('are read without comments, blank lines and the spaces around them', async () => {
    const { list, searchPaths, problems } = await parsePathPatterns(
      'a#1\r\n# c\r\n  b/*.zip\t\r\n\r!c\n',
      '/w',
    );
    expect(list.map(({ text }) => text)).toEqual(['a#1', 'b/*.zip', '!c']);
    expect(searchPaths).toEqual(['/w/a#1', '/w/b']);
    expect(problems).toEqual([]);
  });

  test('may be none', async () => {
    expect(await parsePathPatterns('\n# nothing\n', '/w')).toMatchObject({ list: [], problems: [] });
  });

  test('must not only exclude', async () => {
    for (const lines of ['!a', '!a\n!!!b']) {
      expect((await parsePathPatterns(lines, '/w')).problems).toEqual([
        expect.stringContaining('add at least one line without !'),
      ]);
    }
    expect((await parsePathPatterns('!a\n!!b', '/w')).problems).toEqual([]);
  });

  test.each(['..', '../a', 'a/..', 'a/./b', 'a/../b', '!..', '!./a/../b', 'a/.', '/a/./b'])(
    'must not step up or stay, and are told how to write that: %j',
    async (line) => {
      const { problems, searchPaths } = await parsePathPatterns(`ok\n${line}`, '/w');
      expect(problems).toEqual([
        `path: "${line}" has a . or .. segment: write the path from the working folder, or an absolute path`,
      ]);
      expect(searchPaths).toEqual(['/w/ok']);
    },
  );

  test('that hold no pattern are told with the reason, escaped', async () => {
    const { problems, list } = await parsePathPatterns('ok\n!', '/w');
    expect(problems).toEqual([expect.stringMatching(/^path: "!" is not a valid pattern: .*empty/)]);
    expect(list).toHaveLength(1);
    expect((await parsePathPatterns('a/\u001b/..', '/w')).problems).toEqual([
      expect.stringContaining('"a/\\u001b/.."'),
    ]);
  });

  test.each([
    ['posix', '/w', 'a', '/w/a'],
    ['posix', '/w', './a', '/w/a'],
    ['posix', '/w', './/a/./b', '/w/a/./b'],
    ['posix', '/w', '.', '/w'],
    ['posix', '/w', './', '/w'],
    ['posix', '/', '.', '/'],
    ['posix', '/', 'a', '/a'],
    ['posix', '/w', '.a', '/w/.a'],
    ['posix', '/w', '.\\a', '/w/.\\a'],
    ['posix', '/w', 'a/./b', '/w/a/./b'],
    ['posix', '/w', '/x', '/x'],
    ['posix', '/w', '~', '~'],
    ['posix', '/w', '~/x', '~/x'],
    ['posix', '/w', '~x', '/w/~x'],
    ['posix', '/w', 'a~/x', '/w/a~/x'],
    ['posix', '/w', 'c:x', '/w/c:x'],
    ['posix', '/w', '!a', '!/w/a'],
    ['posix', '/w', '! ! a', '! ! /w/a'],
    ['posix', '/w', '!/x', '!/x'],
    ['posix', '/w', 'a!b', '/w/a!b'],
    ['posix', '/w', '!', '!'],
    ['posix', '/a[b]*?\\', 'x', '/a[[]b][*][?]\\\\/x'],
    ['posix', '/w', '[ab]*', '/w/[ab]*'],
    ['win32', 'C:\\w', 'a', 'C:\\w\\a'],
    ['win32', 'C:\\w', './a', 'C:\\w\\a'],
    ['win32', 'C:\\w', '.\\\\a', 'C:\\w\\a'],
    ['win32', 'C:\\w', '.', 'C:\\w'],
    ['win32', 'C:\\w', 'a.\\b', 'C:\\w\\a.\\b'],
    ['win32', 'C:\\w', '.a', 'C:\\w\\.a'],
    ['win32', 'C:\\', 'a', 'C:\\a'],
    ['win32', 'C:\\w[1]', '!a', '!C:\\w[[]1]\\a'],
    ['win32', 'C:\\w', 'D:\\x', 'D:\\x'],
    ['win32', 'C:\\w', 'd:x', 'd:x'],
    ['win32', 'C:\\w', 'ad:x', 'C:\\w\\ad:x'],
    ['win32', 'C:\\w', '\\x', '\\x'],
    ['win32', 'C:\\w', '~\\x', '~\\x'],
  ] as const)('on %s in %s start there when they are relative: %j', (system, cwd, line, whole) => {
    expect(toAbsolutePattern(line, cwd, path[system])).toBe(whole);
  });
});

test.each([
  {},
  { patterns: undefined },
  { patterns: { 0: matcher() } },
  { patterns: [] },
  { patterns: [null] },
  { patterns: ['*'] },
  { patterns: [{ ...matcher(), negate: 'no' }] },
  { patterns: [{ ...matcher(), match: undefined }] },
  { patterns: [{ ...matcher(), minimatch: { match: true } }] },
])('a library that keeps its patterns otherwise is refused: %j', (globber) => {
  expect(() => matcherOf({ patterns: [matcher()] })).not.toThrow();
  expect(() => matcherOf(globber)).toThrow('this version of @actions/glob keeps its patterns elsewhere');
});

/** As the library answers: what matches as a folder only, as a file only, as both. */
const asFolder = 1;
const asFile = 2;
const asBoth = 3;

function matcher(negate = false, answer = 0, below = false) {
  return { negate, match: () => answer, minimatch: { match: () => below } };
}

function lines(...matchers: ReturnType<typeof matcher>[]): PathPatterns {
  const list = matchers.map((each) => ({ text: '', isArgument: false, matcher: each }));
  return { list, searchPaths: [], named: new Set(), problems: [] };
}

describe('what the lines say of a path', () => {
  test.each([
    ['no line matches', [matcher()], false],
    ['a line matches', [matcher(), matcher(false, asBoth)], true],
    ['a line matches folders only', [matcher(false, asFolder)], false],
    ['a later line excludes it', [matcher(false, asBoth), matcher(true, asBoth)], false],
    ['a later line excludes folders of that name', [matcher(false, asBoth), matcher(true, asFolder)], true],
    ['an earlier line excludes it', [matcher(true, asBoth), matcher(false, asBoth)], true],
    ['it is excluded and taken back', [matcher(false, 3), matcher(true, 3), matcher(false, asFile)], true],
  ] as const)('as a file, where %s', (_, matchers, isWanted) => {
    const all = lines(...matchers);
    const { isFileMatch: file, matches } = matchPath(all, '/w/a', noMatches(all));
    expect(file).toBe(isWanted);
    expect(matches).toEqual(matchers.map((each) => each.match()));
  });

  test('holds for all that is below a match, and not for what is beside it', () => {
    const all = lines(matcher(), matcher(), matcher(true));
    expect(matchPath(all, '/w/d/a', [asFolder, 0, 0])).toEqual({
      isFileMatch: true,
      isFolderMatch: true,
      matches: [asBoth, 0, 0],
    });
    expect(matchPath(all, '/w/d/a', [asBoth, 0, asFolder])).toEqual({
      isFileMatch: false,
      isFolderMatch: false,
      matches: [3, 0, 3],
    });
  });

  test.each([
    ['that nothing matches', [matcher()], [0], false],
    ['that a line matches', [matcher()], [asFolder], true],
    ['that a line may match below', [matcher(), matcher(false, 0, true)], [0, 0], true],
    ['that only an exclude matches', [matcher(), matcher(true, 0, true)], [0, asBoth], false],
    ['that a later line excludes', [matcher(), matcher(true)], [asBoth, asBoth], false],
    ['below which a later line may exclude', [matcher(), matcher(true, 0, true)], [asBoth, 0], true],
    ['that an earlier line excludes', [matcher(true), matcher()], [asBoth, asBoth], true],
    ['that a later line takes, too', [matcher(), matcher()], [asBoth, asBoth], true],
    ['that is taken back', [matcher(), matcher(true), matcher(false, 0, true)], [3, 3, 0], true],
  ] as const)('of a folder %s decides whether to look into it', (_, matchers, matches, isEntered) => {
    expect(shouldDescend(lines(...matchers), '/w/d', matches)).toBe(isEntered);
  });

  test('names the lines that found it: those that take files', () => {
    const all = lines(matcher(), matcher(), matcher(true), matcher(), matcher());
    expect(matchingPatterns(all, [asBoth, 0, asBoth, asFolder, asFile])).toEqual([0, 4]);
  });
});

// minimatch before version 11 needs minutes for it.
test('ten stars are matched quickly against a name of 255 characters', async () => {
  const patterns = await parsePathPatterns(`${'*a'.repeat(10)}*b`, '/w');
  expect(matchPath(patterns, `/w/${'a'.repeat(255)}`, noMatches(patterns)).isFileMatch).toBe(false);
}, 5000);
