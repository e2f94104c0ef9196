import { describe, expect, test } from 'vitest';
import type { DriveItem } from '../../../src/graph/parse.ts';
import { findExistingItems } from '../../../src/upload/existing.ts';
import { existingItemsDrive } from '../../support/existing-items-drive.ts';
import { plannedFile } from '../../support/fake-drive.ts';

/** What is found for files planned at these paths, and what it took. */
async function found(paths: readonly string[], items: Readonly<Record<string, Partial<DriveItem>>>) {
  const drive = existingItemsDrive(items);
  const map = await findExistingItems(
    drive,
    paths.map((path) => plannedFile(path)),
  );
  const there = Object.fromEntries([...map].map(([file, item]) => [file.remotePath, item.id]));
  return { there, asked: drive.requests, mostAtOnce: drive.maxConcurrent() };
}

/** Items by path, as `standingDrive` wants them. */
const standing = (...paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, {}]));

/** `f0`, `f1` … below a folder. */
const filesOf = (folder: string, count: number) => Array.from({ length: count }, (_, n) => `${folder}f${n}`);

describe('what exists at the paths of planned files', () => {
  const paths = ['in/a', 'in/b', 'in/c', 'in/d', 'in/deep/er/e', 'in/other/f'];

  test('is found at any depth, and only there', async () => {
    const { there } = await found(paths, standing('in/a', 'in/d', 'in/deep/er/e', 'in/f', 'in/other/e'));
    expect(there).toEqual({
      'in/a': 'id-of-in/a',
      'in/d': 'id-of-in/d',
      'in/deep/er/e': 'id-of-in/deep/er/e',
    });
  });

  test('is found in the drive’s root', async () => {
    expect((await found(['a', 'b', 'c', 'd'], standing('b'))).there).toEqual({ b: 'id-of-b' });
    expect((await found(['a'], standing('a'))).there).toEqual({ a: 'id-of-a' });
  });

  test.each([
    ['looked up', 1],
    ['listed', 5],
  ])('is the same in other letters, when it is %s', async (_, count) => {
    const { there } = await found(filesOf('In/Sub/', count), standing('in/SUB/F0'));
    expect(there).toEqual({ 'In/Sub/f0': 'id-of-in/SUB/F0' });
  });

  test('is found below folders that the drive spells in other letters', async () => {
    const { there } = await found(['in/Deep/a', 'in/x'], standing('IN/DEEP/A'));
    expect(there).toEqual({ 'in/Deep/a': 'id-of-IN/DEEP/A' });
  });

  test('may be a folder', async () => {
    const { there } = await found(paths, standing('in/a/inner'));
    expect(Object.keys(there)).toEqual(['in/a']);
  });

  test('is nothing when nothing is planned, without a request', async () => {
    expect(await found([], standing('a'))).toMatchObject({ there: {}, asked: [] });
  });
});

describe('a name that the drive may take for one that is there', () => {
  const names = Array.from({ length: 60 }, (_, n) => [`${n}ae`, `${n}æ`] as const);

  test('is asked for by its path, at most 50 of them', async () => {
    const { asked } = await found(
      names.map(([, name]) => `in/${name}`),
      standing(...names.map(([name]) => `in/${name}`)),
    );
    expect(asked[0]).toBe('list in');
    expect(asked.slice(1)).toEqual(names.slice(0, 50).map(([, name]) => `item in/${name}`));
  });

  test('is not asked for when it is there itself', async () => {
    const { asked } = await found(['in/ae', 'in/æ', 'in/b', 'in/c'], standing('in/ae', 'in/æ'));
    expect(asked).toEqual(['list in']);
  });
});

describe('the number of requests', () => {
  test.each([
    [1, 'a look at one path each', ['item in/f0']],
    [3, 'a look at one path each', ['item in/f0', 'item in/f1', 'item in/f2']],
    [4, 'one listing', ['list in']],
  ])('for %i files of a folder is %s', async (count, _, asked) => {
    const result = await found(filesOf('in/', count), standing('in/f0'));
    expect(result).toMatchObject({ asked, there: { 'in/f0': 'id-of-in/f0' } });
  });

  test('is one listing for a folder whose files and folders are both planned', async () => {
    const { asked } = await found(['in/a', 'in/sub/b'], standing('in/x'));
    expect(asked).toEqual(['list in']);
  });

  test('is nothing for folders that hold nothing but one folder', async () => {
    expect((await found(['a/b/c/d/file'], {})).asked).toEqual(['item a/b/c/d/file']);
    const { asked } = await found(['a/b/c/file', 'a/b/d/e/file'], standing('a/b/d/e/file'));
    expect(asked).toEqual(['list a/b', 'item a/b/d/e/file']);
  });

  test('is one listing for a folder that the plan spells in two ways, by the first of them', async () => {
    const { asked, there } = await found(['In/a', 'IN/b', 'in/c', 'in/d'], standing('in/b', 'in/d'));
    expect(asked).toEqual(['list In']);
    expect(Object.keys(there)).toEqual(['IN/b', 'in/d']);
  });

  test('is one question where not even the folder of all files is there', async () => {
    expect(await found(filesOf('gone/', 5), {})).toMatchObject({ there: {}, asked: ['list gone'] });
  });

  test('is nothing below a folder that is not there, or is a file', async () => {
    const planned = ['in/gone/a', 'in/file/b', 'in/there/c'];
    const { asked, there } = await found(planned, standing('in/file', 'in/there/c'));
    expect(asked).toEqual(['list in', 'item in/there/c']);
    expect(Object.keys(there)).toEqual(['in/there/c']);
  });

  test('is a listing each once eight requests more than listings were spent on two or three files', async () => {
    const folders = ['a', 'b', 'c', 'd', 'e'].map((name) => `in/${name}/`);
    const planned = [...folders.flatMap((folder) => filesOf(folder, 3)), 'in/one/f0'];
    const { asked, there } = await found(planned, standing(...planned));
    expect(asked.filter((question) => question.startsWith('item'))).toHaveLength(4 * 3 + 1);
    expect(asked.filter((question) => question.startsWith('list'))).toHaveLength(1 + 1);
    expect(Object.keys(there).sort()).toEqual(planned.sort());
  });

  test('keeps the drive busy with four folders at once, and no more', async () => {
    const planned = Array.from({ length: 10 }, (_, n) => `in/d${n}/f`);
    const { mostAtOnce, there } = await found(planned, standing(...planned));
    expect(mostAtOnce).toBe(4);
    expect(Object.keys(there)).toHaveLength(10);
  });
});
