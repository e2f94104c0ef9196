/** Versions of a file in the emulated Graph, over real sockets. */
import { expect, test } from 'vitest';
import { type EmulatorClient, openEmulatorClient } from '../../support/emulator-client.ts';

type Version = { readonly id: string; readonly size: number; readonly lastModifiedDateTime: string };

async function versions(one: EmulatorClient): Promise<Version[]> {
  return (await one.drive('GET', '/root:/x.bin:/versions')).json.value;
}

const sizes = async (one: EmulatorClient) => (await versions(one)).map(({ id, size }) => `${id} ${size}`);

async function openWithVersions(account: 'personal' | 'business', count: number) {
  const one = await openEmulatorClient({ account });
  for (let number = 1; number <= count; number++) {
    await one.put('x.bin', 'x'.repeat(number));
    one.emulator.advance(60_000);
  }
  return one;
}

test.each(['personal', 'business'] as const)(
  'versions have a size and a date, newest first (%s)',
  async (account) => {
    await using one = await openWithVersions(account, 3);
    expect(await sizes(one)).toEqual(['3.0 3', '2.0 2', '1.0 1']);
    const times = (await versions(one)).map(({ lastModifiedDateTime }) => lastModifiedDateTime);
    expect([...times].sort().reverse()).toEqual(times);
    expect(new Set(times).size).toBe(3);
    const chosen = await one.drive('GET', '/root:/x.bin:/versions?$select=id,size');
    expect(chosen.json.value[1]).toEqual({ id: '2.0', size: 2 });
    const first = await one.drive('GET', '/root:/x.bin:/versions/1.0');
    expect(first.json).toMatchObject({
      id: '1.0',
      size: 1,
      lastModifiedBy: { user: { displayName: 'Ada Emulated' } },
    });
    expect((await one.drive('GET', '/root:/x.bin:/versions/4.0')).status).toBe(404);
  },
);

test('the content of an older version can be read, also after the file has changed again', async () => {
  await using one = await openWithVersions('business', 2);
  const moved = await one.drive('GET', '/root:/x.bin:/versions/1.0/content');
  expect(moved.status).toBe(302);
  await one.put('x.bin', 'other');
  expect((await one.send(String(moved.headers.location))).bytes.toString()).toBe('x');
  const current = await one.drive('GET', '/root:/x.bin:/versions/3.0/content');
  expect([current.status, current.json.error.code]).toEqual([400, 'invalidRequest']);
});

test('the contents of the last three older versions are kept', async () => {
  await using one = await openWithVersions('personal', 6);
  expect(await versions(one)).toHaveLength(6);
  const statuses = [];
  for (let number = 1; number <= 5; number++)
    statuses.push((await one.drive('GET', `/root:/x.bin:/versions/${number}.0/content`)).status);
  expect(statuses).toEqual([501, 501, 302, 302, 302]);
});

test('a version is deleted on work drives only, and never the current one', async () => {
  await using business = await openWithVersions('business', 3);
  expect((await business.drive('DELETE', '/root:/x.bin:/versions/2.0')).status).toBe(204);
  expect(await sizes(business)).toEqual(['3.0 3', '1.0 1']);
  expect((await business.drive('DELETE', '/root:/x.bin:/versions/2.0')).status).toBe(404);
  expect((await business.drive('DELETE', '/root:/x.bin:/versions/3.0')).status).toBe(400);
  expect((await business.drive('DELETE', '/root:/x.bin:/versions')).status).toBe(405);
  await using personal = await openWithVersions('personal', 2);
  expect((await personal.drive('DELETE', '/root:/x.bin:/versions/1.0')).status).toBe(405);
});

test('a restored version is a new one with the old content', async () => {
  await using one = await openWithVersions('business', 3);
  expect((await one.drive('POST', '/root:/x.bin:/versions/1.0/restoreVersion')).status).toBe(204);
  expect(await sizes(one)).toEqual(['4.0 1', '3.0 3', '2.0 2', '1.0 1']);
  expect((await one.emulator.read('x.bin')).toString()).toBe('x');
  for (const number of [1, 2, 3]) await one.put('x.bin', 'y'.repeat(number));
  expect((await one.drive('POST', '/root:/x.bin:/versions/4.0/restoreVersion')).status).toBe(204);
  expect((await one.emulator.read('x.bin')).toString()).toBe('x');
});

test('the oldest version whose content is kept can be restored, and downloaded then', async () => {
  await using one = await openWithVersions('business', 5);
  expect((await one.drive('POST', '/root:/x.bin:/versions/2.0/restoreVersion')).status).toBe(204);
  // The content would be removed a little later.
  await one.put('other.bin', 'z');
  expect((await one.emulator.read('x.bin')).toString()).toBe('xx');
});

test('a date set on a work drive makes a version of the same content', async () => {
  await using one = await openWithVersions('business', 1);
  const fileSystemInfo = { lastModifiedDateTime: '2020-01-01T00:00:00Z' };
  await one.drive('PATCH', '/root:/x.bin', { fileSystemInfo });
  expect(await sizes(one)).toEqual(['2.0 1', '1.0 1']);
  await one.drive('DELETE', '/root:/x.bin:/versions/1.0');
  expect((await one.emulator.read('x.bin')).toString()).toBe('x');
});
