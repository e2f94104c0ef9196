/**
 * Who and what exists in the emulated tenant: the signed-in user, a group, sites, and their drives. Knows
 * nothing of requests.
 */
import { type DriveType, guid, libraryDriveId, personalDriveId } from './ids.ts';
import type { Store } from './store.ts';
import type { Drive } from './tree.ts';

/** The three sorts of account one may ask for. */
export type AccountKind = 'personal' | 'business' | 'sharepoint';

export interface Site {
  readonly id: string;
  readonly host: string;
  /** '' for the root site, else `/sites/name`. */
  readonly path: string;
  readonly displayName: string;
  readonly drives: readonly Drive[];
}

export interface Owner {
  readonly id: string;
  /** Other names it is found by: its user principal name. */
  readonly alias: string;
  readonly displayName: string;
  readonly drives: readonly Drive[];
}

export interface Directory {
  readonly me: Owner;
  readonly groups: readonly Owner[];
  readonly sites: readonly Site[];
}

/** Tenant of the emulated organisation. */
export const tenantHost = 'contoso.sharepoint.com';

/** Makes the drives of an account in the store. A personal account has one drive; the others also a team site with two libraries, the root site, and a group. */
export function createDirectory(store: Store, account: AccountKind): Directory {
  if (account === 'personal') {
    const id = personalDriveId();
    const drive = store.addDrive({
      id,
      type: 'personal',
      name: 'OneDrive',
      webUrl: `https://onedrive.live.com/?cid=${id.toLowerCase()}`,
      sitePath: '',
      ownerName: 'Ada Emulated',
    });
    const alias = 'ada@outlook.com';
    return { me: { id, alias, displayName: 'Ada Emulated', drives: [drive] }, groups: [], sites: [] };
  }
  const mine = library(store, {
    host: 'contoso-my.sharepoint.com',
    sitePath: '/personal/ada_contoso_com',
    type: 'business',
    ownerName: 'Ada Emulated',
  });
  const team = site(store, '/sites/site', 'Site', ['Shared Documents', 'Releases']);
  const root = site(store, '', 'Contoso', ['Shared Documents']);
  const groupSite = site(store, '/sites/builders', 'Builders', ['Shared Documents']);
  return {
    me: { id: guid().toLowerCase(), alias: 'ada@contoso.com', displayName: 'Ada Emulated', drives: [mine] },
    groups: [
      { id: guid().toLowerCase(), alias: 'builders', displayName: 'Builders', drives: groupSite.drives },
    ],
    sites: [team, root, groupSite],
  };
}

function site(store: Store, path: string, displayName: string, libraries: readonly string[]): Site {
  const ids = { siteId: guid(), webId: guid() };
  const id = `${tenantHost},${ids.siteId.toLowerCase()},${ids.webId.toLowerCase()}`;
  const drives = libraries.map((folder) =>
    library(store, {
      ...ids,
      host: tenantHost,
      sitePath: path,
      type: 'documentLibrary',
      ownerName: displayName,
      folder,
      siteGraphId: id,
    }),
  );
  return { id, host: tenantHost, path, displayName, drives };
}

function library(
  store: Store,
  facts: {
    host: string;
    sitePath: string;
    type: DriveType;
    ownerName: string;
    siteId?: string;
    webId?: string;
    folder?: string;
    siteGraphId?: string;
  },
): Drive {
  const { host, sitePath, type, ownerName, folder = 'Documents' } = facts;
  const siteId = facts.siteId ?? guid();
  return store.addDrive({
    id: libraryDriveId({ siteId, webId: facts.webId ?? guid(), listId: guid() }),
    type,
    name: type === 'business' ? 'OneDrive' : folder === 'Shared Documents' ? 'Documents' : folder,
    webUrl: `https://${host}${sitePath}/${encodeURIComponent(folder)}`,
    sitePath,
    ownerName,
    ...(facts.siteGraphId === undefined ? {} : { siteId: facts.siteGraphId }),
  });
}
