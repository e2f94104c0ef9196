/**
 * Downloads one file: checks for an existing file, fetches into a partial file, verifies it, and only then renames it.
 */
import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { FileDigest } from '../files/hash.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import { isRewrittenType } from '../upload/office-files.ts';
import { matchingDigest } from '../upload/unchanged.ts';
import { compareItem } from '../upload/verify.ts';
import type { DownloadContext, DownloadOutcome } from './context.ts';
import { ContentMismatch, contentMismatch, fetchRanges } from './fetch-ranges.ts';
import { contentVersion, PartialFile, partialFileName } from './partial-file.ts';
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
    if (digest !== undefined) return { file, action: 'skipped', ...digest };
    if (!existing.isFile || !context.overwrite) throw existingFileFailure(localPath, existing.isFile);
  }
  const partialPath = join(dirname(localPath), partialFileName(context.drive.id, file.item));
  const partial = await PartialFile.open(partialPath, file.sizeBytes, context.host.signal);
  try {
    const { item, digest } = await fetchVerified(context, file, partial);
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
): Promise<FileDigest | Record<string, never> | undefined> {
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

/** Fetches the file; on a mismatch, fetches it again from zero. The item is read again: it may have changed. */
async function fetchVerified(
  context: DownloadContext,
  file: RemoteFile,
  partial: PartialFile,
): Promise<{ readonly item: DriveItem; readonly digest: FileDigest }> {
  let { item } = file;
  let isSecondTry = false;
  for (;;) {
    const mismatch = await fetchOnce(context, { file, item, partial, isSecondTry });
    if (mismatch === undefined) return { item, digest: partial.digest() };
    const current = await context.drive.findItem(file.remotePath);
    if (current === undefined || !isFileItem(current))
      throw new Failure(`${file.remotePath} was deleted during the download`, {
        code: 'item-not-found',
        kind: 'service',
        hint: 'run again',
      });
    if (isSecondTry) throw mismatch;
    context.host.log.debug(`${file.remotePath}: ${mismatch.message}; starting again from the beginning`);
    item = current;
    isSecondTry = true;
    await partial.restart();
    context.events.reached(file, 0);
  }
}

interface FetchAttempt {
  readonly file: RemoteFile;
  readonly item: DriveItem;
  readonly partial: PartialFile;
  /** On the second try, a file of a type that SharePoint rewrites may differ from its metadata. */
  readonly isSecondTry: boolean;
}

/** Fills the partial file. Returns the mismatch if the content is wrong. */
async function fetchOnce(
  context: DownloadContext,
  attempt: FetchAttempt,
): Promise<ContentMismatch | undefined> {
  const { file, item, partial, isSecondTry } = attempt;
  const acceptsRewrite = isSecondTry && isRewrittenType(context, file);
  let responseCount = partial.position > 0 ? 1 : 0;
  try {
    await fetchRanges(context, {
      ...attempt,
      acceptAnySize: acceptsRewrite,
      onResponse: () => (responseCount += 1),
    });
  } catch (error) {
    if (error instanceof ContentMismatch) return error;
    throw error;
  }
  const { log } = context.host;
  const verdict = compareItem(item, partial.digest(), { sizeBytes: partial.position, verify: 'hash' });
  if (verdict === 'same') return undefined;
  if (verdict === 'different' && acceptsRewrite) {
    log.warning(`${file.remotePath}: SharePoint rewrites files of this type, so size or hash differ.`);
    return undefined;
  }
  if (verdict === 'different') return contentMismatch(file, 'its QuickXorHash is different');
  // Without a hash, several responses may have mixed two versions of the file.
  const current = responseCount > 1 ? await context.drive.findItem(file.remotePath) : item;
  if (current === undefined || contentVersion(current) !== contentVersion(item))
    return contentMismatch(file, 'it changed during the download');
  log.notice(`${file.remotePath}: the drive gave no hash, so only its size was compared.`);
  return undefined;
}
