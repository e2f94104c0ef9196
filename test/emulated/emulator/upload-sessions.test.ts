/** How upload sessions are opened, refused and locked, over real sockets. */
import { expect, test } from 'vitest';
import { innerCode, noise, openEmulatorClient } from '../../support/emulator-client.ts';

const MINUTE = 60_000;
const strictKinds = ['business', 'sharepoint'] as const;
const kinds = ['personal', ...strictKinds] as const;

test.each<[string, string]>([
  ['/root:/x/y.bin:/createUploadSession', 'x/y.bin'],
  ['/items/FOLDER:/y.bin:/createUploadSession', 'dir/y.bin'],
  ['/items/FOLDER:/p/q/y.bin:/createUploadSession', 'dir/p/q/y.bin'],
  ['/items/root:/y.bin:/createUploadSession', 'y.bin'],
  ['/special/approot:/y.bin:/microsoft.graph.createUploadSession', 'Apps/Emulated app/y.bin'],
  ['/items/FILE/createUploadSession', 'dir/seed.bin'],
])('a session may be opened as %s', async (form, path) => {
  await using one = await openEmulatorClient({ account: 'business' });
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
  ['/root:/dir:/createUploadSession', 409, 'Cannot create an upload session on a folder'],
  ['/items/nonsense:/x.bin:/createUploadSession', 404, 'could not be found'],
  ['/root:/a/../../x.bin:/createUploadSession', 400, 'relative segment'],
  ['/root:/a/%2e%2e/x.bin:/createUploadSession', 400, 'relative segment'],
])('refuses a session at %s', async (form, status, message) => {
  await using one = await openEmulatorClient({ account: 'business' });
  await one.emulator.seed('dir/seed.bin', 'old');
  const folder = (await one.drive('GET', '/root:/dir')).json.id;
  const answer = await one.drive('POST', form.replace('FOLDER', folder), {});
  expect(answer.status).toBe(status);
  expect(answer.json.error.message).toContain(message);
});

test('on a personal drive a file’s own id opens no session', async () => {
  await using one = await openEmulatorClient();
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
  await using one = await openEmulatorClient({ account: 'business' });
  const answer = await one.drive('POST', '/root:/x.bin:/createUploadSession', body);
  expect(answer.status).toBe(status);
  if (status === 400) expect(answer.json.error.code).toMatch(/^(invalidRequest|BadRequest)$/);
});

test('order of the properties is free when the switch says so, and fileSize is personal', async () => {
  await using one = await openEmulatorClient();
  one.emulator.settings.strictOrder = false;
  const item = { fileSize: 5, fileSystemInfo: {}, '@microsoft.graph.conflictBehavior': 'replace' };
  expect(await one.session('x.bin', item)).toContain('/uploadSession?');
});

test('a body of another type is refused', async () => {
  await using one = await openEmulatorClient();
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
  await using one = await openEmulatorClient({ account: 'sharepoint' });
  const answer = await one.drive('POST', `/root:/${path}:/createUploadSession`, {});
  expect(answer.status).toBe(400);
  expect(innerCode(answer)).toBe(inner);
});

test.each(strictKinds)('%s locks a name while its session is open, also with replace', async (account) => {
  await using one = await openEmulatorClient({ account });
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
  await using one = await openEmulatorClient({ account: 'business' });
  await one.session('x.bin');
  one.emulator.advance(15 * MINUTE + 1);
  expect(await one.session('x.bin')).toContain('uploadSession');
});

test('a personal drive locks nothing', async () => {
  await using one = await openEmulatorClient();
  expect(await one.session('x.bin')).not.toBe(await one.session('x.bin'));
});

test('fail is refused at creation on business, at the last fragment on personal', async () => {
  const item = { '@microsoft.graph.conflictBehavior': 'fail' };
  await using strict = await openEmulatorClient({ account: 'business' });
  await strict.emulator.seed('x.bin', 'old');
  const early = await strict.drive('POST', '/root:/x.bin:/createUploadSession', { item });
  expect(early.json.error.code).toBe('nameAlreadyExists');
  strict.emulator.settings.conflictAtCommit = true;
  expect((await strict.fragment(await strict.session('x.bin', item), noise(5), 0, 5)).status).toBe(409);
  await using personal = await openEmulatorClient();
  await personal.emulator.seed('x.bin', 'old');
  const late = await personal.fragment(await personal.session('x.bin', item), noise(5), 0, 5);
  expect(late.status).toBe(409);
  expect(late.json.error.code).toBe('nameAlreadyExists');
  expect((await personal.emulator.read('x.bin')).toString()).toBe('old');
});

test.each(kinds)('rename finds a free name and replace makes a version (%s)', async (account) => {
  await using one = await openEmulatorClient({ account });
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

test.each(['GET', 'PUT', 'DELETE'])(
  'an Authorization header on an uploadUrl is refused (%s)',
  async (method) => {
    await using one = await openEmulatorClient({ account: 'business' });
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
  await using one = await openEmulatorClient({ account: 'sharepoint' });
  const url = await one.session("it's.bin");
  expect(url).toMatch(/\/uploadSession\?guid='[\w-]+'&dc=0&tempauth=v1\./);
  expect((await one.send(url)).status).toBe(200);
  expect((await one.send(url.replaceAll("'", '%27'))).status).toBe(200);
  expect((await one.send(url.slice(0, -1))).status).toBe(404);
  expect(one.emulator.uploadUrls()).toEqual([url]);
});
