/** A file through an upload session while all goes well, and servers that go nowhere. */
import { utimesSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AdaptiveConcurrency } from '../../../src/upload/concurrency.ts';
import { FragmentSize } from '../../../src/upload/fragment-size.ts';
import { serviceFailure } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { failRequest, type RequestBehavior, replyWithNextByte } from '../../support/fake-upload-sessions.ts';
import { sessionUploadFixture } from '../../support/session-upload-fixture.ts';

describe('a file through a session', () => {
  test('arrives fragment after fragment, and leaves no session behind', async () => {
    using host = new FakeHost();
    const { service, notes, content, send } = sessionUploadFixture(host);
    const arrival = await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
    expect(arrival).toMatchObject({ created: true, item: { name: 'a.bin', sizeBytes: 450 } });
    expect(service.starts).toEqual([0, 100, 200, 300, 400]);
    expect(service.states).toEqual(['complete']);
    expect(notes.open.size).toBe(0);
    expect(host.clock.waits).toEqual([]);
  });

  test('is not new where it took the place of another', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.storeFile('in/a.bin', Buffer.from('older'));
    expect((await send()).created).toBe(false);
    expect(service.contents.get('in/a.bin')).toEqual(content);
  });

  test('moves the progress as bytes are sent, and then to the position of the server', async () => {
    using host = new FakeHost();
    const { service, work, send } = sessionUploadFixture(host, { sizeBytes: 200 });
    service.next('send', async (session, carryOut) => {
      const position = await carryOut();
      session.content = session.content.subarray(0, 60);
      return { ...position, nextByte: 60 };
    });
    await send();
    expect(work.recorded.reached).toEqual([100, 60, 160, 160, 200]);
    expect(service.starts).toEqual([0, 60, 160]);
  });

  test('keeps its time of modification when that is asked for', async () => {
    using host = new FakeHost();
    const modifiedMs = Date.parse('2025-02-03T04:05:06Z');
    for (const preserveMtime of [true, false]) {
      const { service, file, send } = sessionUploadFixture(host, { settings: { preserveMtime } });
      utimesSync(file.localPath, modifiedMs / 1000, modifiedMs / 1000);
      await send('rename');
      const wanted = { conflict: 'rename', modifiedMs: preserveMtime ? modifiedMs : undefined };
      expect(service.sessions[0]).toMatchObject(wanted);
    }
  });

  test('is noted for post from the first byte to the last', async () => {
    using host = new FakeHost();
    const { service, notes, send } = sessionUploadFixture(host);
    const noted: string[][] = [];
    const look: RequestBehavior = (_, carryOut) => {
      noted.push([...notes.open]);
      return carryOut();
    };
    service.setDefault('send', look);
    await send();
    const { uploadUrl } = service.sessions[0] ?? {};
    expect(noted).toEqual([[uploadUrl], [uploadUrl], [uploadUrl], [uploadUrl], [uploadUrl]]);
  });

  test('keeps to the bandwidth limit', async () => {
    using host = new FakeHost();
    const { work, send } = sessionUploadFixture(host, { settings: { bandwidthLimit: 100 } });
    const beganMs = host.clock.now();
    await send();
    expect(work.recorded.reached.at(-1)).toBe(450);
    expect(host.clock.now() - beganMs).toBe(4000);
  });

  test('waits as long as the service told another file to wait', async () => {
    using host = new FakeHost();
    const { service, work, send } = sessionUploadFixture(host);
    const heldUntilMs = host.clock.now() + 7000;
    const sentMs: number[] = [];
    service.setDefault('send', (_, carryOut) => {
      sentMs.push(host.clock.now());
      return carryOut();
    });
    work.retry.gate.hold(7000, host.clock.now());
    await send();
    expect(sentMs[0]).toBe(heldUntilMs);
  });

  test('lets more files in flight with every fragment that arrives', async () => {
    using host = new FakeHost();
    const { work, send } = sessionUploadFixture(host, {
      work: { concurrency: new AdaptiveConcurrency('auto', host.clock) },
    });
    await send();
    expect(work.concurrency.limit).toBe(9);
  });
});

describe('the size of fragments', () => {
  const fragmentBytes = 4 * 320 * 1024;

  /** Fragments' size after a file of one full fragment and a bit, whose first sending went like that. */
  async function sizeAfter(first: (host: FakeHost) => RequestBehavior): Promise<number> {
    using host = new FakeHost();
    const fragments = new FragmentSize('auto');
    while (fragments.bytes > 2 * fragmentBytes) fragments.failed(fragments.bytes);
    const sizeBytes = fragments.bytes + 1;
    const { service, content, send } = sessionUploadFixture(host, {
      sizeBytes,
      work: { fragmentSize: fragments },
    });
    service.next('send', first(host));
    await send();
    expect(service.contents.get('in/a.bin')?.equals(content)).toBe(true);
    return fragments.bytes / fragmentBytes;
  }

  const takes =
    (tookMs: number) => (host: FakeHost) => (_: unknown, carryOut: () => ReturnType<RequestBehavior>) => {
      host.clock.advance(tookMs);
      return carryOut();
    };

  test.each([
    ['doubles after one that was quick', takes(900), 4],
    ['stays after one that took its time', takes(20_000), 2],
    ['is halved by one that took more than a minute', takes(61_000), 1],
  ])('%s', async (_, first, size) => {
    expect(await sizeAfter(first)).toBe(size);
  });

  // Halved, then doubled by the next, which is quick: a size that was not halved is doubled.
  test.each([
    ['is halved by a cut', 0, 2],
    ['is halved by a time-out', 408, 2],
    ['is halved by a gateway that found it too much', 504, 2],
    ['is not halved by a service that is busy', 503, 4],
  ])('%s', async (_, status, size) => {
    expect(await sizeAfter(() => failRequest(status))).toBe(size);
  });
});

describe('a server', () => {
  test('that never says where to go on is given up', async () => {
    using host = new FakeHost();
    const { service, notes, send } = sessionUploadFixture(host);
    service.setDefault('send', replyWithNextByte()).setDefault('position', replyWithNextByte());
    const failure = await send().catch((error) => error);
    expect(failure).toMatchObject({ kind: 'service', hint: 'run again' });
    expect(failure.message).toBe('in/a.bin: the server does not say where to continue');
    expect(service.starts).toEqual([0]);
    expect(service.states).toEqual(['cancelled']);
    expect(notes.open.size).toBe(0);
  });

  // Only a refusal counts as an attempt, so 202 with the same nextExpectedRanges again and again never ends.
  test('that takes every fragment and stays where it is is given up', async () => {
    using host = new FakeHost();
    const { service, send } = sessionUploadFixture(host);
    service.setDefault('send', async () => ({ created: false, item: undefined, nextByte: 0 }));
    service.setDefault('position', replyWithNextByte(0));
    await expect(send()).rejects.toThrow('the server does not say where to continue');
    expect(host.clock.waits).toEqual([]);
  });

  /** Takes the fragment off the wire, and nothing more. */
  const stays: RequestBehavior = async ({ content }) => ({
    ...{ created: false, item: undefined },
    nextByte: content.length,
  });

  test('that sometimes does not move is accepted, as long as there is progress', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    for (let fragment = 0; fragment < 5; fragment += 1) service.next('send', stays, stays, stays, undefined);
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
  });

  // The position is believed, the hasher then throws a RangeError: "unexpected RangeError: bytes … never hashed".
  test('that claims bytes which it never got is told from a bug of ours', async () => {
    using host = new FakeHost();
    const { service, send } = sessionUploadFixture(host);
    service.next('send', replyWithNextByte(101));
    await expect(send()).rejects.toThrow('in/a.bin: the server claims 101 bytes, more than were sent');
    expect(service.states).toEqual(['cancelled']);
  });

  test.each([
    ['says nothing of it', replyWithNextByte()],
    ['wants what is behind the last byte', replyWithNextByte(450)],
  ])('that has everything but %s is taken for what is on the drive', async (_, turn) => {
    using host = new FakeHost();
    const { service, notes, send } = sessionUploadFixture(host);
    // Patience is at its end by then, and an arrival needs none.
    service.next('send', undefined, undefined, undefined, undefined, stays, stays, stays, turn);
    expect(await send()).toMatchObject({ created: true, item: { sizeBytes: 450 } });
    expect(service.states).toEqual(['complete']);
    expect(service.starts).toEqual([0, 100, 200, 300, 400]);
    expect(notes.open.size).toBe(0);
  });

  test('that refuses to open a session has the last word', async () => {
    using host = new FakeHost();
    const refusal = serviceFailure(403);
    const { send } = sessionUploadFixture(host, {
      drive: { createUploadSession: () => Promise.reject(refusal) },
    });
    await expect(send()).rejects.toBe(refusal);
    expect(host.clock.waits).toEqual([]);
  });
});
