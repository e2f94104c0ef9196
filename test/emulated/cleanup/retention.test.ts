import { describe, expect, test } from 'vitest';
import { incompleteMarkerName } from '../../../src/cleanup/marker.ts';
import {
  type EmulatedResult,
  type EmulatedRun,
  listFilePaths,
  runUploadAndCleanup,
} from '../../support/emulated-cleanup.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const dayMs = 24 * 60 * 60_000;
const rules = (retain: { last?: number; days?: number; match?: string }) => ({
  mirror: false,
  maxDelete: 50,
  retain: { match: 'night-*', ...retain },
});

/** A backup of two files into a generation of that name; a day later it is over. */
async function backup(
  fixture: UploadFixture,
  name: string,
  more: Partial<EmulatedRun> & Pick<EmulatedRun, 'inputs'>,
): Promise<EmulatedResult> {
  const files = { 'data.bin': 20, 'sub/more.bin': 10 };
  const result = await runUploadAndCleanup(fixture, { destination: `backups/${name}`, files, ...more });
  fixture.host.clock.advance(dayMs);
  return result;
}

function failing(fixture: UploadFixture, times: number): void {
  fixture.emulator.addFault({
    on: { surface: 'graph', method: 'PUT', path: 'more.bin' },
    times,
    do: { kind: 'status', status: 403 },
  });
}

const generations = (fixture: UploadFixture) => [
  ...new Set(listFilePaths(fixture).flatMap((path) => /^backups\/([^/]+)/.exec(path)?.[1] ?? [])),
];
const markers = (fixture: UploadFixture) =>
  listFilePaths(fixture).filter((path) => path.endsWith(incompleteMarkerName));

describe.each(['personal', 'business'] as const)('retention on a %s drive', (account) => {
  test('keeps the newest generations, and what is no generation', async () => {
    await using fixture = await UploadFixture.open({ account });
    await fixture.emulator.seed('backups/README.txt', 'about', fixture.emulator.credentials.driveId);
    await fixture.emulator.seed('elsewhere/night-0/x', 'about', fixture.emulator.credentials.driveId);
    const inputs = rules({ last: 3 });
    for (const name of ['night-5', 'NIGHT-3', 'night-é', 'weekly-1', 'night-#%1', 'night-2 & 4'])
      expect((await backup(fixture, name, { inputs })).failures).toEqual([]);
    expect(generations(fixture).sort()).toEqual(
      ['README.txt', 'night-#%1', 'night-2 & 4', 'night-é', 'weekly-1'].sort(),
    );
    expect(listFilePaths(fixture)).toContain('elsewhere/night-0/x');
    expect(markers(fixture)).toEqual([]);
  });

  test('keeps by age, and what either rule keeps', async () => {
    await using fixture = await UploadFixture.open({ account });
    const inputs = rules({ days: 2 });
    for (const name of ['night-1', 'night-2', 'night-3', 'night-4']) await backup(fixture, name, { inputs });
    // A generation of exactly two days is no younger than two days.
    expect(generations(fixture)).toEqual(['night-3', 'night-4']);
    fixture.host.clock.advance(30 * dayMs);
    await backup(fixture, 'night-5', { inputs: rules({ days: 2, last: 2 }) });
    expect(generations(fixture)).toEqual(['night-4', 'night-5']);
  });

  test('deletes no complete generation because of six failed nights', async () => {
    await using fixture = await UploadFixture.open({ account });
    const inputs = rules({ last: 2 });
    await backup(fixture, 'night-a', { inputs });
    await backup(fixture, 'night-b', { inputs });
    failing(fixture, 6);
    for (const night of [1, 2, 3, 4, 5, 6]) {
      const { outcomes } = await backup(fixture, `night-c${night}`, { inputs });
      expect(outcomes.map(({ action }) => action).sort()).toEqual(['failed', 'uploaded']);
    }
    expect(generations(fixture)).toHaveLength(8);
    expect(markers(fixture)).toHaveLength(6);
    const result = await backup(fixture, 'night-d', { inputs });
    expect(result.failures).toEqual([]);
    expect(generations(fixture)).toEqual(['night-b', 'night-d']);
    expect(markers(fixture)).toEqual([]);
  });

  test('removes its marker where look-ups lag behind uploads', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.emulator.settings.visibilityLagRequests = 3;
    await backup(fixture, 'night-1', { inputs: rules({ last: 2 }) });
    expect(listFilePaths(fixture)).toEqual(['backups/night-1/data.bin', 'backups/night-1/sub/more.bin']);
  });

  test('clears the marker of a failed night when it is run again', async () => {
    await using fixture = await UploadFixture.open({ account });
    const inputs = rules({ last: 2 });
    failing(fixture, 1);
    await backup(fixture, 'night-1', { inputs });
    expect(markers(fixture)).toEqual([`backups/night-1/${incompleteMarkerName}`]);
    await backup(fixture, 'night-1', { inputs });
    expect(markers(fixture)).toEqual([]);
    expect(generations(fixture)).toEqual(['night-1']);
  });

  test('lets two legs at once keep each other’s generations', async () => {
    await using fixture = await UploadFixture.open({ account });
    const inputs = rules({ last: 1 });
    await backup(fixture, 'night-1-linux', { inputs });
    fixture.host.clock.advance(5000);
    let inner: EmulatedResult | undefined;
    // The second leg begins and ends while the first one is at work.
    const outer = await backup(fixture, 'night-2-linux', {
      inputs,
      async duringUpload() {
        fixture.host.clock.advance(5000);
        inner = await runUploadAndCleanup(fixture, {
          ...{ inputs, destination: 'backups/night-2-windows' },
          files: { 'windows.bin': 3 },
        });
        fixture.host.clock.advance(5000);
      },
    });
    expect(inner?.failures).toEqual([]);
    expect(outer.failures).toEqual([]);
    expect(generations(fixture)).toEqual(['night-2-linux', 'night-2-windows']);
    expect(outer.kept).toEqual([
      { path: 'backups/night-2-windows', reason: 'it was not complete when this run began' },
    ]);
    expect(markers(fixture)).toEqual([]);
  });

  test('takes single files for generations, and refuses to prune more than it may', async () => {
    await using fixture = await UploadFixture.open({ account });
    const night = (number: number, maxDelete = 50) =>
      runUploadAndCleanup(fixture, {
        ...{ destination: 'backups', retainIn: 'backups', files: { [`night-${number}.zip`]: 30 } },
        inputs: { ...rules({ last: 1 }), maxDelete },
      });
    for (const number of [1, 2, 3]) {
      await night(number, 0);
      fixture.host.clock.advance(dayMs);
    }
    expect(listFilePaths(fixture)).toEqual([
      'backups/night-1.zip',
      'backups/night-2.zip',
      'backups/night-3.zip',
    ]);
    const refusal = await night(4, 2);
    expect(refusal.failures[0]?.message).toContain('3 items would be deleted, but max-delete is 2');
    fixture.host.clock.advance(dayMs);
    await night(5);
    expect(listFilePaths(fixture)).toEqual(['backups/night-5.zip']);
  });

  test('keeps a generation that somebody changes before its deletion', async () => {
    await using fixture = await UploadFixture.open({ account });
    const inputs = rules({ last: 1 });
    await backup(fixture, 'night-1', { inputs });
    const result = await backup(fixture, 'night-2', {
      inputs,
      async duringUpload() {
        fixture.host.clock.advance(5000);
        await fixture.emulator.seed(
          'backups/night-1/notes.txt',
          'mine',
          fixture.emulator.credentials.driveId,
        );
      },
    });
    expect(listFilePaths(fixture)).toContain('backups/night-1/data.bin');
    expect(result.kept).toEqual([
      { path: 'backups/night-1', reason: 'something in it changed since this run began' },
    ]);
  });
});
