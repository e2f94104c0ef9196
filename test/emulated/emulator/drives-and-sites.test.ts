/** Who and what the emulated Graph knows, and how it is addressed, over real sockets. */
import { expect, test } from 'vitest';
import { openEmulatorClient } from '../../support/emulator-client.ts';

test('tells who is signed in and which drives there are', async () => {
  await using one = await openEmulatorClient({ account: 'sharepoint' });
  const { tenant: places, credentials } = one.emulator;
  expect((await one.graph('GET', '/me')).json).toMatchObject({
    id: places.userId,
    userPrincipalName: 'ada@contoso.com',
  });
  expect((await one.graph('GET', '/me/drive')).json).toMatchObject({
    id: places.meDriveId,
    driveType: 'business',
  });
  const site = places.sites[0];
  expect(site?.libraries.map(({ name }) => name)).toEqual(['Documents', 'Releases']);
  const [group] = places.groups;
  for (const path of [
    `/drives/${credentials.driveId}`,
    `/sites/${site?.id}/drive`,
    `/sites/${site?.id}/drives/${credentials.driveId}`,
    '/sites/contoso.sharepoint.com:/sites/SITE:/drive',
    `/drives/${credentials.driveId.replace('!', '%21')}`,
  ]) {
    expect((await one.graph('GET', path)).json).toMatchObject({
      id: credentials.driveId,
      driveType: 'documentLibrary',
    });
  }
  expect((await one.graph('GET', `/groups/${group?.id}/drive`)).json.id).toBe(group?.driveId);
  expect((await one.graph('GET', `/users/${places.userPrincipalName}/drive`)).json.id).toBe(places.meDriveId);
  expect((await one.graph('GET', '/drives')).json.value).toHaveLength(1);
  expect((await one.graph('GET', `/sites/${site?.id}/drives?$select=id,name`)).json.value).toEqual(
    site?.libraries.map(({ driveId, name }) => ({ id: driveId, name })),
  );
});

test('finds sites by path, by host and by search, and says when there is none', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const byPath = await one.graph('GET', '/sites/contoso.sharepoint.com:/sites/site');
  expect(byPath.json.id).toMatch(/^contoso\.sharepoint\.com,[\w-]{36},[\w-]{36}$/);
  expect((await one.graph('GET', `/sites/${byPath.json.id}`)).json).toEqual(byPath.json);
  expect((await one.graph('GET', '/sites/contoso.sharepoint.com')).json.displayName).toBe('Contoso');
  expect((await one.graph('GET', '/sites?search=builder')).json.value).toHaveLength(1);
  const missing = await one.graph('GET', '/sites/contoso.sharepoint.com:/sites/none');
  expect([missing.status, missing.json.error.code]).toEqual([404, 'itemNotFound']);
  await using personal = await openEmulatorClient();
  expect((await personal.graph('GET', '/sites/contoso.sharepoint.com:/sites/site')).status).toBe(400);
});

test.each(['', ':'])('finds an item by path without regard to case (ending in %j)', async (end) => {
  await using one = await openEmulatorClient();
  const id = await one.emulator.seed('Dir Ä/File#1%.bin', 'x');
  const found = await one.drive('GET', `/root:/dIR%20%C3%A4/fILE%231%25.BIN${end}`);
  expect(found.json).toMatchObject({ id, name: 'File#1%.bin' });
  const dir = (await one.drive('GET', '/root:/Dir%20%C3%84')).json;
  expect((await one.drive('GET', `/items/${dir.id}:/file%231%25.bin${end}`)).json.id).toBe(id);
  expect((await one.drive('GET', `/items/${id.replace('!', '%21')}`)).json.parentReference).toMatchObject({
    id: dir.id,
    path: `/drives/${one.emulator.credentials.driveId}/root:/Dir%20%C3%84`,
  });
});

test('an unknown route, version or drive is refused with a Graph error', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  for (const [path, status, code] of [
    ['/nothing', 400, 'BadRequest'],
    ['/me/drive/nothing', 400, 'BadRequest'],
    ['/me/drive/root/nothing', 400, 'BadRequest'],
    ['/drives/abc', 400, 'invalidRequest'],
    [`/drives/b!${'x'.repeat(64)}`, 404, 'itemNotFound'],
    ['/me/drive/items/01NOTHING', 404, 'itemNotFound'],
    ['/me/drive/root:/nothing', 404, 'itemNotFound'],
    ['/me/drive/root:/a/../b', 400, 'invalidRequest'],
    ['/me/drive/root:/%2E%2e/b', 400, 'invalidRequest'],
    ['/me/../users', 400, 'BadRequest'],
  ] as const) {
    const answer = await one.graph('GET', path);
    expect([path, answer.status, answer.json.error.code]).toEqual([path, status, code]);
    expect(answer.json.error.innerError['request-id']).toBe(answer.headers['request-id']);
  }
  expect((await one.send(`${one.emulator.url}/v2.0/me`)).status).toBe(404);
  expect((await one.drive('POST', '/root:/x:/content', {})).status).toBe(405);
});

test('answers carry Graph’s headers and echo the client’s request id', async () => {
  await using one = await openEmulatorClient();
  const answer = await one.graph('GET', '/me/drive', undefined, { 'client-request-id': 'mine' });
  expect(answer.headers).toMatchObject({ 'client-request-id': 'mine', 'odata-version': '4.0' });
  expect(answer.headers['request-id']).toMatch(/^[\w-]{36}$/);
  expect(answer.headers['content-type']).toContain('odata.metadata=minimal');
});

test('without a token there is a 401 with a challenge', async () => {
  await using one = await openEmulatorClient();
  const answer = await one.send(`${one.emulator.url}/v1.0/me/drive`);
  expect([answer.status, answer.json.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
  expect(answer.headers['www-authenticate']).toContain('Bearer');
});
