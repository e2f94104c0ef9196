import { describe, expect, test } from 'vitest';
import { LocalFile } from '../../../src/files/local-file.ts';
import type { GraphConflictBehavior } from '../../../src/graph/content.ts';
import { uploadWithPut } from '../../../src/upload/simple-upload.ts';
import { type FailingPutDrive, failingPutDrive, type PutFailure } from '../../support/failing-put-drive.ts';
import {
  driveItem,
  type FakeUploadContext,
  fakeUploadContext,
  openedMs,
  quickXor,
  serviceFailure,
  writePlannedFile,
} from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { randomBytes } from '../../support/random-content.ts';

const content = randomBytes(700_000);
const old = driveItem('a.bin', {
  id: 'old',
  sizeBytes: 700_000,
  quickXorHash: quickXor(content),
  createdMs: openedMs - 9999,
});

/** A drive on which these things go wrong, and the work on it. */
function facing(
  host: FakeHost,
  mishaps: readonly PutFailure[],
  settings: Parameters<typeof fakeUploadContext>[2] = {},
) {
  const drive = failingPutDrive(mishaps);
  return { drive, work: fakeUploadContext(host, drive, settings) };
}

/** Sends the file in one PUT, or in several. */
async function send(host: FakeHost, work: FakeUploadContext, conflict: GraphConflictBehavior = 'replace') {
  const file = writePlannedFile(host, 'a.bin', content);
  const source = await LocalFile.open(file.localPath, file.sizeBytes);
  return uploadWithPut(work, file, { source, conflict }).finally(() => source.close());
}

const stored = (drive: FailingPutDrive) => drive.stored.get('in/a.bin');
const taken = serviceFailure(409, { codes: ['nameAlreadyExists'] });

describe('a file in one PUT', () => {
  test('arrives as it is, under the conflict behaviour that was asked for', async () => {
    using host = new FakeHost();
    const { drive, work } = facing(host, []);
    const arrival = await send(host, work, 'fail');
    expect(arrival).toEqual({ item: stored(drive), created: true });
    expect(stored(drive)?.quickXorHash).toBe(quickXor(content));
    expect(drive.puts).toEqual(['fail in/a.bin']);
  });

  test('reports its progress in bytes, and raises the concurrency', async () => {
    using host = new FakeHost();
    const { work } = facing(host, [], { concurrency: 'auto' });
    await send(host, work);
    expect(work.recorded.reached.length).toBeGreaterThan(1);
    expect(work.recorded.reached.at(-1)).toBe(700_000);
    expect(work.concurrency.limit).toBe(5);
  });

  test('goes no faster than the limit', async () => {
    using host = new FakeHost();
    const { work } = facing(host, [], { bandwidthLimit: 100_000 });
    const startMs = host.clock.now();
    await send(host, work);
    expect(host.clock.now() - startMs).toBeGreaterThanOrEqual(5000);
  });

  test('waits while the service has told anybody to wait', async () => {
    using host = new FakeHost();
    const { work } = facing(host, []);
    work.retry.gate.hold(8000, host.clock.now());
    await send(host, work);
    expect(host.clock.waits).toEqual([8000]);
  });
});

describe('a lost reply', () => {
  test.each([0, 408, 500, 502, 503, 504])(
    'with HTTP %i is looked after: what is there is not sent again',
    async (status) => {
      using host = new FakeHost();
      const { drive, work } = facing(host, [{ error: serviceFailure(status), afterStep: 'storing' }]);
      expect(await send(host, work)).toEqual({ item: stored(drive), created: true });
      expect(drive.puts).toHaveLength(1);
    },
  );

  test.each([0, 500])(
    'with HTTP %i of a file that is not there sends it again, from its first byte',
    async (status) => {
      using host = new FakeHost();
      const { drive, work } = facing(host, [{ error: serviceFailure(status), afterStep: 'reading' }]);
      expect(await send(host, work)).toEqual({ item: stored(drive), created: true });
      expect(drive.puts).toHaveLength(2);
      const { reached } = work.recorded;
      expect(reached.slice(reached.indexOf(700_000), reached.indexOf(700_000) + 2)).toEqual([700_000, 0]);
      expect(reached.at(-1)).toBe(700_000);
    },
  );

  test('makes our own file no conflict', async () => {
    using host = new FakeHost();
    const { drive, work } = facing(host, [
      { error: serviceFailure(0), afterStep: 'reading' },
      { error: taken, afterStep: 'storing' },
    ]);
    expect(await send(host, work, 'fail')).toEqual({ item: stored(drive), created: true });
    expect(drive.puts).toHaveLength(2);
  });

  test('is remembered beyond a refusal that did nothing', async () => {
    using host = new FakeHost();
    const { drive, work } = facing(host, [
      { error: serviceFailure(504), afterStep: 'reading' },
      { error: serviceFailure(429), afterStep: 'storing' },
    ]);
    expect(await send(host, work)).toEqual({ item: stored(drive), created: true });
    expect(drive.puts).toHaveLength(2);
  });

  test('does not make somebody else’s file ours', async () => {
    using host = new FakeHost();
    const { drive, work } = facing(host, [
      { error: serviceFailure(503), afterStep: 'reading' },
      { error: taken, afterStep: 'reading' },
    ]);
    drive.stored.set('in/a.bin', old);
    await expect(send(host, work, 'fail')).rejects.toBe(taken);
    expect(drive.puts).toHaveLength(2);
  });
});

describe('a refusal', () => {
  test.each([404, 423, 429, 509])(
    'with HTTP %i means that nothing happened: it is sent again, not looked for',
    async (status) => {
      using host = new FakeHost();
      const { drive, work } = facing(host, [{ error: serviceFailure(status), afterStep: 'reading' }]);
      drive.stored.set('in/a.bin', old);
      expect(await send(host, work)).toEqual({ item: stored(drive), created: false });
      expect(stored(drive)?.id).not.toBe('old');
      expect(drive.puts).toHaveLength(2);
    },
  );

  test('that orders a wait is obeyed', async () => {
    using host = new FakeHost();
    const { drive, work } = facing(host, [{ error: serviceFailure(429, { retryAfterMs: 7000 }) }]);
    await send(host, work);
    expect(host.clock.waits).toEqual([7000]);
    expect(drive.puts).toHaveLength(2);
  });

  test('of every attempt is thrown after the last one, with the name of the file in the log', async () => {
    using host = new FakeHost();
    const errors = [1, 2, 3].map(() => serviceFailure(503));
    const { drive, work } = facing(
      host,
      errors.map((error) => ({ error })),
      { retries: 2 },
    );
    await expect(send(host, work)).rejects.toBe(errors[2]);
    expect(drive.puts).toHaveLength(3);
    expect(host.lines.join('\n')).toContain('in/a.bin: refused with HTTP 503; attempt 1 of 2');
  });

  test('of the access token is tried once more, at once', async () => {
    using host = new FakeHost();
    const { drive, work } = facing(host, [{ error: serviceFailure(401) }]);
    expect(await send(host, work)).toEqual({ item: stored(drive), created: true });
    expect(host.clock.waits).toEqual([]);
  });

  test('of a renewed access token is final', async () => {
    using host = new FakeHost();
    const second = serviceFailure(401);
    const { drive, work } = facing(host, [{ error: serviceFailure(401) }, { error: second }]);
    await expect(send(host, work)).rejects.toBe(second);
    expect(drive.puts).toHaveLength(2);
  });

  test('because the name is taken is final, even by an equal file', async () => {
    using host = new FakeHost();
    const { drive, work } = facing(host, [{ error: taken, afterStep: 'storing' }]);
    await expect(send(host, work, 'fail')).rejects.toBe(taken);
    expect(drive.puts).toHaveLength(1);
  });

  test('that is final is so after a lost reply, too', async () => {
    using host = new FakeHost();
    const final = serviceFailure(400);
    const { drive, work } = facing(host, [
      { error: serviceFailure(0), afterStep: 'reading' },
      { error: final, afterStep: 'storing' },
    ]);
    await expect(send(host, work)).rejects.toBe(final);
    expect(drive.puts).toHaveLength(2);
  });

  test('that is none of the service’s is passed on', async () => {
    using host = new FakeHost();
    const error = new TypeError('ours');
    const { drive, work } = facing(host, [{ error, afterStep: 'storing' }]);
    await expect(send(host, work)).rejects.toBe(error);
    expect(drive.puts).toHaveLength(1);
  });
});
