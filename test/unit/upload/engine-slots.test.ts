import { realpathSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CancelledFailure, formatError } from '../../../src/core/errors.ts';
import type { Drive } from '../../../src/graph/drive.ts';
import type { PlannedFile } from '../../../src/plan/plan.ts';
import { uploadFiles } from '../../../src/upload/engine.ts';
import { failingPutDrive } from '../../support/failing-put-drive.ts';
import {
  fakeDrive,
  fakeUploadContext,
  planWith,
  serviceFailure,
  writePlannedFile,
} from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { canListOpenFiles, listOpenFiles } from '../../support/open-files.ts';

/** `a.bin`, `b.bin` … of 100 bytes each. */
function files(host: FakeHost, count: number): PlannedFile[] {
  return Array.from({ length: count }, (_, n) => writePlannedFile(host, `${'abcdefghijkl'[n]}.bin`, 100));
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

describe.runIf(canListOpenFiles)('files that are open', () => {
  test('are those on their way, and one more for each of them', async () => {
    using host = new FakeHost();
    let most = 0;
    const drive = watched(() => {
      most = Math.max(most, listOpenFiles(realpathSync(host.tempDir)).length);
    });
    await uploadFiles(planWith(files(host, 12)), fakeUploadContext(host, drive, { concurrency: 2 }));
    expect(most).toBeGreaterThanOrEqual(1);
    expect(most).toBeLessThanOrEqual(4);
  });

  test('are none at the end, whatever became of them', async () => {
    using host = new FakeHost();
    const mishaps = [400, 409, 507].map((status) => ({ error: serviceFailure(status) }));
    const outcomes = await uploadFiles(
      planWith(files(host, 6)),
      fakeUploadContext(host, failingPutDrive(mishaps)),
    );
    expect(outcomes.map(({ action }) => action)).toEqual(Array(6).fill('failed'));
    await uploadFiles(planWith(files(host, 2)), fakeUploadContext(host, fakeDrive()));
    expect(listOpenFiles(realpathSync(host.tempDir))).toEqual([]);
  });
});

test('a watcher hears that a file has begun when its turn has come, and not before', async () => {
  using host = new FakeHost();
  const heard: string[] = [];
  const work = fakeUploadContext(
    host,
    watched((path) => heard.push(`sent ${path}`)),
  );
  const watcher = {
    started: ({ remotePath }: PlannedFile) => heard.push(`began ${remotePath}`),
    reached: () => {},
    finished: () => {},
  };
  await uploadFiles(planWith(files(host, 2)), { ...work, events: watcher });
  expect(heard).toEqual(['began in/a.bin', 'sent in/a.bin', 'began in/b.bin', 'sent in/b.bin']);
});

test('a file that cannot be opened leaves its slot to the next', async () => {
  using host = new FakeHost();
  const planned = files(host, 4);
  for (const { localPath } of planned.slice(0, 3)) rmSync(localPath);
  const outcomes = await uploadFiles(planWith(planned), fakeUploadContext(host, fakeDrive()));
  expect(outcomes.map(({ action }) => action)).toEqual(['failed', 'failed', 'failed', 'uploaded']);
});

describe('once the run has ended for all', () => {
  test('files that were not begun are not even opened', async () => {
    using host = new FakeHost();
    const planned = files(host, 6);
    for (const { localPath } of planned.slice(2)) rmSync(localPath);
    const drive = failingPutDrive([{ error: serviceFailure(507) }]);
    const outcomes = await uploadFiles(planWith(planned), fakeUploadContext(host, drive));
    expect(drive.puts).toHaveLength(1);
    const rest = outcomes.slice(1).map(words);
    expect(rest).toEqual(rest.map(() => 'not tried, because refused with HTTP 507'));
  });

  test('the first reason counts', async () => {
    using host = new FakeHost();
    let tried = 0;
    let bothAreIn = () => {};
    const both = new Promise<void>((resolve) => {
      bothAreIn = resolve;
    });
    const failures = [serviceFailure(507), new CancelledFailure()];
    const put: Drive['putFile'] = async () => {
      const mine = tried;
      tried += 1;
      if (mine === 1) bothAreIn();
      await both;
      // The second that began fails after the first.
      for (let turn = 0; turn < mine * 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      throw failures[mine];
    };
    const work = fakeUploadContext(host, fakeDrive({ putFile: put }), { concurrency: 2 });
    const outcomes = await uploadFiles(planWith(files(host, 8)), work);
    // Which of the two files is opened first is the disk's to say.
    expect(new Set(outcomes.slice(0, 2).map(({ error }) => error))).toEqual(new Set(failures));
    expect(new Set(outcomes.slice(2).map(words))).toEqual(
      new Set(['not tried, because refused with HTTP 507']),
    );
  });

  test.each([
    ['a refusal', serviceFailure(403)],
    ['a damage', new TypeError('ours')],
    ['nothing', undefined],
  ])('is not said of a run in which one file failed with %s', async (_, error) => {
    using host = new FakeHost();
    const drive = failingPutDrive([{ error }]);
    const outcomes = await uploadFiles(planWith(files(host, 3)), fakeUploadContext(host, drive));
    expect(outcomes.map(({ action }) => action)).toEqual(['failed', 'uploaded', 'uploaded']);
    expect(outcomes[0]?.error).toBe(error);
  });
});

test('a run that is cancelled says so of every file that had not begun', async () => {
  using host = new FakeHost();
  const drive = watched(() => host.cancel(new CancelledFailure()));
  const outcomes = await uploadFiles(planWith(files(host, 4)), fakeUploadContext(host, drive));
  expect(outcomes[0]?.action).toBe('uploaded');
  for (const outcome of outcomes.slice(1)) expect(words(outcome)).toContain('the run was cancelled');
});
