/** Finds files that are on the drive with the same content. Reads a file only if the drive has its size and a hash. */
import { stat } from 'node:fs/promises';
import type { FileDigest } from '../files/hash.ts';
import { LocalFile } from '../files/local-file.ts';
import { hasUncertainSize, virtualFileLimitBytes } from '../files/virtual-files.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import { type PlannedFile, withSize } from '../plan/plan.ts';
import type { UploadOutcome } from './context.ts';

const filesAtOnce = 4;

/** Returns outcomes `skipped`, with hashes, for the files that need no upload. */
export async function findUnchangedFiles(
  existing: ReadonlyMap<PlannedFile, DriveItem>,
  signal: AbortSignal,
): Promise<UploadOutcome[]> {
  const outcomes: UploadOutcome[] = [];
  const queue = existing.entries();
  const worker = async () => {
    for (const [file, item] of queue) {
      signal.throwIfAborted();
      // A file that cannot be read is left to the upload, which reports the failure with its name.
      const digest = await matchingDigest(file, { item, signal }).catch(() => undefined);
      if (digest !== undefined)
        outcomes.push({ file: withSize(file, item.sizeBytes), action: 'skipped', item, ...digest });
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, worker));
  return outcomes;
}

/**
 * Returns the local file's hashes when the drive has the same size and hash, else undefined. Empty files need no hash.
 * Under `fail` such a file is a repeated job and not a conflict.
 */
export async function matchingDigest(
  file: PlannedFile,
  { item, signal }: { readonly item: DriveItem; readonly signal: AbortSignal },
): Promise<FileDigest | undefined> {
  // Each encryption of a file differs.
  if (file.plainBytes !== undefined) return undefined;
  if (!isFileItem(item) || (item.sizeBytes !== file.sizeBytes && !(await mayHaveSize(file, item))))
    return undefined;
  if (item.sizeBytes > 0 && item.quickXorHash === undefined) return undefined;
  const source = await LocalFile.open(file.localPath, file.sizeBytes);
  try {
    if (source.sizeBytes !== item.sizeBytes) return undefined;
    const digest = await source.digest(signal);
    await source.checkUnchanged();
    return source.sizeBytes === 0 || digest.quickXorHash === item.quickXorHash ? digest : undefined;
  } finally {
    await source.close();
  }
}

/** True when the file may have the item's size after all, because its reported size is uncertain. */
async function mayHaveSize(file: PlannedFile, { sizeBytes }: DriveItem): Promise<boolean> {
  if (sizeBytes > virtualFileLimitBytes) return false;
  const stats = await stat(file.localPath).catch(() => undefined);
  return stats !== undefined && hasUncertainSize(stats);
}
