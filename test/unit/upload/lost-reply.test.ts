import { describe, expect, test } from 'vitest';
import type { GraphConflictBehavior } from '../../../src/graph/content.ts';
import type { Drive } from '../../../src/graph/drive.ts';
import type { DriveItem } from '../../../src/graph/parse.ts';
import { pathKey } from '../../../src/graph/paths.ts';
import { findArrivedItem, numberedNamePattern } from '../../../src/upload/lost-reply.ts';
import { driveItem, fakeDrive, fakeUploadContext, openedMs, quickXor } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const content = Buffer.from('abc');
const digest = { sha256: 'unused', quickXorHash: quickXor(content) };
const file = {
  localPath: '/w/a.tar.gz',
  relativePath: 'a.tar.gz',
  remotePath: 'In/a.tar.gz',
  name: 'a.tar.gz',
  sizeBytes: 3,
};

/** Our file as it would look on the drive, made after the run began. */
function ours(more: Partial<DriveItem> = {}): DriveItem {
  return driveItem('a.tar.gz', { quickXorHash: digest.quickXorHash, ...more });
}

/** What is found when these items lie in the folder. */
async function found(
  conflict: GraphConflictBehavior,
  items: readonly DriveItem[],
  claimed: readonly string[] = [],
) {
  using host = new FakeHost();
  const drive = fakeDrive();
  for (const item of items) drive.stored.set(pathKey(`in/${item.name}`), item);
  const work = fakeUploadContext(host, drive);
  for (const id of claimed) work.claimedItems.set(id, []);
  return findArrivedItem(work, file, { conflict, digest });
}

describe('the pattern of numbered names', () => {
  test.each<[string, string[], string[]]>([
    [
      'a.tar.gz',
      ['a.tar.gz', 'a.tar 1.gz', 'a.tar 12.gz'],
      ['a.tar 1 2.gz', 'a.tar1.gz', 'a 1.tar.gz', 'xa.tar.gz'],
    ],
    ['README', ['readme', 'readme 1'], ['readme1', 'readme 1.md', 'readme 1 ']],
    ['.env', ['.env', '.env 3'], [' 3.env', '.env.3']],
    ['a+b (1).txt', ['a+b (1).txt', 'a+b (1) 2.txt'], ['aab 1.txt', 'a+b (1)xtxt']],
    ['GRÖSSE.TXT', ['grösse.txt', 'grösse 1.txt'], ['GRÖSSE.TXT']],
    ['$^[x]{2}|y\\*?.z', ['$^[x]{2}|y\\*?.z'], ['y.z', 'xx.z']],
  ])('of %s', (name, variants, strangers) => {
    const pattern = numberedNamePattern(name);
    expect(variants.filter((variant) => !pattern.test(variant))).toEqual([]);
    expect(strangers.filter((stranger) => pattern.test(stranger))).toEqual([]);
  });
});

describe.each(['replace', 'fail', 'rename'] as const)('under %s', (conflict) => {
  test('our file is found, and is new', async () => {
    expect(await found(conflict, [ours()])).toEqual({ item: ours(), created: true });
  });

  test('nothing is found in an empty folder', async () => {
    expect(await found(conflict, [])).toBeUndefined();
  });

  test.each<[string, Partial<DriveItem>]>([
    ['of another size', { sizeBytes: 4 }],
    ['of an unknown size', { sizeBytes: Number.NaN }],
    ['with another hash', { quickXorHash: quickXor(Buffer.from('abd')) }],
    ['that is a folder', { isFolder: true }],
    [
      'without a hash that was not written in this run',
      { quickXorHash: undefined, modifiedMs: openedMs - 1001, createdMs: openedMs - 1001 },
    ],
    ['without hash and times', { quickXorHash: undefined, modifiedMs: Number.NaN, createdMs: Number.NaN }],
  ])('an item %s is not ours', async (_, more) => {
    expect(await found(conflict, [ours(more)])).toBeUndefined();
  });

  test('an item that another file of this run made is not ours', async () => {
    expect(await found(conflict, [ours({ id: 'taken' })], ['taken'])).toBeUndefined();
  });

  test('an item without a hash is ours when it was written since the start, by a clock of whole seconds', async () => {
    const item = ours({ quickXorHash: undefined, modifiedMs: openedMs - 1000, createdMs: openedMs - 1000 });
    expect(await found(conflict, [item])).toEqual({ item, created: true });
  });

  test('nothing has arrived as long as the file was not read to its end', async () => {
    using host = new FakeHost();
    for (const item of [ours(), ours({ quickXorHash: undefined })]) {
      const drive = fakeDrive({ findItem: async () => item, listChildren: async () => [item] });
      expect(
        await findArrivedItem(fakeUploadContext(host, drive), file, { conflict, digest: undefined }),
      ).toBeUndefined();
    }
  });
});

describe('an equal file that was there before the run', () => {
  const old = ours({ createdMs: openedMs - 1001 });

  test('is what replace was to make, and is not new', async () => {
    expect(await found('replace', [old])).toEqual({ item: old, created: false });
  });

  test.each(['fail', 'rename'] as const)('is somebody else’s under %s', async (conflict) => {
    expect(await found(conflict, [old])).toBeUndefined();
  });
});

const numbered = (name: string, more: Partial<DriveItem> = {}) =>
  driveItem(name, { quickXorHash: digest.quickXorHash, ...more });

test.each(['replace', 'fail'] as const)('a numbered name is not ours under %s', async (conflict) => {
  expect(await found(conflict, [numbered('a.tar 1.gz')])).toBeUndefined();
});

describe('under rename', () => {
  test('our file is found under a numbered name, the newest of several', async () => {
    const items = [
      ours({ sizeBytes: 9 }),
      numbered('a.tar 1.gz', { createdMs: openedMs + 1 }),
      numbered('a.tar 3.gz', { createdMs: openedMs + 3 }),
      numbered('a.tar 2.gz', { createdMs: openedMs + 2 }),
    ];
    expect((await found('rename', items))?.item.name).toBe('a.tar 3.gz');
    expect((await found('rename', items, ['id-of-a.tar 3.gz']))?.item.name).toBe('a.tar 2.gz');
  });

  test('a name in other letters is the same name', async () => {
    expect((await found('rename', [numbered('A.TAR 1.GZ')]))?.item.name).toBe('A.TAR 1.GZ');
  });

  test('an equal file of another name is not ours', async () => {
    expect(await found('rename', [numbered('b.tar.gz')])).toBeUndefined();
  });

  test('a folder that is not there holds nothing', async () => {
    using host = new FakeHost();
    const children: Drive['listChildren'] = async () => undefined;
    const work = fakeUploadContext(host, fakeDrive({ listChildren: children }));
    expect(await findArrivedItem(work, file, { conflict: 'rename', digest })).toBeUndefined();
  });
});
