/** Upload sessions of the emulator over real sockets: every refusal and quirk that an uploader must live with. */
import { request as httpRequest } from 'node:http';
import { expect, test } from 'vitest';
import { client, GRID, innerCode, noise } from './emulator-client.ts';

const MINUTE = 60_000;
const strictKinds = ['business', 'sharepoint'] as const;
const kinds = ['personal', ...strictKinds] as const;

test.each(kinds)('a file of several fragments arrives byte for byte (%s)', async (account) => {
  await using one = await client({ account });
  const content = noise(3 * GRID + 17);
  const url = await one.session('a/b/c.bin', {
    '@microsoft.graph.conflictBehavior': 'replace',
    name: 'c.bin',
    fileSystemInfo: { lastModifiedDateTime: '2020-01-02T03:04:05.678Z' },
  });
  const first = await one.fragment(url, content.subarray(0, 2 * GRID), 0, content.length);
  expect(first.status).toBe(202);
  expect(first.json.nextExpectedRanges).toEqual([`${2 * GRID}-`]);
  const last = await one.fragment(url, content.subarray(2 * GRID), 2 * GRID, content.length);
  expect(last.status).toBe(201);
  expect(last.json.size).toBe(content.length);
  expect(last.json.fileSystemInfo.lastModifiedDateTime).toBe('2020-01-02T03:04:05Z');
  expect((await one.emulator.read('a/b/c.bin')).equals(content)).toBe(true);
  expect(last.json.file.hashes).toEqual({ quickXorHash: one.emulator.files()[0]?.quickXorHash });
});

test('the last answer is SharePoint’s own on business and Graph’s on personal', async () => {
  await using strict = await client({ account: 'sharepoint' });
  const raw = await strict.fragment(await strict.session('x.bin'), noise(5), 0, 5);
  expect(raw.json['@odata.context']).toMatch(
    /^https:\/\/contoso\.sharepoint\.com\/sites\/site\/_api\/v2\.0\//,
  );
  expect(raw.json['@content.downloadUrl']).toContain('/_layouts/15/download.aspx');
  expect(raw.json.parentReference.path).toBe(`/drives/${strict.emulator.credentials.driveId}/root:`);
  await using personal = await client();
  const plain = await personal.fragment(await personal.session('x.bin'), noise(5), 0, 5);
  expect(plain.json['@microsoft.graph.downloadUrl']).toContain(personal.emulator.uploadOrigin);
  expect(plain.json['@content.downloadUrl']).toBeUndefined();
});

test.each<[string, string]>([
  ['/root:/x/y.bin:/createUploadSession', 'x/y.bin'],
  ['/items/FOLDER:/y.bin:/createUploadSession', 'dir/y.bin'],
  ['/items/FOLDER:/p/q/y.bin:/createUploadSession', 'dir/p/q/y.bin'],
  ['/items/root:/y.bin:/createUploadSession', 'y.bin'],
  ['/special/approot:/y.bin:/microsoft.graph.createUploadSession', 'Apps/Emulated app/y.bin'],
  ['/items/FILE/createUploadSession', 'dir/seed.bin'],
])('a session may be opened as %s', async (form, path) => {
  await using one = await client({ account: 'business' });
  const file = await one.emulator.seed('dir/seed.bin', 'old');
  const folder = (await one.drive('GET', '/root:/dir')).json.id;
  const opened = await one.drive('POST', form.replace('FOLDER', folder).replace('FILE', file), {});
  expect(opened.status).toBe(200);
  expect((await one.fragment(opened.json.uploadUrl, noise(9), 0, 9)).status).toBe(
    path.endsWith('seed.bin') ? 200 : 201,
  );
  expect((await one.emulator.read(path)).length).toBe(9);
});

test.each<[string, number, string]>([
  ['/items/FOLDER/createUploadSession', 400, 'A valid path must be provided.'],
  ['/root/createUploadSession', 400, 'A valid path must be provided.'],
  ['/root:/:/createUploadSession', 400, 'A valid path must be provided.'],
  ["/items/FOLDER/children('x')/createUploadSession", 400, 'Resource not found for the segment'],
  ['/root:/dir:/createUploadSession', 409, 'Cannot create an upload session on a folder'],
  ['/items/nonsense:/x.bin:/createUploadSession', 404, 'could not be found'],
  ['/root:/a/../../x.bin:/createUploadSession', 400, 'relative segment'],
  ['/root:/a/%2e%2e/x.bin:/createUploadSession', 400, 'relative segment'],
])('refuses a session at %s', async (form, status, message) => {
  await using one = await client({ account: 'business' });
  await one.emulator.seed('dir/seed.bin', 'old');
  const folder = (await one.drive('GET', '/root:/dir')).json.id;
  const answer = await one.drive('POST', form.replace('FOLDER', folder), {});
  expect(answer.status).toBe(status);
  expect(answer.json.error.message).toContain(message);
});

test('on a personal drive a file’s own id opens no session', async () => {
  await using one = await client();
  const id = await one.emulator.seed('x.bin', 'old');
  const answer = await one.drive('POST', `/items/${id}/createUploadSession`, {});
  expect(answer.json.error.message).toBe('File name not provided in url');
});

test.each<[unknown, number]>([
  [{ item: { name: 'other.bin' } }, 400],
  [{ item: { description: 'x' } }, 400],
  [{ item: { fileSize: 5 } }, 400],
  [{ item: { '@odata.type': '#microsoft.graph.driveItemUploadableProperties' } }, 400],
  [{ item: { '@microsoft.graph.conflictBehavior': 'overwrite' } }, 400],
  [{ item: { fileSystemInfo: {}, '@microsoft.graph.conflictBehavior': 'replace' } }, 400],
  [
    {
      item: {
        '@microsoft.graph.conflictBehavior': 'replace',
        fileSystemInfo: { lastModifiedDateTime: 'today' },
      },
    },
    400,
  ],
  [{ item: { colour: 'red' } }, 400],
  [{ colour: 'red' }, 400],
  [{ item: 5 }, 400],
  ['{', 400],
  [{ '@microsoft.graph.conflictBehavior': 'fail', item: {} }, 200],
  [{ item: { name: 'x.bin' } }, 200],
  [{}, 200],
])('a business session with the body %j answers %i', async (body, status) => {
  await using one = await client({ account: 'business' });
  const answer = await one.drive('POST', '/root:/x.bin:/createUploadSession', body);
  expect(answer.status).toBe(status);
  if (status === 400) expect(answer.json.error.code).toMatch(/^(invalidRequest|BadRequest)$/);
});

test('order of the properties is free when the switch says so, and fileSize is personal', async () => {
  await using one = await client();
  one.emulator.settings.strictOrder = false;
  const item = { fileSize: 5, fileSystemInfo: {}, '@microsoft.graph.conflictBehavior': 'replace' };
  expect(await one.session('x.bin', item)).toContain('/up/');
});

test('a body of another type is refused', async () => {
  await using one = await client();
  const answer = await one.drive('POST', '/root:/x.bin:/createUploadSession', '{}', {
    'content-type': 'text/plain',
  });
  expect(answer.status).toBe(400);
});

test.each([
  ['con.txt', 'invalidPath'],
  ['a%22b', 'invalidPath'],
  ['a%2Fb', 'invalidPath'],
  ['x'.repeat(256), 'pathIsTooLong'],
  [`${'a/'.repeat(220)}x`, 'pathIsTooLong'],
])('refuses the path %s', async (path, inner) => {
  await using one = await client({ account: 'sharepoint' });
  const answer = await one.drive('POST', `/root:/${path}:/createUploadSession`, {});
  expect(answer.status).toBe(400);
  expect(innerCode(answer)).toBe(inner);
});

test.each(strictKinds)('%s locks a name while its session is open, also with replace', async (account) => {
  await using one = await client({ account });
  await one.emulator.seed('x.bin', 'old');
  const url = await one.session('x.bin');
  const second = await one.drive('POST', '/root:/X.BIN:/createUploadSession', {});
  expect(second.status).toBe(409);
  expect(second.json.error).toMatchObject({
    code: 'nameAlreadyExists',
    message: expect.stringContaining('currently being uploaded'),
  });
  expect((await one.put('x.bin', 'new')).status).toBe(409);
  expect((await one.send(url, { method: 'DELETE' })).status).toBe(204);
  expect(await one.session('x.bin')).not.toBe(url);
});

test('the lock ends with the session’s 15 minutes', async () => {
  await using one = await client({ account: 'business' });
  await one.session('x.bin');
  one.emulator.advance(15 * MINUTE + 1);
  expect(await one.session('x.bin')).toContain('uploadSession');
});

test('a personal drive locks nothing', async () => {
  await using one = await client();
  expect(await one.session('x.bin')).not.toBe(await one.session('x.bin'));
});

test('fail is refused at creation on business, at the last fragment on personal', async () => {
  const item = { '@microsoft.graph.conflictBehavior': 'fail' };
  await using strict = await client({ account: 'business' });
  await strict.emulator.seed('x.bin', 'old');
  const early = await strict.drive('POST', '/root:/x.bin:/createUploadSession', { item });
  expect(early.json.error.code).toBe('nameAlreadyExists');
  strict.emulator.settings.conflictAtCommit = true;
  expect((await strict.fragment(await strict.session('x.bin', item), noise(5), 0, 5)).status).toBe(409);
  await using personal = await client();
  await personal.emulator.seed('x.bin', 'old');
  const late = await personal.fragment(await personal.session('x.bin', item), noise(5), 0, 5);
  expect(late.status).toBe(409);
  expect(late.json.error.code).toBe('nameAlreadyExists');
  expect((await personal.emulator.read('x.bin')).toString()).toBe('old');
});

test.each(kinds)('rename finds a free name and replace makes a version (%s)', async (account) => {
  await using one = await client({ account });
  const id = await one.emulator.seed('x.bin', 'old');
  const renamed = await one.session('x.bin', { '@microsoft.graph.conflictBehavior': 'rename' });
  const answer = await one.fragment(renamed, noise(5), 0, 5);
  expect([answer.status, answer.json.name]).toEqual([201, 'x 1.bin']);
  const replaced = await one.fragment(await one.session('X.bin'), noise(7), 0, 7);
  expect([replaced.status, replaced.json.id, replaced.json.name]).toEqual([200, id, 'x.bin']);
  expect(one.emulator.files().map((file) => [file.path, file.versions])).toEqual([
    ['x.bin', 2],
    ['x 1.bin', 1],
  ]);
});

test.each<[string | undefined, string]>([
  [undefined, 'The Content-Range header is missing or malformed.'],
  ['bytes 0-4', 'The Content-Range header is missing or malformed.'],
  ['bytes 4-0/5', 'The Content-Range header is missing or malformed.'],
  ['bytes 0-4/*', 'Content-Range must include a total length'],
  ['bytes 0-3/5', 'The Content-Range header length does not match the provided number of bytes.'],
  ['bytes 0-5/9', 'The Content-Range header length does not match the provided number of bytes.'],
])('refuses a fragment with the content range %s', async (range, message) => {
  await using one = await client();
  const url = await one.session('x.bin');
  const headers: Record<string, string> = range === undefined ? {} : { 'content-range': range };
  const answer = await one.send(url, { method: 'PUT', headers, body: noise(5) });
  expect([answer.status, answer.json.error.message]).toEqual([400, message]);
  expect((await one.send(url)).json.nextExpectedRanges).toEqual(['0-']);
});

test('a chunked body is counted against its content range', async () => {
  await using one = await client();
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
  await using one = await client();
  const url = await one.session('x.bin');
  const total = 3 * GRID;
  await one.fragment(url, noise(GRID), 0, total);
  const other = await one.fragment(url, noise(GRID), GRID, total + 1);
  expect([other.status, innerCode(other)]).toEqual([400, 'fragmentLengthMismatch']);
  const again = await one.fragment(url, noise(GRID), 0, total);
  expect([again.status, again.json.error.code, innerCode(again)]).toEqual([
    416,
    'invalidRange',
    'fragmentOverlap',
  ]);
  const ahead = await one.fragment(url, noise(GRID), 2 * GRID, total);
  expect([ahead.status, innerCode(ahead)]).toEqual([416, 'fragmentOutOfOrder']);
  expect((await one.send(url)).json.nextExpectedRanges).toEqual([`${GRID}-`]);
});

test('a fragment of 60 MiB is too large and one of less is not', async () => {
  await using one = await client();
  const url = await one.session('x.bin');
  const size = 60 * 1024 * 1024;
  expect((await one.fragment(url, Buffer.alloc(size), 0, size)).status).toBe(413);
  one.emulator.settings.oversizedFragmentStatus = 400;
  expect((await one.fragment(url, Buffer.alloc(size), 0, size)).status).toBe(400);
  expect((await one.fragment(url, Buffer.alloc(191 * GRID), 0, size)).status).toBe(202);
});

test('a fragment off the 320 KiB grid fails the file at its end, unless the switch forgives it', async () => {
  await using one = await client();
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

test.each(['GET', 'PUT', 'DELETE'])(
  'an Authorization header on an uploadUrl is refused (%s)',
  async (method) => {
    await using one = await client({ account: 'business' });
    const url = await one.session('x.bin');
    const answer = await one.send(url, {
      method,
      headers: { authorization: 'Bearer x', 'content-range': 'bytes 0-4/5' },
      ...(method === 'PUT' ? { body: noise(5) } : {}),
    });
    expect([answer.status, answer.json.error.code]).toEqual([401, 'unauthenticated']);
  },
);

test('the uploadUrl works with raw and with escaped quotes, and not without its token', async () => {
  await using one = await client({ account: 'sharepoint' });
  const url = await one.session("it's.bin");
  expect(url).toMatch(
    /\?guid='[\w-]+'&path='~tmp\w\w_it%27s\.bin'&overwrite=True&rename=False&dc=0&tempauth=/,
  );
  expect((await one.send(url)).status).toBe(200);
  expect((await one.send(url.replaceAll("'", '%27'))).status).toBe(200);
  expect((await one.send(url.slice(0, -1))).status).toBe(404);
  expect(one.emulator.uploadUrls()).toEqual([url]);
});

test('a finished session is gone', async () => {
  await using one = await client();
  const url = await one.session('x.bin');
  await one.fragment(url, noise(5), 0, 5);
  const answer = await one.send(url);
  expect([answer.status, answer.json.error.code, innerCode(answer)]).toEqual([
    404,
    'itemNotFound',
    'uploadSessionNotFound',
  ]);
  expect((await one.send(url, { method: 'DELETE' })).status).toBe(404);
});

test('each fragment renews a business session’s 15 minutes, and nothing its token’s day', async () => {
  await using one = await client({ account: 'business' });
  const url = await one.session('x.bin');
  const total = 300 * GRID;
  for (let index = 0; index < 104; index++) {
    expect((await one.fragment(url, Buffer.alloc(GRID), index * GRID, total)).status).toBe(202);
    if (index < 103) one.emulator.advance(14 * MINUTE - (index === 102 ? 3 * MINUTE : 0));
  }
  one.emulator.advance(2 * MINUTE);
  const late = await one.fragment(url, Buffer.alloc(GRID), 104 * GRID, total);
  expect([late.status, innerCode(late)]).toEqual([401, 'expiredToken']);
});

test('an idle business session is gone after 15 minutes, a personal one after 7 days', async () => {
  for (const [account, minutes] of [
    ['business', 15],
    ['personal', 7 * 24 * 60],
  ] as const) {
    await using one = await client({ account });
    const url = await one.session('x.bin');
    one.emulator.advance(minutes * MINUTE - 1000);
    expect((await one.send(url)).status).toBe(200);
    one.emulator.advance(2000);
    expect((await one.send(url)).status).toBe(404);
    expect(one.emulator.openSessions()).toEqual([]);
  }
});

test('ranges may come closed, and the last answer without an id', async () => {
  await using one = await client();
  Object.assign(one.emulator.settings, { closedRanges: true, finalBodyWithoutId: true });
  const url = await one.session('x.bin');
  const first = await one.fragment(url, noise(GRID), 0, GRID + 5);
  expect(first.json.nextExpectedRanges).toEqual([`${GRID}-${GRID + 4}`]);
  const last = await one.fragment(url, noise(5), GRID, GRID + 5);
  expect([last.status, last.json.id, last.json.nextExpectedRanges]).toEqual([200, undefined, []]);
  expect(one.emulator.files()).toHaveLength(1);
});

test('a full drive says so at the start, at the first fragment, or at the last', async () => {
  await using one = await client();
  one.emulator.settings.quotaBytes = 2 * GRID;
  const early = await one.drive('POST', '/root:/x.bin:/createUploadSession', {
    item: { fileSize: 3 * GRID },
  });
  expect([early.status, early.json.error.code]).toEqual([507, 'quotaLimitReached']);
  const url = await one.session('x.bin');
  expect((await one.fragment(url, noise(GRID), 0, 3 * GRID)).status).toBe(507);
  one.emulator.settings.quotaLate = true;
  for (const index of [0, 1]) {
    expect((await one.fragment(url, noise(GRID), index * GRID, 3 * GRID)).status).toBe(202);
  }
  expect((await one.fragment(url, noise(GRID), 2 * GRID, 3 * GRID)).status).toBe(507);
  expect((await one.put('y.bin', noise(3 * GRID))).status).toBe(507);
});

test('the first session over an Office file is dead, the second works and changes the id', async () => {
  await using one = await client({ account: 'sharepoint' });
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
  await using one = await client({ account: 'sharepoint' });
  one.emulator.settings.enrichOffice = true;
  const office = await one.fragment(await one.session('a.docx'), noise(50), 0, 50);
  expect(office.json.size).toBeGreaterThan(50);
  expect(office.json.file.hashes.quickXorHash).toBe(one.emulator.files()[0]?.quickXorHash);
  expect((await one.fragment(await one.session('a.zip'), noise(50), 0, 50)).json.size).toBe(50);
});
