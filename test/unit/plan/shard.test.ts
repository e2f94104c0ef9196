import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planUpload } from '../../../src/plan/plan.ts';
import { selectShard } from '../../../src/plan/shard.ts';
import { foundFiles } from '../../support/found-files.ts';

const plan = (paths: readonly string[], destination = 'in') =>
  planUpload(foundFiles(paths), { destination, flatten: false });
const shares = (paths: readonly string[], total: number, destination?: string) =>
  Array.from({ length: total }, (_, n) => selectShard(plan(paths, destination), { index: n + 1, total }));
const pathsOf = ({ files }: { files: readonly { relativePath: string }[] }) =>
  files.map(({ relativePath }) => relativePath);

const trees = fc.uniqueArray(fc.stringMatching(/^x[a-z]{1,4}(\/x[a-z]{1,4}){0,2}\.bin$/), { maxLength: 40 });

test('shares do not overlap and together are complete, in the order of the plan', () => {
  fc.assert(
    fc.property(trees, fc.integer({ min: 1, max: 7 }), (paths, total) => {
      const all = shares(paths, total);
      expect(all.flatMap(pathsOf).sort()).toEqual([...paths].sort());
      expect(all.reduce((sum, { totalBytes }) => sum + totalBytes, 0)).toBe(plan(paths).totalBytes);
      for (const share of all)
        expect(pathsOf(share)).toEqual(pathsOf(plan(paths)).filter((path) => pathsOf(share).includes(path)));
    }),
  );
});

test('a file belongs to the same job, independent of other files and of the destination', () => {
  fc.assert(
    fc.property(trees, fc.integer({ min: 1, max: 7 }), (paths, total) => {
      const most = paths.filter((_, n) => n % 3 > 0);
      shares(most, total, 'elsewhere/2').forEach((share, n) => {
        expect(pathsOf(shares(paths, total)[n] ?? share)).toEqual(expect.arrayContaining(pathsOf(share)));
      });
    }),
  );
});

test('spellings that are one name on the drive belong to one job', () => {
  expect(shares(['Read/Me.TXT'], 5).map(({ files }) => files.length)).toEqual(
    shares(['read/me.txt'], 5).map(({ files }) => files.length),
  );
});

test('many files are shared nearly evenly, and always in the same way', () => {
  const all = shares(
    Array.from({ length: 8000 }, (_, n) => `d${n % 30}/file-${n}.bin`),
    4,
  );
  for (const { files } of all) expect(Math.abs(files.length - 2000)).toBeLessThan(150);
  expect(shares(['a.zip', 'b.zip', 'c.zip', 'd.zip'], 2).map(pathsOf)).toEqual([
    ['b.zip', 'c.zip'],
    ['a.zip', 'd.zip'],
  ]);
});

test.each(['', 'in', 'else/where'])('below the folder %j the same files belong to the same job', (folder) => {
  const paths = Array.from({ length: 40 }, (_, n) => `d${n % 3}/file-${n}.bin`);
  expect(shares(paths, 2, folder).map(pathsOf)).toEqual(shares(paths, 2, 'other').map(pathsOf));
});

test('a share has its size in bytes and its destination', () => {
  const all = planUpload(foundFiles({ 'a.zip': 5, 'b.zip': 7, 'c.zip': 11, 'd.zip': 14 }), {
    destination: 'in',
    flatten: false,
  });
  expect(selectShard(all, { index: 1, total: 2 })).toMatchObject({ totalBytes: 18, destination: 'in' });
  expect(selectShard(all, { index: 2, total: 2 })).toMatchObject({ totalBytes: 19, destination: 'in' });
});

test('a share may be empty', () => {
  expect(shares(['only'], 3).filter(({ files }) => files.length === 0)).toHaveLength(2);
});
