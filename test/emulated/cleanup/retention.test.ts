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
  stage: UploadFixture,
  name: string,
  more: Partial<EmulatedRun> & Pick<EmulatedRun, 'inputs'>,
): Promise<EmulatedResult> {
  const files = { 'data.bin': 20, 'sub/more.bin': 10 };
  const result = await runUploadAndCleanup(stage, { destination: `backups/${name}`, files, ...more });
  stage.host.clock.advance(dayMs);
  return result;
}

function failing(stage: UploadFixture, times: number): void {
  stage.emulator.addFault({
    on: { surface: 'graph', method: 'PUT', path: 'more.bin' },
    times,
    do: { kind: 'status', status: 403 },
  });
}

const generations = (stage: UploadFixture) => [
  ...new Set(listFilePaths(stage).flatMap((path) => /^backups\/([^/]+)/.exec(path)?.[1] ?? [])),
];
const markers = (stage: UploadFixture) =>
  listFilePaths(stage).filter((path) => path.endsWith(incompleteMarkerName));

describe.each(['personal', 'business'] as const)('retention on a %s drive', (account) => {
  test('keeps the newest generations, and what is no generation', async () => {
    await using stage = await UploadFixture.open({ account });
    await stage.emulator.seed('backups/README.txt', 'about', stage.emulator.credentials.driveId);
    await stage.emulator.seed('elsewhere/night-0/x', 'about', stage.emulator.credentials.driveId);
    const inputs = rules({ last: 3 });
    for (const name of ['night-5', 'NIGHT-3', 'night-é', 'weekly-1', 'night-#%1', 'night-2 & 4'])
      expect((await backup(stage, name, { inputs })).failures).toEqual([]);
    expect(generations(stage).sort()).toEqual(
      ['README.txt', 'night-#%1', 'night-2 & 4', 'night-é', 'weekly-1'].sort(),
    );
    expect(listFilePaths(stage)).toContain('elsewhere/night-0/x');
    expect(markers(stage)).toEqual([]);
  });

  test('keeps by age, and what either rule keeps', async () => {
    await using stage = await UploadFixture.open({ account });
    const inputs = rules({ days: 2 });
    for (const name of ['night-1', 'night-2', 'night-3', 'night-4']) await backup(stage, name, { inputs });
    // A generation of exactly two days is no younger than two days.
    expect(generations(stage)).toEqual(['night-3', 'night-4']);
    stage.host.clock.advance(30 * dayMs);
    await backup(stage, 'night-5', { inputs: rules({ days: 2, last: 2 }) });
    expect(generations(stage)).toEqual(['night-4', 'night-5']);
  });

  test('lets six failed nights push out none of the good ones', async () => {
    await using stage = await UploadFixture.open({ account });
    const inputs = rules({ last: 2 });
    await backup(stage, 'night-a', { inputs });
    await backup(stage, 'night-b', { inputs });
    failing(stage, 6);
    for (const night of [1, 2, 3, 4, 5, 6]) {
      const { outcomes } = await backup(stage, `night-c${night}`, { inputs });
      expect(outcomes.map(({ action }) => action).sort()).toEqual(['failed', 'uploaded']);
    }
    expect(generations(stage)).toHaveLength(8);
    expect(markers(stage)).toHaveLength(6);
    const result = await backup(stage, 'night-d', { inputs });
    expect(result.failures).toEqual([]);
    expect(generations(stage)).toEqual(['night-b', 'night-d']);
    expect(markers(stage)).toEqual([]);
  });

  test('takes its marker away where look-ups lag behind uploads', async () => {
    await using stage = await UploadFixture.open({ account });
    stage.emulator.settings.visibilityLagRequests = 3;
    await backup(stage, 'night-1', { inputs: rules({ last: 2 }) });
    expect(listFilePaths(stage)).toEqual(['backups/night-1/data.bin', 'backups/night-1/sub/more.bin']);
  });

  test('clears the marker of a failed night when it is run again', async () => {
    await using stage = await UploadFixture.open({ account });
    const inputs = rules({ last: 2 });
    failing(stage, 1);
    await backup(stage, 'night-1', { inputs });
    expect(markers(stage)).toEqual([`backups/night-1/${incompleteMarkerName}`]);
    await backup(stage, 'night-1', { inputs });
    expect(markers(stage)).toEqual([]);
    expect(generations(stage)).toEqual(['night-1']);
  });

  test('lets two legs at once keep each other’s generations', async () => {
    await using stage = await UploadFixture.open({ account });
    const inputs = rules({ last: 1 });
    await backup(stage, 'night-1-linux', { inputs });
    stage.host.clock.advance(5000);
    let inner: EmulatedResult | undefined;
    // The second leg begins and ends while the first one is at work.
    const outer = await backup(stage, 'night-2-linux', {
      inputs,
      async duringUpload() {
        stage.host.clock.advance(5000);
        inner = await runUploadAndCleanup(stage, {
          ...{ inputs, destination: 'backups/night-2-windows' },
          files: { 'windows.bin': 3 },
        });
        stage.host.clock.advance(5000);
      },
    });
    expect(inner?.failures).toEqual([]);
    expect(outer.failures).toEqual([]);
    expect(generations(stage)).toEqual(['night-2-linux', 'night-2-windows']);
    expect(outer.kept).toEqual([
      { path: 'backups/night-2-windows', reason: 'it was not complete when this run began' },
    ]);
    expect(markers(stage)).toEqual([]);
  });

  test('takes single files for generations, and refuses to prune more than it may', async () => {
    await using stage = await UploadFixture.open({ account });
    const night = (number: number, maxDelete = 50) =>
      runUploadAndCleanup(stage, {
        ...{ destination: 'backups', retainIn: 'backups', files: { [`night-${number}.zip`]: 30 } },
        inputs: { ...rules({ last: 1 }), maxDelete },
      });
    for (const number of [1, 2, 3]) {
      await night(number, 0);
      stage.host.clock.advance(dayMs);
    }
    expect(listFilePaths(stage)).toEqual([
      'backups/night-1.zip',
      'backups/night-2.zip',
      'backups/night-3.zip',
    ]);
    const refusal = await night(4, 2);
    expect(refusal.failures[0]?.message).toContain('3 items would be deleted, but max-delete is 2');
    stage.host.clock.advance(dayMs);
    await night(5);
    expect(listFilePaths(stage)).toEqual(['backups/night-5.zip']);
  });

  test('leaves a generation that is looked into while it would go', async () => {
    await using stage = await UploadFixture.open({ account });
    const inputs = rules({ last: 1 });
    await backup(stage, 'night-1', { inputs });
    const result = await backup(stage, 'night-2', {
      inputs,
      async duringUpload() {
        stage.host.clock.advance(5000);
        await stage.emulator.seed('backups/night-1/notes.txt', 'mine', stage.emulator.credentials.driveId);
      },
    });
    expect(listFilePaths(stage)).toContain('backups/night-1/data.bin');
    expect(result.kept).toEqual([
      { path: 'backups/night-1', reason: 'something in it changed since this run began' },
    ]);
  });
});
