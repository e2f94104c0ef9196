/** What is said when a target cannot be opened: what was missing, and which input, scope or role mends it. */
import { describe, expect, test } from 'vitest';
import { formatError } from '../../../src/core/errors.ts';
import type { DriveTarget } from '../../../src/graph/open-drive.ts';
import type { DriveSelector } from '../../../src/inputs/target.ts';
import { GraphFixture, type GraphFixtureOptions } from '../../support/graph-fixture.ts';

const root = 'https://contoso.sharepoint.com';
const site = (path: string, library?: string): DriveSelector => ({
  kind: 'site',
  url: root + path,
  ...(library !== undefined && { library }),
});

/** What a user reads when the target is not opened. */
async function refusal(
  graphFixture: GraphFixture,
  place: DriveSelector,
  more: Partial<DriveTarget> = {},
): Promise<string> {
  return graphFixture.drive(place, more).then(() => 'opened', formatError);
}

describe('an account without a drive', () => {
  test.each([
    ['not-made', { kind: 'me' }, /mysite not found.*Open OneDrive once in a browser/],
    ['no-licence', { kind: 'me' }, /SPO license.*no licence for SharePoint Online/],
    [false, { kind: 'user', user: 'carol@contoso.com' }, /mysite not found.*That account has no OneDrive/],
    [false, { kind: 'user', user: 'nobody@contoso.com' }, /Request_ResourceNotFound.*Check user/],
    [false, { kind: 'group', group: 'watchers' }, /provisioning.*still being created/],
    [false, { kind: 'group', group: '00000000-0000-0000-0000-000000000000' }, /Check group/],
    [false, { kind: 'drive', id: `b!${'x'.repeat(64)}` }, /itemNotFound.*Check drive-id/],
    [false, { kind: 'drive', id: 'my drive' }, /malformed.*Check drive-id/],
  ] as const)('is explained (%s): %j', async (meWithoutDrive, place, words) => {
    await using graphFixture = await GraphFixture.open({ account: 'business' });
    graphFixture.emulator.settings.meWithoutDrive = meWithoutDrive;
    expect(await refusal(graphFixture, place)).toMatch(words);
  });

  test('is said of an app, which is nobody', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'business', permissions: 'app' });
    expect(await refusal(graphFixture, { kind: 'me' })).toMatch(/set drive-id, user, group or site-url/);
  });

  test('has no sites and no groups when it is a personal one', async () => {
    await using graphFixture = await GraphFixture.open();
    expect(await refusal(graphFixture, site('/sites/site'))).toMatch(
      /MSA accounts.*only has its own OneDrive/,
    );
  });
});

describe('a permission that is missing', () => {
  const cases: readonly [
    string,
    GraphFixtureOptions,
    (graphFixture: GraphFixture) => [DriveSelector, Partial<DriveTarget>?],
    RegExp,
  ][] = [
    [
      'Files.ReadWrite',
      {},
      (graphFixture) => [{ kind: 'drive', id: graphFixture.libraryDriveId('/sites/site', 'Documents') }],
      /403.*Files\.ReadWrite\.All or Sites\.ReadWrite\.All/,
    ],
    ['Files.ReadWrite', {}, () => [{ kind: 'user', user: 'bob@contoso.com' }], /403.*Files\.ReadWrite\.All/],
    [
      'Files.ReadWrite',
      {},
      (graphFixture) => [{ kind: 'group', group: graphFixture.emulator.tenant.groups[0]?.id ?? '' }],
      /403.*must be a member/,
    ],
    [
      'Files.ReadWrite.All',
      {},
      () => [site('/sites/site')],
      /403.*Sites\.ReadWrite\.All, or Sites\.Selected/,
    ],
    ['Sites.Selected', {}, () => [site('/sites/site')], /403.*role write on this site/],
    ['Files.ReadWrite.AppFolder', {}, () => [{ kind: 'me' }], /403.*app-folder: true/],
    ['User.Read', {}, () => [{ kind: 'me' }, { appFolder: true }], /403.*Files\.ReadWrite\.AppFolder/],
    [
      'Files.ReadWrite',
      {},
      (graphFixture) => [
        { kind: 'drive', id: graphFixture.emulator.tenant.people[0]?.driveId ?? '' },
        { folderId: graphFixture.emulator.tenant.people[0]?.sharedFolders.Plans ?? '' },
      ],
      /403.*Files\.ReadWrite\.All, and permission to edit/,
    ],
  ];
  test.each(cases)('is named, with %s', async (as, options, target, words) => {
    await using graphFixture = await GraphFixture.open({ account: 'business', ...options, permissions: as });
    expect(await refusal(graphFixture, ...target(graphFixture))).toMatch(words);
  });

  test('is not made up for by a link to other people', async () => {
    await using graphFixture = await GraphFixture.open({
      account: 'business',
      permissions: 'Files.ReadWrite.All',
    });
    const driveId = graphFixture.emulator.tenant.people[0]?.driveId ?? '';
    const itemId = graphFixture.emulator.addFolder('Diary', driveId);
    const url = graphFixture.emulator.addSharingLink({ driveId, itemId, type: 'edit', scope: 'users' });
    expect(await refusal(graphFixture, { kind: 'site', url })).toMatch(/403.*must let this account edit/);
    const dead = { kind: 'site', url: `${root}/:f:/s/site/Enothing` } as const;
    expect(await refusal(graphFixture, dead)).toMatch(/404.*copy a new one/);
  });
});

describe('a site or a library that is not there', () => {
  test.each<[DriveSelector, RegExp]>([
    [site('/sites/none'), /no site at \/sites\/none.*Check site-url/],
    [site('/sites/none', 'Documents'), /no site at/],
    [
      site('/sites/site', 'Nope'),
      /Site has no library or subsite Nope.*Documents \(Shared Documents\), Releases \(Releases\)/,
    ],
    [site('/sites/site/Nope/Forms/AllItems.aspx'), /Site has no library or subsite Nope.*Documents/],
    [site('/sites/site/Lists/Tasks/AllItems.aspx'), /no library or subsite Lists\/Tasks/],
    [site('/sites/twins', 'reports'), /two libraries of Twins are called reports.*own address into site-url/],
    [site('/sites/site/Releases', 'Documents'), /points to the library Releases, but library is Documents/],
    [site('/:f:/r/sites/site/Releases', 'Documents'), /already includes the library.*Remove library/],
  ])('is told with what there is: %j', async (place, words) => {
    await using graphFixture = await GraphFixture.open({ account: 'sharepoint' });
    expect(await refusal(graphFixture, place)).toMatch(words);
  });
});

describe('a folder that is none', () => {
  test.each(['personal', 'business'] as const)('is told by what it is (%s)', async (account) => {
    await using graphFixture = await GraphFixture.open({ account });
    const { emulator } = graphFixture;
    const file = await emulator.seed('a/x.txt', 'x');
    expect(await refusal(graphFixture, { kind: 'me' }, { folderId: file })).toMatch(
      /folder-id is not a folder but a file: x\.txt/,
    );
    const notebook = emulator.addNotebook('Notes');
    expect(await refusal(graphFixture, { kind: 'me' }, { folderId: notebook })).toMatch(
      /OneNote notebook.*: Notes/,
    );
    const [bob] = emulator.tenant.people;
    expect(await refusal(graphFixture, { kind: 'me' }, { folderId: bob?.sharedFolders.Plans ?? '' })).toMatch(
      /404.*set drive-id too/,
    );
    const link = { kind: 'site', url: `${root}/:f:/s/x/E1` } as const;
    expect(await refusal(graphFixture, link, { folderId: notebook })).toMatch(/folder-id is set too/);
  });

  test('is found out when it is to be used, not deleted around', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'business' });
    const { emulator } = graphFixture;
    await emulator.seed('a/x.txt', 'x');
    emulator.addNotebook('Notes');
    const [bob] = emulator.tenant.people;
    const theirs = { driveId: bob?.driveId ?? '', itemId: bob?.sharedFolders.Plans ?? '' };
    emulator.addShortcut('Plans', theirs);
    const drive = await graphFixture.drive({ kind: 'me' });
    const say = (path: string) => drive.ensureFolder(path).then(() => 'made', formatError);
    expect(await say('a/x.txt')).toMatch(/a\/x\.txt is not a folder/);
    expect(await say('a/x.txt/y')).toMatch(/a\/x\.txt is not a folder/);
    expect(await say('Notes/y')).toMatch(/Notes is a OneNote notebook/);
    expect(await say('Plans')).toContain(
      `set drive-id to ${theirs.driveId} and folder-id to ${theirs.itemId}`.replace('set', 'Set'),
    );
  });
});
