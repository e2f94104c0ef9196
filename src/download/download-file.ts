/**
 * Downloads one file: checks for an existing file, fetches into a partial file, verifies it, and only then renames it.
 */
import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { FileDigest } from '../files/hash.ts';
import { matchingDigest } from '../upload/unchanged.ts';
import { ContentMismatch } from './content-mismatch.ts';
import type { DownloadContext, DownloadOutcome } from './context.ts';
import { fetchVerified } from './fetch-verified.ts';
import { PartialFile, partialFileName } from './partial-file.ts';
import type { RemoteFile } from './tree.ts';

/** Downloads the file. Its folder must exist. Throws the reason when the file cannot be completed. */
export async function downloadFile(context: DownloadContext, file: RemoteFile): Promise<DownloadOutcome> {
  const localPath = join(context.into, ...file.relativePath.split('/'));
  const existing = await statLocalFile(localPath);
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
      if (existing === undefined && (await statLocalFile(localPath)) !== undefined)
        throw existingFileFailure(localPath, true);
      await partial.moveTo(localPath, item.fileModifiedMs);
    });
    return { file, action: existing === undefined ? 'downloaded' : 'replaced', ...digest };
  } catch (error) {
    await (error instanceof ContentMismatch ? partial.discard() : partial.close());
    throw error;
  }
}

interface LocalFile {
  readonly isFile: boolean;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

async function statLocalFile(path: string): Promise<LocalFile | undefined> {
  const stat = await lstat(path).catch(() => undefined);
  return stat && { isFile: stat.isFile(), sizeBytes: stat.size, modifiedMs: stat.mtimeMs };
}

/** Some file systems store times with a resolution of two seconds. */
const timeStepMs = 2000;

/** Returns the hashes of the local file if it is the same. If the drive gives no hash, size and time decide. */
async function findMatchingDigest(
  file: RemoteFile,
  existing: LocalFile & { readonly target: string; readonly signal: AbortSignal },
): Promise<Partial<FileDigest> | undefined> {
  const { target, sizeBytes, modifiedMs, signal } = existing;
  if (!existing.isFile || sizeBytes !== file.sizeBytes) return undefined;
  const { item } = file;
  if (sizeBytes > 0 && item.quickXorHash === undefined)
    return Math.abs(modifiedMs - item.fileModifiedMs) < timeStepMs ? {} : undefined;
  return matchingDigest({ ...file, localPath: target }, { item, signal });
}

function existingFileFailure(localPath: string, isFile: boolean): Failure {
  return isFile
    ? new Failure(`${escapeControls(localPath)} already exists, with different content`, {
        code: 'local-file-exists',
        kind: 'file',
        hint: 'move it away, or replace it with --overwrite',
      })
    : new Failure(`${escapeControls(localPath)} already exists, and is not a file`, {
        code: 'local-file-exists',
        kind: 'file',
        hint: 'move it away',
      });
}
