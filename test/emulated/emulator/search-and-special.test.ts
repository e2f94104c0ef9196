/** Search, recent files, special folders and permanent deletion in the emulated Graph, over real sockets. */
import { expect, test } from 'vitest';
import { type EmulatorClient, openEmulatorClient } from '../../support/emulator-client.ts';

const names = async (one: EmulatorClient, path: string) =>
  (await one.drive('GET', path)).json.value.map((item: { name: string }) => item.name);

test('a search finds files and folders below a folder by a part of their name', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  for (const path of ['reports/Q1.txt', 'reports/old/q1 draft.txt', "other/Bob's q1", 'other/z'])
    await one.emulator.seed(path, 'x');
  expect((await names(one, "/root/search(q='Q1')")).sort()).toEqual(["Bob's q1", 'Q1.txt', 'q1 draft.txt']);
  expect(await names(one, "/search(q='q1%20d')")).toEqual(['q1 draft.txt']);
  expect(await names(one, "/root:/reports:/search(q='q1')")).toHaveLength(2);
  expect(await names(one, "/root/microsoft.graph.search(q='Bob''s')")).toEqual(["Bob's q1"]);
  expect(await names(one, "/root/search(q='nothing')")).toEqual([]);
  const folder = (await one.drive('GET', "/root/search(q='reports')?$select=name,folder")).json.value;
  expect(folder).toEqual([{ name: 'reports', folder: { childCount: 0 } }]);
  expect(await names(one, "/root/search(q='')")).toHaveLength(7);
  const first = await one.drive('GET', "/root/search(q='q1')?$top=2");
  const link = String(first.json['@odata.nextLink']).replace(`${one.emulator.url}/v1.0`, '');
  const second = await one.graph('GET', link);
  expect([first.json.value.length, second.json.value.length]).toEqual([2, 1]);
  expect(second.json['@odata.nextLink']).toBeUndefined();
  expect((await one.drive('POST', "/root/search(q='q1')", {})).status).toBe(405);
  expect((await one.drive('GET', '/root/search(p=1)')).status).toBe(400);
});

test('recent files come newest first', async () => {
  await using one = await openEmulatorClient();
  for (const name of ['a', 'dir/b', 'c']) {
    await one.emulator.seed(name, name);
    one.emulator.advance(1000);
  }
  expect(await names(one, '/recent')).toEqual(['c', 'b', 'a']);
});

test.each([
  ['documents', 'Documents'],
  ['photos', 'Pictures'],
  ['cameraroll', 'Pictures/Camera Roll'],
  ['music', 'Music'],
  ['approot', 'Apps/Emulated app'],
])('the special folder %s is made on first use, found again and follows a new name', async (name, path) => {
  await using one = await openEmulatorClient();
  const made = await one.drive('GET', `/special/${name}`);
  expect([made.status, made.json.specialFolder]).toEqual([200, { name }]);
  expect((await one.drive('GET', `/root:/${encodeURI(path)}`)).json.id).toBe(made.json.id);
  expect((await one.drive('PUT', `/special/${name}:/x.txt:/content`, 'x')).status).toBe(201);
  await one.drive('PATCH', `/items/${made.json.id}`, { name: 'renamed' });
  expect(await names(one, `/special/${name}/children`)).toEqual(['x.txt']);
  await one.drive('DELETE', `/items/${made.json.id}`);
  expect(await names(one, `/special/${name}/children`)).toEqual([]);
});

test('a special folder that is missing is refused to a token that may only read', async () => {
  await using one = await openEmulatorClient();
  const { refreshToken } = one.emulator.credentials;
  const scope = 'Files.Read offline_access';
  await one.signIn({ grant_type: 'refresh_token', refresh_token: refreshToken, scope });
  expect((await one.drive('GET', '/special/documents')).status).toBe(403);
  expect((await one.drive('GET', '/special/approot')).status).toBe(403);
  const id = one.emulator.addFolder('Documents');
  expect((await one.drive('GET', '/special/documents')).json.id).toBe(id);
});

test('special folders of the other kind of drive do not exist', async () => {
  await using personal = await openEmulatorClient();
  await using business = await openEmulatorClient({ account: 'business' });
  expect((await personal.drive('GET', '/special/recordings')).status).toBe(400);
  expect((await personal.drive('GET', '/special/nonsense')).status).toBe(400);
  expect((await business.drive('GET', '/special/recordings')).status).toBe(200);
  for (const name of ['cameraroll', 'music'])
    expect((await business.drive('GET', `/special/${name}`)).status).toBe(400);
});

test('an item is deleted for good on work drives only', async () => {
  await using business = await openEmulatorClient({ account: 'business' });
  await business.emulator.seed('dir/x', 'x');
  expect((await business.drive('POST', '/root:/dir:/permanentDelete', {})).status).toBe(204);
  expect(business.emulator.files()).toEqual([]);
  expect((await business.drive('POST', '/root/permanentDelete', {})).status).toBe(400);
  await using personal = await openEmulatorClient();
  await personal.emulator.seed('x', 'x');
  const refused = await personal.drive('POST', '/root:/x:/permanentDelete', {});
  expect([refused.status, refused.json.error.code]).toEqual([501, 'notSupported']);
  expect(personal.emulator.files()).toHaveLength(1);
});

test('what is not built is 501, what Graph does not have is 400, and nobody can be invited', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const id = await one.emulator.seed('x.docx', 'x');
  const item = `/items/${id}`;
  for (const [method, path] of [
    ['POST', `${item}/checkout`],
    ['POST', `${item}/preview`],
    ['POST', `${item}/restore`],
    ['GET', `${item}/listItem`],
    ['GET', `${item}/analytics`],
    ['GET', `${item}/content?format=pdf`],
    ['PATCH', `${item}/permissions/x`],
    ['PUT', '/root:/y.docx'],
    ['GET', '/following'],
    ['GET', '/list'],
  ] as const) {
    const reply = await one.drive(method, path, method === 'GET' ? undefined : {});
    expect([path, reply.status, reply.json.error?.code]).toEqual([path, 501, 'notSupported']);
  }
  const fromUrl = { name: 'y', file: {}, '@microsoft.graph.sourceUrl': 'https://example.com/y' };
  expect((await one.drive('POST', '/root/children', fromUrl)).status).toBe(501);
  expect((await one.drive('POST', `${item}/nonsense`, {})).status).toBe(400);
  expect((await one.drive('GET', '/nonsense')).status).toBe(400);
  const invited = await one.drive('POST', `${item}/invite`, { recipients: [{ email: 'bob@contoso.com' }] });
  expect([invited.status, invited.json.error.code]).toEqual([400, 'sharingFailed']);
});
