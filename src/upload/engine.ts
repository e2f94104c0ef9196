/**
 * The engine: all planned files, several at once, one `Outcome` each. Knows the order of things for one file
 * (send, compare, report) and when the whole run has to stop; one bad file never stops the others.
 */
import { CancelledFailure, Failure, ServiceFailure } from '../core/errors.ts';
import type { FileDigest } from '../files/hash.ts';
import { LocalFile } from '../files/local-file.ts';
import type { UploadedItem } from '../graph/content.ts';
import { isFileItem } from '../graph/parse.ts';
import { retryVerdict } from '../http/retry-table.ts';
import { type PlannedFile, type UploadPlan, withSize } from '../plan/plan.ts';
import { isDifferentName } from '../plan/similar-names.ts';
import { type SendOptions, toGraphConflict, type UploadContext, type UploadOutcome } from './context.ts';
import { conflictFailure, notTriedOutcome, unavailableFailure, withFileHint } from './errors.ts';
import { isCreatedInRun } from './lost-reply.ts';
import { changedNameFailure, claimItem, equivalentNameFailure, releaseItem } from './name-collisions.ts';
import { isRewrittenType } from './office-files.ts';
import { uploadWithSession } from './session-upload.ts';
import { uploadWithPut } from './simple-upload.ts';
import { matchingDigest } from './unchanged.ts';
import { actualRemotePath, type VerifyResult, verifyFailure, verifyItem } from './verify.ts';

/** While one file is on the wire, the next of its slot is opened and the last one closed. */
const workersPerSlot = 2;

/** What ended the run for every file that was not sent yet. */
interface RunAbort {
  reason?: unknown;
}

/** Sends every file of the plan; answers in the plan's order. Never throws: what went wrong is in the outcomes. */
export async function uploadFiles(plan: UploadPlan, context: UploadContext): Promise<UploadOutcome[]> {
  const outcomes: UploadOutcome[] = [];
  const queue = plan.files.entries();
  const abort: RunAbort = {};
  const worker = async () => {
    for (const [index, file] of queue) {
      const outcome =
        abort.reason === undefined
          ? await uploadFile(context, file, abort)
          : notTriedOutcome(file, abort.reason);
      outcomes[index] = outcome;
      context.events.finished(outcome);
    }
  };
  const workers = Math.min(context.concurrency.maximum * workersPerSlot, plan.files.length);
  await Promise.all(Array.from({ length: workers }, worker));
  return outcomes;
}

/** A full drive, a refused sign-in and a cancelled run are the same for every file. */
function fatalError(error: unknown): unknown {
  if (!(error instanceof Failure)) return undefined;
  if (error.kind === 'cancelled' || error.kind === 'sign-in') return error;
  const full = error instanceof ServiceFailure && retryVerdict('graph', error.service) === 'full';
  return full ? error : undefined;
}

/** Sends the file once a slot is free, and looks whether it stayed as it was. */
async function uploadFile(
  context: UploadContext,
  planned: PlannedFile,
  abort: RunAbort,
): Promise<UploadOutcome> {
  let file = planned;
  let source: LocalFile | undefined;
  try {
    const outcome = await withSlot(context, abort, async (slot) => {
      source = await LocalFile.open(file.localPath, file.sizeBytes, needsHashes(context));
      file = withSize(file, source.sizeBytes);
      await slot;
      if (abort.reason !== undefined) return notTriedOutcome(file, abort.reason);
      if (context.host.signal.aborted) throw new CancelledFailure();
      context.events.started(file);
      return sendAndVerify(context, file, source);
    });
    await source?.checkUnchanged();
    return outcome;
  } catch (error) {
    return failureOutcome(context, file, error);
  } finally {
    await source?.close();
  }
}

/** The slot is asked for at once, so that files get theirs in the plan's order, and left once the service has answered. */
async function withSlot<T>(
  context: UploadContext,
  abort: RunAbort,
  run: (free: Promise<void>) => Promise<T>,
): Promise<T> {
  const free = context.concurrency.acquire();
  try {
    return await run(free);
  } catch (error) {
    // Before the slot is free: whoever takes it next must know.
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
  // Once more from zero.
  context.events.reached(file, 0);
  const isMissing = first.comparison === 'missing';
  // Over our own item and no other: what is there is damaged. Where nothing of ours is, as the first time.
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

/** Whether what was found out is enough; a type that SharePoint rewrites may differ. */
function isAccepted(context: UploadContext, file: PlannedFile, result: VerifyResult): boolean {
  if (result === 'same' || result === 'unknown') return true;
  if (result === 'missing' || !isRewrittenType(context, file)) return false;
  context.host.log.warning(
    `${file.remotePath}: SharePoint rewrites files of this type, so size or hash differ from what was sent.`,
  );
  return true;
}

/** Under a name that nobody asked for it took the place of something else, perhaps of another file of this run. */
function isMisplaced(
  { settings }: UploadContext,
  { name }: PlannedFile,
  item: UploadedItem['item'],
): boolean {
  return settings.conflictBehavior !== 'rename' && isDifferentName(name, item.name);
}

/** Nobody compares anything under `verify: off`; a journal and a list of checksums need to know what was sent. */
function needsHashes({ settings, journal, needsChecksums }: UploadContext): boolean {
  return settings.verify !== 'off' || journal !== undefined || needsChecksums;
}

async function sendFile(
  context: UploadContext,
  file: PlannedFile,
  options: SendOptions,
): Promise<UploadedItem> {
  // One PUT carries no time, and setting it afterwards makes a second version (rclone#1716).
  const { preserveMtime, sessionThresholdBytes } = context.settings;
  const bySession = file.sizeBytes > 0 && (preserveMtime || file.sizeBytes >= sessionThresholdBytes);
  const arrival = await (bySession ? uploadWithSession : uploadWithPut)(context, file, options);
  const { state } = arrival.item;
  if (state !== undefined) throw unavailableFailure(file, state);
  return arrival;
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
    context.host.log.notice(`${file.remotePath}: the drive gave no hash, so only its size was compared.`);
  }
  if (isMisplaced(context, file, item))
    return { file, action: 'failed', error: changedNameFailure(file, { ...arrival, item }), ...digest };
  if (isDifferentName(file.name, item.name)) return { file, action: 'renamed', item, ...digest };
  return { file, action: arrival.created ? 'uploaded' : 'replaced', item, ...digest };
}

/**
 * A name that was taken after the run began: under `skip` no failure, nor under `fail` when it is our very
 * file. But one of our size and with other bytes may be what we sent ourselves, damaged, its reply lost.
 */
async function failureOutcome(
  context: UploadContext,
  file: PlannedFile,
  error: unknown,
): Promise<UploadOutcome> {
  if (!(error instanceof ServiceFailure) || retryVerdict('put', error.service) !== 'conflict') {
    return { file, action: 'failed', error: withFileHint(file, error) };
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
