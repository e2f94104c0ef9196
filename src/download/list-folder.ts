/** Lists what is in a remote folder, without its subfolders, and finds out which backups in it are complete. */

import { incompleteMarkerName } from '../cleanup/marker.ts';
import { compareText } from '../core/format.ts';
import { processQueue } from '../core/queue.ts';
import type { ItemOperations } from '../graph/items.ts';
import { type DriveItem, isAddressable, isFileItem } from '../graph/parse.ts';
import { joinRemotePath } from '../graph/paths.ts';
import { isRefusal } from './tree.ts';

/** One item of a remote folder. */
export interface RemoteEntry {
  readonly item: DriveItem;
  readonly remotePath: string;
  readonly kind: 'file' | 'folder' | 'notebook' | 'shortcut';
  /**
   * False if an upload into the folder did not finish. Undefined for notebooks and shortcuts, and if the service does
   * not let us look into the folder.
   */
  readonly isComplete: boolean | undefined;
}

export interface FolderListing {
  /** False if the listed folder itself has the marker of an unfinished upload. */
  readonly isComplete: boolean;
  /** False if the service counts more items in the folder than it lists. */
  readonly isWhole: boolean;
  /** By name. Of a file that was named, only itself. */
  readonly entries: readonly RemoteEntry[];
}

export interface ListOptions {
  readonly drive: Pick<ItemOperations, 'listChildrenById' | 'findItem'>;
  /** The item at `remotePath`. */
  readonly item: DriveItem;
  readonly remotePath: string;
}

/** Lists the item. Sends one request for each folder in it that is not empty, to look for the marker. */
export async function listFolder({ drive, item, remotePath }: ListOptions): Promise<FolderListing> {
  if (isFileItem(item))
    return {
      isComplete: true,
      isWhole: true,
      entries: [{ item, remotePath, kind: 'file', isComplete: true }],
    };
  const children = await drive.listChildrenById(item.id);
  const others = children.filter((child) => !isMarker(child)).sort((a, b) => compareText(a.name, b.name));
  const isComplete = new Map<DriveItem, boolean | undefined>();
  // The queue takes the last one first.
  await processQueue(others.filter(({ isFolder }) => isFolder).reverse(), async (folder) => {
    isComplete.set(folder, await isFolderComplete(drive, folder, joinRemotePath(remotePath, folder.name)));
  });
  return {
    isComplete: others.length === children.length,
    // The count of a drive's root may include items of the service, such as Forms in a library.
    isWhole: item.isDriveRoot || (item.childCount ?? 0) <= children.length,
    entries: others.map((child): RemoteEntry => {
      const kind = kindOf(child);
      return {
        item: child,
        remotePath: joinRemotePath(remotePath, child.name),
        kind,
        isComplete: kind === 'file' ? true : isComplete.get(child),
      };
    }),
  };
}

async function isFolderComplete(
  drive: Pick<ItemOperations, 'findItem'>,
  folder: DriveItem,
  remotePath: string,
): Promise<boolean | undefined> {
  if (kindOf(folder) !== 'folder' || !isAddressable(folder)) return undefined;
  if (folder.childCount === 0) return true;
  try {
    return (await drive.findItem(joinRemotePath(remotePath, incompleteMarkerName))) === undefined;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function isMarker(item: DriveItem): boolean {
  return item.name === incompleteMarkerName && isFileItem(item);
}

function kindOf(item: DriveItem): RemoteEntry['kind'] {
  if (item.isPackage) return 'notebook';
  if (item.remoteItem !== undefined) return 'shortcut';
  return item.isFolder ? 'folder' : 'file';
}
