/**
 * Lists a folder of the drive with everything below it. Only reads; mirror.ts and retention.ts decide what to delete.
 */
import { formatBytes, formatCount } from '../core/format.ts';
import { processQueue } from '../core/queue.ts';
import type { ItemOperations } from '../graph/items.ts';
import { type DriveItem, isAddressable } from '../graph/parse.ts';
import { joinRemotePath } from '../graph/paths.ts';
import { createTraversalGuard } from '../graph/traversal-guard.ts';

/** An item as listed, with everything below it. */
export interface ListedItem {
  /** From where the drive's paths begin. */
  readonly path: string;
  readonly id: string;
  /** Id of the folder it was listed in; undefined when it was looked up by path. */
  readonly folderId: string | undefined;
  /** Identifies a state of the item: its eTag, else the time of its last change. */
  readonly version: string;
  readonly isFolder: boolean;
  readonly sizeBytes: number;
  /** By the service's clock, milliseconds since the epoch; NaN when unknown. */
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** People make `notebook` and `shortcut`, uploads never do. Their content is not listed. */
  readonly kind: 'plain' | 'notebook' | 'shortcut';
  /** Why it may hold more than listed, as a clause that follows its path; undefined when the listing is complete. */
  readonly incompleteReason: string | undefined;
  readonly children: readonly ListedItem[];
}

interface MutableListedItem extends ListedItem {
  incompleteReason: string | undefined;
  readonly children: MutableListedItem[];
}

interface Pending {
  readonly folder: MutableListedItem;
  readonly childCount: number | undefined;
}

/** True for the drive's root, however it is addressed: a folder id may be the root's, which the path does not show. */
export async function isDriveRootPath(
  drive: Pick<ItemOperations, 'isRoot' | 'findItem'>,
  path: string,
): Promise<boolean> {
  return drive.isRoot(path) || (path === '' && (await drive.findItem(path))?.isDriveRoot === true);
}

interface ItemLocation {
  readonly path: string;
  readonly item: DriveItem;
  /** Of the folder that the item was listed in. */
  readonly folderId?: string | undefined;
}

/** Returns the item with everything below it. */
export async function listItemTree(
  drive: Pick<ItemOperations, 'listChildrenById'>,
  { path, item, folderId }: ItemLocation,
): Promise<ListedItem> {
  const root = toListedItem({ path, item, folderId });
  const pending: Pending[] = root.isFolder ? [{ folder: root, childCount: item.childCount }] : [];
  const enter = createTraversalGuard();
  await processQueue(pending, async ({ folder, childCount }) => {
    enter(folder.id, folder.path);
    const listed = await drive.listChildrenById(folder.id);
    const known = listed.filter(isAddressable);
    folder.incompleteReason = incompleteReasonOf(folder, {
      listed: listed.length,
      addressable: known.length,
      childCount,
    });
    for (const item of known) {
      const child = toListedItem({ path: joinRemotePath(folder.path, item.name), item, folderId: folder.id });
      folder.children.push(child);
      if (child.isFolder) pending.push({ folder: child, childCount: item.childCount });
    }
  });
  return root;
}

interface ChildCounts {
  readonly listed: number;
  /** Those of the listed items that can be addressed. */
  readonly addressable: number;
  /** As the folder itself reports. */
  readonly childCount: number | undefined;
}

function incompleteReasonOf(
  { sizeBytes }: ListedItem,
  { listed, addressable: known, childCount }: ChildCounts,
): string | undefined {
  if (childCount === undefined) return 'the drive does not say how many items it holds';
  const missing = Math.max(listed, childCount) - known;
  if (missing > 0) return `its listing is missing ${formatCount(missing, 'item')} that it holds`;
  // A folder's size is not a reliable sum, but an empty folder has size 0.
  return listed === 0 && sizeBytes > 0
    ? `its listing is empty, but it holds ${formatBytes(sizeBytes)}`
    : undefined;
}

function toListedItem({ path, item, folderId }: ItemLocation): MutableListedItem {
  const { id, sizeBytes, createdMs, modifiedMs } = item;
  const kind = item.isPackage ? 'notebook' : item.remoteItem === undefined ? 'plain' : 'shortcut';
  const version = item.eTag === '' ? String(modifiedMs) : item.eTag;
  const isFolder = item.isFolder && kind === 'plain';
  const facts = { id, folderId, version: version, isFolder, sizeBytes, createdMs, modifiedMs };
  return { path, ...facts, kind, incompleteReason: undefined, children: [] };
}

/** The item and everything below it. */
export function* walkListing(item: ListedItem): Generator<ListedItem> {
  const pending = [item];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    yield one;
    for (const child of one.children) pending.push(child);
  }
}

/** How many items its deletion counts as: the files in it, or one for a folder without files. */
export function listedItemCount(item: ListedItem): number {
  let files = 0;
  for (const { isFolder } of walkListing(item)) if (!isFolder) files += 1;
  return Math.max(1, files);
}

/** The state of the item and everything below it as a text. It is equal for two listings of the same state. */
export function listingFingerprint(item: ListedItem): string {
  // Without eTags of folders: on some drives they change with the content.
  const lines = [...walkListing(item)].map(
    (descendant) => `${descendant.id} ${descendant.isFolder ? '' : descendant.version}`,
  );
  return lines.sort().join('\n');
}
