/**
 * What is huge takes no more than it must: nothing here may grow with the square of what it is given. Apart from the
 * tests of the rooms, because a source that is changed a thousand times over is slow, and its tests are run each time.
 */
import { expect, test } from 'vitest';
import { type ListedItem, listedItemCount } from '../../src/cleanup/listing.ts';
import { planMirror } from '../../src/cleanup/mirror.ts';
import { findFiles } from '../../src/files/find.ts';
import { QuickXorHash } from '../../src/files/hash.ts';
import { encodeName } from '../../src/plan/name-encoding.ts';
import { nameProblems } from '../../src/plan/names.ts';
import { planUpload } from '../../src/plan/plan.ts';
import { cpuTimeMs } from '../support/cpu-time.ts';
import { foundFiles } from '../support/found-files.ts';
import { zeros } from '../support/quick-xor-hash-vectors.ts';
import { createTemporaryTree } from '../support/temporary-tree.ts';

/** For a machine that is busy: effort is what counts. */
const patient = { timeout: 60_000 };

test('a name of a million characters is judged at once', patient, async () => {
  const names = ['con.', ' ', '_vti', '~$', '\ud83d', ':'].map((part) => part.repeat(1_000_000));
  expect(await cpuTimeMs(() => names.map((name) => nameProblems(name, true)))).toBeLessThan(2000);
});

test('a name of a million characters is spelled anew at once', patient, async () => {
  const names = [':', '‛', '\ud83d', ' '].map((part) => part.repeat(1_000_000));
  expect(await cpuTimeMs(() => names.map((name) => encodeName(name, true)))).toBeLessThan(4000);
});

test('a plan of 100,000 files is made quickly', patient, async () => {
  const paths = Array.from({ length: 100_000 }, (_, n) => [`d${n % 317}/e${n % 7}/f${n}`, n]);
  const some = foundFiles(Object.fromEntries(paths));
  const plan = () => planUpload(some, { destination: '', flatten: false });
  expect(await cpuTimeMs(() => expect(plan().files).toHaveLength(100_000))).toBeLessThan(5000);
});

test('a folder of 200,000 items on the drive is counted and judged', patient, () => {
  const twig = (path: string, children: readonly ListedItem[] = []): ListedItem => ({
    ...{
      path,
      id: path,
      folderId: undefined,
      version: '',
      isFolder: children.length > 0,
      sizeBytes: 1,
      kind: 'plain',
      incompleteReason: undefined,
    },
    ...{ createdMs: 0, modifiedMs: 0, children },
  });
  const files = Array.from({ length: 200_000 }, (_, n) => twig(`a/b/f${n}`));
  const folder = twig('a', [twig('a/b', files)]);
  expect(listedItemCount(folder)).toBe(200_000);
  const named = { paths: new Set<string>(), folders: new Set(['a/b']), ids: new Set<string>() };
  expect(planMirror(folder, named).items).toHaveLength(200_000);
});

test('5,000 files of one folder and 500 folders are found, each once', patient, async () => {
  using where = createTemporaryTree();
  const many = Array.from({ length: 5000 }, (_, n) => [`d/f${n}`, 0]);
  const deep = Array.from({ length: 500 }, (_, n) => [`d/g${n}/f`, 0]);
  where.writeFiles(Object.fromEntries([...many, ...deep]));
  const search = { patterns: 'd\nd/**', includeHiddenFiles: false, followSymbolicLinks: true };
  const { signal } = new AbortController();
  const { files } = await findFiles(search, { cwd: where.path, env: {}, signal });
  expect(files).toHaveLength(5500);
  expect(new Set(files.map(({ relativePath }) => relativePath)).size).toBe(5500);
});

test('10,000 files that a shell names one by one are found quickly, each once', patient, async () => {
  using where = createTemporaryTree();
  const names = Array.from({ length: 10_000 }, (_, n) => `d/f [${n}]`);
  where.writeFiles(Object.fromEntries(names.map((name) => [name, 0])));
  const given = names.map((text) => ({ text, isLiteral: false }));
  const search = { patterns: '', arguments: given, includeHiddenFiles: false, followSymbolicLinks: true };
  const host = { cwd: where.path, env: {}, signal: new AbortController().signal };
  const find = async () => expect((await findFiles(search, host)).files).toHaveLength(10_000);
  expect(await cpuTimeMs(find)).toBeLessThan(10_000);
});

test('QuickXorHash of 160 MiB of zeros is the published one', patient, () => {
  const hash = new QuickXorHash();
  for (let left = zeros.sizeBytes; left > 0; left -= 1_000_000) {
    hash.update(new Uint8Array(Math.min(left, 1_000_000)));
  }
  expect(hash.digest()).toBe(zeros.hash);
});
