/**
 * The engine: all planned files, several at once, one `Outcome` each. Knows the order of things for one file
 * (send, compare, report) and when the whole run has to stop; one bad file never stops the others.
 */
import { CancelledFailure, Failure, ServiceFailure } from '../core/errors.ts';
import type { Digest } from '../files/hash.ts';
import { Source } from '../files/read.ts';
import type { Arrival, Conflict } from '../graph/content.ts';
import { isFile } from '../graph/parse.ts';
import { verdictOn } from '../http/retry-table.ts';
import type { Plan, PlannedFile } from '../plan/plan.ts';
import { isOtherName } from '../plan/similar-names.ts';
import { graphConflict, type Outcome, type Work } from './context.ts';
import { notTried, taken, withdrawn, worded } from './errors.ts';
import { isNew } from './lost-reply.ts';
import { claim, disclaim, otherName, putElsewhere } from './name-collisions.ts';
import { isRewrittenType } from './office-files.ts';
import { sendBySession } from './session-upload.ts';
import { sendSmall } from './simple-upload.ts';
import { sameDigest, sizedAs } from './unchanged.ts';
import { type Comparison, examine, unequal, whereIs } from './verify.ts';

/** While one file is on the wire, the next of its slot is opened and the last one closed. */
const workersPerSlot = 2;

/** What ended the run for every file that was not sent yet. */
interface Brake {
  reason?: unknown;
}

/** Sends every file of the plan; answers in the plan's order. Never throws: what went wrong is in the outcomes. */
export async function upload(plan: Plan, work: Work): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const queue = plan.files.entries();
  const brake: Brake = {};
  const worker = async () => {
    for (const [index, file] of queue) {
      const outcome =
        brake.reason === undefined ? await uploadFile(work, file, brake) : notTried(file, brake.reason);
      outcomes[index] = outcome;
      work.watcher.finished(outcome);
    }
  };
  const workers = Math.min(work.pace.most * workersPerSlot, plan.files.length);
  await Promise.all(Array.from({ length: workers }, worker));
  return outcomes;
}

/** A full drive, a refused sign-in and a cancelled run are the same for every file. */
function endsTheRun(error: unknown): unknown {
  if (!(error instanceof Failure)) return undefined;
  if (error.kind === 'cancelled' || error.kind === 'sign-in') return error;
  const full = error instanceof ServiceFailure && verdictOn('graph', error.service) === 'full';
  return full ? error : undefined;
}

/** Sends the file once a slot is free, and looks whether it stayed as it was. */
async function uploadFile(work: Work, planned: PlannedFile, brake: Brake): Promise<Outcome> {
  let file = planned;
  let source: Source | undefined;
  try {
    const outcome = await inSlot(work, brake, async (free) => {
      source = await Source.open(file.sourcePath, file.sizeBytes, wantsHashes(work));
      file = sizedAs(file, source.sizeBytes);
      await free;
      if (brake.reason !== undefined) return notTried(file, brake.reason);
      if (work.patience.host.signal.aborted) throw new CancelledFailure();
      work.watcher.started(file);
      return send(work, file, source);
    });
    await source?.checkUnchanged();
    return outcome;
  } catch (error) {
    return afterFailure(work, file, error);
  } finally {
    await source?.close();
  }
}

/** The slot is asked for at once, so that files get theirs in the plan's order, and left once the service has answered. */
async function inSlot<T>(work: Work, brake: Brake, run: (free: Promise<void>) => Promise<T>): Promise<T> {
  const free = work.pace.enter();
  try {
    return await run(free);
  } catch (error) {
    // Before the slot is free: whoever takes it next must know.
    brake.reason ??= endsTheRun(error);
    throw error;
  } finally {
    await free;
    work.pace.leave();
  }
}

async function send(work: Work, file: PlannedFile, source: Source): Promise<Outcome> {
  const conflict = graphConflict(work.settings.conflictBehavior);
  const arrival = await transmit(work, file, { source, conflict });
  claim(work.claims, arrival.item.id, file);
  const digest = wantsHashes(work) ? await source.digest(work.patience.host.signal) : undefined;
  if (isMisplaced(work, file, arrival.item))
    return { file, action: 'failed', error: putElsewhere(file, arrival), ...digest };
  const first = await examine(work, file, { item: arrival.item, digest });
  if (isGood(work, file, first.comparison)) return arrived(work, file, { arrival, ...first, digest, source });
  await source.checkUnchanged();
  // Once more from zero.
  work.watcher.reached(file, 0);
  const isMissing = first.comparison === 'missing';
  // Over our own item and no other: what is there is damaged. Where nothing of ours is, as the first time.
  const own = { ...file, name: arrival.item.name || file.name, remotePath: whereIs(file, arrival.item) };
  const again = isMissing ? file : own;
  const second = await transmit(work, again, { source, conflict: isMissing ? conflict : 'replace' });
  if (isMissing) {
    disclaim(work.claims, arrival.item.id, file);
    claim(work.claims, second.item.id, file);
  }
  const last = await examine(work, again, { item: second.item, digest });
  if (last.comparison === 'missing') disclaim(work.claims, second.item.id, file);
  if (!isGood(work, file, last.comparison)) throw unequal(again, last);
  return arrived(work, file, { arrival: isMissing ? second : arrival, ...last, digest, source });
}

/** Whether what was found out is enough; a type that SharePoint rewrites may differ. */
function isGood(work: Work, file: PlannedFile, comparison: Comparison): boolean {
  if (comparison === 'same' || comparison === 'unknown') return true;
  if (comparison === 'missing' || !isRewrittenType(work, file)) return false;
  work.patience.host.log.warning(
    `${file.remotePath}: SharePoint rewrites files of this type, so size or hash differ from what was sent.`,
  );
  return true;
}

/** Under a name that nobody asked for it took the place of something else, perhaps of another file of this run. */
function isMisplaced({ settings }: Work, { name }: PlannedFile, item: Arrival['item']): boolean {
  return settings.conflictBehavior !== 'rename' && isOtherName(name, item.name);
}

/** Nobody compares anything under `verify: off`; a journal and a list of checksums need to know what was sent. */
function wantsHashes({ settings, journal, listed }: Work): boolean {
  return settings.verify !== 'off' || journal !== undefined || listed;
}

async function transmit(
  work: Work,
  file: PlannedFile,
  how: { readonly source: Source; readonly conflict: Conflict },
): Promise<Arrival> {
  // One PUT carries no time, and setting it afterwards makes a second version (rclone#1716).
  const { preserveMtime, sessionThresholdBytes } = work.settings;
  const bySession = file.sizeBytes > 0 && (preserveMtime || file.sizeBytes >= sessionThresholdBytes);
  const arrival = await (bySession ? sendBySession : sendSmall)(work, file, how);
  const { state } = arrival.item;
  if (state !== undefined) throw withdrawn(file, state);
  return arrival;
}

async function arrived(
  work: Work,
  file: PlannedFile,
  facts: {
    readonly arrival: Arrival;
    readonly item: Arrival['item'];
    readonly digest: Digest | undefined;
    readonly comparison: Comparison;
    readonly source: Source;
  },
): Promise<Outcome> {
  const { arrival, item, digest } = facts;
  if (work.settings.preserveMtime && file.sizeBytes === 0) {
    await work.drive.setModified(item.id, facts.source.modifiedMs);
  }
  if (facts.comparison === 'unknown') {
    work.patience.host.log.notice(
      `${file.remotePath}: the drive gave no hash, so only its size was compared.`,
    );
  }
  if (isMisplaced(work, file, item))
    return { file, action: 'failed', error: putElsewhere(file, { ...arrival, item }), ...digest };
  if (isOtherName(file.name, item.name)) return { file, action: 'renamed', item, ...digest };
  return { file, action: arrival.created ? 'uploaded' : 'replaced', item, ...digest };
}

/**
 * A name that was taken after the run began: under `skip` no failure, nor under `fail` when it is our very
 * file. But one of our size and with other bytes may be what we sent ourselves, damaged, its reply lost.
 */
async function afterFailure(work: Work, file: PlannedFile, error: unknown): Promise<Outcome> {
  if (!(error instanceof ServiceFailure) || verdictOn('put', error.service) !== 'conflict') {
    return { file, action: 'failed', error: worded(file, error) };
  }
  const { signal } = work.patience.host;
  const item = await work.drive.item(file.remotePath).catch(() => undefined);
  if (item !== undefined && isOtherName(file.name, item.name))
    return { file, action: 'failed', error: otherName(file, item) };
  if (item !== undefined && isFile(item)) {
    const digest = await sameDigest(file, { item, signal }).catch(() => undefined);
    if (digest !== undefined) return { file, action: 'skipped', item, ...digest };
    const perhapsOurs = isNew(work, item) && item.sizeBytes === file.sizeBytes;
    if (work.settings.conflictBehavior === 'skip' && !perhapsOurs) return { file, action: 'skipped', item };
  }
  return { file, action: 'failed', error: taken(file, item) };
}
