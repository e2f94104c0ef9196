/** A name that an unfinished session holds, as time passes. */
import { describe, expect, test } from 'vitest';
import { CancelledFailure, formatError } from '../../../src/core/errors.ts';
import type { DriveItem } from '../../../src/graph/parse.ts';
import { openUnlockedSession } from '../../../src/upload/name-lock.ts';
import { driveItem, fakeDrive, fakeUploadContext, serviceFailure } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { SessionService } from '../../support/fake-upload-sessions.ts';

const file = {
  ...{ localPath: '/w/a.bin', relativePath: 'a.bin', name: 'a.bin' },
  ...{ remotePath: 'in/a.bin', sizeBytes: 3 },
};
const locked = () => serviceFailure(409, { message: 'The file is currently being uploaded' });
const exists = () => serviceFailure(409, { codes: ['nameAlreadyExists'] });

interface Trial {
  readonly conflict?: 'replace' | 'rename' | 'fail';
  readonly lockWaitMs?: number;
  /** For how long the service refuses, from the first question on. */
  readonly lockedMs?: number;
  readonly refusal?: () => unknown;
  /** What lies under the name. */
  readonly there?: DriveItem;
  readonly tookMs?: number;
}

/** Opens a session while the name is refused; `answered` is what came of it, after how long. */
async function opened(host: FakeHost, trial: Trial = {}) {
  const { conflict = 'replace', lockWaitMs = 60_000, lockedMs = Number.POSITIVE_INFINITY } = trial;
  const { refusal = locked, there, tookMs = 0 } = trial;
  const beganMs = host.clock.now();
  const service = new SessionService();
  const drive = fakeDrive({
    findItem: async () => there,
    async createUploadSession(...asked) {
      host.clock.advance(tookMs);
      if (host.clock.now() - beganMs < lockedMs) throw refusal();
      return service.drive.createUploadSession(...asked);
    },
  });
  const work = fakeUploadContext(host, drive, { lockWaitMs });
  const answered: unknown = await openUnlockedSession(work, file, { conflict, modifiedMs: 7000 }).catch(
    (error) => error,
  );
  return { answered, service, waitedMs: host.clock.now() - beganMs };
}

describe('a name that an unfinished upload holds', () => {
  test('is waited for, asked every 20 seconds, and the log says why', async () => {
    using host = new FakeHost();
    const { answered, service, waitedMs } = await opened(host, { lockedMs: 50_000 });
    expect(answered).toMatchObject({ uploadUrl: service.sessions[0]?.uploadUrl });
    expect(service.sessions[0]).toMatchObject({
      remotePath: 'in/a.bin',
      conflict: 'replace',
      modifiedMs: 7000,
    });
    expect(waitedMs).toBe(60_000);
    expect(host.lines).toEqual([
      'in/a.bin: an unfinished upload has locked this name; waiting up to 1 min 0 s',
    ]);
  });

  test('that is free is not waited for', async () => {
    using host = new FakeHost();
    const { service, waitedMs } = await opened(host, { lockedMs: 0 });
    expect(service.states).toEqual(['open']);
    expect([waitedMs, host.lines]).toEqual([0, []]);
  });

  test('is given up after the time asked for and half a minute of grace', async () => {
    using host = new FakeHost();
    const { answered, waitedMs } = await opened(host);
    expect(waitedMs).toBe(90_000);
    expect(host.clock.waits).toEqual([20_000, 20_000, 20_000, 20_000, 10_000]);
    expect(answered).toMatchObject({ kind: 'service' });
    expect(answered).not.toHaveProperty('service');
    expect(formatError(answered)).toContain(
      'in/a.bin: an unfinished upload has locked this name for 1 min 0 s. The lock ends',
    );
    expect(formatError(answered)).toContain('another job uploads the same file, or somebody has it open');
  });

  test('is waited for from the first refusal on, however long that took to come', async () => {
    using host = new FakeHost();
    const { waitedMs } = await opened(host, { tookMs: 40_000 });
    expect(waitedMs).toBeGreaterThan(90_000 + 40_000);
  });

  test('is not waited for when nobody wants that', async () => {
    using host = new FakeHost();
    const { answered, waitedMs } = await opened(host, { lockWaitMs: 0 });
    expect([waitedMs, host.lines]).toEqual([0, []]);
    expect(formatError(answered)).toContain(
      'in/a.bin: an unfinished upload has locked this name. The lock ends',
    );
  });

  test('ends the wait when the run is cancelled', async () => {
    using host = new FakeHost();
    const reason = new CancelledFailure();
    host.clock.onSleep = () => host.cancel(reason);
    expect(await opened(host)).toMatchObject({ answered: reason, waitedMs: 20_000 });
  });

  test.each(['rename', 'fail'] as const)('is waited for under %s, too', async (conflict) => {
    using host = new FakeHost();
    expect((await opened(host, { conflict, lockedMs: 10_000 })).service.states).toEqual(['open']);
  });
});

describe('a name that exists already, by the service’s word', () => {
  test('under replace can only be a lock', async () => {
    using host = new FakeHost();
    const there = driveItem('a.bin');
    const { service, waitedMs } = await opened(host, { refusal: exists, lockedMs: 30_000, there });
    expect(service.states).toEqual(['open']);
    expect(waitedMs).toBe(40_000);
  });

  test.each(['rename', 'fail'] as const)('is the answer under %s', async (conflict) => {
    using host = new FakeHost();
    const { answered, waitedMs } = await opened(host, { refusal: exists, conflict });
    expect(answered).toMatchObject({ service: { codes: ['nameAlreadyExists'] } });
    expect([waitedMs, host.lines]).toEqual([0, []]);
  });

  test('is a failure when a folder has it', async () => {
    using host = new FakeHost();
    const there = driveItem('a.bin', { isFolder: true });
    const { answered, waitedMs } = await opened(host, { refusal: exists, there });
    expect(formatError(answered)).toContain('in/a.bin is a folder on the drive');
    expect([waitedMs, host.lines]).toEqual([0, []]);
  });
});

test.each<[string, Error]>([
  ['a refusal', serviceFailure(403)],
  ['a mistake of ours', new TypeError('ours')],
])('%s is no lock', async (_, error) => {
  using host = new FakeHost();
  expect(await opened(host, { refusal: () => error })).toMatchObject({ answered: error, waitedMs: 0 });
});
