/** Nothing is deleted because it was not seen: neither here nor on the drive. */
import { afterAll, describe, expect, test } from 'vitest';
import { openCleanup } from '../../../src/cleanup/after-upload.ts';
import { earliestNowMs } from '../../../src/cleanup/clocks.ts';
import { incompleteMarkerName } from '../../../src/cleanup/marker.ts';
import type { Drive } from '../../../src/graph/drive.ts';
import {
  type CleanupRun,
  type FakeCleanupDrive,
  fakeCleanupDrive,
  runCleanup,
} from '../../support/fake-cleanup-drive.ts';
import { driveItem, fakeUploadContext, openedMs, plannedFile } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const host = new FakeHost();
host.clock.advance(openedMs - host.clock.now());
afterAll(() => host[Symbol.dispose]());
const run = (drive: FakeCleanupDrive, night: CleanupRun) => runCleanup(host, drive, night);

const hourMs = 60 * 60_000;
const anHourAgo = { createdMs: openedMs - hourMs, modifiedMs: openedMs - hourMs };
const mirror = { mirror: true, maxDelete: 50 };
const lastOne = { mirror: false, maxDelete: 50, retain: { match: 'gen-*', last: 1 } };
const backup = { inputs: lastOne, destination: 'b/gen-2', files: ['b/gen-2/data'] };

/** The drive with one folder that says it holds so many. */
function counting(drive: FakeCleanupDrive, folder: string, childCount: number): FakeCleanupDrive {
  const item = drive.stored.get(folder);
  if (item !== undefined) drive.stored.set(folder, { ...item, childCount });
  return drive;
}

/** The drive, whose listing of that folder holds one entry more. */
function beside(
  drive: FakeCleanupDrive,
  folder: string,
  entry: ReturnType<typeof driveItem>,
): FakeCleanupDrive {
  const { listChildrenById: childrenOf, listChildren: children } = drive;
  const id = drive.stored.get(folder)?.id;
  return {
    ...drive,
    listChildrenById: async (itemId) => [...(await childrenOf(itemId)), ...(itemId === id ? [entry] : [])],
    listChildren: async (path) => [...((await children(path)) ?? []), ...(path === folder ? [entry] : [])],
  };
}

describe('what was asked for and not seen', () => {
  const unseen = ['nothing matches data/*.csv', 'link "now" is broken (ENOENT)'];

  test.each<[string, CleanupRun]>([
    ['a mirror', { inputs: mirror, files: ['in/a'], unseen }],
    ['retention', { ...backup, unseen }],
  ])('keeps %s from deleting, and is told by name', async (_, night) => {
    const drive = fakeCleanupDrive(['in/old', 'in/sub/old', 'b/gen-0/data', 'b/gen-1/data']);
    const before = drive.paths();
    const result = await run(drive, night);
    expect(drive.paths()).toEqual(expect.arrayContaining(before));
    expect(result).toMatchObject({ deletedCount: 0, deleted: [], kept: [] });
    expect(result.failures).toHaveLength(1);
    expect(result.failures[0]).toMatchObject({ kind: 'file' });
    expect(result.failures[0]?.message).toBe(
      'nothing was deleted, because not everything in path was found: nothing matches data/*.csv; link "now" is broken (ENOENT)',
    );
    expect(result.failures[0]?.hint).toContain('the uploads were kept');
  });

  test('leaves the generation marked, so that it pushes out none later', async () => {
    const drive = fakeCleanupDrive(['b/gen-1/data']);
    await run(drive, { ...backup, unseen });
    expect(drive.paths()).toContain(`b/gen-2/${incompleteMarkerName}`);
    for (const [path, item] of drive.stored)
      if (path.startsWith('b/gen-2')) drive.stored.set(path, { ...item, ...anHourAgo });
    const inputs = { ...lastOne, retain: { match: 'gen-*', last: 2 } };
    await run(drive, { inputs, destination: 'b/gen-3', files: ['b/gen-3/data'] });
    expect(drive.paths()).toEqual(['b', 'b/gen-1', 'b/gen-1/data', 'b/gen-3', 'b/gen-3/data']);
  });

  test('is told though the generation cannot be marked as ended', async () => {
    const drive = fakeCleanupDrive(['b/gen-1/data']);
    const mark = `b/gen-2/${incompleteMarkerName}`;
    const item: Drive['findItem'] = (path) =>
      path === mark ? Promise.reject(new Error('no answer')) : drive.findItem(path);
    const { failures } = await run({ ...drive, findItem: item }, { ...backup, unseen });
    expect(failures.map(({ message }) => message)).toEqual([
      expect.stringContaining('nothing matches data/*.csv'),
      expect.stringContaining('no answer'),
    ]);
    expect(drive.paths()).toEqual(expect.arrayContaining(['b/gen-1/data', mark]));
  });

  test('is counted where it is too much to name', async () => {
    const many = Array.from({ length: 8 }, (_, index) => `nothing matches ${index}`);
    const { failures } = await run(fakeCleanupDrive(['in/old']), {
      inputs: mirror,
      files: ['in/a'],
      unseen: many,
    });
    expect(failures[0]?.message).toContain('nothing matches 4; and 3 more');
    expect(failures[0]?.message).not.toContain('matches 5');
  });

  test('is what a dry run shows, and nothing that would go', async () => {
    const drive = fakeCleanupDrive(['in/old', 'in/a']);
    const plan = { files: [plannedFile('in/a')], destination: 'in' };
    const { retry } = fakeUploadContext(host, drive);
    const after = await openCleanup({ drive, retry, inputs: mirror, plan, unseen });
    const preview = await after?.preview();
    expect(preview?.items).toEqual([]);
    expect(preview?.failure?.message).toContain('nothing matches data/*.csv');
  });
});

describe('a folder that says it holds more than its listing shows', () => {
  test('stays whole in a mirror, as do the folders above it', async () => {
    const drive = counting(
      fakeCleanupDrive(['in/x', 'in/old/1', 'in/old/deep/2', 'in/old/other/3']),
      'in/old/deep',
      2,
    );
    const { kept: left, deletedCount } = await run(drive, { inputs: mirror, files: ['in/a'] });
    expect(drive.paths()).toEqual(['in', 'in/a', 'in/old', 'in/old/deep', 'in/old/deep/2']);
    expect(deletedCount).toBe(3);
    const why = 'its listing is missing 1 item that it holds';
    expect(left).toEqual([{ path: 'in/old/deep', reason: why, isUncertain: true }]);
  });

  test.each(['in', 'in/named'])('loses nothing, be it %s that the run works in', async (folder) => {
    const drive = counting(fakeCleanupDrive(['in/named/a', 'in/named/old']), folder, 10);
    const { kept: left } = await run(drive, { inputs: mirror, files: ['in/named/a'] });
    expect(drive.paths()).toContain('in/named/old');
    expect(left).toMatchObject([{ path: folder, isUncertain: true }]);
  });

  test.each([0, 1, 2])('is none with %i children where there are two: it goes', async (childCount) => {
    const drive = counting(fakeCleanupDrive(['in/old/1', 'in/old/2']), 'in/old', childCount);
    await run(drive, { inputs: mirror, files: ['in/a'] });
    expect(drive.paths()).toEqual(['in', 'in/a']);
  });

  test('is no generation that goes, wherever in it that is', async () => {
    const drive = counting(fakeCleanupDrive(['b/gen-0/data', 'b/gen-1/deep/data']), 'b/gen-1/deep', 5);
    const { kept: left } = await run(drive, backup);
    expect(drive.paths()).toEqual([
      ...['b', 'b/gen-1', 'b/gen-1/deep', 'b/gen-1/deep/data', 'b/gen-2', 'b/gen-2/data'],
    ]);
    const why = 'its listing is missing 4 items that it holds';
    expect(left).toEqual([{ path: 'b/gen-1/deep', reason: why, isUncertain: true }]);
  });

  test('stays, too, when that is seen in the last look only', async () => {
    const drive = fakeCleanupDrive(['in/old/1']);
    const meanwhile = () => counting(drive, 'in/old', 2);
    const { kept: left } = await run(drive, {
      inputs: mirror,
      files: ['in/a'],
      duringUpload: () => void meanwhile(),
    });
    expect(drive.paths()).toContain('in/old/1');
    expect(left).toMatchObject([{ path: 'in/old', isUncertain: true }]);
  });
});

describe('an entry of a listing without', () => {
  test.each<[string, ReturnType<typeof driveItem>]>([
    ['a name', driveItem('', { id: 'nameless', isFolder: true, createdMs: 0, modifiedMs: 0 })],
    ['an id', driveItem('gen-x', { id: '', isFolder: true, createdMs: 0, modifiedMs: 0 })],
  ])('%s keeps its folder, and is no generation', async (_, entry) => {
    const drive = fakeCleanupDrive(['in/old/1', 'b/gen-1/data', 'in/x/1']);
    const odd = beside(drive, 'in/old', entry);
    const { kept: left } = await run(odd, { inputs: mirror, files: ['in/a'] });
    expect(drive.paths()).toEqual(expect.arrayContaining(['in/old/1']));
    expect(drive.paths()).not.toContain('in/x/1');
    expect(left).toMatchObject([{ path: 'in/old', isUncertain: true }]);
    const pruned = await run(beside(drive, 'b', entry), {
      ...backup,
      inputs: { ...lastOne, retain: { match: '*', last: 1 } },
    });
    expect(pruned).toMatchObject({ deletedCount: 1, kept: [], failures: [] });
  });
});

describe('the clock that ages count by', () => {
  const clocks = (latestMs: number) => {
    const its = new FakeHost();
    its.clock.advance(openedMs - its.clock.now());
    const drive: Pick<Drive, 'openedMs' | 'serverTimeMs'> = {
      openedMs: Number.isNaN(latestMs) ? openedMs : latestMs,
      serverTimeMs: () => latestMs,
    };
    const nowMs = earliestNowMs(drive, its);
    its[Symbol.dispose]();
    return { nowMs, warnings: its.warnings };
  };

  test.each([-hourMs, -1000, 0, 1000, hourMs])(
    'is the earlier one, %i ms apart without a word',
    (aheadMs) => {
      expect(clocks(openedMs + aheadMs)).toEqual({ nowMs: openedMs + Math.min(0, aheadMs), warnings: [] });
    },
  );

  test.each([
    ['years ahead', 3 * 365 * 24 * hourMs, 0],
    ['years behind', -3 * 365 * 24 * hourMs, -3 * 365 * 24 * hourMs],
    ['more than an hour ahead', hourMs + 1, 0],
  ])('is ours or the service’s, that %s, with a warning that names both', (_, aheadMs, wanted) => {
    const { nowMs, warnings } = clocks(openedMs + aheadMs);
    expect(nowMs).toBe(openedMs + wanted);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(new Date(openedMs).toISOString());
    expect(warnings[0]).toContain(new Date(openedMs + aheadMs).toISOString());
  });

  test('is ours where the service says none', () => {
    expect(clocks(Number.NaN)).toEqual({ nowMs: openedMs, warnings: [] });
  });

  test('lets a service that is years ahead prune nothing that is fresh', async () => {
    const dayMs = 24 * hourMs;
    const ahead = openedMs + 1000 * dayMs;
    const drive = fakeCleanupDrive([], { openedMs: ahead, serverTimeMs: () => ahead });
    for (const days of [1, 2, 9])
      drive.addItem(`b/gen-${days}/data`, {
        createdMs: openedMs - days * dayMs,
        modifiedMs: openedMs - days * dayMs,
      });
    // A run at work, which has marked its own an hour ago.
    drive.addItem(`b/gen-work/${incompleteMarkerName}`, {
      ...anHourAgo,
      sizeBytes: `A run is uploading into this folder: ${'x'.repeat(36)}\n`.length,
    });
    const inputs = { mirror: false, maxDelete: 50, retain: { match: 'gen-*', days: 3 } };
    await run(drive, { inputs, destination: 'b/gen-0', files: ['b/gen-0/data'] });
    expect(drive.paths().filter((path) => /^b\/gen-\w+$/.test(path))).toEqual([
      'b/gen-0',
      'b/gen-1',
      'b/gen-2',
      'b/gen-work',
    ]);
    expect(host.warnings.join()).toContain("The service's clock says");
  });
});
