import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { incompleteMarkerName } from '../../../src/cleanup/marker.ts';
import { expectedDeletions, type ModelEntry, type ModelRun } from '../../support/deletion-model.ts';
import {
  activeMarkerSize,
  type FakeCleanupDrive,
  fakeCleanupDrive,
  runCleanup,
} from '../../support/fake-cleanup-drive.ts';
import { openedMs } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const host = new FakeHost();
host.clock.advance(openedMs - host.clock.now());
afterAll(() => host[Symbol.dispose]());

const hourMs = 60 * 60_000;
const folderNames = ['gen-1', 'GEN-2', 'gen-own', 'gen-é', 'gen-e\u0301', 'deep', '#%& 😀', '.dot', 'other '];
const fileNames = ['a.f', 'B.f', 'é.f', "it's.f", '%20#.f', `${'n'.repeat(200)}.f`];
const patterns: Readonly<Record<string, (name: string) => boolean>> = {
  '*': (name) => !name.startsWith('.'),
  'gen-*': (name) => /^gen-/i.test(name),
  'GEN-[0-9o]*': (name) => /^gen-[0-9o]/i.test(name),
  '{gen,deep}-?': (name) => /^(gen|deep)-.$/iu.test(name.normalize('NFC')),
};

const atWorkBytes = await activeMarkerSize(host);

const folderName = fc.constantFrom(...folderNames, 'gen-own', 'gen-own', 'gen-3');
const folderPath = fc.array(folderName, { maxLength: 3, size: 'max' });
const planted = fc.record({
  folders: folderPath,
  name: fc.constantFrom(...fileNames, ...fileNames, incompleteMarkerName, ''),
  ageHours: fc.constantFrom(0, 1, 23, 24, 24, 48, 48, 72, 24 * 30, Number.NaN),
  sort: fc.constantFrom('plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'notebook', 'shortcut'),
  isAtWork: fc.boolean(),
});
const change = fc.record({ act: fc.constantFrom('add', 'edit', 'delete', 'move'), which: fc.nat(1000) });
const someNight = fc.record({
  trees: fc.array(planted, { minLength: 3, maxLength: 25, size: 'max' }),
  changes: fc.array(change, { maxLength: 2, size: 'max' }),
  files: fc.uniqueArray(fc.tuple(folderPath, fc.constantFrom(...fileNames)), { minLength: 1, maxLength: 4 }),
  destination: fc.constantFrom('r/gen-own', 'r/GEN-own', 'r/Gen-Own/deep', 'r/gen-é'),
  retainIn: fc.constantFrom('r', 'R'),
  does: fc.constantFrom('mirror', 'retain', 'both'),
  match: fc.constantFrom('*', 'gen-*', ...Object.keys(patterns)),
  last: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  days: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  maxDelete: fc.constantFrom(0, 3, 50, 50, 50, 50),
  fails: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
  blind: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
  /** Which folder says that it holds more than it shows. */
  halfShown: fc.option(fc.nat(1000), { freq: 2, nil: undefined }),
});
type SomeNight = typeof someNight extends fc.Arbitrary<infer T> ? T : never;

function grow(trees: SomeNight['trees']): FakeCleanupDrive {
  const drive = fakeCleanupDrive(['out/side.f']);
  for (const { folders, name, ageHours, sort, isAtWork } of trees) {
    const path = ['r', ...folders, ...(sort === 'plain' ? [name] : [`${sort}.${folders.length}`])].join('/');
    const atMs = openedMs - ageHours * hourMs;
    const facts = { createdMs: atMs, modifiedMs: Number.isNaN(atMs) ? openedMs - 99 * hourMs : atMs };
    drive.addItem(path, {
      ...facts,
      ...(name === incompleteMarkerName && isAtWork && { sizeBytes: atWorkBytes }),
      ...(sort === 'notebook' && { isPackage: true, isFolder: true }),
      ...(sort === 'shortcut' && { remoteItem: { driveId: 'd', id: 'x', isFolder: true } }),
    });
  }
  return drive;
}

function hide(drive: FakeCleanupDrive, which: number): void {
  const folders = entries(drive).filter(
    ({ path, item }) => path.startsWith('r/') && item.isFolder && !item.isPackage,
  );
  const one = folders[which % Math.max(1, folders.length)];
  if (one !== undefined) drive.stored.set(one.path.toLowerCase(), { ...one.item, childCount: 1000 });
}

function entries(drive: FakeCleanupDrive): ModelEntry[] {
  return drive.paths().flatMap((path) => {
    const item = drive.stored.get(path.toLowerCase());
    return item === undefined ? [] : [{ path, item }];
  });
}

function disturb(drive: FakeCleanupDrive, changes: SomeNight['changes']): void {
  for (const { act, which } of changes) {
    const all = entries(drive).filter(
      ({ path, item }) => path.startsWith('r/') && !item.isFolder && item.name !== incompleteMarkerName,
    );
    const one = all[which % Math.max(1, all.length)];
    if (one === undefined || one.item.remoteItem !== undefined) continue;
    const fresh = { createdMs: openedMs + 4000, modifiedMs: openedMs + 4000 };
    if (act === 'edit')
      drive.addItem(one.path, { ...one.item, eTag: `"edit ${which}"`, modifiedMs: fresh.modifiedMs });
    if (act === 'add') drive.addItem(`${one.path}-new-${which}`, fresh);
    if (act === 'delete' || act === 'move') drive.stored.delete(one.path.toLowerCase());
    if (act === 'move') drive.addItem(`out/moved-${which}`, one.item);
  }
}

const seen = { deleted: 0, refused: 0, nothing: 0 };

test('in 1,000 random trees exactly that goes which the rules let go', async () => {
  await fc.assert(
    fc.asyncProperty(someNight, async (night) => {
      const drive = grow(night.trees);
      if (night.halfShown !== undefined) hide(drive, night.halfShown);
      const files = [
        ...new Set(
          night.files.map(([folders, name]) =>
            [night.destination, ...folders, name].join('/').normalize('NFC'),
          ),
        ),
      ];
      const fits = patterns[night.match] ?? (() => false);
      const own = night.destination.split('/')[1] ?? '';
      const { last, days, maxDelete, match } = night;
      const mirror = night.does !== 'retain';
      const rules = { match, ...(last !== undefined && { last }), ...(days !== undefined && { days }) };
      const retains = night.does !== 'mirror' && (last !== undefined || days !== undefined) && fits(own);
      const run: ModelRun = {
        ...{
          destination: night.destination,
          mirror,
          maxDelete,
          files,
          failed: night.fails,
          hasUnseen: night.blind,
        },
        ...(retains && { retain: { folder: night.retainIn, own, fits, last, days, atWorkBytes } }),
      };
      const before = entries(drive);
      let now: ModelEntry[] = [];
      const result = await runCleanup(host, drive, {
        inputs: { mirror, maxDelete, ...(retains && { retain: rules }) },
        ...{ destination: night.destination, retainIn: night.retainIn, files, fails: night.fails },
        unseen: night.blind ? ['nothing matches x'] : [],
        duringUpload: () => disturb(drive, night.changes),
        afterUpload: () => {
          now = entries(drive);
        },
      });
      const marker = `r/${own}/${incompleteMarkerName}`.toLowerCase();
      const isMarker = (path: string) => retains && path.toLowerCase() === marker;
      const gone = expectedDeletions(before, now, run);
      const expected = now.map(({ path }) => path).filter((path) => !gone.has(path) && !isMarker(path));
      expect(drive.paths().filter((path) => !isMarker(path))).toEqual(expected);
      if (retains) expect(drive.paths().some(isMarker)).toBe(night.fails || night.blind);
      if (night.blind && (mirror || retains)) expect(result.failures).toHaveLength(1);
      if (gone.size > 0) seen.deleted += 1;
      else if (result.failures.length > 0) seen.refused += 1;
      else seen.nothing += 1;
    }),
    { numRuns: 1000 },
  );
  // A generator that grows nothing to delete would agree with everything.
  expect(seen.deleted).toBeGreaterThan(200);
  expect(seen.refused).toBeGreaterThan(20);
  expect(seen.nothing).toBeGreaterThan(100);
}, 60_000);
