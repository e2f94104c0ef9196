import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/core/errors.ts';
import { LocalFile } from '../../../src/files/local-file.ts';
import {
  hasUncertainSize,
  readVirtualFile,
  virtualFileLimitBytes,
} from '../../../src/files/virtual-files.ts';
import { matchingDigest } from '../../../src/upload/unchanged.ts';
import { driveItem, quickXor } from '../../support/fake-drive.ts';
import { interceptReads } from '../../support/open-files.ts';
import { randomBytes, readAll, sha256 } from '../../support/random-content.ts';
import { createTemporaryTree } from '../../support/temporary-tree.ts';

const isLinux = process.platform === 'linux';

/** A file on disk of that size which gives other bytes when it is read, as a virtual one does. */
async function pretending(sizeBytes: number, held: Buffer) {
  const folder = createTemporaryTree();
  const path = join(folder.path, 'a');
  writeFileSync(path, Buffer.alloc(sizeBytes));
  const reads = await interceptReads(() => async (buffer, offset, length, position) => {
    return { bytesRead: held.subarray(position, position + length).copy(buffer, offset) };
  });
  const handle = await open(path);
  const content = () => readVirtualFile(handle, { path, sizeBytes });
  const close = async () => {
    reads[Symbol.dispose]();
    await handle.close();
    folder[Symbol.dispose]();
  };
  return { path, content, [Symbol.asyncDispose]: close };
}

describe('what a file holds', () => {
  test.each([
    [0, 1],
    [0, 200_000],
    [4096, 5],
    [4096, 0],
    [10, 11],
    [1, 0],
  ])('is read to its end, when its size says %i and it has %i', async (sizeBytes, heldBytes) => {
    const held = randomBytes(heldBytes);
    await using file = await pretending(sizeBytes, held);
    expect((await file.content())?.equals(held)).toBe(true);
  });

  test.each([0, 1, 4096])('is left on the disk when the size of %i is right', async (sizeBytes) => {
    await using file = await pretending(sizeBytes, randomBytes(sizeBytes));
    expect(await file.content()).toBeUndefined();
  });

  test('may be 4 MiB', async () => {
    const held = randomBytes(virtualFileLimitBytes);
    await using file = await pretending(0, held);
    expect((await file.content())?.equals(held)).toBe(true);
  });

  test('and is more than 4 MiB fails by name, and says what to do', async () => {
    await using file = await pretending(0, randomBytes(virtualFileLimitBytes + 1));
    const error = await file.content().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({
      message: `the content of ${file.path} does not match its size, 0 B (0)`,
      hint: expect.stringContaining('copy it to an ordinary file'),
      kind: 'file',
    });
  });
});

test.each([
  [0, 0, true, true],
  [4096, 0, true, true],
  [0, 8, true, true],
  [5, 8, true, false],
  [0, 0, false, false],
])('a size of %i in %i blocks, file: %s, is doubted: %s', (size, blocks, isFile, doubted) => {
  expect(hasUncertainSize({ size, blocks, isFile: () => isFile })).toBe(doubted);
});

test.runIf(isLinux).each([
  ['/proc/version', 0],
  ['/sys/devices/system/cpu/online', 4096],
])('%s, whose size says %i, is a source of what it holds', async (path, sizeBytes) => {
  const content = readFileSync(path);
  const source = await LocalFile.open(path, sizeBytes);
  try {
    expect(source.sizeBytes).toBe(content.length);
    expect((await readAll(source.pieces(0, source.sizeBytes))).equals(content)).toBe(true);
    expect((await readAll(source.pieces(3, 4))).equals(content.subarray(3, 4))).toBe(true);
    expect((await source.digestIfRead())?.sha256).toBe(sha256(content));
    await source.checkUnchanged();
  } finally {
    await source.close();
  }
  await LocalFile.open(path, content.length).then((again) => again.close());
});

test('a file that somebody begins to write has changed, whatever it holds by then', async () => {
  using folder = createTemporaryTree();
  const path = join(folder.path, 'a.log');
  writeFileSync(path, '');
  using _ = await interceptReads((read) => (...how) => {
    if (readFileSync(path).length === 0) appendFileSync(path, 'line\n');
    return read(...how);
  });
  await expect(LocalFile.open(path, 0)).rejects.toThrow('a program wrote to it while it was read');
});

test('a file of the mebibytes that a virtual one may have is given in pieces', async () => {
  const held = randomBytes(1_300_000);
  await using file = await pretending(0, held);
  const source = await LocalFile.open(file.path, 0);
  expect((await readAll(source.pieces(0, held.length))).equals(held)).toBe(true);
  await source.close();
});

test.runIf(isLinux)('a virtual file is the same as an item with its real content, and no other', async () => {
  const path = '/proc/version';
  const content = readFileSync(path);
  const file = { localPath: path, relativePath: 'v', remotePath: 'in/v', name: 'v', sizeBytes: 0 };
  const { signal } = new AbortController();
  const same = (more: object) => matchingDigest(file, { item: driveItem('v', more), signal });
  expect(await same({ sizeBytes: content.length, quickXorHash: quickXor(content) })).toMatchObject({
    sha256: sha256(content),
  });
  expect(await same({ sizeBytes: content.length, quickXorHash: 'another' })).toBeUndefined();
  expect(await same({ sizeBytes: 0 })).toBeUndefined();
  expect(await same({ sizeBytes: content.length + 1, quickXorHash: quickXor(content) })).toBeUndefined();
});
