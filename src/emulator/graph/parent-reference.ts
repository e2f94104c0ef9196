/** Finds the folder that the `parentReference` of a request names. */
import { invalidRequest, itemNotFound } from '../core/errors.ts';
import { type DriveItem, findDescendant } from '../drive/tree.ts';
import { decodeSegment } from './address.ts';
import { isJsonObject } from './json-values.ts';
import type { GraphService } from './service.ts';

/**
 * The folder of a reference, by id or by path, on the item's drive unless another is named. Undefined without a reference.
 * Fields that are '' count as missing: rclone sends all of them. Throws a 404 if there is no such folder.
 */
export function findReferencedFolder(
  service: GraphService,
  item: DriveItem,
  reference: unknown,
): DriveItem | undefined {
  if (reference === undefined) return undefined;
  if (!isJsonObject(reference)) throw invalidRequest("The value of 'parentReference' is invalid.");
  const driveId = textOf(reference.driveId);
  const id = textOf(reference.id);
  const path = textOf(reference.path);
  const drive = driveId === '' ? item.drive : service.store.drive(driveId);
  if (drive === undefined) throw itemNotFound();
  const found = id === 'root' ? drive.root : drive.items.get(id);
  if (found?.children !== undefined) return found;
  if (path === '' || id !== '') throw itemNotFound();
  // `/drive/root:/a/b`, the form of `parentReference` in replies.
  const names = path
    .replace(/^.*?\/root:?/, '')
    .split('/')
    .filter(Boolean);
  const at = findDescendant(drive.root, names.map(decodeSegment));
  if (at?.children === undefined) throw itemNotFound();
  return at;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
