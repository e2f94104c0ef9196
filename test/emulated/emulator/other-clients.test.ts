/** What rclone, OpenDAL and other clients ask of items and our own client does not, over real sockets. */
import { expect, test } from 'vitest';
import { openEmulatorClient } from '../../support/emulator-client.ts';

const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path).sort();

test('a folder below a missing one is made with its parents on personal drives only', async () => {
  const made = { name: 'c', folder: {} };
  await using personal = await openEmulatorClient();
  const posted = await personal.drive('POST', '/root:/a/b:/children', made);
  expect([posted.status, posted.json.name, posted.json.parentReference.name]).toEqual([201, 'c', 'b']);
  const patched = await personal.drive('PATCH', '/root:/d/e/f', { folder: {} });
  expect([patched.status, patched.json.name, patched.json.folder.childCount]).toEqual([201, 'f', 0]);
  const again = await personal.drive('PATCH', '/root:/d/e/f', { folder: {} });
  expect([again.status, again.json.id]).toEqual([200, patched.json.id]);
  await personal.emulator.seed('file', 'x');
  expect((await personal.drive('POST', '/root:/file/b:/children', made)).status).toBe(404);
  expect((await personal.drive('POST', '/root:/nul/b:/children', made)).status).toBe(400);
  expect((await personal.drive('PATCH', '/root:/g/h', { name: 'h' })).status).toBe(404);
  expect((await personal.drive('GET', '/root:/nul')).status).toBe(404);
  await using business = await openEmulatorClient({ account: 'business' });
  expect((await business.drive('POST', '/root:/a/b:/children', made)).status).toBe(404);
  expect((await business.drive('PATCH', '/root:/d/e/f', { folder: {} })).status).toBe(404);
  expect((await business.drive('GET', '/root/children')).json.value).toEqual([]);
});

test.each([
  ['children/NAME', `/root:/dir:/children/O'Brien%20%231.txt`],
  ['children(NAME)', `/root:/dir:/children('O''Brien%20%231.txt')`],
  ['a parameter alias', `/root:/dir:/children('@a1')`],
])('a child may be addressed as %s', async (_, path) => {
  await using one = await openEmulatorClient({ account: 'business' });
  await one.emulator.seed('dir/other', 'x');
  const query = path.includes('@a1') ? `?@a1='O''Brien%20%231.txt'` : '';
  const made = await one.drive('PUT', `${path}/content${query}`, 'text');
  expect([made.status, made.json.name]).toEqual([201, "O'Brien #1.txt"]);
  expect((await one.drive('GET', `${path}${query}`)).json.id).toBe(made.json.id);
  expect((await one.drive('GET', `${path}/content${query}`)).status).toBe(302);
  expect((await one.drive('POST', `${path}/createUploadSession${query}`, {})).status).toBe(200);
  expect((await one.drive('GET', '/root/children/missing')).status).toBe(404);
  expect(paths(one.emulator.files())).toEqual(["dir/O'Brien #1.txt", 'dir/other']);
});

test('a session for a child in parentheses is refused on personal drives', async () => {
  await using one = await openEmulatorClient();
  const refused = await one.drive('POST', `/root/children('a.bin')/createUploadSession`, {});
  expect([refused.status, refused.json.error.message]).toEqual([400, 'API not found']);
  expect((await one.drive('PUT', `/root/children('a.bin')/content`, 'x')).status).toBe(201);
});
