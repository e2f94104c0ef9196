import { describe, expect, test } from 'vitest';
import type { Drive } from '../../../src/graph/drive.ts';
import type { DriveItem } from '../../../src/graph/parse.ts';
import type { UploadInputs } from '../../../src/inputs/transfer.ts';
import { isRewrittenType } from '../../../src/upload/office-files.ts';
import {
  actualRemotePath,
  compareItem,
  damagedFailure,
  type VerifyResult,
  verifyItem,
} from '../../../src/upload/verify.ts';
import { driveItem, fakeDrive, fakeUploadContext, openedMs } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const digest = { sha256: 'unused', quickXorHash: 'ours' };
const file = {
  localPath: '/w/a.txt',
  relativePath: 'a.txt',
  remotePath: 'in/a.txt',
  name: 'a.txt',
  sizeBytes: 3,
};
const good = driveItem('a.txt', { quickXorHash: 'ours' });
const other = driveItem('a.txt', { quickXorHash: 'theirs' });
const bare = driveItem('a.txt');

describe('what is compared', () => {
  test.each<[UploadInputs['verify'], string, Partial<DriveItem>, number, VerifyResult]>([
    ['hash', 'size and hash are equal', { quickXorHash: 'ours' }, 3, 'same'],
    ['hash', 'the hash is another', { quickXorHash: 'theirs' }, 3, 'different'],
    ['hash', 'the size is another', { quickXorHash: 'ours' }, 4, 'different'],
    ['hash', 'the size is not told', { quickXorHash: 'ours', sizeBytes: Number.NaN }, 3, 'different'],
    ['hash', 'there is no hash', {}, 3, 'unknown'],
    ['hash', 'there is no hash, and the size is another', {}, 4, 'different'],
    ['hash', 'the file is empty', { sizeBytes: 0 }, 0, 'same'],
    ['hash', 'the file is empty, and what arrived is not', { sizeBytes: 1 }, 0, 'different'],
    ['size', 'the hash is another', { quickXorHash: 'theirs' }, 3, 'same'],
    ['size', 'the size is another', {}, 4, 'different'],
    ['off', 'everything is another', { quickXorHash: 'theirs' }, 4, 'same'],
  ])('with verify %s, when %s', (verify, _, more, sizeBytes, wanted) => {
    expect(compareItem(driveItem('a.txt', more), digest, { sizeBytes, verify })).toBe(wanted);
  });
});

test('what was sent without a hash is never called the same, except where nobody wants to know', () => {
  expect(compareItem(good, undefined, { sizeBytes: 3, verify: 'hash' })).toBe('different');
  expect(compareItem(good, undefined, { sizeBytes: 3, verify: 'off' })).toBe('same');
});

describe('an examination', () => {
  /** Examines `first`; each further look meets the next of `looks`. */
  async function examined(
    first: DriveItem,
    looks: readonly (DriveItem | undefined)[],
    more: Partial<Drive> = {},
  ) {
    using host = new FakeHost();
    const left = [...looks];
    const asked: string[] = [];
    const item: Drive['findItem'] = async (path) => {
      asked.push(path);
      return left.shift();
    };
    const work = fakeUploadContext(host, fakeDrive({ findItem: item, ...more }));
    const result = await verifyItem(work, file, { item: first, digest });
    return { ...result, left: left.length, asked, waits: host.clock.waits };
  }

  test('is over at once when the first reply is clear', async () => {
    expect(await examined(good, [other])).toMatchObject({ comparison: 'same', left: 1, waits: [] });
  });

  test('waits 1.5 s for a hash that is missing', async () => {
    const result = await examined(bare, [bare, good, other]);
    expect(result).toMatchObject({ comparison: 'same', item: good, left: 1, waits: [1500, 1500] });
  });

  test('stays unknown when no hash has come after three more looks', async () => {
    expect(await examined(bare, [bare, bare, bare, good])).toMatchObject({ comparison: 'unknown', left: 1 });
  });

  test('does not believe the first difference', async () => {
    expect(await examined(other, [good])).toMatchObject({ comparison: 'same', item: good });
  });

  test('believes the second one', async () => {
    expect(await examined(other, [other, good])).toMatchObject({ comparison: 'different', left: 1 });
  });

  test('does not believe a difference that comes after a missing hash, either', async () => {
    expect(await examined(bare, [other, good])).toMatchObject({ comparison: 'same' });
  });

  test('does not stop at a difference when the next look has no hash', async () => {
    expect(await examined(other, [bare, good])).toMatchObject({ comparison: 'same', item: good });
  });

  test.each([
    ['a hash that differs', other],
    ['no hash', bare],
  ])('calls missing what no look finds, after an answer with %s', async (_, first) => {
    const result = await examined(first, [undefined, undefined, undefined, good]);
    expect(result).toMatchObject({ comparison: 'missing', item: first, left: 1 });
  });

  test.each<[string, Partial<DriveItem>, VerifyResult]>([
    ['without a hash, of before', { modifiedMs: openedMs - 60_000 }, 'missing'],
    ['without a hash, of this run', {}, 'unknown'],
    ['with another hash, of this run', { quickXorHash: 'theirs' }, 'missing'],
    ['that is a folder', { isFolder: true }, 'missing'],
    ['with our hash', { quickXorHash: 'ours', modifiedMs: openedMs - 60_000 }, 'same'],
  ])('under another id takes an item %s for %s', async (_, more, comparison) => {
    const found = driveItem('a.txt', { id: 'another', ...more });
    expect(await examined(bare, [found, found, found])).toMatchObject({ comparison });
  });

  test('looks where the file was to go when the answer gives no name', async () => {
    expect((await examined({ ...bare, name: '' }, [good])).asked).toEqual(['in/a.txt']);
  });

  test('asks where the item is, which rename may have changed', async () => {
    const { asked } = await examined({ ...bare, name: 'a 1.txt' }, [good]);
    expect(asked).toEqual(['in/a 1.txt']);
  });
});

describe('a file', () => {
  test('is where its item’s name says', () => {
    expect(actualRemotePath(file, driveItem('a 1.txt'))).toBe('in/a 1.txt');
    expect(actualRemotePath({ ...file, remotePath: 'a.txt' }, driveItem('a 1.txt'))).toBe('a 1.txt');
  });

  test.each<[Drive['kind'], string, boolean]>([
    ['business', 'a.DOCX', true],
    ['documentLibrary', 'a.html', true],
    ['documentLibrary', 'a.jpeg', true],
    ['personal', 'a.docx', false],
    ['business', 'a.txt', false],
    ['business', 'docx', false],
    ['business', 'a.docx.zip', false],
  ])('on a %s drive called %s may be rewritten: %s', (kind, name, wanted) => {
    using host = new FakeHost();
    expect(isRewrittenType(fakeUploadContext(host, fakeDrive({ kind })), { ...file, name })).toBe(wanted);
  });
});

describe('the failure of a damaged file', () => {
  test('tells both sizes', () => {
    const failure = damagedFailure(file, driveItem('a.txt', { sizeBytes: 2048 }));
    expect(failure.message).toBe(
      'in/a.txt arrived damaged: it has 2 KiB (2048) instead of 3 B (3), although it was sent twice',
    );
    expect(failure.kind).toBe('verify');
    expect(failure.hint).toContain('do not use it');
  });

  test('tells that the hash is another', () => {
    expect(damagedFailure(file, other).message).toContain('its QuickXorHash is different');
  });

  // A driveItem without `size` has NaN bytes, which `bytes` shows as "NaN undefined".
  test('says in words that the service told no size', () => {
    const { message } = damagedFailure(file, driveItem('a.txt', { sizeBytes: Number.NaN }));
    expect(message).toContain('it has an unknown size instead of 3 B');
    expect(message).not.toMatch(/NaN|undefined/);
  });
});
