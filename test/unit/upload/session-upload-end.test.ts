/** Upload sessions that do not end well: names that are taken, and what is left to post and the next run. */
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import { FakeHost } from '../../support/fake-host.ts';
import {
  completeThenNotFound,
  failRequest,
  forgetSession,
  type RequestBehavior,
} from '../../support/fake-upload-sessions.ts';
import { memoryJournal, sessionUploadFixture } from '../../support/session-upload-fixture.ts';

const taken = failRequest(409, { codes: ['nameAlreadyExists'] });

/** What the service did was carried out, and then it said that the name is taken. */
const takenByUs: RequestBehavior = async (session, carryOut) => {
  await completeThenNotFound(session, carryOut).catch(() => {});
  return taken(session, carryOut);
};

const cancelled: RequestBehavior = async () => {
  throw new CancelledFailure();
};

describe('a name that is taken at the last byte', () => {
  test('under fail is the answer, and the session is given up', async () => {
    using host = new FakeHost();
    const { service, notes, send } = sessionUploadFixture(host);
    service.storeFile('in/a.bin', Buffer.from('older'));
    await expect(send('fail')).rejects.toMatchObject({ service: { codes: ['nameAlreadyExists'] } });
    expect(service.contents.get('in/a.bin')).toEqual(Buffer.from('older'));
    expect(service.states).toEqual(['cancelled']);
    expect(notes.open.size).toBe(0);
  });

  test('under replace is tried once more', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.next('send', undefined, undefined, undefined, undefined, taken);
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
    expect(service.states).toEqual(['cancelled', 'complete']);
  });

  test.each(['replace', 'fail'] as const)('by the file itself is an arrival, under %s', async (conflict) => {
    using host = new FakeHost();
    const { service, send } = sessionUploadFixture(host);
    service.next('send', undefined, undefined, undefined, undefined, takenByUs);
    expect(await send(conflict)).toMatchObject({ created: true, item: { sizeBytes: 450 } });
    expect(service.states).toEqual(['complete']);
  });
});

describe('a failure', () => {
  test.each([
    ['without a journal', undefined],
    ['with a journal, which has forgotten it', memoryJournal()],
  ])('is told although the session cannot be deleted, which is noted for post, %s', async (_, journal) => {
    using host = new FakeHost();
    const { service, notes, send } = sessionUploadFixture(host, { work: { journal } });
    service.next('send', undefined, failRequest(400)).next('cancel', failRequest(503));
    await expect(send()).rejects.toThrow('refused with HTTP 400');
    expect([...notes.open]).toEqual(service.sessions.map(({ uploadUrl }) => uploadUrl));
    expect(journal?.entries.size ?? 0).toBe(0);
  });

  test('of the file itself gives the session up', async () => {
    using host = new FakeHost();
    const { service, file, send } = sessionUploadFixture(host);
    service.next('send', async (_, carryOut) => {
      const position = await carryOut();
      writeFileSync(file.localPath, 'shorter');
      return position;
    });
    await expect(send()).rejects.toThrow('changed during the upload');
    expect(service.states).toEqual(['cancelled']);
  });

  test('in opening the second session leaves nothing to delete', async () => {
    using host = new FakeHost();
    const { service, notes, send } = sessionUploadFixture(host, { settings: { lockWaitMs: 0 } });
    // It cannot be deleted, so that its own name is locked.
    service.next('send', undefined, failRequest(403)).next('cancel', failRequest(503));
    await expect(send()).rejects.toThrow('an unfinished upload has locked this name');
    expect(service.states).toEqual(['open']);
    expect(notes.open.size).toBe(1);
  });
});

describe('a run that is cancelled amid a file', () => {
  test('gives the session up', async () => {
    using host = new FakeHost();
    const { service, notes, send } = sessionUploadFixture(host);
    service.next('send', undefined, cancelled);
    await expect(send()).rejects.toThrow('the run was cancelled');
    expect(service.states).toEqual(['cancelled']);
    expect(notes.open.size).toBe(0);
  });

  test('leaves it to the next run where there is a journal, and post does not hear of it', async () => {
    using host = new FakeHost();
    const journal = memoryJournal();
    const { service, notes, send } = sessionUploadFixture(host, { work: { journal } });
    service.next('send', undefined, async (session, carryOut) => {
      expect(notes.open.size).toBe(0);
      return cancelled(session, carryOut);
    });
    await expect(send()).rejects.toThrow('the run was cancelled');
    expect(service.states).toEqual(['open']);
    expect([...journal.entries.values()]).toMatchObject([
      { uploadUrl: service.sessions[0]?.uploadUrl, sizeBytes: 450, marks: [{ byte: 0 }, { byte: 100 }] },
    ]);
  });
});

describe('the journal', () => {
  test('has forgotten a file that arrived', async () => {
    using host = new FakeHost();
    const journal = memoryJournal();
    await sessionUploadFixture(host, { work: { journal } }).send();
    expect(journal.entries.size).toBe(0);
  });

  test('has forgotten a session that was given up', async () => {
    using host = new FakeHost();
    const journal = memoryJournal();
    const { service, send } = sessionUploadFixture(host, { work: { journal } });
    service.next('send', undefined, failRequest(400));
    await expect(send()).rejects.toThrow('refused with HTTP 400');
    expect(journal.entries.size).toBe(0);
    expect(service.states).toEqual(['cancelled']);
  });

  test('knows the last three boundaries that were read to, of the session in use', async () => {
    using host = new FakeHost();
    const journal = memoryJournal();
    const { service, send } = sessionUploadFixture(host, { work: { journal } });
    const bytes: number[][] = [];
    service.setDefault('send', async (session, carryOut) => {
      const position = await carryOut();
      for (const { marks, uploadUrl } of journal.entries.values()) {
        expect(uploadUrl).toBe(session.uploadUrl);
        bytes.push(marks.map(({ byte }) => byte));
      }
      return position;
    });
    service.next('send', forgetSession);
    await send();
    // The last fragment ends with the file: there is nothing to go on with behind it.
    expect(bytes).toEqual([
      [0, 100],
      [0, 100, 200],
      [100, 200, 300],
      [200, 300, 400],
      [200, 300, 400],
    ]);
  });

  // A mark for each read of the disk would push out those that the server can stand at.
  test('knows no place amid a fragment, however many reads that took', async () => {
    using host = new FakeHost();
    const journal = memoryJournal();
    const chunkSizeBytes = 4 * 320 * 1024;
    const settings = { chunkSizeBytes };
    const { service, send } = sessionUploadFixture(host, {
      sizeBytes: 3 * chunkSizeBytes,
      settings,
      work: { journal },
    });
    service.next('send', undefined, undefined, cancelled);
    await expect(send()).rejects.toThrow('the run was cancelled');
    const marks = [...journal.entries.values()].flatMap((entry) => entry.marks.map(({ byte }) => byte));
    expect(marks).toEqual([0, chunkSizeBytes, 2 * chunkSizeBytes]);
  });
});
