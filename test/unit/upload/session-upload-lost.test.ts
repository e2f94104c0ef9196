/** What goes wrong amid an upload session, and how the file arrives all the same. */
import { describe, expect, test } from 'vitest';
import type { ServiceErrorInfo } from '../../../src/core/errors.ts';
import { FakeHost } from '../../support/fake-host.ts';
import {
  completeThenNotFound,
  failRequest,
  forgetSession,
  loseReply,
  type RequestBehavior,
} from '../../support/fake-upload-sessions.ts';
import { sessionUploadFixture } from '../../support/session-upload-fixture.ts';

const busy = failRequest(503);

/** That many of the same. */
const times = (count: number, turn: RequestBehavior): RequestBehavior[] =>
  Array.from({ length: count }, () => turn);

describe('a fragment', () => {
  test('whose reply is lost is not sent twice', async () => {
    using host = new FakeHost();
    const { service, content, notes, send } = sessionUploadFixture(host);
    service.next('send', undefined, undefined, loseReply);
    expect((await send()).created).toBe(true);
    expect(service.contents.get('in/a.bin')).toEqual(content);
    expect(service.starts).toEqual([0, 100, 200, 300, 400]);
    expect(notes.open.size).toBe(0);
  });

  test('that is cut in the middle goes on where the server stands', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.next('send', undefined, async (session, carryOut) => {
      await loseReply(session, carryOut).catch(() => {});
      session.content = session.content.subarray(0, 130);
      return failRequest(0)(session, carryOut);
    });
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
    expect(service.starts).toEqual([0, 100, 130, 230, 330, 430]);
  });

  test('that is refused for the moment is sent again after a wait, which the debug log tells', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.next('send', undefined, busy);
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
    expect(host.clock.waits).toHaveLength(1);
    expect(host.lines).toHaveLength(1);
    expect(host.lines[0]).toContain('in/a.bin: refused with HTTP 503; attempt 1 of 3');
  });

  test('waits as long as the service says', async () => {
    using host = new FakeHost();
    const { service, send } = sessionUploadFixture(host);
    service.next('send', failRequest(429, { retryAfterMs: 9000 }));
    await send();
    expect(host.clock.waits).toEqual([9000]);
  });

  test('that is refused too often fails the file, and frees its name', async () => {
    using host = new FakeHost();
    const { service, notes, send } = sessionUploadFixture(host);
    service.next('send', undefined, ...times(4, busy));
    await expect(send()).rejects.toThrow('refused with HTTP 503');
    expect(service.states).toEqual(['cancelled']);
    expect(notes.open.size).toBe(0);
  });

  test('starts counting anew with every byte that gets through', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    for (let fragment = 0; fragment < 5; fragment += 1) service.next('send', ...times(3, busy), undefined);
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
  });

  test('that does not fit asks where to go on, without a wait', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.next('send', undefined, failRequest(416));
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
    expect(host.clock.waits).toEqual([]);
  });

  test('that never fits fails with what the server said', async () => {
    using host = new FakeHost();
    const { service, send } = sessionUploadFixture(host);
    service.setDefault('send', failRequest(416));
    await expect(send()).rejects.toThrow('refused with HTTP 416');
    expect(service.states).toEqual(['cancelled']);
  });

  test('that is refused for good fails the file at once', async () => {
    using host = new FakeHost();
    const { service, notes, send } = sessionUploadFixture(host);
    service.next('send', undefined, failRequest(400));
    await expect(send()).rejects.toThrow('refused with HTTP 400');
    expect(service.states).toEqual(['cancelled']);
    expect(notes.open.size).toBe(0);
    expect(host.clock.waits).toEqual([]);
  });
});

describe('a question for the position', () => {
  test('that is refused for the moment is asked again', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.next('send', undefined, loseReply).next('position', busy, loseReply);
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
    expect(service.starts).toEqual([0, 100, 200, 300, 400]);
  });

  // To a fragment 416 means "ask"; to the question itself it would mean asking for ever.
  test('that the service will not hear fails the file', async () => {
    using host = new FakeHost();
    const { service, send } = sessionUploadFixture(host);
    service.next('send', loseReply).next('position', failRequest(416));
    await expect(send()).rejects.toThrow('refused with HTTP 416');
  });
});

describe('a session that the service forgets', () => {
  test('is begun anew, from the first byte', async () => {
    using host = new FakeHost();
    const { service, work, content, notes, send } = sessionUploadFixture(host);
    service.next('send', undefined, undefined, forgetSession);
    expect((await send()).created).toBe(true);
    expect(service.contents.get('in/a.bin')).toEqual(content);
    expect(service.starts).toEqual([0, 100, 0, 100, 200, 300, 400]);
    expect(service.states).toEqual(['forgotten', 'complete']);
    expect(work.recorded.reached).toContain(0);
    expect(notes.open.size).toBe(0);
    expect(host.clock.waits).toEqual([]);
    expect(host.lines).toEqual(['in/a.bin: refused with HTTP 404; starting over with a new session']);
  });

  test('while it is asked for its position is begun anew, too', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.next('send', undefined, loseReply).next('position', forgetSession);
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
    expect(service.starts).toEqual([0, 100, 0, 100, 200, 300, 400]);
  });

  test('a second time and more is waited for; the fifth session is the last', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.next('send', ...times(4, forgetSession));
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
    expect(host.clock.waits).toHaveLength(3);
  });

  test('five times fails the file', async () => {
    using host = new FakeHost();
    const { service, send } = sessionUploadFixture(host, { settings: { retries: 9 } });
    service.next('send', ...times(5, forgetSession));
    await expect(send()).rejects.toThrow('refused with HTTP 404');
    expect(service.sessions).toHaveLength(5);
  });

  // The new session stands at zero: what the old one had confirmed is no progress of this one.
  test('counts the progress of the new one from zero', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.next('send', undefined, undefined, undefined, undefined, forgetSession);
    for (let fragment = 0; fragment < 5; fragment += 1) service.next('send', ...times(2, busy), undefined);
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
  });

  test('with the last byte has done its work when the file is there', async () => {
    using host = new FakeHost();
    const { service, notes, send } = sessionUploadFixture(host);
    service.next('send', undefined, undefined, undefined, undefined, completeThenNotFound);
    expect(await send()).toMatchObject({ created: true, item: { sizeBytes: 450 } });
    expect(service.states).toEqual(['complete']);
    expect(notes.open.size).toBe(0);
  });

  test('with a lost last reply has done its work, too', async () => {
    using host = new FakeHost();
    const { service, send } = sessionUploadFixture(host);
    service.next('send', undefined, undefined, undefined, undefined, loseReply);
    expect((await send()).created).toBe(true);
    expect(service.states).toEqual(['complete']);
  });

  test('is begun anew when what is there is not what was sent', async () => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.storeFile('in/a.bin', Buffer.alloc(450));
    service.next('send', undefined, undefined, undefined, undefined, forgetSession);
    expect((await send()).created).toBe(false);
    expect(service.contents.get('in/a.bin')).toEqual(content);
  });

  test.each<[string, number, Partial<ServiceErrorInfo>]>([
    ['refuses', 403, {}],
    ['closes', 410, {}],
    ['cannot finish', 400, { codes: ['uploadSessionFailed'] }],
  ])('or %s is begun anew, too, and given up before', async (_, status, more) => {
    using host = new FakeHost();
    const { service, content, send } = sessionUploadFixture(host);
    service.next('send', undefined, failRequest(status, more));
    await send();
    expect(service.contents.get('in/a.bin')).toEqual(content);
    expect(service.states).toEqual(['cancelled', 'complete']);
  });
});
