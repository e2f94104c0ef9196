/** Fragments and the lives of sessions, over real sockets: every answer that an uploader must live with. */
import { request as httpRequest } from 'node:http';
import { expect, test } from 'vitest';
import { QuickXorHash } from '../../../src/emulator/drive/quick-xor-hash.ts';
import { FRAGMENT_GRID_BYTES, innerCode, noise, openEmulatorClient } from '../../support/emulator-client.ts';

const MINUTE = 60_000;
const strictKinds = ['business', 'sharepoint'] as const;
const kinds = ['personal', ...strictKinds] as const;

test.each(kinds)('a file of several fragments arrives byte for byte (%s)', async (account) => {
  await using one = await openEmulatorClient({ account });
  const content = noise(3 * FRAGMENT_GRID_BYTES + 17);
  const url = await one.session('a/b/c.bin', {
    '@microsoft.graph.conflictBehavior': 'replace',
    name: 'c.bin',
    fileSystemInfo: { lastModifiedDateTime: '2020-01-02T03:04:05.678Z' },
  });
  const first = await one.fragment(url, content.subarray(0, 2 * FRAGMENT_GRID_BYTES), 0, content.length);
  expect(first.status).toBe(202);
  const end = account === 'personal' ? content.length - 1 : '';
  expect(first.json.nextExpectedRanges).toEqual([`${2 * FRAGMENT_GRID_BYTES}-${end}`]);
  const last = await one.fragment(
    url,
    content.subarray(2 * FRAGMENT_GRID_BYTES),
    2 * FRAGMENT_GRID_BYTES,
    content.length,
  );
  expect(last.status).toBe(201);
  expect(last.json.size).toBe(content.length);
  expect(last.json.fileSystemInfo.lastModifiedDateTime).toBe('2020-01-02T03:04:05Z');
  expect((await one.emulator.read('a/b/c.bin')).equals(content)).toBe(true);
  const quickXorHash = new QuickXorHash().update(content).digest();
  expect(last.json.file.hashes.quickXorHash).toBe(quickXorHash);
});

test('the last answer is SharePoint’s own on business and Graph’s on the old personal stack', async () => {
  await using strict = await openEmulatorClient({ account: 'sharepoint' });
  const raw = await strict.fragment(await strict.session('x.bin'), noise(5), 0, 5);
  expect(raw.json['@odata.context']).toMatch(
    /^https:\/\/contoso\.sharepoint\.com\/sites\/site\/_api\/v2\.0\//,
  );
  expect(raw.json['@content.downloadUrl']).toContain('/_layouts/15/download.aspx');
  expect(raw.json.parentReference.path).toBe(`/drives/${strict.emulator.credentials.driveId}/root:`);
  await using personal = await openEmulatorClient({ stack: 'old' });
  const plain = await personal.fragment(await personal.session('x.bin'), noise(5), 0, 5);
  expect(plain.json['@microsoft.graph.downloadUrl']).toContain(personal.emulator.uploadOrigin);
  expect(plain.json['@content.downloadUrl']).toBeUndefined();
});

test.each<[string | undefined, string]>([
  [undefined, 'The Content-Range header is missing or malformed.'],
  ['bytes 0-4', 'The Content-Range header is missing or malformed.'],
  ['bytes 4-0/5', 'The Content-Range header is missing or malformed.'],
  ['bytes 0-4/*', 'Content-Range must include a total length'],
  ['bytes 0-3/5', 'The Content-Range header length does not match the provided number of bytes.'],
  ['bytes 0-5/9', 'The Content-Range header length does not match the provided number of bytes.'],
])('refuses a fragment with the content range %s', async (range, message) => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  const headers: Record<string, string> = range === undefined ? {} : { 'content-range': range };
  const answer = await one.send(url, { method: 'PUT', headers, body: noise(5) });
  expect([answer.status, answer.json.error.message]).toEqual([400, message]);
  expect((await one.send(url)).json.nextExpectedRanges).toEqual(['0-']);
});

test('a chunked body is counted against its content range', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  const status = (bytes: number) =>
    new Promise((resolve) => {
      const sent = httpRequest(url, {
        method: 'PUT',
        headers: { 'content-range': 'bytes 0-4/9', 'transfer-encoding': 'chunked' },
      });
      sent.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', resolve);
      sent.end(noise(bytes));
    });
  expect(await status(4)).toBe(400);
  expect(await status(6)).toBe(400);
  expect(await status(5)).toBe(202);
});

test('a session knows its total, its order and its overlaps', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  const total = 3 * FRAGMENT_GRID_BYTES;
  await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 0, total);
  const other = await one.fragment(url, noise(FRAGMENT_GRID_BYTES), FRAGMENT_GRID_BYTES, total + 1);
  expect([other.status, innerCode(other)]).toEqual([400, 'fragmentLengthMismatch']);
  const again = await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 0, total);
  expect([again.status, again.json.error.code, innerCode(again)]).toEqual([
    416,
    'invalidRange',
    'fragmentOverlap',
  ]);
  const ahead = await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 2 * FRAGMENT_GRID_BYTES, total);
  expect([ahead.status, innerCode(ahead)]).toEqual([416, 'fragmentOutOfOrder']);
  expect((await one.send(url)).json.nextExpectedRanges).toEqual([`${FRAGMENT_GRID_BYTES}-${total - 1}`]);
});

test('a fragment of 60 MiB is too large and one of less is not', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  const size = 60 * 1024 * 1024;
  expect((await one.fragment(url, Buffer.alloc(size), 0, size)).status).toBe(413);
  one.emulator.settings.oversizedFragmentStatus = 400;
  expect((await one.fragment(url, Buffer.alloc(size), 0, size)).status).toBe(400);
  expect((await one.fragment(url, Buffer.alloc(191 * FRAGMENT_GRID_BYTES), 0, size)).status).toBe(202);
});

test('a fragment off the 320 KiB grid fails the file at its end, unless the switch forgives it', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  expect((await one.fragment(url, noise(1000), 0, 1500)).status).toBe(202);
  const answer = await one.fragment(url, noise(500), 1000, 1500);
  expect([answer.status, innerCode(answer)]).toEqual([400, 'uploadSessionFailed']);
  expect((await one.send(url)).status).toBe(404);
  expect(one.emulator.files()).toEqual([]);
  one.emulator.settings.strictAlignment = false;
  const lenient = await one.session('x.bin');
  await one.fragment(lenient, noise(1000), 0, 1500);
  expect((await one.fragment(lenient, noise(500), 1000, 1500)).status).toBe(201);
});

test('a finished session is gone', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('x.bin');
  await one.fragment(url, noise(5), 0, 5);
  const answer = await one.send(url);
  expect([answer.status, answer.json]).toEqual([
    404,
    { error: { code: 'itemNotFound', message: 'The upload session was not found' } },
  ]);
  expect((await one.send(url, { method: 'DELETE' })).status).toBe(404);
});

test('each fragment renews a business session’s 15 minutes, and nothing its token’s day', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const url = await one.session('x.bin');
  const total = 300 * FRAGMENT_GRID_BYTES;
  for (let index = 0; index < 104; index++) {
    expect(
      (await one.fragment(url, Buffer.alloc(FRAGMENT_GRID_BYTES), index * FRAGMENT_GRID_BYTES, total)).status,
    ).toBe(202);
    if (index < 103) one.emulator.advance(14 * MINUTE - (index === 102 ? 3 * MINUTE : 0));
  }
  one.emulator.advance(2 * MINUTE);
  const late = await one.fragment(url, Buffer.alloc(FRAGMENT_GRID_BYTES), 104 * FRAGMENT_GRID_BYTES, total);
  expect([late.status, innerCode(late)]).toEqual([401, 'expiredToken']);
});

test('an idle business session is gone after 15 minutes, a personal one after 7 days', async () => {
  for (const [account, minutes] of [
    ['business', 15],
    ['personal', 7 * 24 * 60],
  ] as const) {
    await using one = await openEmulatorClient({ account });
    const url = await one.session('x.bin');
    await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 0, 2 * FRAGMENT_GRID_BYTES);
    one.emulator.advance(minutes * MINUTE - 1000);
    expect((await one.send(url)).status).toBe(200);
    one.emulator.advance(2000);
    expect((await one.send(url)).status).toBe(404);
    expect(one.emulator.openSessions()).toEqual([]);
  }
});

test('ranges may come closed on work drives too, and the last answer without an id', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  one.emulator.settings.closedRanges = 'all';
  one.emulator.addFault({ on: {}, do: { kind: 'refusal', name: 'final-200-without-item' } });
  const url = await one.session('x.bin');
  const first = await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 0, FRAGMENT_GRID_BYTES + 5);
  expect(first.json.nextExpectedRanges).toEqual([`${FRAGMENT_GRID_BYTES}-${FRAGMENT_GRID_BYTES + 4}`]);
  const last = await one.fragment(url, noise(5), FRAGMENT_GRID_BYTES, FRAGMENT_GRID_BYTES + 5);
  expect([last.status, last.json.id, last.json.nextExpectedRanges]).toEqual([200, undefined, []]);
  expect(one.emulator.files()).toHaveLength(1);
});

test('a full drive says so at the start, at the first fragment, or at the last', async () => {
  await using one = await openEmulatorClient();
  one.emulator.settings.quotaBytes = 2 * FRAGMENT_GRID_BYTES;
  const early = await one.drive('POST', '/root:/x.bin:/createUploadSession', {
    item: { fileSize: 3 * FRAGMENT_GRID_BYTES },
  });
  expect([early.status, early.json.error.code]).toEqual([507, 'quotaLimitReached']);
  const url = await one.session('x.bin');
  expect((await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 0, 3 * FRAGMENT_GRID_BYTES)).status).toBe(507);
  one.emulator.settings.quotaLate = true;
  for (const index of [0, 1]) {
    expect(
      (
        await one.fragment(
          url,
          noise(FRAGMENT_GRID_BYTES),
          index * FRAGMENT_GRID_BYTES,
          3 * FRAGMENT_GRID_BYTES,
        )
      ).status,
    ).toBe(202);
  }
  expect(
    (await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 2 * FRAGMENT_GRID_BYTES, 3 * FRAGMENT_GRID_BYTES))
      .status,
  ).toBe(507);
  expect((await one.put('y.bin', noise(3 * FRAGMENT_GRID_BYTES))).status).toBe(507);
});

test('the first session over an Office file is dead, the second works and changes the id', async () => {
  await using one = await openEmulatorClient({ account: 'sharepoint' });
  one.emulator.settings.officeReplaceBug = true;
  const id = await one.emulator.seed('report.docx', 'old');
  const dead = await one.session('report.docx');
  expect((await one.fragment(dead, noise(5), 0, 5)).status).toBe(404);
  const second = await one.session('report.docx');
  expect((await one.drive('POST', '/root:/report.docx:/createUploadSession', {})).status).toBe(409);
  const answer = await one.fragment(second, noise(5), 0, 5);
  expect(answer.status).toBe(200);
  expect(answer.json.id).not.toBe(id);
  expect((await one.fragment(await one.session('new.docx'), noise(5), 0, 5)).status).toBe(201);
});

test('a library may rewrite an Office file, so that size and hash are not what was sent', async () => {
  await using one = await openEmulatorClient({ account: 'sharepoint' });
  one.emulator.settings.enrichOffice = true;
  const office = await one.fragment(await one.session('a.docx'), noise(50), 0, 50);
  expect(office.json.size).toBeGreaterThan(50);
  const kept = await one.emulator.read('a.docx');
  expect(kept.length).toBe(office.json.size);
  expect(new QuickXorHash().update(kept).digest()).toBe(office.json.file.hashes.quickXorHash);
  expect(office.json.file.hashes.quickXorHash).toBe(one.emulator.files()[0]?.quickXorHash);
  expect((await one.fragment(await one.session('a.zip'), noise(50), 0, 50)).json.size).toBe(50);
});
