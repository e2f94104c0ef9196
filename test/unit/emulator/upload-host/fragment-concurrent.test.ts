/** Uploads of the same thing at the same time. */
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { EmulatorRequest } from '../../../../src/emulator/core/messages.ts';
import { ContentHash } from '../../../../src/emulator/drive/content-hash.ts';
import { commitFile } from '../../../../src/emulator/graph/commit.ts';
import { putFragment } from '../../../../src/emulator/upload-host/fragment.ts';
import { rooms } from '../open-service.ts';

const sizeBytes = 10;

/** The first half of a file of ten bytes; it arrives when told to. */
function half() {
  const body = new Readable({ read() {} });
  body.on('error', () => {});
  const url = new URL('https://contoso.sharepoint.com/');
  const headers = { 'content-range': `bytes 0-4/${sizeBytes}`, 'content-length': '5' };
  const request: EmulatorRequest = { method: 'PUT', url, rawTarget: '/', headers, body };
  const arrive = () => {
    body.push(Buffer.from('12345'));
    body.push(null);
  };
  return { request, arrive };
}

async function opened() {
  const { service, home } = await rooms();
  const dates = {};
  const { session } = service.sessions.open({ parent: home.root, name: 'a', conflict: 'replace', dates });
  return { service, session };
}

test('of three fragments for the same place the last one stays, and is counted once', async () => {
  const { service, session } = await opened();
  const three = [half(), half(), half()];
  const answers = three.map(({ request }) =>
    putFragment(service, request, session).then(
      () => 'taken',
      () => 'gone',
    ),
  );
  await new Promise((resolve) => setImmediate(resolve));
  for (const { arrive, request } of three) if (!request.body.destroyed) arrive();
  expect(await Promise.all(answers)).toEqual(['gone', 'gone', 'taken']);
  expect([session.receivedBytes, session.fragments]).toEqual([5, 1]);
});

test('a fragment that waited for another finds no session once it was cancelled', async () => {
  const { service, session } = await opened();
  const [first, second] = [half(), half()];
  const held = putFragment(service, first.request, session).catch(() => {});
  const waiting = putFragment(service, second.request, session);
  service.sessions.end(session);
  second.arrive();
  await held;
  await expect(waiting).rejects.toMatchObject({ info: { status: 404 } });
});

test.each([
  ['replace', [false, true], 1],
  ['rename', [true, true], 2],
] as const)('of two that arrive at once, %s makes one name no two files', async (conflict, fresh, files) => {
  const { service, home, store } = await rooms();
  service.settings.enrichOffice = true;
  const before = home.items.size;
  const arrive = () => {
    const content = { path: store.newContentPath(), sizeBytes, hash: ContentHash.forDrive(home) };
    return commitFile(service, { parent: home.root, name: 'a.docx', content, conflict });
  };
  const done = await Promise.all([arrive(), arrive()]);
  expect(done.map((one) => one.isNew).sort()).toEqual(fresh);
  expect(home.items.size - before).toBe(files);
  expect(home.root.children?.size).toBe(files);
});
