/** What a drive does besides taking files: lists, makes folders, removes, shares, over real sockets. */
import { describe, expect, test } from 'vitest';
import { GraphFixture } from '../../support/graph-fixture.ts';

async function mine(graphFixture: GraphFixture) {
  return graphFixture.drive({ kind: 'me' });
}

describe.each(['personal', 'business'] as const)('removing from a %s drive', (account) => {
  test('takes the item away once, and a folder with what is in it', async () => {
    await using graphFixture = await GraphFixture.open({ account });
    const drive = await mine(graphFixture);
    const id = await graphFixture.emulator.seed('a/b/x.txt', 'x');
    await graphFixture.emulator.seed('a/b/y.txt', 'y');
    expect(await drive.deleteItem(id)).toBe('removed');
    expect(await drive.deleteItem(id)).toBe('gone');
    const folder = await drive.findItem('a/b');
    expect(await drive.deleteItem(folder?.id ?? '', folder?.eTag)).toBe('removed');
    expect(graphFixture.emulator.files()).toEqual([]);
    expect(await drive.findItem('a')).toBeDefined();
  });

  test('leaves alone what is not what it was', async () => {
    await using graphFixture = await GraphFixture.open({ account });
    const drive = await mine(graphFixture);
    const id = await graphFixture.emulator.seed('x.txt', 'old');
    const before = await drive.findItem('x.txt');
    await graphFixture.emulator.seed('x.txt', 'new');
    expect(await drive.deleteItem(id, before?.eTag)).toBe('changed');
    expect(String(await graphFixture.emulator.read('x.txt'))).toBe('new');
    expect(await drive.deleteItem(id, (await drive.findItem('x.txt'))?.eTag)).toBe('removed');
  });

  test('survives a lost reply and a service in trouble', async () => {
    await using graphFixture = await GraphFixture.open({ account });
    const drive = await mine(graphFixture);
    const [one, two] = [
      await graphFixture.emulator.seed('1.txt', '1'),
      await graphFixture.emulator.seed('2.txt', '2'),
    ];
    graphFixture.emulator.addFault({ on: { method: 'DELETE' }, do: { kind: 'lost-reply' } });
    expect(await drive.deleteItem(one)).toBe('gone');
    graphFixture.emulator.addFault({ on: { method: 'DELETE' }, do: { kind: 'status', status: 503 } });
    expect(await drive.deleteItem(two)).toBe('removed');
    expect(graphFixture.emulator.files()).toEqual([]);
  });

  test('never takes the root', async () => {
    await using graphFixture = await GraphFixture.open({ account });
    const drive = await mine(graphFixture);
    await graphFixture.emulator.seed('x.txt', 'x');
    const root = await drive.findItem('');
    expect(root?.isDriveRoot).toBe(true);
    await expect(drive.deleteItem(root?.id ?? '')).rejects.toMatchObject({ service: { status: 400 } });
    expect(graphFixture.emulator.files()).toHaveLength(1);
  });
});

test('a folder of 450 is listed whole, by path and by id, in pages of 200', async () => {
  await using graphFixture = await GraphFixture.open({ account: 'business' });
  const drive = await mine(graphFixture);
  const names = Array.from({ length: 450 }, (_, index) => `${index} ü&%.txt`).sort();
  for (const name of names) await graphFixture.emulator.seed(`many/${name}`, name);
  const folder = await drive.findItem('many');
  expect(folder?.childCount).toBe(450);
  const before = graphFixture.emulator.requestLog.length;
  expect((await drive.listChildrenById(folder?.id ?? '')).map(({ name }) => name)).toEqual(names);
  expect(graphFixture.emulator.requestLog.length - before).toBe(3);
  expect((await drive.listChildren('many'))?.map(({ name }) => name)).toEqual(names);
  expect(await drive.listChildren('none')).toBeUndefined();
  await expect(drive.listChildrenById('01NONE')).rejects.toMatchObject({ service: { status: 404 } });
});

describe.each(['personal', 'business'] as const)('a folder on a %s drive', (account) => {
  test('is made with its parents, once, whoever asks and in whatever case', async () => {
    await using graphFixture = await GraphFixture.open({ account });
    const drive = await mine(graphFixture);
    const made = await Promise.all(
      ['a/b/c', 'A/b/c', 'a/B/C', 'a/b/c'].map((path) => drive.ensureFolder(path)),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect((await drive.ensureFolder('a/b/c')).id).toBe(made[0]?.id);
    expect((await drive.listChildren(''))?.map(({ name }) => name.toLowerCase())).toEqual(['a']);
    expect((await drive.ensureFolder('')).isDriveRoot).toBe(true);
  });

  test('is made though the service sees its parent late', async () => {
    await using graphFixture = await GraphFixture.open({ account });
    graphFixture.emulator.settings.visibilityLagRequests = 2;
    expect((await (await mine(graphFixture)).ensureFolder('x/y')).name).toBe('y');
  });

  test('is made though the answer was empty', async () => {
    await using graphFixture = await GraphFixture.open({ account });
    const drive = await mine(graphFixture);
    const empty = { kind: 'status', status: 200, body: {}, processed: true } as const;
    graphFixture.emulator.addFault({ on: { method: 'POST' }, do: empty });
    expect((await drive.ensureFolder('x')).name).toBe('x');
  });
});

describe('a sharing link', () => {
  test('tells what it is, and whether it was there before', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'business' });
    const drive = await mine(graphFixture);
    const id = await graphFixture.emulator.seed('in/x.txt', 'x');
    const ask = { type: 'view', scope: 'organization', expires: '2027-01-01T00:00:00Z' } as const;
    const link = await drive.createLink(id, ask);
    expect(link).toMatchObject({ created: true, type: 'view', scope: 'organization', expires: ask.expires });
    expect(link.webUrl).toMatch(
      /^https:\/\/contoso-my\.sharepoint\.com\/:t:\/g\/personal\/ada_contoso_com\/E/,
    );
    expect(link.hasPassword).toBe(false);
    const again = await drive.createLink(id, ask);
    expect([again.created, again.permissionId]).toEqual([false, link.permissionId]);
    await drive.deletePermission(id, link.permissionId);
    await drive.deletePermission(id, link.permissionId);
    expect((await drive.createLink(id, ask)).created).toBe(true);
  });

  test('may have a password on a personal account', async () => {
    await using graphFixture = await GraphFixture.open();
    const id = await graphFixture.emulator.seed('x.txt', 'x');
    const link = await (await mine(graphFixture)).createLink(id, {
      type: 'view',
      scope: 'anonymous',
      password: 'pw',
    });
    expect([link.hasPassword, link.expires]).toEqual([true, undefined]);
  });

  test('that a policy forbids is refused with its status', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'business' });
    graphFixture.emulator.settings.linkPolicyForbidden = true;
    const id = await graphFixture.emulator.seed('x.txt', 'x');
    const link = (await mine(graphFixture)).createLink(id, { type: 'view', scope: 'organization' });
    await expect(link).rejects.toMatchObject({ service: { status: 403 } });
  });
});

test('a picture has a thumbnail, other things have none', async () => {
  await using graphFixture = await GraphFixture.open();
  const drive = await mine(graphFixture);
  const picture = await graphFixture.emulator.seed('x.png', 'x');
  const url = await drive.getThumbnailUrl(picture, 'medium');
  expect(url).toContain('thumb=medium');
  expect(
    await drive.getThumbnailUrl(await graphFixture.emulator.seed('x.bin', 'x'), 'medium'),
  ).toBeUndefined();
  expect(await drive.getThumbnailUrl('nothing', 'small')).toBeUndefined();
});
