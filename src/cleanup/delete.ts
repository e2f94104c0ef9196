/**
 * Deletes planned items: checks their number against `max-delete` first, and each item again right before it is
 * deleted. mirror.ts and retention.ts decide what to delete.
 */
import { CancelledFailure, Failure, failureCode, formatError } from '../core/errors.ts';
import { formatCount } from '../core/format.ts';
import { processQueue } from '../core/queue.ts';
import type { Drive } from '../graph/drive.ts';
import { undefinedIfNotFound } from '../graph/items.ts';
import type { DriveItem } from '../graph/parse.ts';
import { baseNameOf, normalizedPathKey } from '../graph/paths.ts';
import type { RetryOptions } from '../http/retry.ts';
import {
  type ListedItem,
  listedItemCount,
  listItemTree,
  listingFingerprint,
  walkListing,
} from './listing.ts';

/** What to delete, and what stays for a reason. */
export interface DeletionPlan {
  /** A folder is one item, with everything in it. */
  readonly items: readonly PlannedDeletion[];
  readonly kept: readonly KeptItem[];
}

export interface PlannedDeletion {
  readonly item: ListedItem;
  readonly reason: 'mirror' | 'retention';
}

/** An item that stays. The reason is a clause that follows its path. */
export interface KeptItem {
  readonly path: string;
  readonly reason: string;
  /** Logged as a warning: the item's content is not known for certain. */
  readonly isUncertain?: true;
}

export interface DeletionResult {
  /** Deleted files, and deleted folders that had none. */
  readonly deletedCount: number;
  /** In the order of deletion. */
  readonly deleted: readonly PlannedDeletion[];
  readonly kept: readonly KeptItem[];
  readonly failures: readonly Failure[];
}

/** Number of paths in an error. */
const maxExamples = 5;
/** Log lines about deleted items; the rest is counted. */
const maxLogLines = 200;

/** Number of items that a plan deletes: all files, also those in folders, and folders without files. */
export function totalItemCount({ items }: Pick<DeletionPlan, 'items'>): number {
  return items.reduce((sum, { item }) => sum + listedItemCount(item), 0);
}

/** The failure when a plan deletes more than `max-delete`, else undefined. */
export function maxDeleteFailure(plan: Pick<DeletionPlan, 'items'>, maxDelete: number): Failure | undefined {
  const total = totalItemCount(plan);
  if (total <= maxDelete) return undefined;
  const paths = plan.items.slice(0, maxExamples).map(({ item }) => describeItem(item));
  const more = plan.items.length > maxExamples ? ' …' : '';
  return new Failure(
    `${formatCount(total, 'item')} would be deleted, but max-delete is ${maxDelete}: ${paths.join(', ')}${more}`,
    {
      code: 'max-delete',
      kind: 'service',
      hint: `nothing was deleted, and the uploads were kept; to delete these items, set max-delete to ${total} or more`,
    },
  );
}

/** The failure when files may exist that the search could not see, else undefined. */
export function unseenFailure(unseen: readonly string[]): Failure | undefined {
  if (unseen.length === 0) return undefined;
  const more = unseen.length > maxExamples ? `; and ${unseen.length - maxExamples} more` : '';
  const what = `${unseen.slice(0, maxExamples).join('; ')}${more}`;
  return new Failure(`nothing was deleted, because not everything in path was found: ${what}`, {
    code: 'files-not-seen',
    kind: 'file',
    hint: 'the uploads were kept; correct path or the files, exclude them with !, or set unmatched-patterns to ignore if a line may match nothing',
  });
}

/**
 * Final check before deletion: all items are in the folder, and none was uploaded by this run. A violation is a bug of
 * ours, and a crash is better than deleting the wrong files.
 */
export function checkDeletionScope(
  { items }: Pick<DeletionPlan, 'items'>,
  { folder, uploaded }: { readonly folder: string; readonly uploaded: ReadonlySet<string> },
): void {
  for (const { item } of items) {
    if (folder !== '' && !item.path.startsWith(`${folder}/`))
      throw new Error(`${item.path} is not in ${folder}`);
    for (const descendant of walkListing(item))
      if (uploaded.has(descendant.id)) throw new Error(`${descendant.path} was uploaded by this run`);
  }
}

/** Why a folder stays whose listing may be incomplete; undefined when it is complete. */
export function incompleteListing({ path, incompleteReason }: ListedItem): KeptItem | undefined {
  return incompleteReason === undefined ? undefined : { path, reason: incompleteReason, isUncertain: true };
}

/** The first such folder among the item and everything below it. */
export function findIncompleteListing(item: ListedItem): KeptItem | undefined {
  for (const descendant of walkListing(item))
    if (descendant.incompleteReason !== undefined) return incompleteListing(descendant);
  return undefined;
}

/** For example `backups/monday (12 files)`. */
export function describeItem(item: ListedItem): string {
  if (!item.isFolder) return item.path;
  const files = [...walkListing(item)].filter(({ isFolder }) => !isFolder).length;
  return `${item.path} (${files === 0 ? 'an empty folder' : formatCount(files, 'file')})`;
}

/**
 * Moves the items to the recycle bin, several at once. Items that changed since the listing stay. One failure does not
 * stop the others; a cancelled run stops.
 */
export async function deleteItems(
  plan: DeletionPlan,
  { drive, retry }: { readonly drive: Drive; readonly retry: RetryOptions },
): Promise<DeletionResult> {
  const { log, signal } = retry.host;
  const deleted: PlannedDeletion[] = [];
  const kept: KeptItem[] = [...plan.kept];
  const failures: Failure[] = [];
  let lines = 0;
  const logLine = (line: string) => {
    lines += 1;
    if (lines <= maxLogLines) log.info(line);
  };
  await processQueue([...plan.items].reverse(), async (planned) => {
    const { item } = planned;
    if (signal.aborted) throw new CancelledFailure();
    try {
      const keptItem = await deleteIfUnchanged(drive, item);
      if (keptItem === undefined) deleted.push(planned);
      else kept.push(keptItem);
      logLine(
        keptItem === undefined
          ? `deleted ${describeItem(item)}`
          : `left ${keptItem.path}: ${keptItem.reason}`,
      );
    } catch (error) {
      if (signal.aborted) throw new CancelledFailure();
      failures.push(deletionFailure(item, error));
    }
  });
  if (lines > maxLogLines) log.info(`… and ${lines - maxLogLines} more like these`);
  return { deletedCount: totalItemCount({ items: deleted }), deleted, kept, failures };
}

/** Returns undefined when it was deleted, else why it stays. */
async function deleteIfUnchanged(drive: Drive, listed: ListedItem): Promise<KeptItem | undefined> {
  const { path } = listed;
  // Look it up by path: an id would find the item even after it was moved elsewhere.
  const item = await drive.findItem(path);
  if (item === undefined) return { path, reason: 'somebody else already deleted or moved it' };
  if (item.id !== listed.id) return { path, reason: 'another item has its path now' };
  // Without an eTag the delete request carries only the id, so check what that id refers to.
  const byId = item.eTag === '' ? await drive.findItemById(item.id) : item;
  if (byId === undefined) return { path, reason: 'somebody else already deleted or moved it' };
  if (isMoved(item, listed, drive) || isMoved(byId, listed, drive))
    return { path, reason: 'its id belongs to an item in another place', isUncertain: true };
  const current = await undefinedIfNotFound(listItemTree(drive, { path, item }));
  if (current === undefined) return { path, reason: 'somebody else is deleting or moving it' };
  const changed = { path, reason: 'it was changed in the meantime' };
  if (listingFingerprint(current) !== listingFingerprint(listed)) return changed;
  const incomplete = findIncompleteListing(current);
  if (incomplete !== undefined) return incomplete;
  // Send the current eTag: on some drives a folder's eTag changes with its content, which is compared above.
  return (await drive.deleteItem(item.id, item.eTag)) === 'changed' ? changed : undefined;
}

/** False when the reply does not tell the place. Drives write ids in different case and without leading zeros. */
function isMoved(
  { name, parentReference: parent }: DriveItem,
  { path, folderId }: ListedItem,
  drive: Pick<Drive, 'id'>,
): boolean {
  const differ = (a = '', b = '') => a !== '' && b !== '' && idKey(a) !== idKey(b);
  return (
    normalizedPathKey(name) !== normalizedPathKey(baseNameOf(path)) ||
    differ(parent?.id, folderId) ||
    differ(parent?.driveId, drive.id)
  );
}

function idKey(id: string): string {
  return id.toLowerCase().replace(/^0+/, '');
}

function deletionFailure(item: ListedItem, error: unknown): Failure {
  const kind = error instanceof Failure ? error.kind : 'service';
  return new Failure(`${describeItem(item)} was not deleted: ${formatError(error)}`, {
    code: failureCode(error),
    kind,
    cause: error,
  });
}
