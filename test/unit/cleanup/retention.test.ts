import { afterAll, describe, expect, test } from 'vitest';
import { type CleanupOptions, openCleanup } from '../../../src/cleanup/after-upload.ts';
import { incompleteMarkerName } from '../../../src/cleanup/marker.ts';
import {
  activeMarkerSize,
  type CleanupRun,
  type FakeCleanupDrive,
  fakeCleanupDrive,
  runCleanup,
  uploadFiles,
} from '../../support/fake-cleanup-drive.ts';
import { fakeUploadContext, openedMs, plannedFile } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const host = new FakeHost();
host.clock.advance(openedMs - host.clock.now());
afterAll(() => host[Symbol.dispose]());
const run = (drive: FakeCleanupDrive, night: CleanupRun) => runCleanup(host, drive, night);

const hourMs = 60 * 60_000;
const lastTwo = { mirror: false, maxDelete: 50, retain: { match: 'gen-*', last: 2 } };

describe('retention', () => {
  const gens = (drive: FakeCleanupDrive) =>
    drive
      .paths()
      .filter((path) => /^b\/[^/]+$/.test(path))
      .map((path) => path.slice(2));
  const old = (...names: string[]) => {
    const drive = fakeCleanupDrive();
    names.forEach((name, index) => {
      drive.addItem(`b/${name}/data`, {
        createdMs: openedMs - (names.length - index) * 24 * hourMs,
        modifiedMs: openedMs - 24 * hourMs,
      });
    });
    return drive;
  };
  const own = (name: string) => ({ inputs: lastTwo, destination: `b/${name}`, files: [`b/${name}/data`] });

  test('prunes by date, and only what fits', async () => {
    const drive = old('gen-9', 'GEN-8', 'gen-1', 'other');
    drive.addItem('b/gen-readme.txt');
    const result = await run(drive, own('gen-0'));
    expect(gens(drive)).toEqual(['gen-0', 'gen-1', 'gen-readme.txt', 'other']);
    expect(result.deletedCount).toBe(2);
  });

  test('with a pattern of * touches nothing outside of the folder, and nothing hidden', async () => {
    const drive = old('x', 'y', '.hidden');
    drive.addItem('elsewhere/z/1');
    await run(drive, { ...own('new'), inputs: { ...lastTwo, retain: { match: '*', last: 1 } } });
    expect(drive.paths()).toEqual([
      'b',
      'b/.hidden',
      'b/.hidden/data',
      'b/new',
      'b/new/data',
      'elsewhere',
      'elsewhere/z',
      'elsewhere/z/1',
    ]);
  });

  test('marks a generation in work, and takes the marker away in the end', async () => {
    const drive = old('gen-1');
    const seen: string[] = [];
    await run(drive, { ...own('gen-2'), duringUpload: () => seen.push(...drive.paths()) });
    expect(seen).toContain(`b/gen-2/${incompleteMarkerName}`);
    expect(drive.paths()).toEqual(['b', 'b/gen-1', 'b/gen-1/data', 'b/gen-2', 'b/gen-2/data']);
  });

  test('deletes no complete generation because of six failed nights', async () => {
    const drive = old('gen-a', 'gen-b');
    for (const night of [1, 2, 3, 4, 5, 6]) {
      const name = `gen-c${night}`;
      const files = [`b/${name}/fails`, `b/${name}/data`];
      await run(drive, { ...own(name), files, fails: true });
      for (const path of drive.paths().filter((path) => path.startsWith(`b/${name}`)))
        aged(drive, path, (7 - night) * hourMs);
    }
    expect(gens(drive)).toHaveLength(8);
    await run(drive, own('gen-d'));
    expect(gens(drive)).toEqual(['gen-b', 'gen-d']);
    expect(drive.paths().filter((path) => path.endsWith(incompleteMarkerName))).toEqual([]);
  });

  test('lets two runs at once delete neither of each other’s generations', async () => {
    const drive = old('gen-a', 'gen-b', 'gen-c');
    const late = { createdMs: openedMs + 3000, modifiedMs: openedMs + 3000 };
    // The other one is complete already, and counts; a third is in work, and does not.
    const result = await run(drive, {
      ...own('gen-e'),
      inputs: { ...lastTwo, retain: { match: 'gen-*', last: 1 } },
      duringUpload: () => drive.addItem('b/gen-d/data', late),
    });
    expect(gens(drive)).toEqual(['gen-d', 'gen-e']);
    expect(result.kept).toEqual([{ path: 'b/gen-d', reason: 'it was not complete when this run began' }]);
  });

  test('never deletes a generation that another run is at work in', async () => {
    const drive = old('gen-a');
    const other = await openCleanup({
      drive,
      retry: fakeUploadContext(host, drive).retry,
      inputs: lastTwo,
      plan: { files: [plannedFile('b/gen-b/data')], destination: 'b/gen-b' },
      unseen: [],
    });
    await other?.writeMarkers();
    for (const path of ['b/gen-b', `b/gen-b/${incompleteMarkerName}`]) aged(drive, path, 23 * hourMs);
    await run(drive, { ...own('gen-c'), inputs: { ...lastTwo, retain: { match: 'gen-*', last: 1 } } });
    expect(gens(drive)).toEqual(['gen-b', 'gen-c']);
    // A day without any change: that run was killed.
    for (const path of ['b/gen-b', `b/gen-b/${incompleteMarkerName}`]) aged(drive, path, 24 * hourMs);
    await run(drive, own('gen-d'));
    expect(gens(drive)).toEqual(['gen-c', 'gen-d']);
  });

  test('leaves a generation whose marker is old while files still come in', async () => {
    const drive = old('gen-a');
    drive.addItem(`b/gen-a/${incompleteMarkerName}`, {
      sizeBytes: await activeMarkerSize(host),
      modifiedMs: openedMs - 30 * hourMs,
    });
    aged(drive, 'b/gen-a/data', 2 * hourMs);
    const result = await run(drive, own('gen-b'));
    expect(gens(drive)).toEqual(['gen-a', 'gen-b']);
    expect(result.kept).toEqual([{ path: 'b/gen-a', reason: 'a run may still be uploading into it' }]);
  });

  test('leaves the marker as it is when the run is cancelled, or another run has put its own there', async () => {
    using its = new FakeHost();
    const drive = old('gen-a');
    await runCleanup(its, drive, { ...own('gen-b'), duringUpload: () => its.cancel(new Error('stop')) });
    expect(drive.stored.get(`b/gen-b/${incompleteMarkerName}`)?.sizeBytes).toBe(await activeMarkerSize(host));
    const theirs = { sizeBytes: await activeMarkerSize(host) };
    const meanwhile = () => drive.addItem(`b/gen-c/${incompleteMarkerName}`, theirs);
    await run(drive, { ...own('gen-c'), fails: true, duringUpload: meanwhile });
    expect(drive.stored.get(`b/gen-c/${incompleteMarkerName}`)?.sizeBytes).toBe(theirs.sizeBytes);
  });

  test('leaves pruning to the other one when two runs fill one generation', async () => {
    const drive = old('gen-a', 'gen-b');
    const job = (file: string): CleanupOptions => ({
      drive,
      retry: fakeUploadContext(host, drive).retry,
      inputs: lastTwo,
      plan: { files: [plannedFile(`b/gen-c/${file}`)], destination: 'b/gen-c' },
      unseen: [],
    });
    const [first, second] = [job('1'), job('2')];
    const [one, two] = [await openCleanup(first), await openCleanup(second)];
    await one?.writeMarkers();
    await two?.writeMarkers();
    const early = await one?.deleteObsolete(await uploadFiles(drive, first.plan.files));
    expect(early?.kept[0]?.reason).toContain('another run is still uploading');
    expect(drive.paths()).toContain(`b/gen-c/${incompleteMarkerName}`);
    await two?.deleteObsolete(await uploadFiles(drive, second.plan.files));
    expect(gens(drive)).toEqual(['gen-b', 'gen-c']);
    expect(drive.paths()).not.toContain(`b/gen-c/${incompleteMarkerName}`);
  });

  test('takes files for generations when the run makes one, and needs no marker for it', async () => {
    const drive = fakeCleanupDrive(['b/gen-folder/x']);
    for (const age of [3, 2, 1])
      drive.addItem(`b/gen-${age}.zip`, { createdMs: openedMs - age * 24 * hourMs });
    const night = { inputs: lastTwo, destination: 'b', retainIn: 'b', files: ['b/gen-0.zip'] };
    await run(drive, {
      ...night,
      duringUpload: () => expect(drive.paths().join()).not.toContain(incompleteMarkerName),
    });
    expect(gens(drive)).toEqual(['gen-0.zip', 'gen-1.zip', 'gen-folder']);
  });

  test('leaves a generation in which something changed since the run began', async () => {
    const drive = old('gen-a', 'gen-b', 'gen-c');
    const result = await run(drive, {
      ...own('gen-d'),
      duringUpload: () => drive.addItem('b/gen-a/data', { modifiedMs: openedMs + 2000 }),
    });
    expect(gens(drive)).toEqual(['gen-a', 'gen-c', 'gen-d']);
    expect(result.kept[0]?.path).toBe('b/gen-a');
  });

  test('counts mirror and retention together against max-delete', async () => {
    const drive = old('gen-a', 'gen-b', 'gen-c');
    drive.addItem('b/gen-c/extra');
    const inputs = { ...lastTwo, mirror: true };
    const files = ['b/gen-c/data'];
    const night = { ...own('gen-c'), files };
    const refusal = await run(drive, { ...night, inputs: { ...inputs, maxDelete: 1 } });
    expect(refusal.failures[0]?.message).toContain('2 items would be deleted');
    expect(gens(drive)).toHaveLength(3);
    const result = await run(drive, { ...night, inputs: { ...inputs, maxDelete: 2 } });
    expect(result.deletedCount).toBe(2);
    expect(drive.paths()).toEqual(['b', 'b/gen-b', 'b/gen-b/data', 'b/gen-c', 'b/gen-c/data']);
  });

  test('warns when its own is no generation, marks nothing then and prunes nothing', async () => {
    const drive = old('gen-a', 'gen-b', 'gen-c');
    const meanwhile = () => expect(drive.paths().join()).not.toContain(incompleteMarkerName);
    await run(drive, { ...own('weekly-1'), duringUpload: meanwhile });
    expect(host.warnings).toContain(
      'retain-match gen-* does not match what this run uploads: no old backup will be deleted. It was compared with "weekly-1" in "b". ' +
        'Set retain-match to a glob for such names, or retain-in to the folder that holds the backups.',
    );
    expect(gens(drive)).toEqual(['gen-a', 'gen-b', 'gen-c', 'weekly-1']);
  });

  test('says where the names match if retain-in is the folder above them', async () => {
    const drive = fakeCleanupDrive();
    const inputs = lastTwo;
    const files = ['server/backups/gen-1.sql', 'server/backups/gen-1.log', 'server/backups/notes'];
    await run(drive, { inputs, destination: 'server/backups', files });
    expect(host.warnings.join()).toContain(
      'It was compared with "backups" in "server". Set retain-in to "server/backups", where names match.',
    );
    host.warnings.length = 0;
    const others = ['a/b/x', 'a/b/y', 'a/b/z'];
    await run(drive, { inputs, destination: 'a/b', files: others, retainIn: 'a/b' });
    expect(host.warnings.join()).toContain(
      'It was compared with "x" and 2 other names in "a/b". Set retain-match',
    );
  });

  test.each([
    ['for a while', 3],
    ['by its path at all', 1000],
  ])('takes its marker away when it is not found %s', async (_, times) => {
    const drive = old('gen-a');
    let hidden = times;
    const late: FakeCleanupDrive = {
      ...drive,
      findItem: async (path) =>
        path.endsWith(incompleteMarkerName) && hidden-- > 0 ? undefined : drive.findItem(path),
      deleteItem: async (id, eTag) => (times < 1000 && hidden > 0 ? 'gone' : drive.deleteItem(id, eTag)),
    };
    await run(late, own('gen-b'));
    expect(drive.paths()).toEqual(['b', 'b/gen-a', 'b/gen-a/data', 'b/gen-b', 'b/gen-b/data']);
  });
});

function aged(drive: FakeCleanupDrive, path: string, ageMs: number): void {
  const item = drive.stored.get(path.toLowerCase());
  const atMs = openedMs - ageMs;
  if (item !== undefined)
    drive.stored.set(path.toLowerCase(), { ...item, createdMs: atMs, modifiedMs: atMs });
}
