/**
 * `shard`: which files of a plan are this job's. Pure.
 */
import { createHash } from 'node:crypto';
import { pathKey } from '../graph/paths.ts';
import type { Shard } from '../inputs/files.ts';
import type { UploadPlan } from './plan.ts';

/**
 * The files of the plan that fall to one of several jobs. A file's path below the destination decides, by
 * its hash, and nothing else does: sharing out by size would be more even, but jobs that do not all see the
 * same files (each builds its own) would then leave some out and send others twice, and nobody would notice.
 */
export function selectShard(plan: UploadPlan, { index, total }: Shard): UploadPlan {
  const prefixLength = plan.destination === '' ? 0 : plan.destination.length + 1;
  const files = plan.files.filter(
    ({ remotePath }) => shardIndex(remotePath.slice(prefixLength), total) === index,
  );
  return { ...plan, files, totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}

/** 1 to `total`; the same for all spellings that are one name on the drive. */
function shardIndex(path: string, total: number): number {
  return (createHash('sha256').update(pathKey(path)).digest().readUIntBE(0, 6) % total) + 1;
}
