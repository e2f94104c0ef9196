/** The outcome of a file that was not sent: an error, or the item that took its name in the meantime. */
import { ServiceFailure } from '../core/errors.ts';
import { isFileItem } from '../graph/parse.ts';
import { retryVerdict } from '../http/retry-table.ts';
import type { PlannedFile } from '../plan/plan.ts';
import { isDifferentName } from '../plan/similar-names.ts';
import type { UploadContext, UploadOutcome } from './context.ts';
import { findFileInPlace } from './destination-folder.ts';
import { conflictFailure, withFileHint } from './errors.ts';
import { isCreatedInRun } from './lost-reply.ts';
import { equivalentNameFailure } from './name-collisions.ts';
import { matchingDigest } from './unchanged.ts';

function isNotFound(error: unknown): boolean {
  return error instanceof ServiceFailure && error.service.status === 404;
}

/**
 * Handles a name that was taken after the run began. `skip` skips the file, and the same content on the drive always
 * counts as skipped. A new item of the same size with other content may be our own upload, damaged, with its reply
 * lost: it fails even under `skip`.
 */
export async function failureOutcome(
  context: UploadContext,
  file: PlannedFile,
  error: unknown,
): Promise<UploadOutcome> {
  if (!(error instanceof ServiceFailure) || retryVerdict('put', error.service) !== 'conflict') {
    const inPlace = isNotFound(error) ? await findFileInPlace(context.drive, file.remotePath) : undefined;
    return { file, action: 'failed', error: inPlace ?? withFileHint(file, error) };
  }
  const { signal } = context.host;
  const item = await context.drive.findItem(file.remotePath).catch(() => undefined);
  if (item !== undefined && isDifferentName(file.name, item.name))
    return { file, action: 'failed', error: equivalentNameFailure(file, item) };
  if (item !== undefined && isFileItem(item)) {
    const digest = await matchingDigest(file, { item, signal }).catch(() => undefined);
    if (digest !== undefined) return { file, action: 'skipped', item, ...digest };
    const mayBeOurs = isCreatedInRun(context, item) && item.sizeBytes === file.sizeBytes;
    if (context.settings.conflictBehavior === 'skip' && !mayBeOurs) return { file, action: 'skipped', item };
  }
  return { file, action: 'failed', error: conflictFailure(file, item) };
}
