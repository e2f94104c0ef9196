/**
 * Downloads one file of age and decrypts it: the encrypted bytes are fetched and compared as for any file, and the plain
 * file gets its name last.
 */
import { rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Decryption } from '../encrypt/age.ts';
import { LocalFile } from '../files/local-file.ts';
import { ContentMismatch } from './content-mismatch.ts';
import type { DownloadContext, DownloadOutcome } from './context.ts';
import { decryptFile } from './decrypt-file.ts';
import { localPathOf } from './decrypted-names.ts';
import { existingFileFailure, type LocalPathStats, statLocalPath } from './existing-file.ts';
import { fetchVerified } from './fetch-verified.ts';
import { PartialFile, partialFileName, partialSuffix, withFileErrors } from './partial-file.ts';
import type { RemoteFile } from './tree.ts';

/**
 * Downloads the file. Its folder must exist. The hashes of the outcome are those of the encrypted file. Throws the reason
 * when the file cannot be completed. An encrypted file that was fetched whole is kept for the next run, unless it is wrong.
 */
export async function downloadEncryptedFile(
  context: DownloadContext,
  file: RemoteFile,
  decryption: Decryption,
): Promise<DownloadOutcome> {
  const localPath = join(context.into, ...localPathOf(file).split('/'));
  const existing = await statLocalPath(localPath);
  if (existing?.isFile === false) throw existingFileFailure(localPath, false);
  if (existing !== undefined) await context.localPaths.claim(localPath);
  const encryptedPath = join(dirname(localPath), partialFileName(context.drive.id, file.item));
  const plainPath = encryptedPath.replace(partialSuffix, plainSuffix);
  const fetched = await fetchEncrypted(context, file, encryptedPath);
  if (file.sizeBytes >= toldBytes) context.host.log.info(`Decrypting ${file.remotePath}`);
  const plainSha256 = await decryptFile({
    ...{ decryption, encryptedPath, plainPath, remotePath: file.remotePath },
    signal: context.host.signal,
  });
  try {
    const isSame = existing !== undefined && (await sha256Of(localPath, existing)) === plainSha256;
    if (existing !== undefined && !isSame && !context.overwrite) throw existingFileFailure(localPath, true);
    if (!isSame) await moveTo(context, { plainPath, localPath, existing, modifiedMs: fetched.modifiedMs });
    const action = existing === undefined ? 'downloaded' : isSame ? 'skipped' : 'replaced';
    return { file, action, ...fetched.digest };
  } finally {
    await rm(plainPath, { force: true }).catch(() => {});
    await rm(encryptedPath, { force: true }).catch(() => {});
  }
}

/** A larger file takes some seconds, in which nothing is fetched. */
const toldBytes = 256 * 1024 * 1024;

/** Hidden, like a partial file. */
const plainSuffix = '.onedrive-decrypted';

async function fetchEncrypted(context: DownloadContext, file: RemoteFile, path: string) {
  const partial = await PartialFile.open(path, file.sizeBytes, context.host.signal);
  try {
    const { item, digest } = await fetchVerified(context, file, partial);
    context.checksums.check(file, digest);
    await partial.close();
    return { digest, modifiedMs: item.fileModifiedMs };
  } catch (error) {
    await (error instanceof ContentMismatch ? partial.discard() : partial.close());
    throw error;
  }
}

async function sha256Of(localPath: string, { sizeBytes }: LocalPathStats): Promise<string> {
  const local = await LocalFile.open(localPath, sizeBytes);
  try {
    return (await local.digest()).sha256;
  } finally {
    await local.close();
  }
}

interface Move {
  readonly plainPath: string;
  readonly localPath: string;
  readonly existing: LocalPathStats | undefined;
  readonly modifiedMs: number;
}

async function moveTo(
  { localPaths }: DownloadContext,
  { plainPath, localPath, existing, modifiedMs }: Move,
): Promise<void> {
  await localPaths.claim(localPath, async () => {
    if (existing === undefined && (await statLocalPath(localPath)) !== undefined)
      throw existingFileFailure(localPath, true);
    await withFileErrors(localPath, async () => {
      if (!Number.isNaN(modifiedMs)) await utimes(plainPath, new Date(), new Date(modifiedMs));
      await rename(plainPath, localPath);
    });
  });
}
