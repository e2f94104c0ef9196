/**
 * What a drive is made of, and how to walk it: types and pure functions. Who changes it is store's.
 */
import type { DriveType } from '../core/ids.ts';

export interface SharingPermission {
  readonly id: string;
  readonly type: string;
  readonly scope: string;
  readonly token: string;
  readonly expirationDateTime?: string;
  readonly hasPassword: boolean;
}

export interface DriveItem {
  id: string;
  guid: string;
  readonly drive: Drive;
  /** Absent on the root only. */
  parent?: DriveItem;
  name: string;
  /** Present on folders: children by name key, in order of arrival. */
  readonly children?: Map<string, DriveItem>;
  /** Of a folder: everything below it. */
  sizeBytes: number;
  contentPath?: string;
  quickXorHash?: string;
  readonly createdMs: number;
  modifiedMs: number;
  fileCreatedMs: number;
  fileModifiedMs: number;
  state: number;
  content: number;
  versions: number;
  description?: string;
  readonly permissions: SharingPermission[];
  deleted: boolean;
  /** Look-ups that still answer 404. */
  hiddenRequests: number;
  /** Made through `POST children`: while hidden, nothing can be put into it either. */
  readonly hidesForWrites: boolean;
  /** A OneNote notebook: a folder inside, a package outside. */
  isPackage?: boolean;
  /** Of a shortcut: the item on somebody's drive that it stands for. */
  remote?: DriveItem;
  /** Place in its folder's listing. */
  listOrder: number;
  /** Place in the drive's history. */
  changeOrder: number;
}

export interface Drive {
  readonly id: string;
  readonly type: DriveType;
  readonly name: string;
  /** Address of the root folder in a browser. */
  readonly webUrl: string;
  /** Path of the site on its host, where `_api` lives: `/sites/site`; '' on personal drives. */
  readonly sitePath: string;
  readonly ownerName: string;
  /** Whose it is, from where the signed-in user stands: decides which permission opens it. */
  readonly holder: 'me' | 'person' | 'site';
  /** On another person's drive: what is shared with the signed-in user. */
  readonly sharedWithMe: Map<DriveItem, 'read' | 'write'>;
  readonly siteId?: string;
  readonly root: DriveItem;
  readonly items: Map<string, DriveItem>;
  /** Oldest change first; tombstones included. */
  readonly history: Map<string, DriveItem>;
  readonly newItemId: (itemGuid: string) => string;
  /** Names with one key are one name there. */
  readonly keyOf: (name: string) => string;
  approot?: DriveItem;
}

/** Everything below a folder, depth first. */
export function* descendants(item: DriveItem): Generator<DriveItem> {
  for (const child of item.children?.values() ?? []) {
    yield child;
    yield* descendants(child);
  }
}

/** Names from the drive's root down to the item, the root's own left out. */
export function itemPath(item: DriveItem): string[] {
  const names: string[] = [];
  for (let at = item; at.parent !== undefined; at = at.parent) names.unshift(at.name);
  return names;
}

export function findChild(folder: DriveItem, name: string): DriveItem | undefined {
  return folder.children?.get(folder.drive.keyOf(name));
}

/** The item at these names below `base`, or `base` itself when there are none; undefined where the way ends. */
export function findDescendant(base: DriveItem, names: readonly string[]): DriveItem | undefined {
  let at: DriveItem | undefined = base;
  for (const name of names) at = at === undefined ? undefined : findChild(at, name);
  return at;
}
