/**
 * Which files are on the drive already, byte for byte. Knows sizes and hashes; reads local files only where
 * the size is the same and the drive has a hash to compare with.
 */
import { stat } from 'node:fs/promises';
import type { FileDigest } from '../files/hash.ts';
import { LocalFile } from '../files/local-file.ts';
import { hasUncertainSize, virtualFileLimitBytes } from '../files/virtual-files.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import { type PlannedFile, withSize } from '../plan/plan.ts';
import type { UploadOutcome } from './context.ts';

const filesAtOnce = 4;

/** Of the files and what stands in their place, those that need no sending: `skipped`, with their hashes. */
export async function findUnchangedFiles(
  existing: ReadonlyMap<PlannedFile, DriveItem>,
  signal: AbortSignal,
): Promise<UploadOutcome[]> {
  const outcomes: UploadOutcome[] = [];
  const queue = existing.entries();
  const worker = async () => {
    for (const [file, item] of queue) {
      signal.throwIfAborted();
      // A file that cannot be read is no less to be sent; there its failure is told by name.
      const digest = await matchingDigest(file, { item, signal }).catch(() => undefined);
      if (digest !== undefined)
        outcomes.push({ file: withSize(file, item.sizeBytes), action: 'skipped', item, ...digest });
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, worker));
  return outcomes;
}

/**
 * The local file's hashes when the drive has the same size and hash: under `fail` that is a job run again, no
 * conflict. Empty files need no hash to be the same.
 */
export async function matchingDigest(
  file: PlannedFile,
  { item, signal }: { readonly item: DriveItem; readonly signal: AbortSignal },
): Promise<FileDigest | undefined> {
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

/** Whether a file of another size may hold as much as the item, because its size is not to be trusted. */
async function mayHaveSize(file: PlannedFile, { sizeBytes }: DriveItem): Promise<boolean> {
  if (sizeBytes > virtualFileLimitBytes) return false;
  const stats = await stat(file.localPath).catch(() => undefined);
  return stats !== undefined && hasUncertainSize(stats);
}
