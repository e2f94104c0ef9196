/** Ids that a listing gives, and that lead to what lies elsewhere. */
import { afterAll, describe, expect, test } from 'vitest';
import type { DriveItem } from '../../../src/graph/parse.ts';
import {
  type CleanupRun,
  type FakeCleanupDrive,
  fakeCleanupDrive,
  runCleanup,
} from '../../support/fake-cleanup-drive.ts';
import { openedMs } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const host = new FakeHost();
host.clock.advance(openedMs - host.clock.now());
afterAll(() => host[Symbol.dispose]());

type Parent = { readonly id?: string; readonly driveId?: string };
const parentOf = ({ id = '', driveId = 'drive-1' }: Parent): DriveItem['parentReference'] => ({
  ...{ id, driveId, driveType: 'business', path: undefined },
});
const why = 'its id belongs to an item in another place';

/** The drive, on which the item at that path has the id of the one in `out`, no eTag, and by its path that parent. */
function crossed(drive: FakeCleanupDrive, at: string, parentReference: Parent): FakeCleanupDrive {
  const precious = drive.stored.get('out/precious');
  const its = (item: DriveItem): DriveItem => ({ ...item, id: precious?.id ?? '', eTag: '' });
  const id = drive.stored.get(at)?.id;
  const { findItem: item, listChildrenById: childrenOf, listChildren: children } = drive;
  const odd = (one: DriveItem) => (one.id === id ? its(one) : one);
  return {
    ...drive,
    async findItem(path) {
      const found = await item(path);
      return found?.id === id && found !== undefined
        ? { ...its(found), parentReference: parentOf(parentReference) }
        : found;
    },
    listChildren: async (folder) => (await children(folder))?.map(odd),
    listChildrenById: async (folder) => (await childrenOf(folder)).map(odd),
    deleteItem: (gone) => drive.deleteItem(gone),
  };
}

describe.each<[string, string, CleanupRun]>([
  ['a mirror', 'in/old', { inputs: { mirror: true, maxDelete: 9 }, files: ['in/a'] }],
  [
    'retention',
    'in/g-1.zip',
    {
      inputs: { mirror: false, maxDelete: 9, retain: { match: 'g-*', last: 1 } },
      ...{ destination: 'in', retainIn: 'in', files: ['in/g-2.zip'] },
    },
  ],
])('%s leaves an item', (_, at, night) => {
  test.each<[string, (folder: string) => Parent]>([
    ['whose path says that it lies in another folder', () => ({ id: 'another' })],
    ['whose path says that it lies on another drive', (id) => ({ id, driveId: 'drive-2' })],
    ['whose id leads to another name', (id) => ({ id })],
    ['whose id leads to another name, where no place is told', () => ({ driveId: '' })],
  ])('%s', async (_name, parent) => {
    const drive = fakeCleanupDrive([at, 'out/precious']);
    const { kept: left, deletedCount } = await runCleanup(
      host,
      crossed(drive, at, parent(drive.stored.get('in')?.id ?? '')),
      night,
    );
    expect(drive.paths()).toEqual(expect.arrayContaining([at, 'out/precious']));
    expect(deletedCount).toBe(0);
    expect(left).toEqual([{ path: at, reason: why, isUncertain: true }]);
  });
});

test('an id that is written in another way is the same one', async () => {
  const drive = fakeCleanupDrive(['in/old', 'in/older']);
  const folder = drive.stored.get('in')?.id ?? '';
  drive.addItem('in/old', { parentReference: parentOf({ id: folder.toUpperCase(), driveId: '00DRIVE-1' }) });
  drive.addItem('in/older', { parentReference: parentOf({ id: folder }), eTag: '' });
  await runCleanup(host, drive, { inputs: { mirror: true, maxDelete: 9 }, files: ['in/a'] });
  expect(drive.paths()).toEqual(['in', 'in/a']);
});
