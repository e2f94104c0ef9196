/** Fetches one file of a drive, and compares it with its size and hash. */
import { Failure } from '../core/errors.ts';
import type { FileDigest } from '../files/hash.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import { isRewrittenType } from '../upload/office-files.ts';
import { compareItem } from '../upload/verify.ts';
import { ContentMismatch, contentMismatch } from './content-mismatch.ts';
import type { ContentSink } from './content-sink.ts';
import type { FetchContext } from './context.ts';
import { fetchRanges } from './fetch-ranges.ts';
import { contentVersion } from './partial-file.ts';
import type { RemoteFile } from './tree.ts';

/**
 * Fetches the file into the sink; on a mismatch, fetches it again from zero. The item is read again: it may have changed.
 * Throws a ContentMismatch when the second content is wrong too, else the reason why it could not be read.
 */
export async function fetchVerified(
  context: FetchContext,
  file: RemoteFile,
  sink: ContentSink,
): Promise<{ readonly item: DriveItem; readonly digest: FileDigest }> {
  let { item } = file;
  let isSecondTry = false;
  for (;;) {
    const mismatch = await fetchOnce(context, { file, item, sink, isSecondTry });
    if (mismatch === undefined) return { item, digest: sink.digest() };
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
    await sink.restart();
    context.events.reached(file, 0);
  }
}

interface FetchAttempt {
  readonly file: RemoteFile;
  readonly item: DriveItem;
  readonly sink: ContentSink;
  /** On the second try, a file of a type that SharePoint rewrites may differ from its metadata. */
  readonly isSecondTry: boolean;
}

/** Fills the sink. Returns the mismatch if the content is wrong. */
async function fetchOnce(context: FetchContext, attempt: FetchAttempt): Promise<ContentMismatch | undefined> {
  const { file, item, sink, isSecondTry } = attempt;
  const acceptsRewrite = isSecondTry && isRewrittenType(context, file);
  let responseCount = sink.position > 0 ? 1 : 0;
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
  const verdict = compareItem(item, sink.digest(), { sizeBytes: sink.position, verify: 'hash' });
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
