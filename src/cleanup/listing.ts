/**
 * A folder of the drive as it was listed: what lies in it, down to the last file. Reads, and removes nothing;
 * what may go is the business of mirror and generations.
 */
import { formatBytes, formatCount } from '../core/format.ts';
import { processQueue } from '../core/queue.ts';
import { createTraversalGuard } from '../graph/descent.ts';
import type { ItemOperations } from '../graph/items.ts';
import { type DriveItem, isAddressable } from '../graph/parse.ts';
import { joinRemotePath } from '../graph/paths.ts';

/** An item as it was listed, with what lies below it. */
export interface ListedItem {
  /** From where the drive's paths begin. */
  readonly path: string;
  readonly id: string;
  /** Id of the folder that it was listed in; undefined for one that was looked up by its path alone. */
  readonly folderId: string | undefined;
  /** Tells one state of the item from another: its eTag, or the time of its last change where it has none. */
  readonly version: string;
  readonly isFolder: boolean;
  readonly sizeBytes: number;
  /** By the service's clock, milliseconds since the epoch; NaN when it did not say. */
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** `notebook` and `shortcut` are made by people, never by an upload: nobody looks into them. */
  readonly kind: 'plain' | 'notebook' | 'shortcut';
  /** Why it may hold more than its listing shows, as a clause that follows its path; undefined for what is whole. */
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

/** True for the drive's own root, however it is addressed: a folder id may be the root's, which no path tells. */
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

/** The item with everything below it, each folder listed page by page. */
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
  /** Those among the listed that can be addressed. */
  readonly addressable: number;
  /** By the folder's own account. */
  readonly childCount: number | undefined;
}

function incompleteReasonOf(
  { sizeBytes }: ListedItem,
  { listed, addressable: known, childCount }: ChildCounts,
): string | undefined {
  if (childCount === undefined) return 'the drive does not say how many items it holds';
  const missing = Math.max(listed, childCount) - known;
  if (missing > 0) return `its listing leaves out ${formatCount(missing, 'item')} that it holds`;
  // A folder's size is no sum that one can rely on, but what holds nothing has none.
  return listed === 0 && sizeBytes > 0
    ? `nothing in it is listed, and it is said to hold ${formatBytes(sizeBytes)}`
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

/** What its removal counts for: the files in it, and one for a folder without any. */
export function listedItemCount(item: ListedItem): number {
  let files = 0;
  for (const { isFolder } of walkListing(item)) if (!isFolder) files += 1;
  return Math.max(1, files);
}

/** Everything below and the item itself in one text: two listings of one state are equal. */
export function listingFingerprint(item: ListedItem): string {
  // A folder's own eTag moves with what is in it on some drives: its content is what counts.
  const lines = [...walkListing(item)].map(
    (descendant) => `${descendant.id} ${descendant.isFolder ? '' : descendant.version}`,
  );
  return lines.sort().join('\n');
}
