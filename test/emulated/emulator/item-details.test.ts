/** What replies say of an item besides its content: who made it, its tags, times and permissions, over real sockets. */
import { expect, test } from 'vitest';
import { openEmulatorClient } from '../../support/emulator-client.ts';

test.each(['personal', 'business'] as const)(
  'an item names who made and changed it (%s)',
  async (account) => {
    await using one = await openEmulatorClient({ account });
    const { json } = await one.put('x.bin', 'x');
    const { userId, userPrincipalName } = one.emulator.tenant;
    const user = { displayName: 'Ada Emulated', email: userPrincipalName, id: userId };
    expect([json.createdBy, json.lastModifiedBy]).toEqual([{ user }, { user }]);
  },
);

test.each([
  ['personal', 'user'],
  ['business', 'user'],
  ['sharepoint', 'siteGroup'],
] as const)('a fresh file has one permission, its owner’s (%s)', async (account, kind) => {
  await using one = await openEmulatorClient({ account });
  const id = await one.emulator.seed('x.bin', 'x');
  const listed = (await one.drive('GET', `/items/${id}/permissions`)).json.value;
  expect(listed).toHaveLength(1);
  expect(listed[0].roles).toEqual(['owner']);
  expect(listed[0].grantedToV2[kind].displayName).toBe(kind === 'user' ? 'Ada Emulated' : 'Site Owners');
  const owner = await one.drive('GET', `/items/${id}/permissions/${listed[0].id}`);
  expect(owner.json).toMatchObject(listed[0]);
  expect((await one.drive('DELETE', `/items/${id}/permissions/${listed[0].id}`)).status).toBe(403);
  await one.drive('POST', `/items/${id}/createLink`, { type: 'view' });
  expect((await one.drive('GET', `/items/${id}/permissions`)).json.value).toHaveLength(2);
});

test('an item that has not changed is answered with 304 and nothing else', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const { json } = await one.put('x.bin', 'x');
  for (const tag of [json.eTag, json.cTag, `"other", ${json.eTag}`, '*']) {
    for (const path of [`/items/${json.id}`, '/root:/x.bin:/content']) {
      const same = await one.drive('GET', path, undefined, { 'if-none-match': tag });
      expect([same.status, same.bytes.length, same.headers.location]).toEqual([304, 0, undefined]);
    }
  }
  await one.put('x.bin', 'changed');
  const stale = { 'if-none-match': json.eTag };
  expect((await one.drive('GET', '/root:/x.bin', undefined, stale)).status).toBe(200);
  expect((await one.drive('GET', '/root:/x.bin:/content', undefined, stale)).status).toBe(302);
  expect((await one.drive('GET', '/root:/missing', undefined, stale)).status).toBe(404);
});

test('dates set by PATCH become the item’s own on work drives only', async () => {
  const dates = { createdDateTime: '2019-02-03T04:05:06Z', lastModifiedDateTime: '2020-01-02T03:04:05Z' };
  await using business = await openEmulatorClient({ account: 'business' });
  await business.emulator.seed('x.bin', 'x');
  const changed = await business.drive('PATCH', '/root:/x.bin', { fileSystemInfo: dates });
  expect(changed.json).toMatchObject({ ...dates, fileSystemInfo: dates });
  await business.put('x.bin', 'new');
  const after = (await business.drive('GET', '/root:/x.bin')).json;
  expect(after.lastModifiedDateTime > '2026').toBe(true);
  await using personal = await openEmulatorClient();
  await personal.emulator.seed('x.bin', 'x');
  const { json } = await personal.drive('PATCH', '/root:/x.bin', { fileSystemInfo: dates });
  expect(json.fileSystemInfo).toEqual(dates);
  expect([json.createdDateTime > '2026', json.lastModifiedDateTime > '2026']).toEqual([true, true]);
});
