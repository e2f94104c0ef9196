/** Types of drives and items, and pure functions that walk the tree. Changes are made in store.ts. */
import type { DriveType, PersonalStack } from '../core/ids.ts';
import type { ShaHashes } from './content-hash.ts';

export interface SharingPermission {
  readonly id: string;
  readonly type: string;
  readonly scope: string;
  readonly token: string;
  readonly expirationDateTime?: string;
  readonly hasPassword: boolean;
}

/** A version that was replaced. */
export interface OlderVersion {
  /** Versions of a file count from 1. */
  readonly number: number;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly quickXorHash: string | undefined;
  readonly shaHashes: ShaHashes | undefined;
  /** Undefined if the content is no longer kept. */
  contentPath: string | undefined;
}

export interface DriveItem {
  id: string;
  guid: string;
  readonly drive: Drive;
  /** Missing on the root only. */
  parent?: DriveItem;
  name: string;
  /** Folders only: children by name key. */
  readonly children?: Map<string, DriveItem>;
  /** For a folder, the sum of everything below it. */
  sizeBytes: number;
  contentPath?: string;
  quickXorHash?: string;
  /** On personal drives of the new stack. */
  shaHashes?: ShaHashes;
  createdMs: number;
  modifiedMs: number;
  fileCreatedMs: number;
  fileModifiedMs: number;
  state: number;
  content: number;
  /** How many there were. The current one has this number. */
  versions: number;
  readonly olderVersions: OlderVersion[];
  description?: string;
  readonly permissions: SharingPermission[];
  deleted: boolean;
  /** How many more requests get a 404. */
  hiddenRequests: number;
  /** Created through `POST children`: while it is hidden, uploads into it fail too. */
  readonly hidesForWrites: boolean;
  /** The Personal Vault: neither folder nor file to Graph, and closed to it. */
  isVault?: boolean;
  /** A OneNote notebook: stored as a folder, shown as a package. */
  isPackage?: boolean;
  /** Name of the special folder that this is. */
  specialFolder?: string;
  /** For a shortcut: the item on another drive that it points to. */
  remote?: DriveItem;
  /** Position in the drive's history. */
  changeOrder: number;
}

export interface Drive {
  readonly id: string;
  readonly type: DriveType;
  /** Personal drives only. */
  readonly stack?: PersonalStack;
  readonly name: string;
  /** Browser URL of the root folder. */
  readonly webUrl: string;
  /** Path of the site on its host, before `_api`: `/sites/site`. '' on personal drives of the old stack. */
  readonly sitePath: string;
  readonly ownerName: string;
  /** The owner, relative to the signed-in user. It determines which permission is needed. */
  readonly holder: 'me' | 'person' | 'site';
  /** On another person's drive: items shared with the signed-in user. */
  readonly sharedWithMe: Map<DriveItem, 'read' | 'write'>;
  readonly siteId?: string;
  readonly root: DriveItem;
  readonly items: Map<string, DriveItem>;
  /** Oldest change first, including deleted items. */
  readonly history: Map<string, DriveItem>;
  readonly newItemId: (itemGuid: string) => string;
  /** Names with the same key conflict. */
  readonly keyOf: (name: string) => string;
  /** By name, such as `approot`. */
  readonly specialFolders: Map<string, DriveItem>;
}

/** Everything below a folder, depth first. */
export function* descendants(item: DriveItem): Generator<DriveItem> {
  for (const child of item.children?.values() ?? []) {
    yield child;
    yield* descendants(child);
  }
}

/** Names from the drive's root to the item, without the root's own. */
export function itemPath(item: DriveItem): string[] {
  const names: string[] = [];
  for (let at = item; at.parent !== undefined; at = at.parent) names.unshift(at.name);
  return names;
}

/** The path from the drive's root, with a slash and the percent-encoded form of each name. '' for the root. */
export function encodedItemPath(item: DriveItem): string {
  return itemPath(item)
    .map((name) => `/${encodeURIComponent(name)}`)
    .join('');
}

export function findChild(folder: DriveItem, name: string): DriveItem | undefined {
  return folder.children?.get(folder.drive.keyOf(name));
}

/** The item at this path below `base`, or `base` itself for an empty path. Undefined if there is no such item. */
export function findDescendant(base: DriveItem, names: readonly string[]): DriveItem | undefined {
  let at: DriveItem | undefined = base;
  for (const name of names) at = at === undefined ? undefined : findChild(at, name);
  return at;
}
