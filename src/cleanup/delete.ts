/**
 * Removing what was found to go, and nothing else: counted against `max-delete` first, looked at once more right
 * before. Knows the drive and plain lists; why something goes was decided by mirror and generations.
 */
import { CancelledFailure, Failure, formatError } from '../core/errors.ts';
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

/** What shall go, and what would have gone if nothing spoke for it. */
export interface DeletionPlan {
  /** A folder goes as one item, with all that is in it. */
  readonly items: readonly PlannedDeletion[];
  readonly kept: readonly KeptItem[];
}

export interface PlannedDeletion {
  readonly item: ListedItem;
  readonly reason: 'mirror' | 'retention';
}

/** Something that stays, and the reason as a clause that follows its path. */
export interface KeptItem {
  readonly path: string;
  readonly reason: string;
  /** More than a notice: what is there is not known. */
  readonly isUncertain?: true;
}

export interface DeletionResult {
  /** Files that are gone, and folders that held none. */
  readonly deletedCount: number;
  /** What is gone, in the order in which it went. */
  readonly deleted: readonly PlannedDeletion[];
  readonly kept: readonly KeptItem[];
  readonly failures: readonly Failure[];
}

/** Paths that an error names. */
const maxExamples = 5;
/** Lines of the log about what goes, or would go; the rest is counted. */
export const maxLogLines = 200;

/** How many items the removals come to: files, those in folders too, and folders that hold none. */
export function totalItemCount({ items }: Pick<DeletionPlan, 'items'>): number {
  return items.reduce((sum, { item }) => sum + listedItemCount(item), 0);
}

/** The refusal to remove more than `max-delete`, before the first removal; undefined when it is not needed. */
export function maxDeleteFailure(plan: Pick<DeletionPlan, 'items'>, maxDelete: number): Failure | undefined {
  const total = totalItemCount(plan);
  if (total <= maxDelete) return undefined;
  const paths = plan.items.slice(0, maxExamples).map(({ item }) => describeItem(item));
  const more = plan.items.length > maxExamples ? ' …' : '';
  return new Failure(
    `${formatCount(total, 'item')} would be deleted, and max-delete is ${maxDelete}: ${paths.join(', ')}${more}`,
    {
      kind: 'service',
      hint: `nothing was deleted and the uploads were kept; if that is what you want, set max-delete to ${total} or more`,
    },
  );
}

/** The refusal to delete anything while something is missing that may be there; undefined when nothing is. */
export function unseenFailure(unseen: readonly string[]): Failure | undefined {
  if (unseen.length === 0) return undefined;
  const more = unseen.length > maxExamples ? `; and ${unseen.length - maxExamples} more` : '';
  const what = `${unseen.slice(0, maxExamples).join('; ')}${more}`;
  return new Failure(`nothing is deleted, because not all that path asks for was seen: ${what}`, {
    kind: 'file',
    hint: 'uploads are kept; mend path or what it names, exclude it with !, or set unmatched-patterns to ignore for lines that may find nothing',
  });
}

/**
 * The last look before anything goes: all of it lies in the folder, and nothing in it is this run's own. What
 * fails here is a bug of ours, and better a crash than somebody's files.
 */
export function checkDeletionScope(
  { items }: Pick<DeletionPlan, 'items'>,
  { folder, uploaded }: { readonly folder: string; readonly uploaded: ReadonlySet<string> },
): void {
  for (const { item } of items) {
    if (folder !== '' && !item.path.startsWith(`${folder}/`))
      throw new RangeError(`${item.path} is not in ${folder}`);
    for (const descendant of walkListing(item))
      if (uploaded.has(descendant.id)) throw new RangeError(`${descendant.path} was uploaded by this run`);
  }
}

/** Why a folder stays whose listing may show less than it holds; undefined for one that is shown whole. */
export function incompleteListing({ path, incompleteReason }: ListedItem): KeptItem | undefined {
  return incompleteReason === undefined ? undefined : { path, reason: incompleteReason, isUncertain: true };
}

/** The first such folder among the item and all below it. */
export function findIncompleteListing(item: ListedItem): KeptItem | undefined {
  for (const descendant of walkListing(item))
    if (descendant.incompleteReason !== undefined) return incompleteListing(descendant);
  return undefined;
}

/** `backups/monday (12 files)`. */
export function describeItem(item: ListedItem): string {
  if (!item.isFolder) return item.path;
  const files = [...walkListing(item)].filter(({ isFolder }) => !isFolder).length;
  return `${item.path} (${files === 0 ? 'an empty folder' : formatCount(files, 'file')})`;
}

/**
 * Moves all that is going to the recycle bin, several at once. What is no longer as it was listed is left. One
 * failure does not stop the others; a cancelled run stops.
 */
export async function deleteItems(
  plan: DeletionPlan,
  { drive, patience: retry }: { readonly drive: Drive; readonly patience: RetryOptions },
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

/** Undefined when it is gone, else why it stays. */
async function deleteIfUnchanged(drive: Drive, listed: ListedItem): Promise<KeptItem | undefined> {
  const { path } = listed;
  // By its path: an id would be followed to wherever somebody has moved the item in the meantime.
  const item = await drive.findItem(path);
  if (item === undefined) return { path, reason: 'somebody else deleted or moved it' };
  if (item.id !== listed.id) return { path, reason: 'something else has its place now' };
  // The id alone says what is deleted: without an eTag that goes with it, it is asked what it leads to.
  const byId = item.eTag === '' ? await drive.findItemById(item.id) : item;
  if (byId === undefined) return { path, reason: 'somebody else deleted or moved it' };
  if (isMoved(item, listed, drive) || isMoved(byId, listed, drive))
    return { path, reason: 'its id leads to something in another place', isUncertain: true };
  const current = await undefinedIfNotFound(listItemTree(drive, { path, item }));
  if (current === undefined) return { path, reason: 'somebody else deletes or moves it' };
  const changed = { path, reason: 'it was changed in the meantime' };
  if (listingFingerprint(current) !== listingFingerprint(listed)) return changed;
  const incomplete = findIncompleteListing(current);
  if (incomplete !== undefined) return incomplete;
  // The eTag of now: a folder's moves with what is in it on some drives, and that was compared already.
  return (await drive.deleteItem(item.id, item.eTag)) === 'changed' ? changed : undefined;
}

/** False where the answer does not tell its place. Drives write their ids with other cases, and without zeros in front. */
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
  return new Failure(`${describeItem(item)} was not deleted: ${formatError(error)}`, { kind, cause: error });
}
