/**
 * The chapters of an upload: packs an archive, sends the files, sends the list of their checksums.
 */
import { resolve } from 'node:path';
import { writeArchive } from '../archive/write.ts';
import { formatBytes, formatCount } from '../core/format.ts';
import { removeStaleFolders } from '../files/leftovers.ts';
import type { DriveItem } from '../graph/parse.ts';
import { planArchiveUpload } from '../plan/archive-plan.ts';
import type { UploadPlan } from '../plan/plan.ts';
import { TransferProgress } from '../report/progress.ts';
import { isUploaded, type RunReport } from '../report/report.ts';
import { BandwidthLimiter } from '../upload/bandwidth.ts';
import { writeChecksums } from '../upload/checksums.ts';
import type { UploadContext, UploadOutcome } from '../upload/context.ts';
import { uploadFiles } from '../upload/engine.ts';
import { FragmentSize } from '../upload/fragment-size.ts';
import { type Journal, openJournal } from '../upload/journal.ts';
import { isRewrittenType } from '../upload/office-files.ts';
import type { ConnectedContext, RunContext } from './context.ts';
import type { PreparedUpload } from './prepare.ts';

/** Opens the journal, if the inputs name one; throws when it cannot be read or written. */
export function openRunJournal({ inputs, host, http }: RunContext): Journal | undefined {
  const { resume } = inputs;
  if (resume === undefined) return undefined;
  const path = resolve(host.cwd, resume.journal);
  return openJournal({ path, key: resume.key, host, emulated: http.emulated });
}

/** The files to send, the packed archive being one. */
export interface UploadSource {
  readonly plan: UploadPlan;
  /** Deletes the archive, where one was packed. */
  dispose(): Promise<void>;
}

/** Packs the archive, if there is to be one. The caller disposes of what it gets. */
export async function openUploadSource(
  { inputs, host }: RunContext,
  prepared: PreparedUpload,
): Promise<UploadSource> {
  const { checksums, compressionLevel } = inputs.naming;
  if (!('plan' in prepared) || checksums !== undefined) await removeStaleFolders(host);
  if ('plan' in prepared) return { plan: prepared.plan, dispose: async () => {} };
  const { archive } = prepared;
  host.log.info(
    `Packing ${formatCount(archive.entries.length, 'item')} (${formatBytes(archive.totalBytes)})`,
  );
  const { preserveMtime } = inputs.upload;
  const archiveFile = await writeArchive(archive, { compressionLevel, preserveMtime, host });
  try {
    return { plan: planArchiveUpload(archive, archiveFile), dispose: () => archiveFile.dispose() };
  } catch (error) {
    await archiveFile.dispose();
    throw error;
  }
}

/** What the engine works with; nobody listens to its events yet. */
export function createUploadContext(context: ConnectedContext): UploadContext {
  const { host, drive, retry, concurrency, journal, openSessions, inputs } = context;
  return {
    host,
    drive,
    retry,
    concurrency,
    journal,
    openSessions,
    settings: inputs.upload,
    needsChecksums: inputs.naming.checksums !== undefined,
    fragmentSize: new FragmentSize(inputs.upload.chunkSizeBytes),
    bandwidth: new BandwidthLimiter(inputs.upload.bandwidthLimit, host),
    claimedItems: new Map(),
    events: { started: () => {}, reached: () => {}, finished: () => {} },
  };
}

/** A warning only: what is replaced may make the room that is missing. */
export function warnOfLowSpace({ drive, host }: ConnectedContext, plan: UploadPlan): void {
  const { remainingBytes } = drive;
  if (remainingBytes === undefined || plan.totalBytes <= remainingBytes) return;
  host.log.warning(
    `The drive has ${formatBytes(remainingBytes)} free, and ${formatBytes(plan.totalBytes)} are to be uploaded.`,
  );
}

/** Names that a notice has room for. */
const maxNamedFiles = 5;

/** `skip` asks for nothing but the name: what is shorter may be the half that an earlier run left. */
export function logSizeDifferences(
  { drive, host }: ConnectedContext,
  outcomes: readonly UploadOutcome[],
): void {
  const differing = outcomes.flatMap(({ action, file, item }) => {
    const isOther = action === 'skipped' && item !== undefined && item.sizeBytes !== file.sizeBytes;
    if (!isOther || Number.isNaN(item.sizeBytes) || isRewrittenType({ drive }, file)) return [];
    return [`${file.remotePath} (${formatBytes(item.sizeBytes)} there, ${formatBytes(file.sizeBytes)} here)`];
  });
  if (differing.length === 0) return;
  const named = differing.slice(0, maxNamedFiles).join(', ');
  const rest = differing.length > maxNamedFiles ? ` and ${differing.length - maxNamedFiles} more` : '';
  const files = `${formatCount(differing.length, 'file')} there ${differing.length === 1 ? 'differs' : 'differ'}`;
  host.log.notice(`${files} in size from ours: skipped as told: ${named}${rest}`);
}

/** Sends the files, shows that they move, and looks the folder up as soon as it must be there. */
export async function uploadWithProgress(
  { host, drive, showProgress }: ConnectedContext,
  upload: UploadContext,
  plan: UploadPlan,
): Promise<{ readonly outcomes: readonly UploadOutcome[]; readonly folder: DriveItem | undefined }> {
  host.log.group('Upload');
  const progress = new TransferProgress(plan);
  const stopProgress = showProgress(progress);
  // For its link, while the rest is on its way; that it cannot be read fails nothing.
  const findFolder = () => drive.findItem(plan.destination).catch(() => undefined);
  let folder: ReturnType<typeof findFolder> | undefined;
  const events: UploadContext['events'] = {
    started: (file) => progress.started(file),
    reached: (file, byte) => progress.reached(file, byte),
    finished(outcome) {
      progress.finished(outcome);
      if (isUploaded(outcome)) folder ??= findFolder();
    },
  };
  try {
    const outcomes = await uploadFiles(plan, { ...upload, events });
    return { outcomes, folder: host.signal.aborted ? undefined : await (folder ?? findFolder()) };
  } finally {
    stopProgress();
    host.log.groupEnd();
  }
}

/** `checksums`: the list is sent last and replaces the last one. Undefined when there is none. */
export async function uploadChecksums(
  { inputs, host }: ConnectedContext,
  upload: UploadContext,
  { outcomes, destination }: Pick<RunReport, 'outcomes' | 'destination'>,
): Promise<UploadOutcome | undefined> {
  const { checksums: name } = inputs.naming;
  if (name === undefined || host.signal.aborted) return undefined;
  const checksumsFile = await writeChecksums(outcomes, { name, destination, host });
  if (checksumsFile === undefined) return undefined;
  const settings: UploadContext['settings'] = { ...upload.settings, conflictBehavior: 'replace' };
  try {
    const [outcome] = await uploadFiles(checksumsFile.plan, {
      ...upload,
      settings,
      claimedItems: new Map(),
    });
    return outcome;
  } finally {
    await checksumsFile.dispose();
  }
}
