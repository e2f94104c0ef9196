/**
 * A file in one PUT: half the round trips of a session, and the only way for an empty one. Knows what a lost
 * reply means for it: the file may be there, so it is looked for before it is sent again.
 */
import { ServiceFailure } from '../core/errors.ts';
import { formatBytes } from '../core/format.ts';
import type { LocalFile } from '../files/read.ts';
import type { GraphConflictBehavior, UploadedItem } from '../graph/content.ts';
import type { DriveItem } from '../graph/parse.ts';
import { RetryState } from '../http/retry.ts';
import { retryVerdict } from '../http/retry-table.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { UploadContext } from './context.ts';
import { findArrivedItem, isCreatedInRun } from './lost-reply.ts';
import {
  findPartialUpload,
  irreplaceablePartialFailure,
  type PartialUpload,
  unconfirmedPartialFailure,
  withPartialUploadHint,
} from './partial-upload.ts';
import { actualRemotePath } from './verify.ts';

interface SendOptions {
  readonly source: LocalFile;
  readonly conflict: GraphConflictBehavior;
}

/** Sends the file; throws the ServiceFailure that the table calls final, a conflict among them. */
export async function uploadWithPut(
  context: UploadContext,
  file: PlannedFile,
  options: SendOptions,
): Promise<UploadedItem> {
  const { source, conflict } = options;
  const retryState = new RetryState(context.patience);
  let mayBeThere = false;
  let renewed = false;
  /** The beginning of this file, which a broken attempt left there. */
  let partial: DriveItem | undefined;
  for (;;) {
    await context.patience.gate.wait(context.patience.host);
    try {
      const arrival = await putContent(context, file, { ...options, torn: partial });
      context.concurrency.succeeded();
      if (mayBeThere && partial === undefined) await warnOfPartialUpload(context, file, options);
      // What it took the place of was its own beginning.
      return {
        ...arrival,
        created: arrival.created || (mayBeThere && isCreatedInRun(context, arrival.item)),
      };
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      const verdict = retryVerdict('put', error.service);
      mayBeThere ||= mayHaveSucceeded(error);
      const withHint = async (cause: unknown) =>
        mayBeThere && cause instanceof ServiceFailure
          ? withPartialUploadHint(context, file, { ...options, cause })
          : cause;
      if (verdict === 'again')
        await retryState.wait(error, file.remotePath).catch(async (cause: unknown) => {
          throw await withHint(cause);
        });
      else if (verdict === 'renew' && !renewed) renewed = true;
      else if (verdict === 'conflict' && partial !== undefined)
        throw irreplaceablePartialFailure(file, partial, error);
      else if (verdict !== 'conflict' || !mayBeThere) throw await withHint(error);
      partial = undefined;
      if (mayBeThere) {
        const arrived = await findArrivedItem(context, file, {
          conflict,
          digest: await source.digestIfRead(),
        });
        if (arrived !== undefined) return arrived;
        const partialUpload = await findPartialUpload(context, file, options).catch(
          (cause: unknown): PartialUpload => {
            // A look that fails for now is no reason to give up, unless all hangs on it.
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
  { source, conflict, torn: partial }: SendOptions & { readonly torn: DriveItem | undefined },
): Promise<UploadedItem> {
  const pieces = source.pieces(0, source.sizeBytes, (byte) => context.events.reached(file, byte));
  const content = context.bandwidth.limit(pieces);
  if (partial === undefined) return context.drive.putFile(file.remotePath, conflict, content);
  return context.drive.putFileIfUnchanged(
    { remotePath: actualRemotePath(file, partial), eTag: partial.eTag },
    content,
  );
}

/** Under `rename` a beginning that came to light late, or has no hash, lies beside the file: only people may delete it. */
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
  context.patience.host.log.warning(
    `${actualRemotePath(file, left)} (${formatBytes(left.sizeBytes)}) ${verb} what a broken connection left of ${file.remotePath}: look at it, and delete it`,
  );
}

/** A refusal by the service's front door means that nothing happened; anything vaguer may have been too late. */
function mayHaveSucceeded(error: ServiceFailure): boolean {
  return (
    error.service.status === 0 ||
    error.service.status === 408 ||
    [500, 502, 503, 504].includes(error.service.status)
  );
}
