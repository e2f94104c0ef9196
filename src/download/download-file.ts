/**
 * Downloads one file: checks for an existing file, fetches into a partial file, verifies it, and only then renames it.
 */
import { dirname, join } from 'node:path';
import type { FileDigest } from '../files/hash.ts';
import { matchingDigest } from '../upload/unchanged.ts';
import { ContentMismatch } from './content-mismatch.ts';
import type { DownloadContext, DownloadOutcome } from './context.ts';
import { existingFileFailure, type LocalPathStats, statLocalPath } from './existing-file.ts';
import { fetchVerified } from './fetch-verified.ts';
import { PartialFile, partialFileName } from './partial-file.ts';
import type { RemoteFile } from './tree.ts';

/** Downloads the file. Its folder must exist. Throws the reason when the file cannot be completed. */
export async function downloadFile(context: DownloadContext, file: RemoteFile): Promise<DownloadOutcome> {
  const localPath = join(context.into, ...file.relativePath.split('/'));
  const existing = await statLocalPath(localPath);
  if (existing !== undefined) {
    if (existing.isFile) await context.localPaths.claim(localPath);
    const digest = await findMatchingDigest(file, {
      target: localPath,
      ...existing,
      signal: context.host.signal,
    });
    if (digest !== undefined) {
      context.checksums.check(file, digest);
      return { file, action: 'skipped', ...digest };
    }
    if (!existing.isFile || !context.overwrite) throw existingFileFailure(localPath, existing.isFile);
  }
  const partialPath = join(dirname(localPath), partialFileName(context.drive.id, file.item));
  const partial = await PartialFile.open(partialPath, file.sizeBytes, context.host.signal);
  try {
    const { item, digest } = await fetchVerified(context, file, partial);
    context.checksums.check(file, digest);
    await context.localPaths.claim(localPath, async () => {
      if (existing === undefined && (await statLocalPath(localPath)) !== undefined)
        throw existingFileFailure(localPath, true);
      await partial.moveTo(localPath, item.fileModifiedMs);
    });
    return { file, action: existing === undefined ? 'downloaded' : 'replaced', ...digest };
  } catch (error) {
    await (error instanceof ContentMismatch ? partial.discard() : partial.close());
    throw error;
  }
}

/** Some file systems store times with a resolution of two seconds. */
const timeStepMs = 2000;

/** Returns the hashes of the local file if it is the same. If the drive gives no hash, size and time decide. */
async function findMatchingDigest(
  file: RemoteFile,
  existing: LocalPathStats & { readonly target: string; readonly signal: AbortSignal },
): Promise<Partial<FileDigest> | undefined> {
  const { target, sizeBytes, modifiedMs, signal } = existing;
  if (!existing.isFile || sizeBytes !== file.sizeBytes) return undefined;
  const { item } = file;
  if (sizeBytes > 0 && item.quickXorHash === undefined)
    return Math.abs(modifiedMs - item.fileModifiedMs) < timeStepMs ? {} : undefined;
  return matchingDigest({ ...file, localPath: target }, { item, signal });
}
