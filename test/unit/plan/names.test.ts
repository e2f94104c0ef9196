import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameProblems, pathProblems } from '../../../src/plan/names.ts';

describe('a name', () => {
  test.each([
    'a.txt',
    'a b.txt',
    '#1 100%.txt',
    'ünï.tar.gz',
    '日本語',
    'a\ufdcf\ufdf0\ufffd',
    '😀.png',
    '~a',
    '.hidden',
    'lock',
    'a.lock',
    'package-lock.json',
    'console',
    'com10',
    'comx',
    'auxiliary.txt',
    'a.con',
    'vti',
    'desktop.ini.txt',
    '$a',
    'a~$b',
    "it's (1) & {2}",
    'forms',
    '..a',
    'a'.repeat(255),
  ])('%s is accepted', (name) => {
    expect(nameProblems(name, false)).toEqual([]);
  });

  test.each([
    ['a:b', 'contains :'],
    ['a"*:<>?/\\|b', 'contains " * : < > ? / \\ |'],
    ['a\nb', 'contains a control character'],
    ['a\u007f', 'contains a control character'],
    ['a\ud83d.txt', 'is not valid Unicode'],
    ['\ude00', 'is not valid Unicode'],
    ['a\u0085', 'contains a control character'],
    ['a\uffff.txt', 'contains U+FFFF (not a Unicode character)'],
    ['\ufdd0\ufdef\ufffe', 'contains U+FDD0 U+FDEF U+FFFE (not Unicode characters)'],
    ['\u{1fffe}\u{10ffff}', 'contains U+1FFFE U+10FFFF (not Unicode characters)'],
    [' a', 'starts with a space'],
    ['a ', 'ends with a space'],
    ['a.', 'ends with a dot'],
    ['..', 'ends with a dot'],
    ['CON', 'is a reserved name'],
    ['con.tar.gz', 'is a reserved name'],
    ['Com0', 'is a reserved name'],
    ['LPT9.log', 'is a reserved name'],
    ['nul.', 'is a reserved name'],
    ['.LOCK', 'is a reserved name'],
    ['Desktop.ini', 'is a reserved name'],
    ['~$report.docx', 'starts with ~$'],
    ['a_VTI_b', 'contains _vti_'],
    ['a'.repeat(256), 'is 256 characters long, the limit is 255'],
  ])('%j is refused', (name, clause) => {
    expect(nameProblems(name, false)).toContain(clause);
  });

  test('forms is refused at the root only', () => {
    expect(nameProblems('Forms', true)).toEqual(["is reserved at a library's root"]);
    expect(nameProblems('Forms', false)).toEqual([]);
  });

  test('made of letters, digits and inner dashes is always accepted', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^x[a-z0-9-]{0,40}x$/), (name) => nameProblems(name, true).length === 0),
    );
  });
});

describe('a path', () => {
  test('is reported with every segment that is refused, and a folder only once', () => {
    const known = new Set<string>();
    const first = pathProblems('a/b:c/d./x?.txt', known);
    expect(first.map((problem) => problem.slice(0, problem.indexOf(':', 9)))).toHaveLength(3);
    expect(pathProblems('a/b:c/d./y.txt', known)).toEqual([]);
    expect(pathProblems('a/b:c/aux', known)).toEqual([
      '"a/b:c/aux": the name is a reserved name, which OneDrive does not allow',
    ]);
  });

  test('with hundreds of refused names is reported with the last ones and its length', () => {
    const problems = pathProblems('a:/'.repeat(500), new Set());
    expect(problems.length).toBeGreaterThan(10);
    expect(problems.length).toBeLessThan(30);
    expect(problems[0]).toContain('is 1500 characters long');
  });

  test('of 400 characters is accepted, of 401 refused with its length', () => {
    const folder = `${'a'.repeat(199)}/`;
    expect(pathProblems(`${folder}${'b'.repeat(200)}`, new Set())).toEqual([]);
    expect(pathProblems(`${folder}${'b'.repeat(201)}`, new Set())).toEqual([
      expect.stringMatching(/is 401 characters long with its folders, the limit is 400$/),
    ]);
  });

  test('has the rule for the root only for its first segment', () => {
    expect(pathProblems('a/forms/forms', new Set())).toEqual([]);
    expect(pathProblems('forms/a', new Set())).toEqual([
      expect.stringContaining('"forms": the name is reserved'),
    ]);
  });

  test('is reported with all problems of a name in one sentence', () => {
    expect(pathProblems('a/ b?.', new Set())).toEqual([
      expect.stringContaining(
        'contains ?, starts with a space, ends with a dot, which OneDrive does not allow',
      ),
    ]);
  });

  test('shows no control character of a name', () => {
    expect(pathProblems('a\n::error::x', new Set()).join()).toContain('a\\u000a::error::x');
  });
});
