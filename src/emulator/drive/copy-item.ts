/** Copies a file, or a folder with everything below it. Names and conflicts are checked by the caller. */
import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { itemNotFound, nameAlreadyExists } from '../core/errors.ts';
import type { DriveStore } from './store.ts';
import { type DriveItem, findChild } from './tree.ts';

/** Where a copy goes. With `replaces`, a file of that name gets a new version. */
export interface CopyTarget {
  readonly parent: DriveItem;
  readonly name: string;
  readonly replaces?: boolean;
}

/**
 * Returns the new item, or the replaced file. Dates, descriptions, permissions and older versions are not copied
 * (driveitem-copy documentation). Throws a 404 if the parent was deleted meanwhile, and a 409 if the name is taken.
 */
export async function copyItem(store: DriveStore, source: DriveItem, target: CopyTarget): Promise<DriveItem> {
  if (source.children === undefined && source.remote === undefined)
    return copyFileItem(store, source, target);
  const { parent, name } = target;
  findReplaced({ parent, name });
  if (source.remote !== undefined) return store.createShortcut(parent, name, source.remote);
  // What is created below `source` while this runs is not copied.
  const children = [...(source.children?.values() ?? [])];
  const folder = store.createFolder(parent, name);
  if (source.isPackage === true) folder.isPackage = true;
  for (const child of children) await copyItem(store, child, { parent: folder, name: child.name });
  return folder;
}

async function copyFileItem(store: DriveStore, source: DriveItem, target: CopyTarget): Promise<DriveItem> {
  const { sizeBytes, quickXorHash = '', shaHashes, contentPath } = source;
  const path = store.newContentPath();
  if (contentPath !== undefined && store.retention.contents)
    await copyFile(contentPath, path, constants.COPYFILE_FICLONE);
  const existing = findReplaced(target);
  const content = { path, sizeBytes, hash: { quickXorHash: () => quickXorHash, shaHashes: () => shaHashes } };
  const { parent, name } = target;
  return store.putFile({ parent, name, content, ...(existing === undefined ? {} : { existing }) });
}

/** There must be no `await` between this and the creation. */
function findReplaced({ parent, name, replaces = false }: CopyTarget): DriveItem | undefined {
  if (parent.deleted) throw itemNotFound();
  const existing = findChild(parent, name);
  if (existing !== undefined && (!replaces || existing.children !== undefined)) throw nameAlreadyExists();
  return existing;
}
