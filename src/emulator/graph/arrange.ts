/**
 * What a test is told of the emulated tenant, and what it may plant there besides files: shortcuts, notebooks,
 * other people's links. Knows directory and store, nothing of requests.
 */
import { randomBytes } from 'node:crypto';
import { driveFinder, ensureFolder } from '../drive/inspect.ts';
import type { DriveStore } from '../drive/store.ts';
import type { Tenant } from '../drive/tenant.ts';
import type { Drive } from '../drive/tree.ts';
import { sharingLinkUrl } from './json.ts';

/** Names one can look for besides the account's own drive. */
export interface TenantIds {
  readonly userPrincipalName: string;
  readonly userId: string;
  readonly meDriveId: string;
  /** Other people; `driveId` is '' for one without a drive. `lent`: ids of the folders shared with the account, by name. */
  readonly people: readonly {
    readonly id: string;
    readonly userPrincipalName: string;
    readonly driveId: string;
    readonly sharedFolders: Readonly<Record<string, string>>;
  }[];
  /** `driveId` is '' for one without a drive. */
  readonly groups: readonly { readonly id: string; readonly driveId: string }[];
  readonly sites: readonly {
    readonly id: string;
    readonly webUrl: string;
    readonly libraries: readonly {
      readonly name: string;
      readonly webUrl: string;
      readonly driveId: string;
    }[];
  }[];
}

/** The tenant in ids and addresses. */
export function tenantIds({ me, people, groups, sites }: Tenant): TenantIds {
  return {
    userPrincipalName: me.alias,
    userId: me.id,
    meDriveId: me.drives[0]?.id ?? '',
    people: people.map(({ id, alias, drives: [drive] }) => ({
      id,
      userPrincipalName: alias,
      driveId: drive?.id ?? '',
      sharedFolders: Object.fromEntries(
        [...(drive?.sharedWithMe.keys() ?? [])].map((item) => [item.name, item.id]),
      ),
    })),
    groups: groups.map(({ id, drives }) => ({ id, driveId: drives[0]?.id ?? '' })),
    sites: sites.map((site) => ({
      id: site.id,
      webUrl: `https://${site.host}${site.path}`,
      libraries: site.drives.map(({ id, name, webUrl }) => ({ name, webUrl, driveId: id })),
    })),
  };
}

/** Things that no upload makes. Paths are from the drive's root, of the account's own drive by default. */
export interface Fixtures {
  /** A folder, parents made; answers its id. */
  addFolder(path: string, driveId?: string): string;
  /** A OneNote notebook, parents made; answers its id. */
  addNotebook(path: string, driveId?: string): string;
  /** A shortcut in the root of the account's drive to an item of another; answers the shortcut's own id. */
  addShortcut(name: string, target: { readonly driveId: string; readonly itemId: string }): string;
  /** A sharing link that somebody else made; answers its address. */
  addSharingLink(target: {
    readonly driveId: string;
    readonly itemId: string;
    readonly type: 'view' | 'edit';
    readonly scope: 'anonymous' | 'organization' | 'users';
  }): string;
}

/** The hand that plants; `home` is the drive that is meant when none is named. */
export function createFixtures(store: DriveStore, defaultDrive: Drive): Fixtures {
  const drive = driveFinder(store, defaultDrive);
  const findItem = ({ driveId, itemId }: { readonly driveId: string; readonly itemId: string }) => {
    const found = drive(driveId).items.get(itemId);
    if (found === undefined) throw new Error(`no item ${itemId}`);
    return found;
  };
  const ensureFolderPath = (path: string, driveId?: string) =>
    ensureFolder(store, drive(driveId), path.split('/').filter(Boolean));
  return {
    addFolder: (path, driveId) => ensureFolderPath(path, driveId).id,
    addNotebook(path, driveId) {
      const notebook = ensureFolderPath(path, driveId);
      notebook.isPackage = true;
      return notebook.id;
    },
    addShortcut: (name, target) => store.createShortcut(defaultDrive.root, name, findItem(target)).id,
    addSharingLink({ type, scope, ...target }) {
      const item = findItem(target);
      const id = randomBytes(12).toString('hex');
      const permission = { id, type, scope, token: `E${id}`, hasPassword: false };
      item.permissions.push(permission);
      return sharingLinkUrl(item, permission);
    },
  };
}
