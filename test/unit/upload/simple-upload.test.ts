import { describe, expect, test } from 'vitest';
import { LocalFile } from '../../../src/files/read.ts';
import type { GraphConflictBehavior } from '../../../src/graph/content.ts';
import { uploadWithPut } from '../../../src/upload/simple-upload.ts';
import { randomBytes } from '../../support/content.ts';
import {
  type FakeWork,
  itemOf,
  openedMs,
  planned,
  quickXor,
  refused,
  workOn,
} from '../../support/fakedrive.ts';
import { type Mishap, type UnsteadyDrive, unsteadyDrive } from '../../support/unsteady.ts';
import { World } from '../../support/world.ts';

const content = randomBytes(700_000);
const old = itemOf('a.bin', {
  id: 'old',
  sizeBytes: 700_000,
  quickXorHash: quickXor(content),
  createdMs: openedMs - 9999,
});

/** A drive on which these things go wrong, and the work on it. */
function facing(world: World, mishaps: readonly Mishap[], settings: Parameters<typeof workOn>[2] = {}) {
  const drive = unsteadyDrive(mishaps);
  return { drive, work: workOn(world, drive, settings) };
}

/** Sends the file in one PUT, or in several. */
async function send(world: World, work: FakeWork, conflict: GraphConflictBehavior = 'replace') {
  const file = planned(world, 'a.bin', content);
  const source = await LocalFile.open(file.localPath, file.sizeBytes);
  return uploadWithPut(work, file, { source, conflict }).finally(() => source.close());
}

const stored = (drive: UnsteadyDrive) => drive.stored.get('in/a.bin');
const taken = refused(409, { codes: ['nameAlreadyExists'] });

describe('a file in one PUT', () => {
  test('arrives as it is, under the conflict behaviour that was asked for', async () => {
    using world = new World();
    const { drive, work } = facing(world, []);
    const arrival = await send(world, work, 'fail');
    expect(arrival).toEqual({ item: stored(drive), created: true });
    expect(stored(drive)?.quickXorHash).toBe(quickXor(content));
    expect(drive.sent).toEqual(['fail in/a.bin']);
  });

  test('is heard of byte by byte, and lets more files fly', async () => {
    using world = new World();
    const { work } = facing(world, [], { concurrency: 'auto' });
    await send(world, work);
    expect(work.heard.reached.length).toBeGreaterThan(1);
    expect(work.heard.reached.at(-1)).toBe(700_000);
    expect(work.concurrency.limit).toBe(5);
  });

  test('goes no faster than the limit', async () => {
    using world = new World();
    const { work } = facing(world, [], { bandwidthLimit: 100_000 });
    const startMs = world.clock.now();
    await send(world, work);
    expect(world.clock.now() - startMs).toBeGreaterThanOrEqual(5000);
  });

  test('waits while the service has told anybody to wait', async () => {
    using world = new World();
    const { work } = facing(world, []);
    work.patience.gate.holdUntil(world.clock.now() + 8000);
    await send(world, work);
    expect(world.clock.waits).toEqual([8000]);
  });
});

describe('a lost reply', () => {
  test.each([0, 408, 500, 502, 503, 504])(
    'with HTTP %i is looked after: what is there is not sent again',
    async (status) => {
      using world = new World();
      const { drive, work } = facing(world, [{ error: refused(status), after: 'storing' }]);
      expect(await send(world, work)).toEqual({ item: stored(drive), created: true });
      expect(drive.sent).toHaveLength(1);
    },
  );

  test.each([0, 500])(
    'with HTTP %i of a file that is not there sends it again, from its first byte',
    async (status) => {
      using world = new World();
      const { drive, work } = facing(world, [{ error: refused(status), after: 'reading' }]);
      expect(await send(world, work)).toEqual({ item: stored(drive), created: true });
      expect(drive.sent).toHaveLength(2);
      const { reached } = work.heard;
      expect(reached.slice(reached.indexOf(700_000), reached.indexOf(700_000) + 2)).toEqual([700_000, 0]);
      expect(reached.at(-1)).toBe(700_000);
    },
  );

  test('makes our own file no conflict', async () => {
    using world = new World();
    const { drive, work } = facing(world, [
      { error: refused(0), after: 'reading' },
      { error: taken, after: 'storing' },
    ]);
    expect(await send(world, work, 'fail')).toEqual({ item: stored(drive), created: true });
    expect(drive.sent).toHaveLength(2);
  });

  test('is remembered beyond a refusal that did nothing', async () => {
    using world = new World();
    const { drive, work } = facing(world, [
      { error: refused(504), after: 'reading' },
      { error: refused(429), after: 'storing' },
    ]);
    expect(await send(world, work)).toEqual({ item: stored(drive), created: true });
    expect(drive.sent).toHaveLength(2);
  });

  test('does not make somebody else’s file ours', async () => {
    using world = new World();
    const { drive, work } = facing(world, [
      { error: refused(503), after: 'reading' },
      { error: taken, after: 'reading' },
    ]);
    drive.stored.set('in/a.bin', old);
    await expect(send(world, work, 'fail')).rejects.toBe(taken);
    expect(drive.sent).toHaveLength(2);
  });
});

describe('a refusal', () => {
  test.each([404, 423, 429, 509])(
    'with HTTP %i means that nothing happened: it is sent again, not looked for',
    async (status) => {
      using world = new World();
      const { drive, work } = facing(world, [{ error: refused(status), after: 'reading' }]);
      drive.stored.set('in/a.bin', old);
      expect(await send(world, work)).toEqual({ item: stored(drive), created: false });
      expect(stored(drive)?.id).not.toBe('old');
      expect(drive.sent).toHaveLength(2);
    },
  );

  test('that orders a wait is obeyed', async () => {
    using world = new World();
    const { drive, work } = facing(world, [{ error: refused(429, { retryAfterMs: 7000 }) }]);
    await send(world, work);
    expect(world.clock.waits).toEqual([7000]);
    expect(drive.sent).toHaveLength(2);
  });

  test('again and again is told when patience is at its end, with the name of the file in the log', async () => {
    using world = new World();
    const errors = [1, 2, 3].map(() => refused(503));
    const { drive, work } = facing(
      world,
      errors.map((error) => ({ error })),
      { retries: 2 },
    );
    await expect(send(world, work)).rejects.toBe(errors[2]);
    expect(drive.sent).toHaveLength(3);
    expect(world.lines.join('\n')).toContain('in/a.bin: refused with HTTP 503; attempt 1 of 2');
  });

  test('of the bearer is tried once more, at once', async () => {
    using world = new World();
    const { drive, work } = facing(world, [{ error: refused(401) }]);
    expect(await send(world, work)).toEqual({ item: stored(drive), created: true });
    expect(world.clock.waits).toEqual([]);
  });

  test('of the bearer that was renewed is final', async () => {
    using world = new World();
    const second = refused(401);
    const { drive, work } = facing(world, [{ error: refused(401) }, { error: second }]);
    await expect(send(world, work)).rejects.toBe(second);
    expect(drive.sent).toHaveLength(2);
  });

  test('because the name is taken is final, even by an equal file', async () => {
    using world = new World();
    const { drive, work } = facing(world, [{ error: taken, after: 'storing' }]);
    await expect(send(world, work, 'fail')).rejects.toBe(taken);
    expect(drive.sent).toHaveLength(1);
  });

  test('that is final is so after a lost reply, too', async () => {
    using world = new World();
    const final = refused(400);
    const { drive, work } = facing(world, [
      { error: refused(0), after: 'reading' },
      { error: final, after: 'storing' },
    ]);
    await expect(send(world, work)).rejects.toBe(final);
    expect(drive.sent).toHaveLength(2);
  });

  test('that is none of the service’s is passed on', async () => {
    using world = new World();
    const error = new TypeError('ours');
    const { drive, work } = facing(world, [{ error, after: 'storing' }]);
    await expect(send(world, work)).rejects.toBe(error);
    expect(drive.sent).toHaveLength(1);
  });
});
