import { realpathSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CancelledFailure, formatError } from '../../../src/core/errors.ts';
import type { Drive } from '../../../src/graph/drive.ts';
import type { PlannedFile } from '../../../src/plan/plan.ts';
import { uploadFiles } from '../../../src/upload/engine.ts';
import { fakeDrive, planned, planOf, refused, workOn } from '../../support/fakedrive.ts';
import { openBelow, tellsOpen } from '../../support/handles.ts';
import { unsteadyDrive } from '../../support/unsteady.ts';
import { World } from '../../support/world.ts';

/** `a.bin`, `b.bin` … of 100 bytes each. */
function files(world: World, count: number): PlannedFile[] {
  return Array.from({ length: count }, (_, n) => planned(world, `${'abcdefghijkl'[n]}.bin`, 100));
}

/** A drive that calls `meanwhile` while a file is on its way. */
function watched(meanwhile: (path: string) => void): Drive {
  const drive = fakeDrive();
  const put: Drive['putFile'] = async (path, conflict, content) => {
    // Long enough for others to come in, if they may.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    meanwhile(path);
    return drive.putFile(path, conflict, content);
  };
  return { ...drive, putFile: put };
}

const words = ({ error }: { readonly error?: unknown }) => (error === undefined ? '' : formatError(error));

describe.runIf(tellsOpen)('files that are open', () => {
  test('are those on their way, and one more for each of them', async () => {
    using world = new World();
    let most = 0;
    const drive = watched(() => {
      most = Math.max(most, openBelow(realpathSync(world.tempDir)).length);
    });
    await uploadFiles(planOf(files(world, 12)), workOn(world, drive, { concurrency: 2 }));
    expect(most).toBeGreaterThanOrEqual(1);
    expect(most).toBeLessThanOrEqual(4);
  });

  test('are none at the end, whatever became of them', async () => {
    using world = new World();
    const mishaps = [400, 409, 507].map((status) => ({ error: refused(status) }));
    const outcomes = await uploadFiles(planOf(files(world, 6)), workOn(world, unsteadyDrive(mishaps)));
    expect(outcomes.map(({ action }) => action)).toEqual(Array(6).fill('failed'));
    await uploadFiles(planOf(files(world, 2)), workOn(world, fakeDrive()));
    expect(openBelow(realpathSync(world.tempDir))).toEqual([]);
  });
});

test('a watcher hears that a file has begun when its turn has come, and not before', async () => {
  using world = new World();
  const heard: string[] = [];
  const work = workOn(
    world,
    watched((path) => heard.push(`sent ${path}`)),
  );
  const watcher = {
    started: ({ remotePath }: PlannedFile) => heard.push(`began ${remotePath}`),
    reached: () => {},
    finished: () => {},
  };
  await uploadFiles(planOf(files(world, 2)), { ...work, events: watcher });
  expect(heard).toEqual(['began in/a.bin', 'sent in/a.bin', 'began in/b.bin', 'sent in/b.bin']);
});

test('a file that cannot be opened leaves its slot to the next', async () => {
  using world = new World();
  const planned = files(world, 4);
  for (const { localPath } of planned.slice(0, 3)) rmSync(localPath);
  const outcomes = await uploadFiles(planOf(planned), workOn(world, fakeDrive()));
  expect(outcomes.map(({ action }) => action)).toEqual(['failed', 'failed', 'failed', 'uploaded']);
});

describe('once the run has ended for all', () => {
  test('files that were not begun are not even opened', async () => {
    using world = new World();
    const planned = files(world, 6);
    for (const { localPath } of planned.slice(2)) rmSync(localPath);
    const drive = unsteadyDrive([{ error: refused(507) }]);
    const outcomes = await uploadFiles(planOf(planned), workOn(world, drive));
    expect(drive.sent).toHaveLength(1);
    const rest = outcomes.slice(1).map(words);
    expect(rest).toEqual(rest.map(() => 'not tried, because refused with HTTP 507'));
  });

  test('the first reason counts', async () => {
    using world = new World();
    let tried = 0;
    let bothAreIn = () => {};
    const both = new Promise<void>((resolve) => {
      bothAreIn = resolve;
    });
    const failures = [refused(507), new CancelledFailure()];
    const put: Drive['putFile'] = async () => {
      const mine = tried;
      tried += 1;
      if (mine === 1) bothAreIn();
      await both;
      // The second that began fails after the first.
      for (let turn = 0; turn < mine * 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      throw failures[mine];
    };
    const work = workOn(world, fakeDrive({ putFile: put }), { concurrency: 2 });
    const outcomes = await uploadFiles(planOf(files(world, 8)), work);
    // Which of the two files is opened first is the disk's to say.
    expect(new Set(outcomes.slice(0, 2).map(({ error }) => error))).toEqual(new Set(failures));
    expect(new Set(outcomes.slice(2).map(words))).toEqual(
      new Set(['not tried, because refused with HTTP 507']),
    );
  });

  test.each([
    ['a refusal', refused(403)],
    ['a damage', new TypeError('ours')],
    ['nothing', undefined],
  ])('is not said of a run in which one file failed with %s', async (_, error) => {
    using world = new World();
    const drive = unsteadyDrive([{ error }]);
    const outcomes = await uploadFiles(planOf(files(world, 3)), workOn(world, drive));
    expect(outcomes.map(({ action }) => action)).toEqual(['failed', 'uploaded', 'uploaded']);
    expect(outcomes[0]?.error).toBe(error);
  });
});

test('a run that is cancelled says so of every file that had not begun', async () => {
  using world = new World();
  const drive = watched(() => world.cancel(new CancelledFailure()));
  const outcomes = await uploadFiles(planOf(files(world, 4)), workOn(world, drive));
  expect(outcomes[0]?.action).toBe('uploaded');
  for (const outcome of outcomes.slice(1)) expect(words(outcome)).toContain('the run was cancelled');
});
