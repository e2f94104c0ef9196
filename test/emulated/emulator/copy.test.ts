/** Copies on the emulated service: the request, the monitor URL, and what arrives, over real sockets. */
import { describe, expect, test } from 'vitest';
import { type EmulatorClient, noise, openEmulatorClient } from '../../support/emulator-client.ts';

const paths = (one: EmulatorClient) =>
  one.emulator
    .files()
    .map(({ path }) => path)
    .sort();

/** Asks the monitor until the copy has ended. Returns every status and the last reply. */
async function follow(one: EmulatorClient, url: string) {
  const statuses: number[] = [];
  for (;;) {
    const reply = await one.send(url);
    statuses.push(reply.status);
    if (reply.json.status !== 'inProgress') return { statuses, reply };
  }
}

async function copy(one: EmulatorClient, path: string, body: unknown, query = '') {
  const accepted = await one.drive('POST', `${path}/copy${query}`, body);
  return { accepted, url: String(accepted.headers.location) };
}

describe.each(['personal', 'business', 'sharepoint'] as const)('a copy on %s', (account) => {
  test('is accepted, reports its progress without a token, and ends with the id of the new file', async () => {
    await using one = await openEmulatorClient({ account });
    const content = noise(70_000);
    const id = await one.emulator.seed('a/x.bin', content);
    const target = one.emulator.seed('b/other', 'x').then(() => one.drive('GET', '/root:/b'));
    const parentReference = { driveId: one.emulator.credentials.driveId, id: (await target).json.id };
    one.emulator.advance(60_000);
    const { accepted, url } = await copy(one, `/items/${id}`, { parentReference, name: 'y.bin' });
    expect([accepted.status, accepted.bytes.length]).toEqual([202, 0]);
    expect(url.startsWith(one.emulator.uploadOrigin)).toBe(true);
    const { statuses, reply } = await follow(one, url);
    expect(statuses).toEqual([202, 200]);
    expect(reply.json).toMatchObject({ status: 'completed', percentageComplete: 100 });
    const made = await one.drive('GET', `/items/${reply.json.resourceId}`);
    const source = await one.drive('GET', `/items/${id}`);
    expect(made.json).toMatchObject({
      name: 'y.bin',
      size: content.length,
      file: source.json.file.hashes ? { hashes: source.json.file.hashes } : {},
    });
    expect(made.json.id).not.toBe(id);
    expect(
      made.json.fileSystemInfo.lastModifiedDateTime > source.json.fileSystemInfo.lastModifiedDateTime,
    ).toBe(true);
    expect(await one.emulator.read('b/y.bin')).toEqual(content);
    await one.put('a/x.bin', 'changed');
    expect(await one.emulator.read('b/y.bin')).toEqual(content);
  });

  test('of a folder has all that is below it, and keeps its name when none is given', async () => {
    await using one = await openEmulatorClient({ account });
    await one.emulator.seed('a/x.bin', 'x');
    await one.emulator.seed('a/deep/er/y.bin', 'yy');
    await one.emulator.seed('b/z.bin', 'z');
    const parentReference = { path: '/drive/root:/b' };
    const { url } = await copy(one, '/root:/a:', { parentReference });
    await follow(one, url);
    expect(paths(one)).toEqual(['a/deep/er/y.bin', 'a/x.bin', 'b/a/deep/er/y.bin', 'b/a/x.bin', 'b/z.bin']);
    expect((await one.drive('GET', '/root:/b')).json.size).toBe(4);
    const children = await copy(one, '/root:/b:', {
      parentReference: { path: '/drive/root:' },
      childrenOnly: true,
    });
    expect((await follow(one, children.url)).reply.json.error.code).toBe('nameAlreadyExists');
    const { url: third } = await copy(one, '/root:/a:', { parentReference, childrenOnly: true });
    await follow(one, third);
    expect(paths(one)).toContain('b/deep/er/y.bin');
  });
});

describe('a copy into a name that is taken', () => {
  const behavior = (value: string) => `?@microsoft.graph.conflictBehavior=${value}`;

  async function openTaken(account: 'personal' | 'business') {
    const one = await openEmulatorClient({ account });
    const id = await one.emulator.seed('x.bin', 'new');
    const taken = await one.emulator.seed('y.bin', 'old');
    const copyTo = (name: string, query = '', more = {}) =>
      copy(one, `/items/${id}`, { name, ...more }, query);
    return { one, taken, copyTo };
  }

  test('is refused on personal drives, whatever is asked for', async () => {
    const { one, copyTo } = await openTaken('personal');
    await using _ = one;
    for (const query of ['', behavior('fail'), behavior('replace'), behavior('rename')]) {
      const { accepted } = await copyTo('Y.bin', query);
      expect([query, accepted.status, accepted.json.error.code]).toEqual([query, 409, 'nameAlreadyExists']);
    }
    expect(paths(one)).toEqual(['x.bin', 'y.bin']);
  });

  test('replaces a file or takes another name on work drives, if the query says so', async () => {
    const { one, taken, copyTo } = await openTaken('business');
    await using _ = one;
    await one.emulator.seed('dir/z.bin', 'z');
    const inBody = { '@microsoft.graph.conflictBehavior': 'replace' };
    expect((await copyTo('y.bin', '', inBody)).accepted.status).toBe(409);
    const { url } = await copyTo('Y.bin', behavior('replace'));
    expect((await follow(one, url)).reply.json.resourceId).toBe(taken);
    expect((await one.emulator.read('y.bin')).toString()).toBe('new');
    expect((await copyTo('dir', behavior('replace'))).accepted.status).toBe(409);
    expect((await copyTo('x.bin', behavior('replace'))).accepted.status).toBe(409);
    expect((await copyTo('x.bin', behavior('rename'))).accepted.status).toBe(202);
    expect(paths(one)).toEqual(['dir/z.bin', 'x 1.bin', 'x.bin', 'y.bin']);
  });
});

test('empty fields of a reference count as missing, and a drive id in another case is the same', async () => {
  await using one = await openEmulatorClient();
  const id = await one.emulator.seed('a/x.bin', 'x');
  const target = one.emulator.addFolder('b');
  const { driveId } = one.emulator.credentials;
  for (const [name, drive] of [
    ['1', ''],
    ['2', driveId.toLowerCase()],
  ]) {
    const parentReference = { driveId: drive, id: target, path: '' };
    expect((await copy(one, `/items/${id}`, { parentReference, name })).accepted.status).toBe(202);
  }
  const moved = await one.drive('PATCH', `/items/${id}`, {
    parentReference: { driveId: driveId.toLowerCase(), id: target },
  });
  expect(moved.status).toBe(200);
  expect(paths(one)).toEqual(['b/1', 'b/2', 'b/x.bin']);
});

test('a copy that cannot be made is refused at once', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const id = await one.emulator.seed('a/b/x.bin', 'x');
  const into = (path: string) => ({ parentReference: { path: `/drive/root:${path}` } });
  expect((await copy(one, '/root:/missing:', into('/a'))).accepted.status).toBe(404);
  expect((await copy(one, `/items/${id}`, into('/missing'))).accepted.status).toBe(404);
  expect((await copy(one, `/items/${id}`, into('/a/b/x.bin'))).accepted.status).toBe(404);
  expect((await copy(one, '/root:/a:', into('/a/b'))).accepted.status).toBe(400);
  expect((await copy(one, '/root', into('/a'))).accepted.status).toBe(400);
  expect((await copy(one, `/items/${id}`, { name: 'nul' })).accepted.status).toBe(400);
  expect((await copy(one, `/items/${id}`, { ...into('/a'), childrenOnly: true })).accepted.status).toBe(400);
  const versions = await copy(one, `/items/${id}`, { ...into('/a'), includeAllVersionHistory: true });
  expect([versions.accepted.status, versions.accepted.json.error.code]).toEqual([501, 'notSupported']);
  expect((await one.send(`${one.emulator.uploadOrigin}/_api/v2.0/monitor/unknown`)).status).toBe(404);
  expect(paths(one)).toEqual(['a/b/x.bin']);
});

test('a copy goes to another drive where the caller may write', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const id = await one.emulator.seed('x.bin', 'text');
  const bob = one.emulator.tenant.people[0];
  const driveId = bob?.driveId ?? '';
  const { Plans, Rates } = bob?.sharedFolders ?? {};
  const { url } = await copy(one, `/items/${id}`, { parentReference: { driveId, id: Plans } });
  const { reply } = await follow(one, url);
  expect((await one.graph('GET', `/drives/${driveId}/items/${reply.json.resourceId}`)).json.name).toBe(
    'x.bin',
  );
  expect((await one.emulator.read('Shelf/Plans/x.bin', driveId)).toString()).toBe('text');
  const refused = await copy(one, `/items/${id}`, { parentReference: { driveId, id: Rates } });
  expect(refused.accepted.status).toBe(403);
});

test.each([
  ['personal', false],
  ['business', true],
] as const)('the monitor of a %s drive has a token in its address: %s', async (account, hasToken) => {
  await using one = await openEmulatorClient({ account });
  const id = await one.emulator.seed('x.bin', 'text');
  const { url } = await copy(one, `/items/${id}`, { name: 'y.bin' });
  expect(new URL(url).searchParams.has('tempauth')).toBe(hasToken);
  expect((await follow(one, url)).reply.json.status).toBe('completed');
});

test('a copy that runs out of room fails at the monitor', async () => {
  await using one = await openEmulatorClient();
  const id = await one.emulator.seed('x.bin', noise(100));
  one.emulator.settings.quotaBytes = 150;
  const { accepted, url } = await copy(one, `/items/${id}`, { name: 'y.bin' });
  expect(accepted.status).toBe(202);
  const { reply } = await follow(one, url);
  const failure = { status: 'failed', errorCode: 'quotaLimitReached', error: { code: 'quotaLimitReached' } };
  expect(reply.json).toMatchObject(failure);
  expect(paths(one)).toEqual(['x.bin']);
});

test('switches say how often a copy is in progress, and that it ends with a redirect', async () => {
  await using one = await openEmulatorClient();
  const id = await one.emulator.seed('x.bin', 'x');
  one.emulator.settings.copyPolls = 3;
  one.emulator.settings.copyEndsWithRedirect = true;
  const { url } = await copy(one, `/items/${id}`, { name: 'y.bin' });
  const { statuses, reply } = await follow(one, url);
  expect(statuses).toEqual([202, 202, 202, 303]);
  const location = String(reply.headers.location).replace(`${one.emulator.url}/v1.0`, '');
  expect((await one.graph('GET', location)).json.name).toBe('y.bin');
});
