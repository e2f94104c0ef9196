/**
 * Which files are on the drive already, byte for byte. Knows sizes and hashes; reads local files only where
 * the size is the same and the drive has a hash to compare with.
 */
import { stat } from 'node:fs/promises';
import type { Digest } from '../files/hash.ts';
import { Source } from '../files/read.ts';
import { isDoubtful, virtualLimitBytes } from '../files/virtual-files.ts';
import { type DriveItem, isFile } from '../graph/parse.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { Outcome } from './context.ts';

const filesAtOnce = 4;

/** Of the files and what stands in their place, those that need no sending: `skipped`, with their hashes. */
export async function findUnchanged(
  there: ReadonlyMap<PlannedFile, DriveItem>,
  signal: AbortSignal,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const queue = there.entries();
  const work = async () => {
    for (const [file, item] of queue) {
      signal.throwIfAborted();
      // A file that cannot be read is no less to be sent; there its failure is told by name.
      const digest = await sameDigest(file, { item, signal }).catch(() => undefined);
      if (digest !== undefined)
        outcomes.push({ file: sizedAs(file, item.sizeBytes), action: 'skipped', item, ...digest });
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, work));
  return outcomes;
}

/**
 * The local file's hashes when the drive has the same size and hash: under `fail` that is a job run again, no
 * conflict. Empty files need no hash to be the same.
 */
export async function sameDigest(
  file: PlannedFile,
  { item, signal }: { readonly item: DriveItem; readonly signal: AbortSignal },
): Promise<Digest | undefined> {
  if (!isFile(item) || (item.sizeBytes !== file.sizeBytes && !(await mayHold(file, item)))) return undefined;
  if (item.sizeBytes > 0 && item.quickXorHash === undefined) return undefined;
  const source = await Source.open(file.sourcePath, file.sizeBytes);
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
async function mayHold(file: PlannedFile, { sizeBytes }: DriveItem): Promise<boolean> {
  if (sizeBytes > virtualLimitBytes) return false;
  const stats = await stat(file.sourcePath).catch(() => undefined);
  return stats !== undefined && isDoubtful(stats);
}

/** The file with the size that it turned out to have. */
export function sizedAs(file: PlannedFile, sizeBytes: number): PlannedFile {
  return sizeBytes === file.sizeBytes ? file : { ...file, sizeBytes };
}
