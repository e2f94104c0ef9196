/**
 * `shard`: selects this job's files from a plan.
 */
import { createHash } from 'node:crypto';
import { pathKey } from '../graph/paths.ts';
import type { Shard } from '../inputs/files.ts';
import type { UploadPlan } from './plan.ts';

/**
 * Returns the files of one of several jobs. Only the hash of a file's path below the destination decides. Sharing by
 * size would be more even, but jobs that see different files (each builds its own) would skip some and upload others
 * twice, unnoticed.
 */
export function selectShard(plan: UploadPlan, { index, total }: Shard): UploadPlan {
  const prefixLength = plan.destination === '' ? 0 : plan.destination.length + 1;
  const files = plan.files.filter(
    ({ remotePath }) => shardIndex(remotePath.slice(prefixLength), total) === index,
  );
  return { ...plan, files, totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}

/** 1 to `total`; equal for all spellings that are the same name on the drive. */
function shardIndex(path: string, total: number): number {
  return (createHash('sha256').update(pathKey(path)).digest().readUIntBE(0, 6) % total) + 1;
}
