/** Creates the emulated tenant: the signed-in user, other people, groups, sites, and their drives. */
import { type DriveType, libraryDriveId, newGuid, type PersonalStack, personalDriveId } from '../core/ids.ts';
import type { DriveStore } from './store.ts';
import type { Drive } from './tree.ts';

/** The three kinds of account to emulate. */
export type AccountKind = 'personal' | 'business' | 'sharepoint';

export interface Site {
  readonly id: string;
  readonly host: string;
  /** '' for the root site, otherwise `/sites/name`. */
  readonly path: string;
  readonly displayName: string;
  readonly drives: readonly Drive[];
}

export interface DriveOwner {
  readonly id: string;
  /** The user principal name, or another name the owner is found by. */
  readonly alias: string;
  readonly displayName: string;
  /** Empty for a person without a licence, and for a group without a site. */
  readonly drives: readonly Drive[];
}

export interface Tenant {
  readonly me: DriveOwner;
  /** Bob, who shares two folders of his drive with the signed-in user, and Carol, who has no drive. */
  readonly people: readonly DriveOwner[];
  readonly groups: readonly DriveOwner[];
  readonly sites: readonly Site[];
}

interface PersonalDriveOptions {
  /** What their ids begin with. */
  readonly driveIdPrefix?: string | undefined;
  /** Default new. */
  readonly stack?: PersonalStack | undefined;
}

/** The host of team sites. `personalHost` has the sites of people. */
const tenantHost = 'contoso.sharepoint.com';
const personalHost = 'contoso-my.sharepoint.com';
/** The host of personal drives of the new stack. */
const consumerHost = 'my.microsoftpersonalcontent.com';

/**
 * Creates the drives of an account: one and Bob's for a personal account, a whole tenant for the others. The options are
 * those of personal drives.
 */
export function createTenant(
  store: DriveStore,
  account: AccountKind,
  options: PersonalDriveOptions = {},
): Tenant {
  if (account === 'personal') {
    const me = {
      displayName: 'Ada Emulated',
      alias: 'ada@outlook.com',
      drives: [createPersonalDrive(store, 'me', options)],
    };
    const bob = {
      displayName: 'Bob Emulated',
      alias: 'bob@outlook.com',
      drives: [createPersonalDrive(store, 'person', options)],
    };
    const owner = (one: Omit<DriveOwner, 'id'>) => ({ ...one, id: one.drives[0]?.id ?? '' });
    return { me: owner(me), people: [owner(bob)], groups: [], sites: [] };
  }
  const ada = createMySite(store, { name: 'ada', ownerName: 'Ada Emulated', holder: 'me' });
  const bobs = createMySite(store, { name: 'bob', ownerName: 'Bob Emulated', holder: 'person' });
  for (const drive of bobs.drives) createSharedFolders(store, drive);
  const builders = createSite(store, '/sites/builders', 'Builders', { Documents: 'Shared Documents' });
  const person = (alias: string, displayName: string, drives: readonly Drive[]) => ({
    id: newGuid().toLowerCase(),
    alias,
    displayName,
    drives,
  });
  return {
    me: person('ada@contoso.com', 'Ada Emulated', ada.drives),
    people: [
      person('bob@contoso.com', 'Bob Emulated', bobs.drives),
      person('carol@contoso.com', 'Carol', []),
    ],
    groups: [person('builders', 'Builders', builders.drives), person('watchers', 'Watchers', [])],
    sites: [
      createSite(store, '/sites/site', 'Site', { Documents: 'Shared Documents', Releases: 'Releases' }),
      createSite(store, '', 'Contoso', { Documents: 'Shared Documents' }),
      builders,
      createSite(store, '/sites/site/sub', 'Subsite', { Documents: 'Shared Documents', 'Ü & co': 'U co' }),
      // One library's name is the last part of the other's URL.
      createSite(store, '/sites/twins', 'Twins', { Reports: 'Old', Archive: 'Reports' }),
      // The site of the documents' examples.
      createSite(store, '/sites/builds', 'Builds', {
        Documents: 'Shared Documents',
        Handbook: 'Handbook',
        Backups: 'Backups',
      }),
      ada,
      bobs,
    ],
  };
}

function createPersonalDrive(
  store: DriveStore,
  holder: 'me' | 'person',
  { driveIdPrefix, stack = 'new' }: PersonalDriveOptions,
): Drive {
  const id = personalDriveId(driveIdPrefix);
  const cid = id.toLowerCase();
  const drive = store.addDrive({
    id,
    type: 'personal',
    stack,
    name: 'OneDrive',
    ...(stack === 'new'
      ? consumerSite(cid)
      : { webUrl: `https://onedrive.live.com/?cid=${cid}`, sitePath: '' }),
    ownerName: holder === 'me' ? 'Ada Emulated' : 'Bob Emulated',
    holder,
  });
  if (holder === 'person') createSharedFolders(store, drive);
  return drive;
}

/** A drive of the new stack is the library `Documents` of a site of SharePoint. */
function consumerSite(cid: string): Pick<Drive, 'webUrl' | 'sitePath' | 'siteId'> {
  const sitePath = `/personal/${cid}`;
  const siteId = graphSiteId(consumerHost, { siteId: newGuid(), webId: newGuid() });
  return { webUrl: `https://${consumerHost}${sitePath}/Documents`, sitePath, siteId };
}

/** Fills Bob's drive: one folder is shared for writing, one for reading, and one is private. */
function createSharedFolders(store: DriveStore, drive: Drive): void {
  const shelf = store.createFolder(drive.root, 'Shelf');
  drive.sharedWithMe.set(store.createFolder(shelf, 'Plans'), 'write');
  drive.sharedWithMe.set(store.createFolder(shelf, 'Rates'), 'read');
  store.createFolder(drive.root, 'Diary');
}

function createMySite(
  store: DriveStore,
  who: { name: string; ownerName: string; holder: 'me' | 'person' },
): Site {
  const path = `/personal/${who.name}_contoso_com`;
  const ids = { siteId: newGuid(), webId: newGuid() };
  const drive = createLibrary(store, {
    ...ids,
    host: personalHost,
    sitePath: path,
    type: 'business',
    folder: 'Documents',
    name: 'OneDrive',
    ownerName: who.ownerName,
    holder: who.holder,
  });
  return {
    id: graphSiteId(personalHost, ids),
    host: personalHost,
    path,
    displayName: who.ownerName,
    drives: [drive],
  };
}

/** `libraries` maps display names to the last part of the URL. */
function createSite(
  store: DriveStore,
  path: string,
  displayName: string,
  libraries: Readonly<Record<string, string>>,
): Site {
  const ids = { siteId: newGuid(), webId: newGuid() };
  const id = graphSiteId(tenantHost, ids);
  const common = { ...ids, host: tenantHost, sitePath: path, ownerName: displayName, siteGraphId: id };
  const drives = Object.entries(libraries).map(([name, folder]) =>
    createLibrary(store, { ...common, type: 'documentLibrary', holder: 'site', folder, name }),
  );
  return { id, host: tenantHost, path, displayName, drives };
}

function graphSiteId(host: string, ids: { siteId: string; webId: string }): string {
  return `${host},${ids.siteId.toLowerCase()},${ids.webId.toLowerCase()}`;
}

function createLibrary(
  store: DriveStore,
  facts: {
    host: string;
    sitePath: string;
    type: DriveType;
    ownerName: string;
    holder: Drive['holder'];
    siteId: string;
    webId: string;
    folder: string;
    name: string;
    siteGraphId?: string;
  },
): Drive {
  const { host, sitePath, type, ownerName, holder, folder, name, siteGraphId } = facts;
  return store.addDrive({
    id: libraryDriveId({ siteId: facts.siteId, webId: facts.webId, listId: newGuid() }),
    type,
    name,
    sitePath,
    ownerName,
    holder,
    webUrl: `https://${host}${sitePath}/${encodeURIComponent(folder)}`,
    ...(siteGraphId === undefined ? {} : { siteId: siteGraphId }),
  });
}
