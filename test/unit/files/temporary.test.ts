import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../../../src/core/errors.ts';
import { writeTemporaryFile } from '../../../src/files/temporary.ts';
import { createTemporaryTree } from '../../support/temporary-tree.ts';

test('a temporary file is in a private folder, whose name identifies the process', async () => {
  using where = createTemporaryTree();
  const place = { parent: where.path, name: 'list' };
  const one = await writeTemporaryFile(place, async (path) => {
    await writeFile(path, 'one');
    return 'what was made';
  });
  const two = await writeTemporaryFile(place, (path) => writeFile(path, 'two'));
  expect(one.result).toBe('what was made');
  expect([one, two].map(({ localPath: path }) => readFileSync(path, 'utf8'))).toEqual(['one', 'two']);
  const folder = dirname(one.localPath);
  expect(basename(folder)).toMatch(/^onedrive-upload-/);
  expect([dirname(folder), basename(one.localPath)]).toEqual([where.path, 'list']);
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('a temporary file is deleted with its folder, and can be deleted twice', async () => {
  using where = createTemporaryTree();
  const made = await writeTemporaryFile({ parent: where.path, name: 'list' }, async (path) => {
    await writeFile(path, 'x');
    await writeFile(`${path}.more`, 'y');
  });
  await made.dispose();
  expect(existsSync(made.localPath)).toBe(false);
  expect(readdirSync(where.path)).toEqual([]);
  await expect(made.dispose()).resolves.toBeUndefined();
});

test('a full disk is named with the reason and what to do', async () => {
  using where = createTemporaryTree();
  const full = Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC', syscall: 'write' });
  const error = await refusal(where.path, full);
  expect(error).toBeInstanceOf(Failure);
  expect(error).toMatchObject({
    message: `a temporary file could not be written to ${where.path} (ENOSPC)`,
    kind: 'file',
    hint: expect.stringContaining('free space there'),
    cause: full,
  });
});

test('a place that does not exist is named, line breaks in its name escaped', async () => {
  using where = createTemporaryTree();
  const making = writeTemporaryFile({ parent: join(where.path, 'no\nne'), name: 'x' }, async () => {});
  await expect(making).rejects.toThrow(/written to .*no\\u000ane \(ENOENT\)/);
  expect(readdirSync(where.path)).toEqual([]);
});

test.each([
  [
    'a failure that has its words already',
    new Failure('a.txt changed', { code: 'unexpected', kind: 'file' }),
  ],
  ['an error of a library', Object.assign(new Error('premature close'), { code: 'ERR_STREAM' })],
  ['a call of the system without a reason', Object.assign(new Error('odd'), { syscall: 'read' })],
  ['what is no error at all', 'stop'],
])('%s comes through as it is, and nothing is left behind', async (_, thrown) => {
  using where = createTemporaryTree();
  expect(await refusal(where.path, thrown)).toBe(thrown);
});

/** What comes of a file that cannot be finished; looks that the place is empty again. */
async function refusal(parent: string, thrown: unknown): Promise<unknown> {
  const making = writeTemporaryFile({ parent, name: 'list' }, async (path) => {
    await writeFile(path, 'half of it');
    throw thrown;
  });
  const error = await making.catch((reason: unknown) => reason);
  expect(readdirSync(parent)).toEqual([]);
  return error;
}
