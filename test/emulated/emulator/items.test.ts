/** Listings, folders, changes and deletions in the emulated Graph, over real sockets. */
import { expect, test } from 'vitest';
import { noise, openEmulatorClient } from '../../support/emulator-client.ts';

test('lists children in pages of 200, or as many as asked for', async () => {
  await using one = await openEmulatorClient();
  const names = Array.from({ length: 450 }, (_, index) => `f${index}`);
  for (const name of names) await one.emulator.seed(`many/${name}`, name);
  const sizes: number[] = [];
  const seen: string[] = [];
  let link: string | undefined = '/root:/many:/children?$select=name';
  while (link !== undefined) {
    const page = await one.drive('GET', link);
    sizes.push(page.json.value.length);
    seen.push(...page.json.value.map((item: { name: string }) => item.name));
    expect(Object.keys(page.json.value[0])).toEqual(['name']);
    const next: string | undefined = page.json['@odata.nextLink'];
    link = next?.replace(`${one.emulator.url}/v1.0/drives/${one.emulator.credentials.driveId}`, '');
  }
  expect(sizes).toEqual([200, 200, 50]);
  expect(seen).toEqual(names.sort());
  expect(
    (await one.drive('GET', '/root:/many:/children?$top=5&$orderby=name desc'.replace(' ', '%20'))).json
      .value[0].name,
  ).toBe('f99');
  for (const top of ['-1', '0', 'x'])
    expect((await one.drive('GET', `/root/children?$top=${top}`)).status).toBe(400);
});

test('a next link points to the host that was asked', async () => {
  await using one = await openEmulatorClient();
  for (const name of ['a', 'b']) await one.emulator.seed(name, name);
  const page = await one.drive('GET', '/root/children?$top=1', undefined, { host: 'graph.microsoft.com' });
  expect(page.json['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/drives\//);
});

test('makes folders as the conflict behaviour says', async () => {
  await using strict = await openEmulatorClient({ account: 'business' });
  const make = (one: typeof strict, conflict?: string) =>
    one.drive('POST', '/root/children', {
      name: 'New Folder',
      folder: {},
      ...(conflict === undefined ? {} : { '@microsoft.graph.conflictBehavior': conflict }),
    });
  const first = await make(strict);
  expect([first.status, first.json.folder]).toEqual([201, { childCount: 0 }]);
  expect((await make(strict, 'fail')).json.error.code).toBe('nameAlreadyExists');
  expect((await make(strict)).status).toBe(409);
  expect((await make(strict, 'rename')).json.name).toBe('New Folder 1');
  expect((await make(strict, 'replace')).json.id).toBe(first.json.id);
  expect((await strict.drive('POST', '/root/children', { name: 'x' })).status).toBe(400);
  expect((await strict.drive('POST', '/root/children', { name: '~x', folder: {} })).status).toBe(400);
  await using personal = await openEmulatorClient();
  const made = await make(personal);
  expect((await make(personal)).json.id).toBe(made.json.id);
});

test('renames, moves, dates and deletes items', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const id = await one.emulator.seed('a/x.bin', 'x');
  await one.emulator.seed('b/y.bin', 'y');
  const target = (await one.drive('GET', '/root:/b')).json.id;
  const patched = await one.drive('PATCH', `/items/${id}`, {
    name: 'z.bin',
    parentReference: { id: target },
    fileSystemInfo: { lastModifiedDateTime: '2020-01-01T00:00:00Z' },
  });
  expect(patched.json).toMatchObject({
    id,
    name: 'z.bin',
    fileSystemInfo: { lastModifiedDateTime: '2020-01-01T00:00:00Z' },
  });
  expect(
    one.emulator
      .files()
      .map((file) => file.path)
      .sort(),
  ).toEqual(['b/y.bin', 'b/z.bin']);
  // Setting the date makes a version of its own (rclone#1716).
  expect(one.emulator.files().find((file) => file.id === id)?.versions).toBe(2);
  expect((await one.drive('PATCH', '/root:/b/y.bin', { name: 'z.bin' })).status).toBe(409);
  expect((await one.drive('PATCH', '/root:/b', { parentReference: { id: target } })).status).toBe(400);
  expect((await one.drive('DELETE', '/root:/b')).status).toBe(204);
  expect(one.emulator.files()).toEqual([]);
  expect((await one.drive('GET', `/items/${id}`)).status).toBe(404);
  expect((await one.drive('DELETE', '/root')).status).toBe(400);
});

test('sizes of folders and the quota follow what is stored', async () => {
  await using one = await openEmulatorClient();
  await one.put('a/b/x.bin', noise(100));
  await one.put('a/y.bin', noise(50));
  expect((await one.drive('GET', '/root:/a')).json.size).toBe(150);
  await one.put('a/b/x.bin', noise(10));
  await one.drive('DELETE', '/root:/a/y.bin');
  expect((await one.drive('GET', '/root')).json.size).toBe(10);
  one.emulator.settings.quotaBytes = 100;
  expect((await one.drive('GET', '')).json.quota).toEqual({
    deleted: 0,
    remaining: 90,
    state: 'normal',
    total: 100,
    used: 10,
  });
  one.emulator.settings.quotaZeros = true;
  expect((await one.drive('GET', '?$select=quota')).json.quota.total).toBe(0);
});

test('delta tells what changed since', async () => {
  await using one = await openEmulatorClient();
  const id = await one.emulator.seed('dir/x.bin', 'x');
  const all = await one.drive('GET', '/root/delta');
  expect(all.json.value.map((item: { name: string }) => item.name)).toEqual(['root', 'dir', 'x.bin']);
  const link = String(all.json['@odata.deltaLink']).replace(`${one.emulator.url}/v1.0`, '');
  expect((await one.graph('GET', link)).json.value).toEqual([]);
  await one.emulator.seed('dir/y.bin', 'y');
  await one.drive('DELETE', `/items/${id}`);
  const changes = (await one.graph('GET', link)).json.value;
  expect(changes.map((item: { name?: string; deleted?: unknown }) => item.name ?? item.deleted)).toEqual([
    'y.bin',
    { state: 'deleted' },
  ]);
  expect((await one.drive('GET', '/root/delta?token=old')).json.error.code).toBe('resyncRequired');
});
