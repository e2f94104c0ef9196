/**
 * Gives tests the ids of the emulated tenant, and creates what no upload can: shortcuts, notebooks, other people's
 * links.
 */
import { randomBytes } from 'node:crypto';
import { driveFinder, ensureFolder } from '../drive/inspect.ts';
import type { DriveStore } from '../drive/store.ts';
import type { Tenant } from '../drive/tenant.ts';
import type { Drive } from '../drive/tree.ts';
import { sharingLinkUrl } from './json.ts';

/** Ids of everything in the tenant besides the account's own drive. */
export interface TenantIds {
  readonly userPrincipalName: string;
  readonly userId: string;
  readonly meDriveId: string;
  /**
   * Other people. `driveId` is '' if there is no drive. `sharedFolders`: ids by name, of folders shared with the
   * account.
   */
  readonly people: readonly {
    readonly id: string;
    readonly userPrincipalName: string;
    readonly driveId: string;
    readonly sharedFolders: Readonly<Record<string, string>>;
  }[];
  /** `driveId` is '' if there is no drive. */
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

/** Lists the tenant's ids and URLs. */
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

/** Creates items that no upload can create. Paths start at the root of a drive, by default the account's own. */
export interface Fixtures {
  /** Creates a folder and missing parents. Returns its id. */
  addFolder(path: string, driveId?: string): string;
  /** Creates a OneNote notebook and missing parents. Returns its id. */
  addNotebook(path: string, driveId?: string): string;
  /** Creates a shortcut to an item of another drive, in the root of the account's drive. Returns the shortcut's id. */
  addShortcut(name: string, target: { readonly driveId: string; readonly itemId: string }): string;
  /** Creates the Personal Vault in the root of the account's drive. Returns its id. */
  addVault(name?: string): string;
  /** Creates a sharing link of another person. Returns its URL. */
  addSharingLink(target: {
    readonly driveId: string;
    readonly itemId: string;
    readonly type: 'view' | 'edit';
    readonly scope: 'anonymous' | 'organization' | 'users';
  }): string;
}

/** Creates the fixtures of a store. `defaultDrive` is used if no drive is named. */
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
    addVault: (name = 'Personal Vault') => store.createVault(defaultDrive.root, name).id,
    addSharingLink({ type, scope, ...target }) {
      const item = findItem(target);
      const id = randomBytes(12).toString('hex');
      const permission = { id, type, scope, token: `E${id}`, hasPassword: false };
      item.permissions.push(permission);
      return sharingLinkUrl(item, permission);
    },
  };
}
