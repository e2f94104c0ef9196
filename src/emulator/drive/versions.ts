/** Older versions of a file: their sizes and dates, and the contents of the last few. */
import { rm } from 'node:fs/promises';
import type { DriveItem, OlderVersion } from './tree.ts';

/** How many older versions of a file keep their content. The service keeps up to 500. */
const maxKeptContents = 3;

/**
 * Makes an older version of the current state of a file. The caller then changes the file, whose content is at
 * `nextContentPath` from now on: it may be that of a version which is now one too many.
 */
export function keepVersion(item: DriveItem, nextContentPath = item.contentPath): void {
  if (item.versions === 0) return;
  const { versions: number, sizeBytes, modifiedMs, quickXorHash, shaHashes, contentPath } = item;
  item.olderVersions.push({ number, sizeBytes, modifiedMs, quickXorHash, shaHashes, contentPath });
  for (const version of item.olderVersions.slice(0, -maxKeptContents))
    forgetContent(item, version, nextContentPath);
}

/** Deletes an older version. Does nothing if it is not one of the item's. */
export function deleteVersion(item: DriveItem, version: OlderVersion): void {
  const index = item.olderVersions.indexOf(version);
  if (index < 0) return;
  item.olderVersions.splice(index, 1);
  forgetContent(item, version, item.contentPath);
}

/** Deletes the content, unless the current or another version has the same. */
function forgetContent(item: DriveItem, version: OlderVersion, current: string | undefined): void {
  const { contentPath } = version;
  version.contentPath = undefined;
  const isUsed = [current, ...item.olderVersions.map((one) => one.contentPath)].includes(contentPath);
  if (contentPath !== undefined && !isUsed) rm(contentPath, { force: true }).catch(() => {});
}
