/** Contents in one request, and what freshly stored items look like, over real sockets. */
import { expect, test } from 'vitest';
import { innerCode, noise, openEmulatorClient } from '../../support/emulator-client.ts';

test.each(['personal', 'business', 'sharepoint'] as const)(
  'puts and gets content in one request (%s)',
  async (account) => {
    await using one = await openEmulatorClient({ account });
    const content = noise(100_000);
    const made = await one.put('new/dir/x.bin', content);
    expect([made.status, made.json.size]).toEqual([201, content.length]);
    expect((await one.put('NEW/dir/X.bin', 'shorter')).status).toBe(200);
    expect((await one.put('empty.bin', '')).json.size).toBe(0);
    const moved = await one.drive('GET', '/root:/new/dir/x.bin:/content');
    expect([moved.status, moved.bytes.length]).toEqual([302, 0]);
    const url = String(moved.headers.location);
    expect(url.startsWith(one.emulator.uploadOrigin)).toBe(true);
    expect((await one.send(url)).bytes.toString()).toBe('shorter');
    const part = await one.send(url, { headers: { range: 'bytes=2-4' } });
    expect([part.status, part.bytes.toString(), part.headers['content-range']]).toEqual([
      206,
      'ort',
      'bytes 2-4/7',
    ]);
    expect((await one.send(url, { headers: { range: 'bytes=7-' } })).status).toBe(416);
    expect((await one.send(url.replace(/\.([\w-]{8})/g, '.forged00'))).status).toBe(404);
    one.emulator.advance(3_600_001);
    expect((await one.send(url)).status).toBe(401);
  },
);

test.each(['?@microsoft.graph.conflictBehavior=', '?%40microsoft.graph.conflictBehavior='])(
  'a simple PUT heeds the conflict behaviour in %s',
  async (query) => {
    await using one = await openEmulatorClient({ account: 'business' });
    await one.emulator.seed('x.tar.gz', 'old');
    const refused = await one.put('x.tar.gz', 'new', `${query}fail`);
    expect([refused.status, refused.json.error.code]).toEqual([409, 'nameAlreadyExists']);
    expect((await one.put('x.tar.gz', 'new', `${query}rename`)).json.name).toBe('x.tar 1.gz');
    expect((await one.put('x.tar.gz', 'new', `${query}replace`)).status).toBe(200);
    expect((await one.put('x.tar.gz', 'new', `${query}maybe`)).status).toBe(400);
  },
);

test('a simple PUT replaces by id, and refuses folders, bad names, stale tags and too many bytes', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const id = await one.emulator.seed('dir/x.bin', 'old');
  const type = { 'content-type': 'text/plain' };
  const replaced = await one.drive('PUT', `/items/${id}/content`, 'new', type);
  expect([replaced.status, replaced.json.id]).toEqual([200, id]);
  expect((await one.drive('PUT', '/root:/dir:/content', 'new', type)).status).toBe(409);
  expect((await one.drive('PUT', '/root/content', 'new', type)).status).toBe(400);
  expect(innerCode(await one.put('dir/nul', 'x'))).toBe('invalidPath');
  expect(
    (await one.drive('PUT', `/items/${id}/content`, 'new', { ...type, 'if-match': '"{X},1"' })).status,
  ).toBe(412);
  expect(
    (await one.drive('PUT', `/items/${id}/content`, 'new', { ...type, 'if-match': replaced.json.eTag }))
      .status,
  ).toBe(200);
  one.emulator.settings.simpleLimitBytes = 10;
  expect(innerCode(await one.put('y.bin', noise(11)))).toBe('maxFileSizeExceeded');
  expect((await one.put('y.bin', noise(10))).status).toBe(201);
});

test('a fresh item is not visible at first when the switch says so', async () => {
  await using one = await openEmulatorClient();
  one.emulator.settings.visibilityLagRequests = 3;
  const { id } = (await one.drive('POST', '/root/children', { name: 'dir', folder: {} })).json;
  expect((await one.drive('POST', `/items/${id}:/x.bin:/createUploadSession`, {})).status).toBe(404);
  expect((await one.put('dir/x.bin', 'x')).status).toBe(404);
  expect((await one.drive('POST', '/root:/dir/x.bin:/createUploadSession', {})).status).toBe(404);
  expect((await one.put('dir/x.bin', 'x')).status).toBe(201);
  expect((await one.put('auto/y.bin', 'y')).status).toBe(201);
  const looks = [1, 2, 3, 4].map(() => one.drive('GET', '/root:/dir/x.bin'));
  expect((await Promise.all(looks)).map((answer) => answer.status).sort()).toEqual([200, 404, 404, 404]);
});

test('hashes may be missing, and parents spelt differently', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  await one.put('%C3%84%20%C3%B6/x.bin', 'x');
  await one.put('empty', '');
  const file = async (path: string) => (await one.drive('GET', `/root:/${path}`)).json;
  expect((await file('empty')).file.hashes.quickXorHash).toBe('AAAAAAAAAAAAAAAAAAAAAAAAAAA=');
  one.emulator.settings.omitZeroByteHashes = true;
  expect((await file('empty')).file.hashes).toEqual({});
  expect((await file('%C3%84%20%C3%B6/x.bin')).file.hashes).toBeDefined();
  Object.assign(one.emulator.settings, { omitHashes: true, lowerCaseParent: true });
  const item = await file('%C3%84%20%C3%B6/x.bin');
  expect(item.file.hashes).toBeUndefined();
  expect(item.parentReference.path).toMatch(/root:\/%c3%84%20%c3%b6$/);
});
