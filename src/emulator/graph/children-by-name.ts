/** The children of a folder in the order in which the service lists them: by name, without case. */
import type { DriveStore } from '../drive/store.ts';
import type { DriveItem } from '../drive/tree.ts';

/** Sorted lists, each with the revision of the store that it was made at. A listing of many pages sorts once. */
const sorted = new WeakMap<DriveItem, { readonly revision: number; readonly items: readonly DriveItem[] }>();

/** The children of a folder by name. Empty for a file. */
export function childrenByName(store: DriveStore, folder: DriveItem): readonly DriveItem[] {
  const known = sorted.get(folder);
  if (known?.revision === store.revision) return known.items;
  const keyed = [...(folder.children?.values() ?? [])].map((item) => ({ key: sortKey(item), item }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : 1));
  const items = keyed.map(({ item }) => item);
  sorted.set(folder, { revision: store.revision, items });
  return items;
}

/** What items are sorted by. Unique in a folder, because the name follows its lower case. '' without an item. */
export function sortKey(item: DriveItem | undefined): string {
  return item === undefined ? '' : `${item.name.toLowerCase()}\0${item.name}`;
}
