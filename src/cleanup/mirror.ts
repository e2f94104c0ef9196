/**
 * Decides what a mirror deletes: what was in the folder when the run began and is not part of the run. Works on a
 * listing, without requests.
 */
import { normalizedPathKey, parentPathOf } from '../graph/paths.ts';
import type { UploadOutcome } from '../upload/context.ts';
import { actualRemotePath } from '../upload/verify.ts';
import { type DeletionPlan, incompleteListing } from './delete.ts';
import type { ListedItem } from './listing.ts';

/** What belongs to a run: its files and the folders they are in. */
export interface OwnItems {
  readonly paths: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

/**
 * Includes planned and actual paths, because the service may change a name. `extraPaths` belong to the run but are
 * none of its uploaded files.
 */
export function ownItemsOf(
  outcomes: readonly Pick<UploadOutcome, 'file' | 'item'>[],
  extraPaths: readonly string[] = [],
): OwnItems {
  const paths = new Set(extraPaths.map(normalizedPathKey));
  const folders = new Set<string>();
  const ids = new Set<string>();
  for (const { file, item } of outcomes) {
    paths.add(normalizedPathKey(file.remotePath));
    if (item === undefined) continue;
    ids.add(item.id);
    paths.add(normalizedPathKey(actualRemotePath(file, item)));
  }
  for (const path of paths) {
    for (
      let ancestor = parentPathOf(path);
      ancestor !== '' && !folders.has(ancestor);
      ancestor = parentPathOf(ancestor)
    )
      folders.add(ancestor);
  }
  return { paths, folders, ids };
}

/**
 * Decides what to delete in a folder, but never the folder itself. A subfolder with nothing to keep is deleted as one
 * item. Nothing in an incompletely listed folder is deleted.
 */
export function planMirror(folder: ListedItem, ownItems: OwnItems): DeletionPlan {
  const incomplete = incompleteListing(folder);
  if (incomplete !== undefined) return { items: [], kept: [incomplete] };
  const plans = folder.children.map((child) => planItem(child, ownItems));
  return { items: plans.flatMap(({ items: going }) => going), kept: plans.flatMap(({ kept: left }) => left) };
}

interface ItemPlan extends DeletionPlan {
  /** True when nothing in it stays. */
  readonly deletesAll: boolean;
}

function planItem(item: ListedItem, ownItems: OwnItems): ItemPlan {
  const nothing = { items: [], kept: [], deletesAll: false };
  if (ownItems.ids.has(item.id) || ownItems.paths.has(normalizedPathKey(item.path))) return nothing;
  if (item.kind !== 'plain') {
    const reason = `it is a ${item.kind}, which uploads never create`;
    return { ...nothing, kept: [{ path: item.path, reason }] };
  }
  const incomplete = incompleteListing(item);
  if (incomplete !== undefined) return { ...nothing, kept: [incomplete] };
  const children = item.children.map((child) => planItem(child, ownItems));
  const isOwnFolder = ownItems.folders.has(normalizedPathKey(item.path));
  if (!isOwnFolder && children.every(({ deletesAll: goesWhole }) => goesWhole))
    return { items: [{ item, reason: 'mirror' }], kept: [], deletesAll: true };
  return {
    items: children.flatMap((child) => child.items),
    kept: children.flatMap((child) => child.kept),
    deletesAll: false,
  };
}
