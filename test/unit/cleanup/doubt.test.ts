/** Folders that may hold more than their listing shows, though they do not say so. */
import { afterAll, expect, test } from 'vitest';
import type { Drive } from '../../../src/graph/drive.ts';
import { isAddressable } from '../../../src/graph/parse.ts';
import { type FakeCleanupDrive, fakeCleanupDrive, runCleanup } from '../../support/fake-cleanup-drive.ts';
import { driveItem } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const host = new FakeHost();
afterAll(() => host[Symbol.dispose]());

/** The drive, that does not say how many items that folder holds. */
function uncounted(drive: FakeCleanupDrive, name: string): FakeCleanupDrive {
  const { listChildrenById: childrenOf } = drive;
  const listed: Drive['listChildrenById'] = async (id) =>
    (await childrenOf(id)).map((item) => (item.name === name ? { ...item, childCount: undefined } : item));
  return { ...drive, listChildrenById: listed };
}

const mirror = (drive: FakeCleanupDrive) =>
  runCleanup(host, drive, { inputs: { mirror: true, maxDelete: 50 }, files: ['in/a'] });

test('a folder that does not say how many items it holds stays with all that is in it', async () => {
  const drive = uncounted(fakeCleanupDrive(['in/old/1', 'in/old/deep/2', 'in/x/3']), 'deep');
  const { kept: left, deletedCount } = await mirror(drive);
  expect(drive.paths()).toEqual(['in', 'in/a', 'in/old', 'in/old/deep', 'in/old/deep/2']);
  expect(deletedCount).toBe(2);
  const why = 'the drive does not say how many items it holds';
  expect(left).toEqual([{ path: 'in/old/deep', reason: why, isUncertain: true }]);
});

test('a folder that says it holds bytes is no empty one, whatever its listing shows', async () => {
  const drive = fakeCleanupDrive(['in/void/', 'in/full/', 'in/old/deep/']);
  for (const path of ['in/full/', 'in/old/deep/']) drive.addItem(path, { sizeBytes: 2048 });
  const { kept: left } = await mirror(drive);
  expect(drive.paths()).toEqual(['in', 'in/a', 'in/full', 'in/old', 'in/old/deep']);
  const why = 'its listing is empty, but it holds 2 KiB';
  expect(left).toEqual([
    { path: 'in/full', reason: why, isUncertain: true },
    { path: 'in/old/deep', reason: why, isUncertain: true },
  ]);
});

test('a folder that is larger than what is listed in it goes: its size may count older versions', async () => {
  const drive = fakeCleanupDrive(['in/old/1']);
  drive.addItem('in/old/', { sizeBytes: 2048 });
  await mirror(drive);
  expect(drive.paths()).toEqual(['in', 'in/a']);
});

test.each(['.', '..', '../out', 'a/b'])('an entry called %j is nothing that anybody can address', (name) => {
  expect(isAddressable(driveItem(name))).toBe(false);
});
