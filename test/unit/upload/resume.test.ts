/** The second of two runs: where it goes on, and when it begins anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SignInFailure } from '../../../src/auth/errors.ts';
import { CancelledFailure, Failure } from '../../../src/core/errors.ts';
import type { JournalEntry } from '../../../src/upload/journal.ts';
import { isResumable } from '../../../src/upload/resume.ts';
import { fakeDrive, fakeUploadContext, serviceFailure } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { failRequest, type RequestBehavior, type StoredSession } from '../../support/fake-upload-sessions.ts';
import { sha256 } from '../../support/random-content.ts';
import {
  memoryJournal,
  type SessionUploadFixture,
  sessionUploadFixture,
} from '../../support/session-upload-fixture.ts';

const about = { driveId: 'drive-1', remotePath: 'in/a.bin', relativePath: 'a.bin' };

interface Left extends SessionUploadFixture {
  readonly journal: ReturnType<typeof memoryJournal>;
  readonly old: StoredSession;
}

/** A file of 450 bytes, of which an earlier run got so many to the service. */
function left(
  host: FakeHost,
  atByte: number,
  more: Partial<JournalEntry> & { readonly markedAt?: number[] } = {},
): Left {
  const journal = memoryJournal();
  const one = sessionUploadFixture(host, { work: { journal } });
  const { markedAt = [0, 100, 200], ...facts } = more;
  const old = one.service.addSession('in/a.bin', one.content.subarray(0, atByte));
  const marks = markedAt.map((byte) => ({ byte, sha256: sha256(one.content.subarray(0, byte)) }));
  journal.save(about, { uploadUrl: old.uploadUrl, sizeBytes: 450, conflict: 'replace', marks, ...facts });
  return { ...one, journal, old };
}

/** Changes one byte of the file; answers what it holds now. */
function changed({ file }: SessionUploadFixture, at: number): Buffer {
  const content = readFileSync(file.localPath);
  content[at] = (content[at] ?? 0) ^ 1;
  writeFileSync(file.localPath, content);
  return content;
}

/** Sends the file, which has to arrive as it is now; answers where that began. */
async function startOf({ service, file, send }: SessionUploadFixture): Promise<number | undefined> {
  await send();
  expect(service.contents.get('in/a.bin')).toEqual(readFileSync(file.localPath));
  return service.starts[0];
}

/** The session is over by then, which nobody is told. */
const endsWith =
  (turn: RequestBehavior): RequestBehavior =>
  (session, carryOut) => {
    session.state = 'forgotten';
    return turn(session, carryOut);
  };

describe('the next run', () => {
  test('continues at the position of the server, and logs it', async () => {
    using host = new FakeHost();
    const one = left(host, 200);
    expect(await startOf(one)).toBe(200);
    expect(one.service.states).toEqual(['complete']);
    expect(one.journal.entries.size).toBe(0);
    expect(host.lines).toEqual(['in/a.bin: continuing at 200 B, where an earlier run stopped']);
  });

  test.each([
    ['amid a fragment', 130],
    ['behind what was marked, after a lost reply', 260],
    ['at the last byte but one', 449],
    ['where there is nothing yet', 0],
  ])('goes on %s', async (_, atByte) => {
    using host = new FakeHost();
    const one = left(host, atByte);
    expect(await startOf(one)).toBe(atByte);
    expect(one.service.states).toEqual(['complete']);
  });

  test('goes on from zero with a session of which nothing is marked', async () => {
    using host = new FakeHost();
    const one = left(host, 0, { markedAt: [] });
    expect(await startOf(one)).toBe(0);
    expect(one.service.states).toEqual(['complete']);
  });

  test.each([
    ['in what was sent', 200, 199],
    ['before the mark that the server stands at', 100, 50],
  ])(
    'begins anew when the file has changed %s, and ends the session that locks the name',
    async (_, ...at) => {
      using host = new FakeHost();
      const one = left(host, at[0]);
      changed(one, at[1]);
      expect(await startOf(one)).toBe(0);
      expect(one.service.states).toEqual(['cancelled', 'complete']);
      expect(host.lines).toEqual([]);
    },
  );

  test('goes on when the file has changed only behind where the server stands', async () => {
    using host = new FakeHost();
    const one = left(host, 100);
    changed(one, 150);
    expect(await startOf(one)).toBe(100);
  });

  test.each<[string, number, Parameters<typeof left>[2]]>([
    ['has another size', 200, { sizeBytes: 451 }],
    ['had another conflict behavior', 200, { conflict: 'rename' }],
    ['was not marked so early', 50, { markedAt: [100, 200] }],
    ['is whole by the server’s word', 450, {}],
  ])('begins anew when the file %s', async (_, atByte, more) => {
    using host = new FakeHost();
    const one = left(host, atByte, more);
    expect(await startOf(one)).toBe(0);
    expect(one.service.states).toEqual(['cancelled', 'complete']);
  });

  test('begins anew although the old session cannot be deleted, which is noted for post', async () => {
    using host = new FakeHost();
    const one = left(host, 200, { sizeBytes: 451 });
    one.service.next('cancel', endsWith(failRequest(503)));
    expect(await startOf(one)).toBe(0);
    expect([...one.notes.open]).toEqual([one.old.uploadUrl]);
  });

  test('does not take the file of another folder of the drive for this one', async () => {
    using host = new FakeHost();
    const { journal } = left(host, 200);
    const elsewhere = sessionUploadFixture(host, { drive: { baseFolderId: 'folder-1' }, work: { journal } });
    expect(await startOf(elsewhere)).toBe(0);
    expect(journal.find(about)).toBeDefined();
  });

  test('goes on below the folder that the drive was opened at, and below no other', async () => {
    using host = new FakeHost();
    const journal = memoryJournal();
    const one = sessionUploadFixture(host, { drive: { baseFolderId: 'folder-1' }, work: { journal } });
    one.service.next('send', undefined, failRequest(503)).setDefault('position', failRequest(503));
    await expect(one.send()).rejects.toThrow('refused with HTTP 503');
    const elsewhere = sessionUploadFixture(host, { drive: { baseFolderId: 'folder-2' }, work: { journal } });
    expect(await startOf(elsewhere)).toBe(0);
    one.service.setDefault('position', undefined).starts.length = 0;
    expect(await startOf(one)).toBe(100);
  });
});

describe('the request for the server’s position', () => {
  test('is asked again when the service is busy', async () => {
    using host = new FakeHost();
    const one = left(host, 200);
    one.service.next('position', failRequest(503), failRequest(429, { retryAfterMs: 2000 }), failRequest(0));
    expect(await startOf(one)).toBe(200);
    expect(host.clock.waits).toContain(2000);
    expect(host.lines[0]).toContain('in/a.bin: refused with HTTP 503; attempt 1 of 3');
  });

  test.each([
    ['knows no such session', 404, 0],
    ['does not answer', 0, 3],
  ])('leads to a new session when the service %s', async (_, status, waits) => {
    using host = new FakeHost();
    const one = left(host, 200);
    one.service.setDefault('position', endsWith(failRequest(status))).setDefault('cancel', failRequest(503));
    expect(await startOf(one)).toBe(0);
    expect(one.service.states).toEqual(['forgotten', 'complete']);
    expect(one.notes.open.size).toBe(0);
    expect(host.clock.waits).toHaveLength(waits);
  });

  test('changes nothing when the run is cancelled meanwhile: the run after it goes on', async () => {
    using host = new FakeHost();
    const one = left(host, 200);
    one.service.next('position', async () => {
      throw new CancelledFailure();
    });
    await expect(one.send()).rejects.toThrow('the run was cancelled');
    expect(one.service.states).toEqual(['open']);
    expect(await startOf(one)).toBe(200);
  });
});

test('a file that changes while it is compared leaves the session as it is', async () => {
  using host = new FakeHost();
  const one = left(host, 200);
  one.service.next('position', async (_, carryOut) => {
    writeFileSync(one.file.localPath, one.content.subarray(0, 150));
    return carryOut();
  });
  await expect(one.send()).rejects.toThrow('changed during the upload');
  writeFileSync(one.file.localPath, one.content);
  one.service.starts.length = 0;
  expect(await startOf(one)).toBe(200);
});

// The fragment was read to its end again and again: three equal marks would be no help to anybody.
test('a fragment that was sent several times is marked once', async () => {
  using host = new FakeHost();
  const journal = memoryJournal();
  const one = sessionUploadFixture(host, { work: { journal }, settings: { retries: 2 } });
  const swallows: RequestBehavior = async (session, carryOut) => {
    await carryOut();
    session.content = session.content.subarray(0, 100);
    throw serviceFailure(503);
  };
  one.service.next('send', undefined, swallows, swallows, swallows);
  await expect(one.send()).rejects.toThrow('refused with HTTP 503');
  expect(journal.find(about)?.marks.map(({ byte }) => byte)).toEqual([0, 100, 200]);
  one.service.starts.length = 0;
  expect(await startOf(one)).toBe(100);
});

describe('a session is left to the next run', () => {
  const signIn = new SignInFailure('sign-in refused', { aadsts: [], service: { status: 400, codes: [] } });

  test.each<[string, unknown, boolean]>([
    ['by a run that was cancelled', new CancelledFailure(), true],
    ['by a refused sign-in', signIn, true],
    ['by a service that was busy for too long', serviceFailure(503), true],
    ['by a network that was gone', serviceFailure(0), true],
    ['by a file that somebody held for too long', serviceFailure(423), true],
    ['by a refusal without a reason', serviceFailure(400, { codes: ['invalidRequest'] }), true],
    ['not when the service refused the file', serviceFailure(400, { codes: ['invalidName'] }), false],
    ['not when the drive is full', serviceFailure(507), false],
    ['not when the file changed', new Failure('changed', { code: 'unexpected', kind: 'file' }), false],
    [
      'not when the server goes nowhere',
      new Failure('nowhere', { code: 'unexpected', kind: 'service' }),
      false,
    ],
    ['not by a mistake of ours', new TypeError('ours'), false],
  ])('%s', (_, error, isLeft) => {
    using host = new FakeHost();
    const work = fakeUploadContext(host, fakeDrive());
    expect(isResumable({ ...work, journal: memoryJournal() }, error)).toBe(isLeft);
    expect(isResumable(work, error)).toBe(false);
  });
});
