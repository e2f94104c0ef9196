import { afterAll, describe, expect, test } from 'vitest';
import { openCleanup } from '../../../src/cleanup/after-upload.ts';
import { totalItemCount } from '../../../src/cleanup/delete.ts';
import { listItemTree } from '../../../src/cleanup/listing.ts';
import { ownItemsOf, planMirror } from '../../../src/cleanup/mirror.ts';
import type { Drive } from '../../../src/graph/drive.ts';
import {
  type CleanupRun,
  type FakeCleanupDrive,
  fakeCleanupDrive,
  runCleanup,
  uploadFiles,
} from '../../support/fake-cleanup-drive.ts';
import { fakeUploadContext, plannedFile, serviceFailure } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const host = new FakeHost();
afterAll(() => host[Symbol.dispose]());
const run = (drive: FakeCleanupDrive, night: CleanupRun, its = host) => runCleanup(its, drive, night);

const mirror = { mirror: true, maxDelete: 50 };

describe('a mirror', () => {
  test('deletes what the run did not name, folders of nothing but extras as one', async () => {
    const drive = fakeCleanupDrive([
      'in/a.txt',
      'in/old.txt',
      'in/sub/b.txt',
      'in/sub/old.txt',
      'in/gone/x/1',
      'in/gone/2',
      'in/void/',
      'out.txt',
    ]);
    const result = await run(drive, { inputs: mirror, files: ['in/A.TXT', 'in/sub/b.txt'] });
    expect(drive.paths()).toEqual(['in', 'in/A.TXT', 'in/sub', 'in/sub/b.txt', 'out.txt']);
    expect(result).toMatchObject({ deletedCount: 5, kept: [], failures: [] });
  });

  test('knows its own files under names that the service gave them', async () => {
    const drive = fakeCleanupDrive(['in/cafe\u0301/menu.txt', 'in/#%& 😀.txt', 'in/old']);
    await run(drive, { inputs: mirror, files: ['in/caf\u00e9/menu.txt', 'in/#%& 😀.txt'] });
    expect(drive.paths()).toContain('in/cafe\u0301/menu.txt');
    expect(drive.paths()).toContain('in/#%& 😀.txt');
    expect(drive.paths()).not.toContain('in/old');
  });

  test('lists folders of more than a page, and counts every file in them', async () => {
    const many = Array.from({ length: 1000 }, (_, number) => `in/extra/${number}`);
    const drive = fakeCleanupDrive(many);
    const short = await run(drive, { inputs: { ...mirror, maxDelete: 999 }, files: ['in/a'] });
    expect(short.failures[0]?.message).toContain('1000 items would be deleted, but max-delete is 999');
    expect(short.failures[0]?.message).toContain('in/extra (1000 files)');
    expect(drive.paths()).toHaveLength(1003);
    const enough = await run(drive, { inputs: { ...mirror, maxDelete: 1000 }, files: ['in/a'] });
    expect(enough.deletedCount).toBe(1000);
    expect(drive.paths()).toEqual(['in', 'in/a']);
  });

  test('leaves what came or changed while the run uploaded, and says so', async () => {
    const drive = fakeCleanupDrive(['in/kept-by-change', 'in/old', 'in/sub/one', 'in/sub/two']);
    const result = await run(drive, {
      inputs: mirror,
      files: ['in/a'],
      duringUpload: () => {
        drive.addItem('in/kept-by-change');
        drive.addItem('in/new');
        drive.addItem('in/sub/three');
      },
    });
    expect(drive.paths()).toEqual([
      'in',
      'in/a',
      'in/kept-by-change',
      'in/new',
      'in/sub',
      'in/sub/one',
      'in/sub/three',
      'in/sub/two',
    ]);
    expect(result.kept.map(({ path }) => path).sort()).toEqual(['in/kept-by-change', 'in/sub']);
    expect(result.deletedCount).toBe(1);
  });

  test('does not follow an item to where somebody has moved it', async () => {
    const drive = fakeCleanupDrive(['in/sub/old', 'in/sub/named', 'elsewhere/']);
    const result = await run(drive, {
      inputs: mirror,
      files: ['in/sub/named'],
      duringUpload: () => {
        const old = drive.stored.get('in/sub/old');
        drive.stored.delete('in/sub/old');
        if (old !== undefined) drive.addItem('elsewhere/old', old);
      },
    });
    expect(drive.paths()).toContain('elsewhere/old');
    expect(result.deletedCount).toBe(0);
  });

  test('does not take something else for what had its place', async () => {
    const drive = fakeCleanupDrive(['in/old']);
    const result = await run(drive, {
      inputs: mirror,
      files: ['in/a'],
      duringUpload: () =>
        drive.addItem('in/old', { id: 'another', eTag: drive.stored.get('in/old')?.eTag ?? '' }),
    });
    expect(drive.paths()).toContain('in/old');
    expect(result.kept).toEqual([{ path: 'in/old', reason: 'another item has its path now' }]);
  });

  test('leaves what changes in the very last moment', async () => {
    const drive = fakeCleanupDrive(['in/old']);
    const hasty: FakeCleanupDrive = {
      ...drive,
      deleteItem(id, eTag) {
        drive.addItem('in/old');
        return drive.deleteItem(id, eTag);
      },
    };
    const result = await run(hasty, { inputs: mirror, files: ['in/a'] });
    expect(drive.paths()).toContain('in/old');
    expect(result.kept).toEqual([{ path: 'in/old', reason: 'it was changed in the meantime' }]);
    expect(result.deletedCount).toBe(0);
  });

  test('knows an upload by its id, whatever became of its name', async () => {
    const drive = fakeCleanupDrive(['in/x/1']);
    const folder = await drive.findItem('in');
    const twig = await listItemTree(drive, { path: 'in', item: folder ?? drive.addItem('in/') });
    const item = drive.stored.get('in/x/1') ?? drive.addItem('in/x/1');
    expect(planMirror(twig, ownItemsOf([{ file: plannedFile('in/y/2'), item }])).items).toEqual([]);
    expect(planMirror(twig, ownItemsOf([{ file: plannedFile('in/y/2') }])).items).toHaveLength(1);
  });

  test('leaves notebooks and shortcuts, and the folders that hold them', async () => {
    const drive = fakeCleanupDrive(['in/old', 'in/sub/old']);
    drive.addItem('in/sub/Notes', { isPackage: true, isFolder: true });
    const remote = { driveId: 'd', id: 'r', isFolder: true };
    drive.addItem('in/Shared', { remoteItem: remote });
    const result = await run(drive, { inputs: mirror, files: ['in/a'] });
    expect(drive.paths()).toEqual(['in', 'in/Shared', 'in/a', 'in/sub', 'in/sub/Notes']);
    expect(result.kept).toEqual([
      { path: 'in/sub/Notes', reason: 'it is a notebook, which uploads never create' },
      { path: 'in/Shared', reason: 'it is a shortcut, which uploads never create' },
    ]);
  });

  test.each([
    ['a file failed', { fails: true }, new FakeHost()],
    ['the run was cancelled', {}, cancelled()],
  ])('deletes nothing when %s', async (_, more, its) => {
    using _its = its;
    const drive = fakeCleanupDrive(['in/old', 'in/sub/old']);
    const result = await run(drive, { inputs: mirror, files: ['in/a', 'in/b'], ...more }, its);
    expect(drive.paths()).toEqual(expect.arrayContaining(['in/old', 'in/sub/old']));
    expect(result.deletedCount).toBe(0);
  });

  test('deletes nothing when a planned file has no outcome', async () => {
    const drive = fakeCleanupDrive(['in/old']);
    const plan = { files: ['in/a', 'in/b'].map((path) => plannedFile(path)), destination: 'in' };
    const after = await openCleanup({
      drive,
      retry: fakeUploadContext(host, drive).retry,
      inputs: mirror,
      plan,
      unseen: [],
    });
    const some = await uploadFiles(drive, plan.files.slice(0, 1));
    await after?.deleteObsolete(some);
    // One that was not planned, such as the list of checksums, is of the run all the same.
    const [failed] = await uploadFiles(drive, [plannedFile('in/SHA256SUMS')], plannedFile('in/SHA256SUMS'));
    await after?.deleteObsolete([
      ...some,
      ...(await uploadFiles(drive, plan.files.slice(1))),
      ...(failed ? [failed] : []),
    ]);
    expect(drive.paths()).toContain('in/old');
  });

  test('goes on after a failure, and names it', async () => {
    const drive = fakeCleanupDrive(['in/locked', 'in/old']);
    const { deleteItem: remove } = drive;
    const locked: FakeCleanupDrive = {
      ...drive,
      deleteItem: (id, eTag) =>
        id === drive.stored.get('in/locked')?.id ? Promise.reject(serviceFailure(423)) : remove(id, eTag),
    };
    const result = await run(locked, { inputs: mirror, files: ['in/a'] });
    expect(drive.paths()).toEqual(['in', 'in/a', 'in/locked']);
    expect(result.deletedCount).toBe(1);
    expect(result.failures.map(({ message }) => message)).toEqual([
      expect.stringContaining('in/locked was not deleted'),
    ]);
  });

  test.each<Partial<Drive>>([
    {},
    { isRoot: () => false, findItem: async () => fakeCleanupDrive().addItem('root/', { isDriveRoot: true }) },
  ])('never works on the drive’s root, however it was addressed', async (more) => {
    const drive = fakeCleanupDrive(['old'], more);
    await expect(run(drive, { inputs: mirror, files: ['a'], destination: '' })).rejects.toThrow(
      "drive's root",
    );
    expect(drive.paths()).toEqual(['old']);
  });

  test('shows in a dry run what would go, and changes nothing', async () => {
    const drive = fakeCleanupDrive(['in/old', 'in/sub/1', 'in/sub/2', 'in/a']);
    const plan = { files: [plannedFile('in/a')], destination: 'in' };
    const inputs = { ...mirror, maxDelete: 2 };
    const after = await openCleanup({
      drive,
      retry: fakeUploadContext(host, drive).retry,
      inputs,
      plan,
      unseen: [],
    });
    const preview = await after?.preview();
    expect(preview?.items.map(({ item: twig }) => twig.path)).toEqual(['in/old', 'in/sub']);
    expect(preview && totalItemCount(preview)).toBe(3);
    expect(preview?.failure?.message).toContain('max-delete is 2');
    expect(drive.paths()).toHaveLength(6);
  });
});

function cancelled(): FakeHost {
  const its = new FakeHost();
  its.cancel(new Error('stop'));
  return its;
}
