/**
 * Sends a file in one PUT, which takes half the round trips of a session and is the only way for an empty file. After a
 * lost reply, looks for the file before sending it again.
 */
import { ServiceFailure } from '../core/errors.ts';
import { formatBytes } from '../core/format.ts';
import type { UploadedItem } from '../graph/content.ts';
import type { DriveItem } from '../graph/parse.ts';
import { RetryState } from '../http/retry.ts';
import type { RetryVerdict } from '../http/retry-table.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { SendOptions, UploadContext } from './context.ts';
import { findArrivedItem, isCreatedInRun } from './lost-reply.ts';
import {
  findPartialUpload,
  irreplaceablePartialFailure,
  type PartialUpload,
  unconfirmedPartialFailure,
  withPartialUploadHint,
} from './partial-upload.ts';
import { actualRemotePath } from './verify.ts';

/** Sends the file. Throws the ServiceFailure that the retry table calls final, including a conflict. */
export async function uploadWithPut(
  context: UploadContext,
  file: PlannedFile,
  options: SendOptions,
): Promise<UploadedItem> {
  const { source, conflict } = options;
  const retryState = new RetryState(context.retry, file.remotePath);
  let mayBeThere = false;
  /** The beginning of this file, left on the drive by a failed attempt. */
  let partial: DriveItem | undefined;
  for (;;) {
    await context.retry.gate.wait(context.host);
    try {
      const arrival = await putContent(context, file, { ...options, partial });
      context.concurrency.succeeded();
      if (mayBeThere && partial === undefined) await warnOfPartialUpload(context, file, options);
      // The item that it replaced may be its own beginning.
      return {
        ...arrival,
        created: arrival.created || (mayBeThere && isCreatedInRun(context, arrival.item)),
      };
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      mayBeThere ||= mayHaveSucceeded(error);
      // Once an attempt may have succeeded, the conflict may be with our own file.
      const ownVerdicts: readonly RetryVerdict[] = mayBeThere ? ['conflict'] : [];
      const verdict = await retryState.next('put', error, ownVerdicts).catch(async (cause: unknown) => {
        if (!mayBeThere || !(cause instanceof ServiceFailure)) throw cause;
        throw await withPartialUploadHint(context, file, { ...options, cause });
      });
      if (verdict === 'conflict' && partial !== undefined)
        throw irreplaceablePartialFailure(file, partial, error);
      partial = undefined;
      if (mayBeThere) {
        const digest = await source.digestIfRead();
        const arrived = await findArrivedItem(context, file, { conflict, digest });
        if (arrived !== undefined) return arrived;
        const partialUpload = await findPartialUpload(context, file, options).catch(
          (cause: unknown): PartialUpload => {
            // A failed lookup does not end the upload, unless the conflict depends on it.
            if (cause instanceof ServiceFailure && verdict !== 'conflict') return {};
            throw cause;
          },
        );
        partial = partialUpload.confirmed;
        if (verdict === 'conflict' && partialUpload.unconfirmed !== undefined)
          throw unconfirmedPartialFailure(file, partialUpload.unconfirmed);
      }
      if (verdict === 'conflict' && partial === undefined) throw error;
      context.events.reached(file, 0);
    }
  }
}

function putContent(
  context: UploadContext,
  file: PlannedFile,
  { source, conflict, partial }: SendOptions & { readonly partial: DriveItem | undefined },
): Promise<UploadedItem> {
  const pieces = source.pieces(0, source.sizeBytes, (byte) => context.events.reached(file, byte));
  const content = context.bandwidth.limit(pieces);
  if (partial === undefined) return context.drive.putFile(file.remotePath, conflict, content);
  return context.drive.putFileIfUnchanged(
    { remotePath: actualRemotePath(file, partial), eTag: partial.eTag },
    content,
  );
}

/** Warns under `rename` about a partial upload that was found late or has no hash. Only the user may delete it. */
async function warnOfPartialUpload(
  context: UploadContext,
  file: PlannedFile,
  options: SendOptions,
): Promise<void> {
  if (options.conflict !== 'rename') return;
  const partialUpload = await findPartialUpload(context, file, options).catch((): PartialUpload => ({}));
  const left = partialUpload.confirmed ?? partialUpload.unconfirmed;
  if (left === undefined || (left !== partialUpload.confirmed && left.quickXorHash !== undefined)) return;
  const verb = left === partialUpload.confirmed ? 'is' : 'may be';
  context.host.log.warning(
    `${actualRemotePath(file, left)} (${formatBytes(left.sizeBytes)}) ${verb} an incomplete copy of ${file.remotePath}, left by a broken connection: check it, and delete it`,
  );
}

/** True when the file may be on the drive. False when the service refused the request before it handled it. */
function mayHaveSucceeded(error: ServiceFailure): boolean {
  return (
    error.service.status === 0 ||
    error.service.status === 408 ||
    [500, 502, 503, 504].includes(error.service.status)
  );
}
