import { afterAll, expect, test } from 'vitest';
import { incompleteMarkerName } from '../../../src/cleanup/marker.ts';
import type { DriveItem } from '../../../src/graph/parse.ts';
import { fakeCleanupDrive, runCleanup } from '../../support/fake-cleanup-drive.ts';
import { openedMs } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const host = new FakeHost();
host.clock.advance(openedMs - host.clock.now());
afterAll(() => host[Symbol.dispose]());

const dayMs = 24 * 60 * 60_000;
type Dates = Partial<Pick<DriveItem, 'createdMs' | 'modifiedMs'>>;

/** A night over generations of 100 days with these files in them: what is left of them, and what is told. */
async function night(files: Readonly<Record<string, Dates>>, rule: { days?: number; last?: number }) {
  const drive = fakeCleanupDrive();
  for (const [path, dates] of Object.entries(files)) {
    drive.addItem(`b/${path}`);
    drive.addItem(`b/${path}`, dates);
    const folder = path.replace(/\/.*/, '');
    if (Number.isNaN(dates.createdMs)) drive.addItem(`b/${folder}/`, dates);
  }
  const inputs = { mirror: false, maxDelete: 50, retain: { match: 'gen-*', ...rule } };
  const { kept: left } = await runCleanup(host, drive, {
    inputs,
    destination: 'b/gen-z',
    files: ['b/gen-z/data'],
  });
  const there = drive.paths().filter((path) => /^b\/[^/]+$/.test(path));
  return { left, there };
}

test.each([
  ['retain-days', { days: 7 }],
  ['retain-last', { last: 1 }],
])('%s leaves a generation without a date of its creation, with a warning', async (_, rule) => {
  const { left, there } = await night({ 'gen-a/data': {}, 'gen-b/data': { createdMs: Number.NaN } }, rule);
  expect(there).toEqual(['b/gen-b', 'b/gen-z']);
  const why = 'its creation date is missing or impossible, so its age is unknown';
  expect(left).toEqual([{ path: 'b/gen-b', reason: why, isUncertain: true }]);
});

test('retain-days leaves a complete generation that holds something younger, whatever its own date', async () => {
  const young = { modifiedMs: openedMs - 6 * dayMs };
  const files = {
    'gen-w/data': {},
    'gen-x/data': young,
    'gen-y/data': young,
    [`gen-y/${incompleteMarkerName}`]: {},
  };
  const { left, there } = await night(files, { days: 7 });
  // What is marked as unfinished is kept by no rule.
  expect(there).toEqual(['b/gen-x', 'b/gen-z']);
  expect(left).toEqual([{ path: 'b/gen-x', reason: 'something in it is younger than retain-days' }]);
});
