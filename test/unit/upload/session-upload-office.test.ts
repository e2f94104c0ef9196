/** Office files, whose upload sessions SharePoint forgets when one of that name is there. */
import { describe, expect, test } from 'vitest';
import { FakeHost } from '../../support/fake-host.ts';
import { failRequest, forgetSession } from '../../support/fake-upload-sessions.ts';
import { type SessionUploadFixture, sessionUploadFixture } from '../../support/session-upload-fixture.ts';

describe('an Office file whose session is gone at its first fragment', () => {
  const gone = (
    host: FakeHost,
    name: string,
    more: Parameters<typeof sessionUploadFixture>[1] = {},
  ): SessionUploadFixture => {
    const one = sessionUploadFixture(host, { name, ...more });
    one.service.next('send', forgetSession);
    return one;
  };

  test('arrives in one request, and leaves no session behind', async () => {
    using host = new FakeHost();
    const { service, content, notes, send } = gone(host, 'a.docx');
    expect((await send()).item.name).toBe('a.docx');
    expect(service.contents.get('in/a.docx')).toEqual(content);
    expect(service.starts).toEqual([]);
    expect(service.states).toEqual(['forgotten']);
    expect(notes.open.size).toBe(0);
  });

  test.each([
    ['a file that is no Office file', 'a.bin', {}],
    ['a personal drive', 'a.docx', { drive: { kind: 'personal' } }],
  ] as const)('begins a new session for %s', async (_, name, more) => {
    using host = new FakeHost();
    const { service, content, send } = gone(host, name, more);
    await send();
    expect(service.contents.get(`in/${name}`)).toEqual(content);
    expect(service.states).toEqual(['forgotten', 'complete']);
  });

  test('begins a new session when a fragment was taken before', async () => {
    using host = new FakeHost();
    const { service, send } = sessionUploadFixture(host, { name: 'a.docx' });
    service.next('send', undefined, forgetSession);
    await send();
    expect(service.states).toEqual(['forgotten', 'complete']);
  });

  test('begins a new session when it was refused in another way', async () => {
    using host = new FakeHost();
    const { service, send } = sessionUploadFixture(host, { name: 'a.docx' });
    service.next('send', failRequest(403));
    await send();
    expect(service.states).toEqual(['cancelled', 'complete']);
  });
});
