import { appendFileSync, realpathSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import { LocalFile } from '../../../src/files/local-file.ts';
import type { DriveItem } from '../../../src/graph/parse.ts';
import type { PlannedFile } from '../../../src/plan/plan.ts';
import { findUnchangedFiles, matchingDigest } from '../../../src/upload/unchanged.ts';
import { driveItem, quickXor, writePlannedFile } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { canListOpenFiles, interceptReads, listOpenFiles } from '../../support/open-files.ts';
import { randomBytes, sha256 } from '../../support/random-content.ts';

const content = randomBytes(300);
const same = { sizeBytes: 300, quickXorHash: quickXor(content) };

const compared = (file: PlannedFile, item: DriveItem, signal = new AbortController().signal) =>
  matchingDigest(file, { item, signal });

afterEach(() => void vi.restoreAllMocks());

/** Something is written to that file while it is read. */
function writtenMeanwhile(path: string): void {
  const digest = LocalFile.prototype.digest;
  vi.spyOn(LocalFile.prototype, 'digest').mockImplementation(async function (this: LocalFile) {
    const made = await digest.call(this);
    appendFileSync(path, 'more');
    return made;
  });
}

describe('a file', () => {
  test('is the same when size and hash are, and then its checksums are known', async () => {
    using host = new FakeHost();
    const digest = await compared(writePlannedFile(host, 'a', content), driveItem('a', same));
    expect(digest).toEqual({ sha256: sha256(content), quickXorHash: same.quickXorHash });
  });

  test.each<[string, Partial<DriveItem>]>([
    ['of another size', { sizeBytes: 301 }],
    ['with another hash', { quickXorHash: quickXor(randomBytes(300, 2)) }],
    ['without a hash', { quickXorHash: undefined }],
    ['that is a folder', { isFolder: true }],
    ['that is a notebook', { isPackage: true }],
  ])('is not the same as an item %s', async (_, more) => {
    using host = new FakeHost();
    expect(
      await compared(writePlannedFile(host, 'a', content), driveItem('a', { ...same, ...more })),
    ).toBeUndefined();
  });

  test.each<[string, Partial<DriveItem>, boolean]>([
    ['an item without a hash', { sizeBytes: 0 }, true],
    ['an item with some hash', { sizeBytes: 0, quickXorHash: 'whatever' }, true],
    ['an item of a byte', { sizeBytes: 1 }, false],
    ['a folder with nothing in it', { sizeBytes: 0, isFolder: true }, false],
  ])('that is empty, next to %s: same is %s', async (_, more, isSame) => {
    using host = new FakeHost();
    const digest = await compared(writePlannedFile(host, 'a', 0), driveItem('a', more));
    expect(digest?.sha256).toBe(isSame ? sha256(Buffer.alloc(0)) : undefined);
  });

  test.each<[string, Partial<DriveItem>]>([
    ['the size is another', { sizeBytes: 301 }],
    ['the drive has no hash', { quickXorHash: undefined }],
  ])('is not even opened when %s', async (_, more) => {
    using host = new FakeHost();
    const file = writePlannedFile(host, 'a', content);
    rmSync(file.localPath);
    expect(await compared(file, driveItem('a', { ...same, ...more }))).toBeUndefined();
  });

  test('that is written to while it is read is the same as nothing', async () => {
    using host = new FakeHost();
    const file = writePlannedFile(host, 'a', content);
    writtenMeanwhile(file.localPath);
    const comparing = compared(file, driveItem('a', same));
    await expect(comparing).rejects.toThrow('a program wrote to it while it was read');
  });

  test('is read no further once the run is cancelled', async () => {
    using host = new FakeHost();
    const big = randomBytes(5 * 512 * 1024);
    const stop = new AbortController();
    const offsets: number[] = [];
    using _ = await interceptReads((read) => (buffer, offset, length, position) => {
      offsets.push(position);
      stop.abort(new CancelledFailure());
      return read(buffer, offset, length, position);
    });
    const item = driveItem('a', { sizeBytes: big.length, quickXorHash: quickXor(big) });
    const comparing = compared(writePlannedFile(host, 'a', big), item, stop.signal);
    await expect(comparing).rejects.toThrow(CancelledFailure);
    expect(Math.max(...offsets)).toBeLessThan(big.length / 2);
  });

  test.runIf(canListOpenFiles)('is closed again, whatever it turns out to be', async () => {
    using host = new FakeHost();
    const file = writePlannedFile(host, 'a', content);
    await compared(file, driveItem('a', same));
    await compared(file, driveItem('a', { ...same, quickXorHash: 'another' }));
    writtenMeanwhile(file.localPath);
    await compared(file, driveItem('a', same)).catch(() => {});
    expect(listOpenFiles(realpathSync(host.tempDir))).toEqual([]);
  });
});

describe('of many files', () => {
  test('those that are the same are skipped, each with what stands there and its own checksums', async () => {
    using host = new FakeHost();
    const there = new Map(
      Array.from({ length: 9 }, (_, n) => {
        const bytes = randomBytes(20 + n, n);
        const quickXorHash = n === 3 ? 'another' : quickXor(bytes);
        const item = driveItem(`f${n}`, { sizeBytes: bytes.length, quickXorHash });
        return [writePlannedFile(host, `f${n}`, bytes), item] as const;
      }),
    );
    const outcomes = await findUnchangedFiles(there, host.signal);
    const expected = [...there].flatMap(([file, item], n) =>
      n === 3 ? [] : [{ file, action: 'skipped', item, ...sums(randomBytes(20 + n, n)) }],
    );
    expect(outcomes.sort((a, b) => a.file.sizeBytes - b.file.sizeBytes)).toEqual(expected);
  });

  test('one that cannot be read is no reason to stop, and is left to be sent', async () => {
    using host = new FakeHost();
    const [gone, there] = ['gone', 'there'].map((name) => writePlannedFile(host, name, content));
    if (gone === undefined || there === undefined) throw new Error('two files');
    rmSync(gone.localPath);
    const items = new Map([gone, there].map((file) => [file, driveItem(file.name, same)]));
    const outcomes = await findUnchangedFiles(items, host.signal);
    expect(outcomes.map(({ file }) => file.name)).toEqual(['there']);
  });

  test('no more are read once the run is told to stop', async () => {
    using host = new FakeHost();
    const reason = new Error('enough');
    host.cancel(reason);
    const there = new Map([[writePlannedFile(host, 'a', content), driveItem('a', same)]]);
    await expect(findUnchangedFiles(there, host.signal)).rejects.toBe(reason);
  });
});

function sums(bytes: Buffer) {
  return { sha256: sha256(bytes), quickXorHash: quickXor(bytes) };
}
