/**
 * The chapter of the upload: what is there already, what is sent, what follows once everything arrived. Knows
 * the order of these; each is somebody else's to do.
 */
import { writeArchive } from '../archive/write.ts';
import { openCleanup } from '../cleanup/after-upload.ts';
import { formatBytes, formatCount } from '../core/format.ts';
import { removeStaleFolders } from '../files/leftovers.ts';
import type { HttpClient } from '../http/client.ts';
import type { Inputs } from '../inputs/read.ts';
import { planArchiveUpload } from '../plan/archive-plan.ts';
import type { UploadPlan } from '../plan/plan.ts';
import { logProgress, TransferProgress } from '../report/progress.ts';
import { isUploaded } from '../report/report.ts';
import type { RunState } from '../report/run-state.ts';
import { BandwidthLimiter } from '../upload/bandwidth.ts';
import { writeChecksums } from '../upload/checksums.ts';
import { resolveConflicts } from '../upload/conflicts.ts';
import type { ClaimedItems, UploadContext, UploadOutcome } from '../upload/context.ts';
import { uploadFiles } from '../upload/engine.ts';
import { FragmentSize } from '../upload/fragment-size.ts';
import { checkCollisions } from '../upload/name-collisions.ts';
import { isRewrittenType } from '../upload/office-files.ts';
import { noOpenSessions } from '../upload/open-sessions.ts';
import { checkPublishing, finishUpload, logKeptItems } from './finish.ts';
import type { Job } from './job.ts';
import type { ExpandedPaths, PreparedUpload } from './prepare.ts';

/** What the engine works with, but for what belongs to one upload. */
export type EngineOptions = Pick<
  UploadContext,
  'drive' | 'patience' | 'concurrency' | 'journal' | 'settings' | 'needsChecksums'
>;

export interface Sending {
  readonly job: Job;
  readonly state: RunState;
  readonly inputs: Inputs;
  readonly paths: ExpandedPaths;
  readonly prepared: PreparedUpload;
  readonly http: HttpClient;
  readonly engine: EngineOptions;
}

/** Sends what was prepared; writes into the diary what came of it. */
export async function runUpload(sending: Sending): Promise<void> {
  const { job, inputs, prepared } = sending;
  const { host } = job;
  if (!('plan' in prepared) || inputs.naming.checksums !== undefined) await removeStaleFolders(host);
  if ('plan' in prepared) return uploadPlanned(sending, prepared.plan);
  const { archive } = prepared;
  host.log.info(
    `Packing ${formatCount(archive.entries.length, 'item')} (${formatBytes(archive.totalBytes)})`,
  );
  const { compressionLevel: level } = inputs.naming;
  const archiveFile = await writeArchive(archive, {
    compressionLevel: level,
    preserveMtime: inputs.upload.preserveMtime,
    host,
  });
  try {
    await uploadPlanned(sending, planArchiveUpload(archive, archiveFile));
  } finally {
    await archiveFile.dispose();
  }
}

async function uploadPlanned(sending: Sending, plan: UploadPlan): Promise<void> {
  const { state, inputs, paths, engine } = sending;
  const { host } = sending.job;
  const { drive, patience: retry, settings } = engine;
  state.plan = plan;
  const release = await checkPublishing({ ...sending, host, drive });
  const { retainIn } = paths;
  const retaining = retainIn === undefined ? {} : { retainIn };
  const { unseen } = sending.prepared;
  const cleanupOptions = { drive, retry, inputs: inputs.cleanup, plan, unseen, ...retaining };
  const cleanup = await openCleanup(cleanupOptions);
  const resolved = await resolveConflicts(plan, { drive, settings, signal: host.signal });
  warnOfLowSpace(sending, resolved.plan);
  if (inputs.cleanup.dryRun) {
    state.outcomes = [
      ...resolved.outcomes,
      ...resolved.plan.files.map((file) => ({ file, action: 'planned' }) as const),
    ];
    state.result = 'dry-run';
    logSizeDifferences(sending, state.outcomes);
    const preview = await cleanup?.preview();
    if (preview === undefined) return;
    state.deletions = { isDryRun: true, items: preview.items, kept: preview.kept };
    logKeptItems(preview.kept, host);
    if (preview.failure !== undefined) state.failures.push(preview.failure);
    return;
  }
  // Where taken names keep everything from being sent, a marker would make a complete generation look like a torso.
  const isBlocked =
    resolved.plan.files.length === 0 && resolved.outcomes.some(({ action }) => action === 'failed');
  if (!isBlocked) await cleanup?.writeMarkers();
  const claimedItems: ClaimedItems = new Map();
  const sent = await uploadWithProgress(sending, { plan: resolved.plan, claims: claimedItems });
  const { destination } = plan;
  state.outcomes = await checkCollisions([...resolved.outcomes, ...sent], {
    drive,
    claimedItems,
    destination,
  });
  logSizeDifferences(sending, state.outcomes);
  const checksums = await uploadChecksums(sending, state.outcomes);
  if (host.signal.aborted) return;
  await finishUpload({ ...sending, host, drive, cleanup, release, checksums });
}

/** A warning only: what is replaced may make the room that is missing. */
function warnOfLowSpace({ engine, job }: Sending, plan: UploadPlan): void {
  const { remainingBytes } = engine.drive;
  if (remainingBytes === undefined || plan.totalBytes <= remainingBytes) return;
  job.host.log.warning(
    `The drive has ${formatBytes(remainingBytes)} free, and ${formatBytes(plan.totalBytes)} are to be uploaded.`,
  );
}

/** Names that a notice has room for. */
const maxNamedFiles = 5;

/** `skip` asks for nothing but the name: what is shorter may be the half that an earlier run left. */
function logSizeDifferences({ engine, job }: Sending, outcomes: readonly UploadOutcome[]): void {
  const differing = outcomes.flatMap(({ action, file, item }) => {
    const isOther = action === 'skipped' && item !== undefined && item.sizeBytes !== file.sizeBytes;
    if (!isOther || Number.isNaN(item.sizeBytes) || isRewrittenType(engine, file)) return [];
    return [`${file.remotePath} (${formatBytes(item.sizeBytes)} there, ${formatBytes(file.sizeBytes)} here)`];
  });
  if (differing.length === 0) return;
  const named = differing.slice(0, maxNamedFiles).join(', ');
  const rest = differing.length > maxNamedFiles ? ` and ${differing.length - maxNamedFiles} more` : '';
  const files = `${formatCount(differing.length, 'file')} there ${differing.length === 1 ? 'differs' : 'differ'}`;
  job.host.log.notice(`${files} in size from ours: skipped as told: ${named}${rest}`);
}

/** The files, with what shows that they move; looks the folder up as soon as it must be there. */
async function uploadWithProgress(
  { job, state, engine }: Sending,
  { plan, claims: claimedItems }: { readonly plan: UploadPlan; readonly claims: ClaimedItems },
): Promise<UploadOutcome[]> {
  const { host } = job;
  host.log.group('Upload');
  const progress = new TransferProgress(plan);
  const stopProgress = (job.showProgress ?? ((shown: TransferProgress) => logProgress(host, shown)))(
    progress,
  );
  // For its link, while the rest is on its way; that it cannot be read fails nothing.
  const lookUp = () => engine.drive.findItem(plan.destination).catch(() => undefined);
  let folder: ReturnType<typeof lookUp> | undefined;
  try {
    const sent = await uploadFiles(plan, {
      ...createUploadContext(job, engine),
      claimedItems,
      events: {
        started: (file) => progress.started(file),
        reached: (file, byte) => progress.reached(file, byte),
        finished(outcome) {
          progress.finished(outcome);
          if (isUploaded(outcome)) folder ??= lookUp();
        },
      },
    });
    if (!host.signal.aborted) state.folder = await (folder ?? lookUp());
    return sent;
  } finally {
    stopProgress();
    host.log.groupEnd();
  }
}

function createUploadContext(job: Job, engine: EngineOptions): Omit<UploadContext, 'events'> {
  return {
    ...engine,
    fragmentSize: new FragmentSize(engine.settings.chunkSizeBytes),
    bandwidth: new BandwidthLimiter(engine.settings.bandwidthLimit, job.host),
    openSessions: job.openSessions ?? noOpenSessions,
    claimedItems: new Map(),
  };
}

const noEvents = { started: () => {}, reached: () => {}, finished: () => {} };

/** `checksums`: the list goes last and replaces the last one; one that does not arrive fails the run. */
async function uploadChecksums(
  sending: Sending,
  outcomes: readonly UploadOutcome[],
): Promise<UploadOutcome | undefined> {
  const { job, state, inputs, engine } = sending;
  const { checksums: name } = inputs.naming;
  if (name === undefined || job.host.signal.aborted) return undefined;
  const checksumsFile = await writeChecksums(outcomes, {
    name,
    destination: state.destination,
    host: job.host,
  });
  if (checksumsFile === undefined) return undefined;
  try {
    const settings = { ...engine.settings, conflictBehavior: 'replace' as const };
    const [outcome] = await uploadFiles(checksumsFile.plan, {
      ...createUploadContext(job, engine),
      settings,
      events: noEvents,
    });
    if (outcome?.error !== undefined) state.failures.push(outcome.error);
    return outcome;
  } finally {
    await checksumsFile.dispose();
  }
}
