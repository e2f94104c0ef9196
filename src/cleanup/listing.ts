/**
 * A folder of the drive as it was listed: what lies in it, down to the last file. Reads, and removes nothing;
 * what may go is the business of mirror and generations.
 */
import { bytes, count } from '../core/format.ts';
import { workOff } from '../core/queue.ts';
import { descent } from '../graph/descent.ts';
import type { ItemOperations } from '../graph/items.ts';
import { type DriveItem, isKnown } from '../graph/parse.ts';
import { join } from '../graph/paths.ts';

/** An item as it was listed, with what lies below it. */
export interface Twig {
  /** From where the drive's paths begin. */
  readonly path: string;
  readonly id: string;
  /** Id of the folder that it was listed in; undefined for one that was looked up by its path alone. */
  readonly folderId: string | undefined;
  /** Tells one state of the item from another: its eTag, or the time of its last change where it has none. */
  readonly state: string;
  readonly isFolder: boolean;
  readonly sizeBytes: number;
  /** By the service's clock, milliseconds since the epoch; NaN when it did not say. */
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** `notebook` and `shortcut` are made by people, never by an upload: nobody looks into them. */
  readonly sort: 'plain' | 'notebook' | 'shortcut';
  /** Why it may hold more than its listing shows, as a clause that follows its path; undefined for what is whole. */
  readonly doubt: string | undefined;
  readonly children: readonly Twig[];
}

interface Growing extends Twig {
  doubt: string | undefined;
  readonly children: Growing[];
}

interface Pending {
  readonly folder: Growing;
  readonly childCount: number | undefined;
}

/** True for the drive's own root, however it is addressed: a folder id may be the root's, which no path tells. */
export async function isRoot(drive: Pick<ItemOperations, 'isRoot' | 'item'>, path: string): Promise<boolean> {
  return drive.isRoot(path) || (path === '' && (await drive.item(path))?.isDriveRoot === true);
}

interface Place {
  readonly path: string;
  readonly item: DriveItem;
  /** Of the folder that the item was listed in. */
  readonly folderId?: string | undefined;
}

/** The item with everything below it, each folder listed page by page. */
export async function readTwig(
  drive: Pick<ItemOperations, 'childrenOf'>,
  { path, item, folderId }: Place,
): Promise<Twig> {
  const root = sprout({ path, item, folderId });
  const pending: Pending[] = root.isFolder ? [{ folder: root, childCount: item.childCount }] : [];
  const enter = descent();
  await workOff(pending, async ({ folder, childCount }) => {
    enter(folder.id, folder.path);
    const listed = await drive.childrenOf(folder.id);
    const known = listed.filter(isKnown);
    folder.doubt = doubtAbout(folder, { listed: listed.length, known: known.length, childCount });
    for (const item of known) {
      const child = sprout({ path: join(folder.path, item.name), item, folderId: folder.id });
      folder.children.push(child);
      if (child.isFolder) pending.push({ folder: child, childCount: item.childCount });
    }
  });
  return root;
}

interface Counts {
  readonly listed: number;
  /** Those among the listed that can be addressed. */
  readonly known: number;
  /** By the folder's own account. */
  readonly childCount: number | undefined;
}

function doubtAbout({ sizeBytes }: Twig, { listed, known, childCount }: Counts): string | undefined {
  if (childCount === undefined) return 'the drive does not say how many items it holds';
  const missing = Math.max(listed, childCount) - known;
  if (missing > 0) return `its listing leaves out ${count(missing, 'item')} that it holds`;
  // A folder's size is no sum that one can rely on, but what holds nothing has none.
  return listed === 0 && sizeBytes > 0
    ? `nothing in it is listed, and it is said to hold ${bytes(sizeBytes)}`
    : undefined;
}

function sprout({ path, item, folderId }: Place): Growing {
  const { id, sizeBytes, createdMs, modifiedMs } = item;
  const sort = item.isPackage ? 'notebook' : item.remote === undefined ? 'plain' : 'shortcut';
  const state = item.eTag === '' ? String(modifiedMs) : item.eTag;
  const isFolder = item.isFolder && sort === 'plain';
  const facts = { id, folderId, state, isFolder, sizeBytes, createdMs, modifiedMs };
  return { path, ...facts, sort, doubt: undefined, children: [] };
}

/** The item and everything below it. */
export function* everythingIn(twig: Twig): Generator<Twig> {
  const pending = [twig];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    yield one;
    for (const child of one.children) pending.push(child);
  }
}

/** What its removal counts for: the files in it, and one for a folder without any. */
export function weightOf(twig: Twig): number {
  let files = 0;
  for (const { isFolder } of everythingIn(twig)) if (!isFolder) files += 1;
  return Math.max(1, files);
}

/** Everything below and the item itself in one text: two listings of one state are equal. */
export function stateOf(twig: Twig): string {
  // A folder's own eTag moves with what is in it on some drives: its content is what counts.
  const lines = [...everythingIn(twig)].map((one) => `${one.id} ${one.isFolder ? '' : one.state}`);
  return lines.sort().join('\n');
}
