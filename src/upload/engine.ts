/**
 * Uploads all planned files, several at once, and returns one `UploadOutcome` for each. A failed file does not stop the
 * others; a full drive, a refused sign-in or a cancelled run does.
 */
import { CancelledFailure, Failure, ServiceFailure } from '../core/errors.ts';
import { untilFilesCanBeOpened } from '../core/open-files.ts';
import type { FileDigest } from '../files/hash.ts';
import type { LocalFile } from '../files/local-file.ts';
import type { UploadedItem } from '../graph/content.ts';
import { retryVerdict } from '../http/retry-table.ts';
import { type PlannedFile, type UploadPlan, withSize } from '../plan/plan.ts';
import { isDifferentName } from '../plan/similar-names.ts';
import { type SendOptions, toGraphConflict, type UploadContext, type UploadOutcome } from './context.ts';
import { type OpenedSource, openSource } from './encrypted-source.ts';
import { notTriedOutcome, unavailableFailure } from './errors.ts';
import { failureOutcome } from './failure-outcome.ts';
import { changedNameFailure, claimItem, releaseItem } from './name-collisions.ts';
import { isRewrittenType } from './office-files.ts';
import { uploadWithSession } from './session-upload.ts';
import { uploadWithPut } from './simple-upload.ts';
import { actualRemotePath, type VerifyResult, verifyFailure, verifyItem } from './verify.ts';

/** The error that stops the run. Files that were not sent yet fail with it. */
interface RunAbort {
  reason?: unknown;
}

/** Sends every file and returns the outcomes in the plan's order. Never throws: errors are in the outcomes. */
export async function uploadFiles(plan: UploadPlan, context: UploadContext): Promise<UploadOutcome[]> {
  const outcomes: UploadOutcome[] = [];
  const queue = plan.files.entries();
  const abort: RunAbort = {};
  const { concurrency } = context;
  const worker = async () => {
    for (const [index, file] of queue) {
      const outcome = await untilFilesCanBeOpened(() => uploadNext(context, file, abort), {
        host: context.host,
        onTooMany: () => concurrency.tooManyOpenFiles(),
      });
      outcomes[index] = outcome;
      context.events.finished(outcome);
    }
  };
  const workers = Math.min(concurrency.openFiles, plan.files.length);
  await Promise.all(Array.from({ length: workers }, worker));
  return outcomes;
}

async function uploadNext(
  context: UploadContext,
  file: PlannedFile,
  abort: RunAbort,
): Promise<UploadOutcome> {
  await context.concurrency.acquireOpen();
  try {
    if (abort.reason !== undefined) return notTriedOutcome(file, abort.reason);
    return await uploadFile(context, file, abort);
  } finally {
    context.concurrency.releaseOpen();
  }
}

/** Returns the error if it stops the whole run: a full drive, a refused sign-in or a cancelled run. */
function fatalError(error: unknown): unknown {
  if (!(error instanceof Failure)) return undefined;
  if (error.kind === 'cancelled' || error.kind === 'sign-in') return error;
  const full = error instanceof ServiceFailure && retryVerdict('graph', error.service) === 'full';
  return full ? error : undefined;
}

/** Sends the file when a slot is free, then checks that it did not change while it was read. */
async function uploadFile(
  context: UploadContext,
  planned: PlannedFile,
  abort: RunAbort,
): Promise<UploadOutcome> {
  let file = planned;
  let opened: OpenedSource | undefined;
  try {
    const outcome = await withSlot(context, abort, async (slot) => {
      opened = await openSource(context, file, needsHashes(context));
      const { source } = opened;
      file = withSize(file, source.sizeBytes);
      await slot;
      if (abort.reason !== undefined) return notTriedOutcome(file, abort.reason);
      if (context.host.signal.aborted) throw new CancelledFailure();
      context.events.started(file);
      return sendAndVerify(context, file, source);
    });
    await opened?.source.checkUnchanged();
    return outcome;
  } catch (error) {
    return failureOutcome(context, file, error);
  } finally {
    await opened?.close();
  }
}

/** Requests the slot at once, so that files get slots in the plan's order. Releases it when `run` ends. */
async function withSlot<T>(
  context: UploadContext,
  abort: RunAbort,
  run: (free: Promise<void>) => Promise<T>,
): Promise<T> {
  const free = context.concurrency.acquire();
  try {
    return await run(free);
  } catch (error) {
    // Set this before the slot is released, so that the next file does not start.
    abort.reason ??= fatalError(error);
    throw error;
  } finally {
    await free;
    context.concurrency.release();
  }
}

async function sendAndVerify(
  context: UploadContext,
  file: PlannedFile,
  source: LocalFile,
): Promise<UploadOutcome> {
  const conflict = toGraphConflict(context.settings.conflictBehavior);
  const arrival = await sendFile(context, file, { source, conflict });
  claimItem(context.claimedItems, arrival.item.id, file);
  const digest = needsHashes(context) ? await source.digest(context.host.signal) : undefined;
  if (isMisplaced(context, file, arrival.item))
    return { file, action: 'failed', error: changedNameFailure(file, arrival), ...digest };
  const first = await verifyItem(context, file, { item: arrival.item, digest });
  if (isAccepted(context, file, first.comparison))
    return sentOutcome(context, file, { arrival, ...first, digest, source });
  await source.checkUnchanged();
  context.events.reached(file, 0);
  const isMissing = first.comparison === 'missing';
  // Replace only an item of ours, which is damaged. If it is missing, use the original conflict behavior again.
  const own = {
    ...file,
    name: arrival.item.name || file.name,
    remotePath: actualRemotePath(file, arrival.item),
  };
  const retryFile = isMissing ? file : own;
  const second = await sendFile(context, retryFile, { source, conflict: isMissing ? conflict : 'replace' });
  if (isMissing) {
    releaseItem(context.claimedItems, arrival.item.id, file);
    claimItem(context.claimedItems, second.item.id, file);
  }
  const last = await verifyItem(context, retryFile, { item: second.item, digest });
  if (last.comparison === 'missing') releaseItem(context.claimedItems, second.item.id, file);
  if (!isAccepted(context, file, last.comparison)) throw verifyFailure(retryFile, last);
  return sentOutcome(context, file, { arrival: isMissing ? second : arrival, ...last, digest, source });
}

/** True when the result is good enough. Files of a type that SharePoint rewrites may differ. */
function isAccepted(context: UploadContext, file: PlannedFile, result: VerifyResult): boolean {
  if (result === 'same' || result === 'unknown') return true;
  if (result === 'missing' || !isRewrittenType(context, file)) return false;
  context.host.log.warning(
    `${file.remotePath}: SharePoint rewrites files of this type, so size or hash differ from what was sent.`,
  );
  return true;
}

/** True when the file got another name without `rename`. It may have replaced another file, even one of this run. */
function isMisplaced(
  { settings }: UploadContext,
  { name }: PlannedFile,
  item: UploadedItem['item'],
): boolean {
  return settings.conflictBehavior !== 'rename' && isDifferentName(name, item.name);
}

/** `verify: off` needs no hashes, but a journal and a list of checksums do. */
function needsHashes({ settings, journal, needsChecksums }: UploadContext): boolean {
  return settings.verify !== 'off' || journal !== undefined || needsChecksums;
}

async function sendFile(
  context: UploadContext,
  file: PlannedFile,
  options: SendOptions,
): Promise<UploadedItem> {
  // A single PUT cannot set the modification time, and setting it afterwards makes a second version (rclone#1716).
  const { preserveMtime, sessionThresholdBytes } = context.settings;
  const bySession = file.sizeBytes > 0 && (preserveMtime || file.sizeBytes >= sessionThresholdBytes);
  const arrival = bySession
    ? await uploadWithSession(context, file, options)
    : await uploadWithPut(context, file, options).catch((error: unknown) => {
        if (!isTooLargeForPut(file, error)) throw error;
        context.events.reached(file, 0);
        return uploadWithSession(context, file, options);
      });
  const { state } = arrival.item;
  if (state !== undefined) throw unavailableFailure(file, state);
  return arrival;
}

/** True for a refusal of a single PUT's size: a session takes the same file. */
function isTooLargeForPut(file: PlannedFile, error: unknown): boolean {
  if (!(error instanceof ServiceFailure) || file.sizeBytes === 0) return false;
  const { status, codes } = error.service;
  return status === 413 || codes.some((code) => code.toLowerCase() === 'maxfilesizeexceeded');
}

async function sentOutcome(
  context: UploadContext,
  file: PlannedFile,
  facts: {
    readonly arrival: UploadedItem;
    readonly item: UploadedItem['item'];
    readonly digest: FileDigest | undefined;
    readonly comparison: VerifyResult;
    readonly source: LocalFile;
  },
): Promise<UploadOutcome> {
  const { arrival, item, digest } = facts;
  if (context.settings.preserveMtime && file.sizeBytes === 0) {
    await context.drive.setModifiedTime(item.id, facts.source.modifiedMs);
  }
  if (facts.comparison === 'unknown') {
    context.host.log.notice(`${file.remotePath}: the drive gave no hash, so only the size was compared.`);
  }
  if (isMisplaced(context, file, item))
    return { file, action: 'failed', error: changedNameFailure(file, { ...arrival, item }), ...digest };
  if (isDifferentName(file.name, item.name)) return { file, action: 'renamed', item, ...digest };
  return { file, action: arrival.created ? 'uploaded' : 'replaced', item, ...digest };
}
