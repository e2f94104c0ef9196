/**
 * A folder of the drive as it was listed: what lies in it, down to the last file. Reads, and removes nothing;
 * what may go is the business of mirror and generations.
 */

import { workOff } from '../core/queue.ts';
import { descent } from '../graph/descent.ts';
import type { ItemOperations } from '../graph/drive.ts';
import { type DriveItem, isKnown } from '../graph/parse.ts';
import { join } from '../graph/paths.ts';

/** An item as it was listed, with what lies below it. */
export interface Twig {
  /** From where the drive's paths begin. */
  readonly path: string;
  readonly id: string;
  /** Tells one state of the item from another: its eTag, or the time of its last change where it has none. */
  readonly state: string;
  readonly isFolder: boolean;
  readonly sizeBytes: number;
  /** By the service's clock, milliseconds since the epoch; NaN when it did not say. */
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** `notebook` and `shortcut` are made by people, never by an upload: nobody looks into them. */
  readonly sort: 'plain' | 'notebook' | 'shortcut';
  /** What the listing does not show of it by name, by the folder's own count of its children; 0 for what is whole. */
  readonly missing: number;
  readonly children: readonly Twig[];
}

interface Growing extends Twig {
  missing: number;
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

/** The item with everything below it, each folder listed page by page. */
export async function readTwig(
  drive: Pick<ItemOperations, 'childrenOf'>,
  { path, item }: { readonly path: string; readonly item: DriveItem },
): Promise<Twig> {
  const root = sprout(path, item);
  const pending: Pending[] = root.isFolder ? [{ folder: root, childCount: item.childCount }] : [];
  const enter = descent();
  await workOff(pending, async ({ folder, childCount }) => {
    enter(folder.id, folder.path);
    const listed = await drive.childrenOf(folder.id);
    const known = listed.filter(isKnown);
    folder.missing = Math.max(listed.length, childCount ?? 0) - known.length;
    for (const item of known) {
      const child = sprout(join(folder.path, item.name), item);
      folder.children.push(child);
      if (child.isFolder) pending.push({ folder: child, childCount: item.childCount });
    }
  });
  return root;
}

function sprout(path: string, item: DriveItem): Growing {
  const { id, sizeBytes, createdMs, modifiedMs } = item;
  const sort = item.isPackage ? 'notebook' : item.remote === undefined ? 'plain' : 'shortcut';
  const state = item.eTag === '' ? String(modifiedMs) : item.eTag;
  const isFolder = item.isFolder && sort === 'plain';
  return { path, id, state, isFolder, sizeBytes, createdMs, modifiedMs, sort, missing: 0, children: [] };
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
