import { closeSync, existsSync, readdirSync, readlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/core/errors.ts';
import { LocalFile } from '../../../src/files/local-file.ts';
import { modifiedSeconds, openTestSource } from '../../support/local-file-fixture.ts';
import { blockReads, canListOpenFiles, interceptReads, listOpenFiles } from '../../support/open-files.ts';
import { readAll, sha256 } from '../../support/random-content.ts';
import { createTemporaryTree } from '../../support/temporary-tree.ts';

const kibi = 1024;

test.skipIf(!canListOpenFiles)(
  'a file that does not let itself be closed was read all the same',
  async () => {
    using folder = createTemporaryTree();
    folder.writeFiles({ 'a.bin': 6 });
    const path = `${folder.path}/a.bin`;
    const source = await LocalFile.open(path, 6);
    const fd = readdirSync('/proc/self/fd').find((one) => linkOf(`/proc/self/fd/${one}`) === path);
    closeSync(Number(fd));
    await expect(source.close()).resolves.toBeUndefined();
  },
);

function linkOf(path: string): string {
  return existsSync(path) ? readlinkSync(path) : '';
}

test('a disk that gives less than was asked for is asked for the rest', async () => {
  await using file = await openTestSource(1100 * kibi + 3);
  using _ = await interceptReads((read) => (buffer, offset, length, position) => {
    return read(buffer, offset, Math.min(length, 100_003), position);
  });
  expect((await readAll(file.source.pieces(0, file.content.length))).equals(file.content)).toBe(true);
});

test('a file that ends amid a piece says where', async () => {
  await using file = await openTestSource(900 * kibi);
  using _ = await interceptReads((read) => (buffer, offset, length, position) => {
    return read(buffer, offset, Math.max(0, Math.min(length, 600 * kibi - position)), position);
  });
  await expect(readAll(file.source.pieces(0, 900 * kibi))).rejects.toThrow(
    'it ends at byte 614400 of 921600',
  );
});

describe('a read that fails', () => {
  test.each([
    ['EBUSY', 'close the program that has it open'],
    ['EIO', 'the disk or the network share failed: look at its state'],
    ['EPERM', 'check its permissions'],
    ['EMFILE', 'this process may not have more files open: raise its limit (ulimit -n)'],
  ])('with %s says what to do: %s', async (code, hint) => {
    await using file = await openTestSource(10);
    using _ = await interceptReads(() => () => Promise.reject(Object.assign(new Error('no'), { code })));
    const message = `${file.path} cannot be read (${code})`;
    await expect(file.source.digest()).rejects.toThrow(
      expect.objectContaining({ message, hint, kind: 'file' }),
    );
  });

  test.each([new Error('no'), 'EIO', null])('that has no code is told, too: %s', async (thrown) => {
    await using file = await openTestSource(10);
    using _ = await interceptReads(() => () => Promise.reject(thrown));
    await expect(file.source.digest()).rejects.toThrow('cannot be read (unknown error)');
  });

  test('is heard by whoever reads, and by nobody when the reading was abandoned', async () => {
    await using file = await openTestSource(1100 * kibi);
    const pieces = file.source.pieces(0, file.content.length).read()[Symbol.asyncIterator]();
    {
      using _ = await interceptReads((read) => (buffer, offset, length, position) => {
        return position === 0 ? read(buffer, offset, length, position) : Promise.reject(new Error('no'));
      });
      await pieces.next();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await file.source.digest()).sha256).toBe(sha256(file.content));
  });
});

test('a file that changed is left alone until nothing writes to it', async () => {
  using folder = createTemporaryTree();
  folder.writeFiles({ 'a.bin': 6 });
  const error = await LocalFile.open(`${folder.path}/a.bin`, 5).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Failure);
  expect(error).toMatchObject({ kind: 'file', hint: 'upload it when no program is writing to it' });
});

test.skipIf(!canListOpenFiles)(
  'a file is open from opening to closing, and not at all when it is refused',
  async () => {
    using folder = createTemporaryTree();
    folder.writeFiles({ 'a.bin': 6 });
    const path = `${folder.path}/a.bin`;
    const source = await LocalFile.open(path, 6);
    expect(listOpenFiles(folder.path)).toEqual([path]);
    await source.close();
    await expect(LocalFile.open(path, 5)).rejects.toThrow(Failure);
    expect(listOpenFiles(folder.path)).toEqual([]);
  },
);

describe('a source', () => {
  test('knows when the file was modified', async () => {
    await using file = await openTestSource(1);
    expect(file.source.modifiedMs).toBe(modifiedSeconds * 1000);
  });

  test('knows how far it was read at most', async () => {
    await using file = await openTestSource(1100 * kibi);
    const read: number[] = [file.source.furthestByte];
    for (const endByte of [10, 700 * kibi, 600 * kibi]) {
      await readAll(file.source.pieces(0, endByte));
      read.push(file.source.furthestByte);
    }
    expect(read).toEqual([0, 10, 700 * kibi, 700 * kibi]);
  });

  test.each([true, false])(
    'reads on to a byte and knows the hash up to there, hashing from the start: %s',
    async (hashing) => {
      await using file = await openTestSource(1100 * kibi, hashing);
      const marks = [file.source.checkpoint()];
      for (const byte of [600 * kibi, 10, 601 * kibi]) {
        await file.source.hashUpTo(byte);
        marks.push(file.source.checkpoint());
      }
      expect(marks).toEqual(
        [0, 600 * kibi, 600 * kibi, 601 * kibi].map((byte) => ({
          byte,
          sha256: sha256(file.content.subarray(0, byte)),
        })),
      );
    },
  );

  test('hashes what is read, unless it was told not to', async () => {
    await using file = await openTestSource(700 * kibi);
    const hashing = await LocalFile.open(file.path, 700 * kibi);
    const reading = await LocalFile.open(file.path, 700 * kibi, false);
    for (const source of [hashing, reading]) await readAll(source.pieces(0, 700 * kibi));
    expect([hashing.checkpoint().byte, reading.checkpoint().byte]).toEqual([700 * kibi, 0]);
    using _ = await interceptReads(() => () => Promise.reject(new Error('read again')));
    expect((await hashing.digest()).sha256).toBe(sha256(file.content));
    await expect(reading.digest()).rejects.toThrow('cannot be read');
    for (const source of [hashing, reading]) await source.close();
  });

  test('gives no piece of a range of nothing', async () => {
    await using file = await openTestSource(10);
    for (const byte of [0, 4, 10]) {
      const pieces = file.source.pieces(byte, byte);
      expect(pieces.sizeBytes).toBe(0);
      expect(await pieces.read()[Symbol.asyncIterator]().next()).toMatchObject({ done: true });
    }
  });

  test('gives nothing to a reading that was abandoned amid a piece', async () => {
    await using file = await openTestSource(700 * kibi);
    using held = await blockReads();
    const abandoned = file.source
      .pieces(0, 700 * kibi)
      .read()
      [Symbol.asyncIterator]()
      .next();
    await held.asked;
    const next = readAll(file.source.pieces(0, 700 * kibi));
    held.release();
    expect(await abandoned).toMatchObject({ done: true });
    expect((await next).equals(file.content)).toBe(true);
  });

  test('is closed only after the read that is under way', async () => {
    await using file = await openTestSource(10);
    const events: string[] = [];
    const source = await LocalFile.open(file.path, 10);
    using held = await blockReads(() => events.push('read'));
    const piece = source.pieces(0, 10).read()[Symbol.asyncIterator]().next();
    await held.asked;
    const closing = source.close().then(() => events.push('closed'));
    held.release();
    await closing;
    expect(events).toEqual(['read', 'closed']);
    expect((await piece).value).toEqual(file.content);
  });
});
