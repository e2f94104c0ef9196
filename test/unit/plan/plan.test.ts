import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UsageFailure } from '../../../src/core/errors.ts';
import type { FoundFiles } from '../../../src/files/find.ts';
import { type PlanOptions, planUpload } from '../../../src/plan/plan.ts';
import { foundFiles as found } from '../../support/found-files.ts';

const plain: PlanOptions = { destination: '', flatten: false };

function problemsOf(some: FoundFiles, options: PlanOptions): readonly string[] {
  try {
    planUpload(some, options);
  } catch (error) {
    if (error instanceof UsageFailure) return error.problems;
    throw error;
  }
  return [];
}

describe('a plan', () => {
  test('sends the largest file first, files of one size by path', () => {
    const plan = planUpload(found({ b: 1, 'x/a': 1, c: 7 }), { ...plain, destination: 'to/here' });
    expect(plan).toEqual({
      destination: 'to/here',
      totalBytes: 9,
      files: [
        { localPath: '/w/c', relativePath: 'c', remotePath: 'to/here/c', name: 'c', sizeBytes: 7 },
        { localPath: '/w/b', relativePath: 'b', remotePath: 'to/here/b', name: 'b', sizeBytes: 1 },
        { localPath: '/w/x/a', relativePath: 'x/a', remotePath: 'to/here/x/a', name: 'a', sizeBytes: 1 },
      ],
    });
  });

  test('of no files is empty', () => {
    expect(planUpload(found({}), { ...plain, name: 'x' })).toEqual({
      files: [],
      totalBytes: 0,
      destination: '',
    });
  });

  test('drops the folders with flatten', () => {
    const plan = planUpload(found({ 'a/b/x': 2, 'c/y': 1 }), { destination: 'd', flatten: true });
    expect(plan.files.map((file) => file.remotePath)).toEqual(['d/x', 'd/y']);
  });

  test('gives a single file its new name, in the destination itself', () => {
    const [file] = planUpload(found({ 'a/b.zip': 1 }), { ...plain, destination: 'd', name: 'c.zip' }).files;
    expect(file).toMatchObject({ remotePath: 'd/c.zip', name: 'c.zip', relativePath: 'a/b.zip' });
  });

  test('renames a single file with flatten, too, and only if a name is set', () => {
    const [file] = planUpload(found({ 'a/b': 1 }), { destination: 'd', flatten: true, name: 'c' }).files;
    expect(file).toMatchObject({ remotePath: 'd/c', name: 'c' });
  });

  test('refuses a name for several files', () => {
    expect(problemsOf(found({ a: 1, b: 1 }), { ...plain, name: 'c' })).toEqual([
      'name is for a single file, but path finds 2 files: remove name, or make path match one file',
    ]);
  });

  test('refuses two files on one path, ignoring case, and names both', () => {
    expect(problemsOf(found({ 'a/X.txt': 1, 'A/x.TXT': 1 }), plain)).toEqual([
      '"/w/A/x.TXT" and "/w/a/X.txt" would both be "a/X.txt" on the drive',
    ]);
    expect(problemsOf(found({ 'a/x': 2, 'b/x': 1 }), { ...plain, flatten: true })).toEqual([
      '"/w/a/x" and "/w/b/x" would both be "x" on the drive',
    ]);
  });

  test('refuses two files whose names differ only in Unicode normalization', () => {
    expect(problemsOf(found({ 'caf\u00e9': 2, 'cafe\u0301': 1 }), plain)).toHaveLength(1);
  });

  test('refuses a file where another one needs a folder, and names both', () => {
    expect(problemsOf(found({ Lib: 1, 'lib/deep/x': 1 }), { ...plain, destination: 'd' })).toEqual([
      '"/w/Lib" and "/w/lib/deep/x": "d/Lib" would be a file and a folder on the drive',
    ]);
  });

  test('reports once that a file is where others need a folder', () => {
    expect(problemsOf(found({ Lib: 1, 'lib/x': 1, 'lib/y': 1, 'lib/z/a': 1 }), plain)).toHaveLength(1);
  });

  test('accepts a file next to a folder whose name only starts the same', () => {
    expect(problemsOf(found({ lib: 1, 'library/deep/x': 1, 'd/library': 1, 'd/lib': 1 }), plain)).toEqual([]);
  });

  test('accepts 250 GB and refuses one byte more', () => {
    expect(problemsOf(found({ a: 268_435_456_000 }), plain)).toEqual([]);
    expect(problemsOf(found({ a: 268_435_456_001 }), plain)).toEqual([
      expect.stringContaining('at most 250 GB'),
    ]);
  });

  test('reports all problems at once: search, destination, names, lengths', () => {
    const long = 'n'.repeat(256);
    const some = found({ 'ok.txt': 1, 'a:b': 1, 'con/x': 1, [long]: 1 }, { problems: ['a link leads out'] });
    const problems = problemsOf(some, { ...plain, destination: 'bad./dest' });
    expect(problems).toHaveLength(5);
    expect(problems[0]).toBe('a link leads out');
    expect(problems[1]).toContain('"bad.": the name ends with a dot');
    expect(problems.join('\n')).toMatch(/"bad\.\/dest\/a:b".*"bad\.\/dest\/con".*256 characters/s);
  });

  test('keeps every file and byte, for any files', () => {
    const name = fc.stringMatching(/^x[a-z]{1,5}$/);
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `${parts.join('/')}.bin`);
    fc.assert(
      fc.property(fc.dictionary(path, fc.nat()), (sizes) => {
        const plan = planUpload(found(sizes), { ...plain, destination: 'd' });
        const back = Object.fromEntries(plan.files.map((file) => [file.relativePath, file.sizeBytes]));
        expect(back).toEqual({ ...sizes });
        expect(plan.files.every((file) => file.remotePath === `d/${file.relativePath}`)).toBe(true);
        expect(plan.totalBytes).toBe(Object.values(sizes).reduce((sum, size) => sum + size, 0));
      }),
    );
  });
});

describe('a name that OneDrive does not allow', () => {
  test.each([
    [
      'is mended here, left out, or spelled anew',
      { ...plain },
      /: rename it, leave it out of path, or set inv/,
    ],
    [
      'is mended otherwise when that is set',
      { ...plain, invalidNames: 'replace' },
      /: rename it, or leave it out/,
    ],
    ['is chosen again when it was chosen', { ...plain, name: 'aux' }, /: choose another name$/],
  ] as const)('%s', (_, options, remedy) => {
    expect(problemsOf(found({ aux: 1 }), options)).toEqual([expect.stringMatching(remedy)]);
  });

  test('is reported even if one name was set for several files', () => {
    const problems = problemsOf(found({ 'a:b': 1, c: 1 }), { ...plain, name: 'd' });
    expect(problems).toEqual([
      expect.stringContaining('name is for a single file'),
      expect.stringContaining('"a:b"'),
    ]);
  });

  test.each(['..', '../a:b', '../../con'])('is not reported for %j, which the search has refused', (path) => {
    expect(problemsOf(found([path], { problems: ['it is not below root'] }), plain)).toEqual([
      'it is not below root',
    ]);
  });

  test.each(['a../b', '..a:'])('is reported for %j, which is not a parent folder', (path) => {
    expect(problemsOf(found([path]), plain)).toEqual([
      expect.stringContaining('which OneDrive does not allow'),
    ]);
  });
});

describe('the list of checksums', () => {
  test.each([
    ['sums.txt', []],
    [
      'a/B.TXT',
      ['"/w/a/b.txt" would replace the checksum list "in/a/B.TXT": choose another name for the list'],
    ],
    ['con', ['checksums: "in/con": the name is a reserved name, which OneDrive does not allow']],
  ])('is added to the files, or is refused: %s', (checksums, problems) => {
    const options = { destination: 'in', flatten: false, checksums };
    expect(problemsOf(found(['a/b.txt']), options)).toEqual(problems);
  });
});
