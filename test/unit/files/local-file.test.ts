import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/core/errors.ts';
import { LocalFile } from '../../../src/files/local-file.ts';
import { quickXor } from '../../support/fake-drive.ts';
import { modifiedSeconds, openTestSource } from '../../support/local-file-fixture.ts';
import { readAll, sha256 } from '../../support/random-content.ts';
import { createTemporaryTree } from '../../support/temporary-tree.ts';

const kibi = 1024;
const isWindows = process.platform === 'win32';

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw new Error('no Failure came', { cause: error });
  return error;
}

describe('a reading', () => {
  test('gives the bytes of any range, in any order', async () => {
    await using file = await openTestSource(1300 * kibi + 17);
    const { source, content } = file;
    await readAll(source.pieces(0, content.length));
    const position = fc.nat(content.length);
    await fc.assert(
      fc.asyncProperty(position, position, async (a, b) => {
        const pieces = source.pieces(Math.min(a, b), Math.max(a, b));
        expect(pieces.sizeBytes).toBe(Math.abs(a - b));
        expect((await readAll(pieces)).equals(content.subarray(Math.min(a, b), Math.max(a, b)))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('uses three buffers of 512 KiB again and again', async () => {
    await using file = await openTestSource(4 * kibi * kibi);
    const seen = new Set<ArrayBufferLike>();
    const sizes = new Set<number>();
    for (let round = 0; round < 2; round += 1) {
      for await (const piece of file.source.pieces(0, file.content.length).read()) {
        seen.add(piece.buffer);
        sizes.add(piece.length);
      }
    }
    expect(seen.size).toBe(3);
    expect([...sizes]).toEqual([512 * kibi]);
  });

  test('leaves a piece alone until the next one is asked for, though the next is being read', async () => {
    await using file = await openTestSource(2 * kibi * kibi);
    let at = 0;
    for await (const piece of file.source.pieces(0, file.content.length).read()) {
      await new Promise((resolve) => setImmediate(resolve));
      expect(file.content.subarray(at, at + piece.length).equals(piece)).toBe(true);
      at += piece.length;
    }
  });

  test('tells the position that each piece reaches, once the next one is asked for', async () => {
    await using file = await openTestSource(1200 * kibi);
    const reached: number[] = [];
    await readAll(file.source.pieces(0, 100));
    const reading = file.source.pieces(100, file.content.length, (byte) => reached.push(byte)).read();
    const pieces = reading[Symbol.asyncIterator]();
    await pieces.next();
    expect(reached).toEqual([]);
    await pieces.next();
    expect(reached).toEqual([512 * kibi + 100]);
    while (!(await pieces.next()).done);
    expect(reached).toEqual([512 * kibi + 100, 1024 * kibi + 100, 1200 * kibi]);
  });

  test('that is abandoned does not disturb the next', async () => {
    await using file = await openTestSource(3 * kibi * kibi);
    const all = file.source.pieces(0, file.content.length);
    const first = all.read()[Symbol.asyncIterator]();
    await first.next();
    const pending = first.next();
    let at = 0;
    const reached: number[] = [];
    for await (const piece of file.source
      .pieces(0, file.content.length, (byte) => reached.push(byte))
      .read()) {
      void first.next();
      await new Promise((resolve) => setImmediate(resolve));
      expect(file.content.subarray(at, at + piece.length).equals(piece)).toBe(true);
      at += piece.length;
    }
    await pending;
    expect((await first.next()).done).toBe(true);
    expect(reached.at(-1)).toBe(file.content.length);
  });

  test('that is abandoned tells no more positions', async () => {
    await using file = await openTestSource(1200 * kibi);
    const reached: number[] = [];
    const first = file.source.pieces(0, file.content.length, (byte) => reached.push(byte)).read();
    const pieces = first[Symbol.asyncIterator]();
    await pieces.next();
    await readAll(file.source.pieces(0, 10));
    await pieces.next();
    expect(reached).toEqual([]);
  });

  test('that is abandoned puts nothing into the hashes from buffers that are used again', async () => {
    await using file = await openTestSource(600 * kibi);
    const first = file.source
      .pieces(0, 600 * kibi)
      .read()
      [Symbol.asyncIterator]();
    await first.next();
    const second = file.source
      .pieces(100, 600 * kibi)
      .read()
      [Symbol.asyncIterator]();
    await second.next();
    for (let turns = 0; turns < 50; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    await first.next();
    expect((await file.source.digest()).sha256).toBe(sha256(file.content));
  });
});

test('bytes beyond those that were ever read are refused, because they would be missing in the hashes', async () => {
  await using file = await openTestSource(1000);
  await expect(readAll(file.source.pieces(100, 1000))).rejects.toThrow('bytes 0-100 were never hashed');
});

describe('hashes', () => {
  test('are known without another reading once every byte was read', async () => {
    await using file = await openTestSource(600 * kibi);
    const wanted = { sha256: sha256(file.content), quickXorHash: quickXor(file.content) };
    await readAll(file.source.pieces(0, 300 * kibi));
    expect(await file.source.digestIfRead()).toBeUndefined();
    await readAll(file.source.pieces(200 * kibi, file.content.length));
    truncateSync(file.path, 0);
    expect(await file.source.digestIfRead()).toEqual(wanted);
    expect(await file.source.digest()).toEqual(wanted);
  });

  test('need only the bytes that were not read yet', async () => {
    await using file = await openTestSource(600 * kibi);
    await readAll(file.source.pieces(0, 300 * kibi));
    writeFileSync(file.path, Buffer.alloc(300 * kibi), { flag: 'r+' });
    expect((await file.source.digest()).sha256).toBe(sha256(file.content));
  });

  test('of a file that was never read are there, too', async () => {
    await using file = await openTestSource(700 * kibi);
    expect((await file.source.digest()).quickXorHash).toBe(quickXor(file.content));
  });

  test('of an empty file are those of nothing', async () => {
    await using file = await openTestSource(0);
    const nothing = { sha256: sha256(Buffer.alloc(0)), quickXorHash: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' };
    expect(await readAll(file.source.pieces(0, 0))).toHaveLength(0);
    expect(await file.source.digestIfRead()).toEqual(nothing);
    expect(await file.source.digest()).toEqual(nothing);
  });
});

describe('a file that changes', () => {
  test('has not, when nobody touched it', async () => {
    await using file = await openTestSource(10);
    await expect(file.source.checkUnchanged()).resolves.toBeUndefined();
  });

  test('by shrinking ends the reading, with its name and where it ends', async () => {
    await using file = await openTestSource(600 * kibi);
    truncateSync(file.path, 300 * kibi);
    const failure = await failureOf(readAll(file.source.pieces(0, 600 * kibi)));
    expect(failure.message).toBe(`${file.path} changed during the upload: it ends at byte 307200 of 614400`);
    expect(failure.kind).toBe('file');
  });

  test.each<[string, (path: string) => void]>([
    ['growing', (path) => appendFileSync(path, 'x')],
    [
      'growing, with its time put back',
      (path) => {
        appendFileSync(path, 'x');
        utimesSync(path, modifiedSeconds, modifiedSeconds);
      },
    ],
    ['shrinking', (path) => truncateSync(path, 5)],
    ['getting another time', (path) => utimesSync(path, 1, 1)],
  ])('by %s is noticed at the end, with its name', async (_, change) => {
    await using file = await openTestSource(10);
    change(file.path);
    const failure = await failureOf(file.source.checkUnchanged());
    expect(failure.message).toBe(
      `${file.path} changed during the upload: a program wrote to it while it was read`,
    );
  });

  test('between plan and upload is refused, with both sizes', async () => {
    await using file = await openTestSource(6);
    const failure = await failureOf(LocalFile.open(file.path, 5));
    expect(failure.message).toBe(`${file.path} changed during the upload: it had 5 bytes, now 6`);
  });
});

describe('a file that cannot be read', () => {
  test('is named with the reason, line breaks in its name escaped', async () => {
    using folder = createTemporaryTree();
    const failure = await failureOf(LocalFile.open(join(folder.path, 'no\nne'), 5));
    expect(failure.message).toBe(`${folder.path}/no\\u000ane cannot be read (ENOENT)`);
    expect(failure.kind).toBe('file');
  });

  test.skipIf(isWindows || process.getuid?.() === 0)('may be another user’s', async () => {
    await using file = await openTestSource(5);
    chmodSync(file.path, 0);
    expect((await failureOf(LocalFile.open(file.path, 5))).message).toContain('cannot be read (EACCES)');
  });

  test.skipIf(isWindows)('may have become a folder', async () => {
    using folder = createTemporaryTree();
    folder.createFolder('a');
    const source = await LocalFile.open(join(folder.path, 'a'), statSync(join(folder.path, 'a')).size);
    const failure = await failureOf(source.digest());
    await source.close();
    expect(failure.message).toContain('cannot be read (EISDIR)');
  });

  test.skipIf(isWindows)('may have become a FIFO, and does not hang', async () => {
    using folder = createTemporaryTree();
    const path = join(folder.path, 'pipe');
    execFileSync('mkfifo', [path]);
    expect((await failureOf(LocalFile.open(path, 5))).message).toContain('it had 5 bytes, now 0');
  });
});

test('closing waits for the read that is under way', async () => {
  await using file = await openTestSource(600 * kibi);
  const pieces = file.source
    .pieces(0, 600 * kibi)
    .read()
    [Symbol.asyncIterator]();
  await pieces.next();
  await expect(file.source.close()).resolves.toBeUndefined();
});
