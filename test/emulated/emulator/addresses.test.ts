/** Forms of addresses that Microsoft's SDKs and other clients send to Graph, over real sockets. */
import { expect, test } from 'vitest';
import { openEmulatorClient } from '../../support/emulator-client.ts';

test('empty segments of a path are ignored', async () => {
  await using one = await openEmulatorClient();
  const id = await one.emulator.seed('dir/x.bin', 'x');
  for (const path of [
    '//me/drive/root:/dir/x.bin',
    '/me//drive/root:/dir/x.bin:/',
    `/me/drive/items/${id}/`,
    `/me/drive/items/${id}/?$select=id`,
  ]) {
    const answer = await one.graph('GET', path);
    expect([path, answer.status, answer.json.id]).toEqual([path, 200, id]);
  }
  expect((await one.graph('GET', '//me/drive/')).json.driveType).toBe('personal');
  expect((await one.graph('GET', '/me/drive/root:/dir:/children/')).json.value).toHaveLength(1);
});

test.each([
  ['everything encoded', 'items/root%3A%2Fdir%2Fa%20b.bin%3A'],
  ['in lower case', 'items/root%3a%2fdir%2fa%20b.bin%3a'],
  ['colons only', 'items/root%3A/dir/a%20b.bin%3A'],
  ['slashes only', 'items/root:%2Fdir%2Fa%20b.bin:'],
  ['at the root', 'root%3A%2Fdir%2Fa%20b.bin%3A'],
])('an encoded path is decoded, then parsed: %s', async (_, path) => {
  await using one = await openEmulatorClient({ account: 'business' });
  const type = { 'content-type': 'text/plain' };
  const made = await one.drive('PUT', `/${path}/content`, 'text', type);
  expect([made.status, made.json.name]).toEqual([201, 'a b.bin']);
  expect((await one.drive('GET', `/${path}`)).json.id).toBe(made.json.id);
  expect(one.emulator.files().map((file) => file.path)).toEqual(['dir/a b.bin']);
});

test('an encoded colon in a name is still refused', async () => {
  await using one = await openEmulatorClient();
  expect((await one.put('a%3A/b', 'x')).status).toBe(400);
  expect((await one.put('a%2Fb', 'x')).status).toBe(400);
  expect(one.emulator.files()).toEqual([]);
});

test('an id with an empty path is the item, and a host with one is the root site', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const id = await one.emulator.seed('x.bin', 'x');
  expect((await one.drive('GET', `/items/${id}:/`)).json.id).toBe(id);
  expect((await one.drive('GET', '/root:/')).json.name).toBe('root');
  const site = await one.graph('GET', '/sites/contoso.sharepoint.com:/');
  expect([site.status, site.json.displayName]).toEqual([200, 'Contoso']);
  expect((await one.graph('GET', '/sites/contoso.sharepoint.com:/sites/site')).json.displayName).toBe('Site');
  expect((await one.drive('POST', '/root:/:/createUploadSession', {})).status).toBe(400);
});
