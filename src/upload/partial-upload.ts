/**
 * Finds what a single PUT leaves behind when its connection breaks. Work drives store the first bytes as a file under
 * the same name (docs/facts.md, "Simple upload").
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import { formatBytes } from '../core/format.ts';
import type { LocalFile } from '../files/local-file.ts';
import type { GraphConflictBehavior } from '../graph/content.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { SendOptions, UploadContext } from './context.ts';
import { arrivalCandidates, isCreatedInRun, isModifiedInRun } from './lost-reply.ts';
import { actualRemotePath, hashRetryLimit, hashRetryMs } from './verify.ts';

/** What was found: the beginning of the file, or an item that may be it but cannot be compared. */
export interface PartialUpload {
  readonly confirmed?: DriveItem;
  readonly unconfirmed?: DriveItem;
}

/**
 * Looks for the beginning of the file after a PUT whose reply was lost. Only items created since the run began count.
 * `confirmed` has the hash of the file's beginning; `unconfirmed` is another such item. Under `replace` this returns
 * {}, because the next attempt replaces the item anyway.
 */
export async function findPartialUpload(
  context: UploadContext,
  file: PlannedFile,
  { source, conflict }: SendOptions,
): Promise<PartialUpload> {
  if (conflict === 'replace') return {};
  // Under `rename` an item of full size may be a complete upload of ours.
  const maxBytes = file.sizeBytes - (conflict === 'rename' ? 1 : 0);
  const isCandidate = (item: DriveItem) =>
    isFileItem(item) &&
    isCreatedInRun(context, item) &&
    item.sizeBytes <= maxBytes &&
    !context.claimedItems.has(item.id);
  let unconfirmed: DriveItem | undefined;
  for (const found of (await arrivalCandidates(context, file, conflict)).filter(isCandidate)) {
    const item = await waitForHash(context, file, found);
    const { signal } = context.host;
    // Without an eTag it cannot be replaced safely.
    const isShort = item.sizeBytes < file.sizeBytes && item.eTag !== '';
    if (isShort && (await isPrefixOfFile(source, item, signal))) return { confirmed: item };
    unconfirmed ??= item;
  }
  return unconfirmed === undefined ? {} : { unconfirmed };
}

/** An empty item is the beginning of every file. Otherwise the hash decides. */
async function isPrefixOfFile(
  source: LocalFile,
  { sizeBytes, quickXorHash }: DriveItem,
  signal: AbortSignal,
): Promise<boolean> {
  if (sizeBytes === 0) return true;
  return quickXorHash !== undefined && quickXorHash === (await source.prefixQuickXorHash(sizeBytes, signal));
}

/** A missing hash appears within seconds, if at all. */
async function waitForHash(context: UploadContext, file: PlannedFile, item: DriveItem): Promise<DriveItem> {
  const { clock, signal } = context.host;
  let current = item;
  for (let tries = 1; tries <= hashRetryLimit && lacksHash(current); tries += 1) {
    await clock.sleep(hashRetryMs, signal);
    const again = await context.drive.findItem(actualRemotePath(file, item));
    if (again?.id === item.id) current = again;
  }
  return current;
}

function lacksHash({ sizeBytes, quickXorHash }: DriveItem): boolean {
  return sizeBytes > 0 && quickXorHash === undefined;
}

/** Adds a hint to the last failure of a file when an attempt may have left a part of it. Looks once what is there. */
export async function withPartialUploadHint(
  context: UploadContext,
  file: PlannedFile,
  options: {
    readonly source: LocalFile;
    readonly conflict: GraphConflictBehavior;
    readonly cause: ServiceFailure;
  },
): Promise<ServiceFailure> {
  const { cause } = options;
  if (options.source.furthestByte === 0) return cause;
  const existing = await arrivalCandidates(context, file, options.conflict).catch(() => undefined);
  const left = existing?.find(
    (item) =>
      isFileItem(item) &&
      isModifiedInRun(context, item) &&
      item.sizeBytes < file.sizeBytes &&
      !context.claimedItems.has(item.id),
  );
  const isKnown = existing !== undefined || context.drive.kind === 'personal';
  if (isKnown && left === undefined) return cause;
  const what =
    left === undefined
      ? 'an incomplete file may be there now'
      : `${actualRemotePath(file, left)}, ${formatBytes(left.sizeBytes)} (${left.sizeBytes}) of ${file.sizeBytes} bytes, may be an incomplete copy of it`;
  const advice = 'do not use that file: delete it, or run again with conflict-behavior: replace';
  return new ServiceFailure(`${cause.message}; the connection broke during the upload, and ${what}`, {
    code: 'partial-possible',
    service: cause.service,
    hint: cause.hint === '' ? advice : `${cause.hint}; ${advice}`,
  });
}

/** The failure for a file whose beginning is on the drive and cannot be replaced. */
export function irreplaceablePartialFailure(file: PlannedFile, item: DriveItem, cause: Failure): Failure {
  return new Failure(
    `${actualRemotePath(file, item)} has only the first ${formatBytes(item.sizeBytes)} (${item.sizeBytes}) of ${file.sizeBytes} bytes, because the connection broke, and cannot be replaced: ${cause.message}`,
    { code: 'partial-not-replaced', kind: 'service', hint: 'delete it, and run again', cause },
  );
}

/** The failure for a file whose place has an item that may be a part of it or belong to somebody else. */
export function unconfirmedPartialFailure(file: PlannedFile, item: DriveItem): Failure {
  const size = `${formatBytes(item.sizeBytes)} (${item.sizeBytes})`;
  const why = lacksHash(item)
    ? 'the drive gives no hash for it'
    : item.eTag === ''
      ? 'it has no eTag, which is needed to replace it'
      : 'they differ from the start of this file';
  return new Failure(
    `${file.remotePath}: the connection broke during the upload, and the drive now has ${size} of ${file.sizeBytes} bytes, written since this run began: ${why}`,
    {
      code: 'partial-unconfirmed',
      kind: 'service',
      hint: 'check that file, delete it if nobody needs it, and run again',
    },
  );
}
