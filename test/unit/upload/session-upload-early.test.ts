/** A server that answers with the finished file while it cannot have it. */
import { describe, expect, test } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import { driveItem } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { forgetSession, type RequestBehavior } from '../../support/fake-upload-sessions.ts';
import { memoryJournal, sessionUploadFixture } from '../../support/session-upload-fixture.ts';

describe('an item before the last byte was sent', () => {
  /** Answers with the finished file, whatever was sent; `carriesOut`: the service had the fragment all the same. */
  const claims =
    (carriesOut: boolean): RequestBehavior =>
    async (_, carryOut) => {
      if (carriesOut) await carryOut();
      return { created: true, item: driveItem('a.bin', { sizeBytes: 450 }), nextByte: undefined };
    };

  test.each([true, false])(
    'is no arrival: the session goes on where the server stands (fragment taken: %s)',
    async (isTaken) => {
      using host = new FakeHost();
      const { service, content, send } = sessionUploadFixture(host);
      service.next('send', claims(isTaken), undefined, claims(isTaken));
      expect(await send()).toMatchObject({ created: true, item: { sizeBytes: 450 } });
      expect(service.contents.get('in/a.bin')).toEqual(content);
      expect(service.states).toEqual(['complete']);
    },
  );

  test('every time is a failure that says so, and gives the session up', async () => {
    using host = new FakeHost();
    const { service, notes, send } = sessionUploadFixture(host);
    service.setDefault('send', claims(false));
    await expect(send()).rejects.toThrow(
      'in/a.bin: the server says that it has the whole file after 100 of 450 bytes',
    );
    expect(service.states).toEqual(['cancelled']);
    expect(notes.open.size).toBe(0);
  });

  test('from the position, too', async () => {
    using host = new FakeHost();
    const { service, send } = sessionUploadFixture(host);
    service.setDefault('send', claims(false)).setDefault('position', claims(false));
    await expect(send()).rejects.toThrow('has the whole file after 100 of 450 bytes');
  });

  const untilLast = Array.from({ length: 4 }, () => undefined);

  test('after the last byte, without a hash, is no arrival while the session waits for more', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.next('send', ...untilLast, claims(false));
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
    expect(service.starts).toEqual([0, 100, 200, 300, 400]);
    const off = sessionUploadFixture(host, { settings: { verify: 'off' } });
    off.service.next('send', ...untilLast, claims(false));
    await off.send();
    expect(off.service.contents.size).toBe(0);
  });

  test('after the last byte, without a hash, is an arrival when the session is over', async () => {
    using host = new FakeHost();
    const { service, send } = sessionUploadFixture(host);
    service.next('send', ...untilLast, claims(true));
    expect(await send()).toMatchObject({ created: true });
    expect(service.states).toEqual(['complete']);
  });

  test('of a new session counts anew: what the one before was sent is lost', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.next('send', ...untilLast, forgetSession, claims(false));
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
  });

  test('in a session of an earlier run counts from where that one stood', async () => {
    using host = new FakeHost();
    const journal = memoryJournal();
    const { service, content, send } = sessionUploadFixture(host, { work: { journal } });
    service.next('send', undefined, undefined, async () => {
      throw new CancelledFailure();
    });
    await expect(send()).rejects.toThrow('the run was cancelled');
    service.next('send', claims(false));
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
  });
});
