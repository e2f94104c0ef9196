/** The address of a folder in a library, as a browser shows it: paths start from that folder. */
import { expect, test } from 'vitest';
import { formatError } from '../../../src/core/errors.ts';
import type { DriveSelector } from '../../../src/inputs/target.ts';
import { GraphFixture, toPieces } from '../../support/graph-fixture.ts';

const site = (path: string, library?: string): DriveSelector => ({
  kind: 'site',
  url: `https://contoso.sharepoint.com${path}`,
  ...(library !== undefined && { library }),
});

test.each([
  ['/sites/site/Releases/a%20b/%C3%9C', '/sites/site', 'Releases', undefined],
  ['/sites/site/Releases/a%20b/%C3%9C/', '/sites/site', 'Releases', 'releases'],
  [
    '/sites/site/Releases/Forms/AllItems.aspx?id=%2Fsites%2Fsite%2FReleases%2Fa%20b%2F%C3%9C&viewid=4d',
    ...(['/sites/site', 'Releases', undefined] as const),
  ],
  ['/sites/twins/Reports/a%20b/%C3%9C', '/sites/twins', 'Archive', undefined],
  ['/Shared%20Documents/a%20b/%C3%9C', '/', 'Documents', undefined],
] as const)('paths start from the folder at the end of %s', async (path, sitePath, name, library) => {
  await using graphFixture = await GraphFixture.open({ account: 'sharepoint' });
  const driveId = graphFixture.libraryDriveId(sitePath, name);
  const folderId = graphFixture.emulator.addFolder('a b/Ü', driveId);
  const drive = await graphFixture.drive(site(path, library));
  expect([drive.id, drive.baseFolderId, drive.isRoot('')]).toEqual([driveId, folderId, false]);
  await drive.putFile('made/small.txt', 'fail', toPieces('small'));
  expect(String(await graphFixture.emulator.read('a b/Ü/made/small.txt', driveId))).toBe('small');
});

test.each([
  ['a folder', '/Backups/Pages/nightly'],
  ['a folder in a view', '/Forms/AllItems.aspx?id=%2Fsites%2Fsite%2FReleases%2FBackups%2FPages%2Fnightly'],
  ['a folder called SitePages', '/Backups/SitePages'],
  ['a folder called like a page', '/Backups/old.aspx/x'],
  ['a folder called like a view', '/Backups/Forms/a.aspx'],
])('%s whose name is that of a page is not cut off', async (_, path) => {
  await using graphFixture = await GraphFixture.open({ account: 'sharepoint' });
  const driveId = graphFixture.libraryDriveId('/sites/site', 'Releases');
  const named = decodeURIComponent(/Releases\/(.*)$/.exec(decodeURIComponent(`Releases${path}`))?.[1] ?? '');
  const folder = named.replace(/^.*Releases\//, '');
  const folderId = graphFixture.emulator.addFolder(folder, driveId);
  expect((await graphFixture.drive(site(`/sites/site/Releases${path}`))).baseFolderId).toBe(folderId);
});

test.each<[string, DriveSelector, string | undefined, RegExp]>([
  [
    'is not there',
    site('/sites/site/Releases/b/c'),
    undefined,
    /the folder in site-url.*404.*from the browser again/,
  ],
  [
    'is a file',
    site('/sites/site/Releases/a/x.txt'),
    undefined,
    /the folder in site-url is not a folder but a file: x/,
  ],
  [
    'is not the only one',
    site('/sites/site/Releases/a'),
    '01ABC',
    /site-url leads to a folder, and folder-id is set too/,
  ],
  [
    'is in another library',
    site('/sites/site/Releases/a', 'Documents'),
    undefined,
    /Releases, but library is Documents/,
  ],
])('a folder that %s is an error', async (_, place, folderId, words) => {
  await using graphFixture = await GraphFixture.open({ account: 'sharepoint' });
  await graphFixture.emulator.seed('a/x.txt', 'x', graphFixture.libraryDriveId('/sites/site', 'Releases'));
  const opening = graphFixture.drive(place, folderId === undefined ? {} : { folderId });
  const error = await opening.catch((refused: unknown) => refused);
  expect(formatError(error)).toMatch(words);
});
