/** Where uploads may go: every target opens the drive that it names, and a file that is sent there lies there. */
import { describe, expect, test } from 'vitest';
import type { Drive } from '../../../src/graph/drive.ts';
import type { DriveSelector } from '../../../src/inputs/target.ts';
import { GraphFixture, toPieces } from '../../support/graph-fixture.ts';

const site = (url: string, library?: string): DriveSelector => ({
  kind: 'site',
  url: url.startsWith('/') ? `https://contoso.sharepoint.com${url}` : url,
  ...(library !== undefined && { library }),
});
const mine = 'https://contoso-my.sharepoint.com';

/** Sends a small file by PUT and a session for a second one, and answers the drive's paths of both. */
async function send(drive: Drive): Promise<void> {
  await drive.putFile('made/small.txt', 'fail', toPieces('small'));
  const session = await drive.createUploadSession('made/large.txt', 'fail');
  await session.sendFragment({ startByte: 0, totalBytes: 5, content: toPieces('large') });
}

async function arrived(graphFixture: GraphFixture, driveId: string, folder = ''): Promise<void> {
  expect(String(await graphFixture.emulator.read(`${folder}made/small.txt`, driveId))).toBe('small');
  expect(String(await graphFixture.emulator.read(`${folder}made/large.txt`, driveId))).toBe('large');
}

describe('a whole drive', () => {
  test.each(['personal', 'business', 'sharepoint'] as const)(
    'is the signed-in user’s own, or the one with an id (%s)',
    async (account) => {
      await using graphFixture = await GraphFixture.open({ account });
      const { meDriveId } = graphFixture.emulator.tenant;
      const me = await graphFixture.drive({ kind: 'me' });
      // A look-up of a personal drive shows its id in lower case.
      expect(me.id.toUpperCase()).toBe(meDriveId.toUpperCase());
      expect([me.isRoot(''), me.isRoot('made')]).toEqual([true, false]);
      await send(me);
      await arrived(graphFixture, meDriveId);
      const { driveId } = graphFixture.emulator.credentials;
      const byId = await graphFixture.drive({ kind: 'drive', id: driveId });
      expect([byId.id, byId.kind]).toEqual([
        expect.stringMatching(new RegExp(`^${driveId}$`, 'i')),
        account === 'sharepoint' ? 'documentLibrary' : account,
      ]);
    },
  );

  test('is a user’s, by name or by id, and a group’s', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'business', permissions: 'app' });
    const { people, groups } = graphFixture.emulator.tenant;
    const [bob] = people;
    const byName = await graphFixture.drive({ kind: 'user', user: 'BOB@contoso.com' });
    await send(byName);
    await arrived(graphFixture, bob?.driveId ?? '');
    expect((await graphFixture.drive({ kind: 'user', user: bob?.id ?? '' })).id).toBe(bob?.driveId);
    const group = await graphFixture.drive({ kind: 'group', group: groups[0]?.id ?? '' });
    await send(group);
    await arrived(graphFixture, groups[0]?.driveId ?? '');
  });

  test.each([
    ['/sites/site', '/sites/site', 'Documents'],
    ['/sites/SITE/', '/sites/site', 'Documents'],
    ['/sites/site/SitePages/Home.aspx?e=1', '/sites/site', 'Documents'],
    ['/sites/site/_layouts/15/viewlsts.aspx?view=14', '/sites/site', 'Documents'],
    ['/sites/site/Shared%20Documents/Forms/AllItems.aspx', '/sites/site', 'Documents'],
    ['/sites/site/releases/Forms/AllItems.aspx?viewid=4d-5', '/sites/site', 'Releases'],
    ['/sites/site/Releases', '/sites/site', 'Releases'],
    [
      '/sites/site/Shared%20Documents/Forms/AllItems.aspx?id=%2Fsites%2Fsite%2FReleases',
      '/sites/site',
      'Releases',
    ],
    ['/sites/site/sub', '/sites/site/sub', 'Documents'],
    ['/sites/site/sub/U%20co/Forms/AllItems.aspx', '/sites/site/sub', 'Ü & co'],
    ['', '/', 'Documents'],
    ['/', '/', 'Documents'],
    ['/Shared%20Documents/Forms/AllItems.aspx', '/', 'Documents'],
    [`${mine}/personal/ada_contoso_com/_layouts/15/onedrive.aspx`, '/personal/ada_contoso_com', 'OneDrive'],
    [`${mine}/my?id=%2Fpersonal%2Fada_contoso_com%2FDocuments`, '/personal/ada_contoso_com', 'OneDrive'],
    [
      `${mine}/my?id=%2Fsites%2Fsite%2FReleases&listurl=https%3A%2F%2Fcontoso.sharepoint.com%2Fsites%2Fsite%2FReleases`,
      '/sites/site',
      'Releases',
    ],
  ])('is the library of a site’s address: %s', async (url, path, library) => {
    await using graphFixture = await GraphFixture.open({ account: 'sharepoint' });
    const drive = await graphFixture.drive(site(url === '' ? 'https://contoso.sharepoint.com' : url));
    expect(drive.id).toBe(graphFixture.libraryDriveId(path, library));
    expect(drive.isRoot('')).toBe(true);
    await send(drive);
    await arrived(graphFixture, drive.id);
  });

  test.each([
    ['/sites/site', 'DOCUMENTS', '/sites/site', 'Documents'],
    ['/sites/site', 'shared documents', '/sites/site', 'Documents'],
    ['/sites/site/Releases', 'releases', '/sites/site', 'Releases'],
    ['/sites/site/sub', 'ü & CO', '/sites/site/sub', 'Ü & co'],
    ['/sites/site/sub', 'U CO', '/sites/site/sub', 'Ü & co'],
    ['/sites/twins', 'archive', '/sites/twins', 'Archive'],
  ])('is the library of %s called %s, by its name or its address', async (url, name, path, library) => {
    await using graphFixture = await GraphFixture.open({ account: 'sharepoint' });
    expect((await graphFixture.drive(site(url, name))).id).toBe(graphFixture.libraryDriveId(path, library));
  });

  test('is a site’s with Sites.Selected, where that was granted', async () => {
    await using graphFixture = await GraphFixture.open({
      account: 'sharepoint',
      permissions: 'Sites.Selected',
    });
    graphFixture.emulator.settings.selectedSites.push('/sites/site');
    const drive = await graphFixture.drive(site('/sites/site', 'Releases'));
    await send(drive);
    await arrived(graphFixture, drive.id);
  });
});

describe('a folder that paths begin at', () => {
  test.each(['personal', 'business', 'sharepoint'] as const)('is found by its id (%s)', async (account) => {
    await using graphFixture = await GraphFixture.open({ account });
    const { driveId } = graphFixture.emulator.credentials;
    const folderId = graphFixture.emulator.addFolder('deep/base');
    const drive = await graphFixture.drive({ kind: 'drive', id: driveId }, { folderId });
    expect([drive.baseFolderId, drive.isRoot('')]).toEqual([folderId, false]);
    await send(drive);
    await arrived(graphFixture, driveId, 'deep/base/');
    expect((await drive.findItem('made/SMALL.txt'))?.name).toBe('small.txt');
    expect((await drive.listChildren('made'))?.map(({ name }) => name)).toEqual(['large.txt', 'small.txt']);
    expect((await drive.ensureFolder('new/er')).parentReference?.path).toBe('deep/base/new');
    expect((await drive.findItem(''))?.id).toBe(folderId);
  });

  test('is addressed by its path in China, where no path begins at an id', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'business', cloud: 'china' });
    const folderId = graphFixture.emulator.addFolder('deep/Ünder way');
    const drive = await graphFixture.drive({ kind: 'me' }, { folderId });
    await send(drive);
    await arrived(graphFixture, drive.id, 'deep/Ünder way/');
    expect((await drive.findItem(''))?.id).toBe(folderId);
    expect(drive.isRoot('')).toBe(false);
    expect(graphFixture.emulator.requestLog.filter(({ path }) => /items\/[^/]+:/.test(path))).toEqual([]);
  });

  test('is none when the id is the root’s: that stays protected', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'business' });
    const root = await (await graphFixture.drive({ kind: 'me' })).findItem('');
    for (const folderId of ['root', root?.id ?? '']) {
      expect((await graphFixture.drive({ kind: 'me' }, { folderId })).isRoot('')).toBe(true);
    }
  });

  test.each(['personal', 'business'] as const)(
    'may be one that somebody shares, though nothing around it is open (%s)',
    async (account) => {
      await using graphFixture = await GraphFixture.open({ account, permissions: 'Files.ReadWrite.All' });
      const [bob] = graphFixture.emulator.tenant.people;
      const theirs = { driveId: bob?.driveId ?? '', itemId: bob?.sharedFolders.Plans ?? '' };
      const drive = await graphFixture.drive(
        { kind: 'drive', id: theirs.driveId },
        { folderId: theirs.itemId },
      );
      expect([drive.id, drive.kind, drive.remainingBytes]).toEqual([theirs.driveId, account, undefined]);
      await send(drive);
      await arrived(graphFixture, theirs.driveId, 'Shelf/Plans/');
      const shortcut = graphFixture.emulator.addShortcut('Plans of Bob', theirs);
      const followed = await graphFixture.drive({ kind: 'me' }, { folderId: shortcut });
      expect([followed.id, followed.baseFolderId]).toEqual([theirs.driveId, theirs.itemId]);
    },
  );

  test('is what a sharing link opens, followed for the first time or not', async () => {
    await using graphFixture = await GraphFixture.open({
      account: 'business',
      permissions: 'Files.ReadWrite.All',
    });
    const [bob] = graphFixture.emulator.tenant.people;
    const driveId = bob?.driveId ?? '';
    const itemId = graphFixture.emulator.addFolder('Diary/Open', driveId);
    const url = graphFixture.emulator.addSharingLink({
      driveId,
      itemId,
      type: 'edit',
      scope: 'organization',
    });
    expect(url).toContain('/:f:/');
    for (const link of [url, `${url}?e=Ab1&web=1`]) {
      const drive = await graphFixture.drive(site(link));
      expect([drive.id, drive.baseFolderId, drive.isRoot('')]).toEqual([driveId, itemId, false]);
    }
    await send(await graphFixture.drive(site(url)));
    await arrived(graphFixture, driveId, 'Diary/Open/');
  });

  test('is what a sharing link opens that is answered with 400 until it was followed', async () => {
    await using graphFixture = await GraphFixture.open({
      account: 'business',
      permissions: 'Files.ReadWrite.All',
    });
    graphFixture.emulator.settings.unfollowedLinkIsBadRequest = true;
    const driveId = graphFixture.emulator.tenant.people[0]?.driveId ?? '';
    const itemId = graphFixture.emulator.addFolder('Diary/Open', driveId);
    const target = { driveId, itemId, type: 'edit' } as const;
    const url = graphFixture.emulator.addSharingLink({ ...target, scope: 'organization' });
    const drive = await graphFixture.drive(site(url));
    expect([drive.id, drive.baseFolderId]).toEqual([driveId, itemId]);
    await send(drive);
    await arrived(graphFixture, driveId, 'Diary/Open/');
    const forOthers = graphFixture.emulator.addSharingLink({
      ...target,
      itemId: graphFixture.emulator.addFolder('Diary/Closed', driveId),
      scope: 'users',
    });
    await expect(graphFixture.drive(site(forOthers))).rejects.toMatchObject({
      service: { status: 400 },
      hint: expect.stringContaining('the link was deleted, or is for other people'),
    });
  });

  test('is what an address in the form of a link names', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'sharepoint' });
    const folderId = graphFixture.emulator.addFolder('Ünder way/it');
    const drive = await graphFixture.drive(
      site('/:f:/r/sites/site/Shared%20Documents/%C3%9Cnder%20way/it?csf=1&web=1&e=x'),
    );
    expect(drive.baseFolderId).toBe(folderId);
    await send(drive);
    await arrived(graphFixture, graphFixture.emulator.credentials.driveId, 'Ünder way/it/');
  });

  test.each(['personal', 'business'] as const)(
    'is the app’s own, with a permission for nothing else (%s)',
    async (account) => {
      await using graphFixture = await GraphFixture.open({
        account,
        permissions: 'Files.ReadWrite.AppFolder',
      });
      const drive = await graphFixture.drive({ kind: 'me' }, { appFolder: true });
      expect([drive.id, drive.kind, drive.isRoot('')]).toEqual([
        graphFixture.emulator.tenant.meDriveId,
        account,
        false,
      ]);
      await send(drive);
      await arrived(graphFixture, drive.id, 'Apps/Emulated app/');
      await expect(graphFixture.drive({ kind: 'me' })).rejects.toMatchObject({ service: { status: 403 } });
    },
  );
});
