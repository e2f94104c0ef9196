/** The steps of an upload: packs the archive, uploads the files, uploads the list of checksums. */
import { resolve } from 'node:path';
import { writeArchive } from '../archive/write.ts';
import { formatBytes, formatCount } from '../core/format.ts';
import { packingProgress } from '../core/step-progress.ts';
import { removeStaleFolders } from '../files/leftovers.ts';
import type { DriveItem } from '../graph/parse.ts';
import { planArchiveUpload, planUnpackedArchive } from '../plan/archive-plan.ts';
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
import { manyFilesNotice } from './request-budget.ts';
import { spoolContent } from './spool.ts';

/** Opens the journal, if the inputs name one. Throws when it cannot be read or written. */
export function openRunJournal({ inputs, host, http }: RunContext): Journal | undefined {
  const { resume } = inputs;
  if (resume === undefined) return undefined;
  const path = resolve(host.cwd, resume.journal);
  return openJournal({ path, key: resume.key, host, emulated: http.emulated });
}

/** The files to upload. A packed archive is one of them. */
export interface UploadSource {
  readonly plan: UploadPlan;
  /** Deletes the packed archive or what was read from the stream. */
  dispose(): Promise<void>;
}

/** Packs the archive, if the inputs ask for one and this is no dry run, or reads the stream. The caller calls `dispose`. */
export async function openUploadSource(context: RunContext, prepared: PreparedUpload): Promise<UploadSource> {
  const { inputs, host, showStep } = context;
  const { checksums, compressionLevel } = inputs.naming;
  const { encryption } = prepared;
  const content = 'plan' in prepared ? prepared.content : undefined;
  const writesFiles =
    !('plan' in prepared) || content !== undefined || checksums !== undefined || encryption !== undefined;
  if (writesFiles && !inputs.cleanup.dryRun) await removeStaleFolders(host);
  if ('plan' in prepared && content !== undefined)
    return spoolContent(context, prepared.plan, { content, encryption });
  if ('plan' in prepared) return { plan: prepared.plan, dispose: async () => {} };
  const { archive } = prepared;
  if (inputs.cleanup.dryRun) return { plan: planUnpackedArchive(archive), dispose: async () => {} };
  host.log.info(
    `Packing ${formatCount(archive.entries.length, 'item')} (${formatBytes(archive.totalBytes)})`,
  );
  const progress = packingProgress(archive.entries.length, archive.totalBytes);
  const stop = showStep(progress);
  const archiveFile = await writeArchive(archive, { compressionLevel, host, progress }).finally(stop);
  if (archiveFile.setUserBitCount > 0)
    host.log.info(
      `${formatCount(archiveFile.setUserBitCount, 'file')} without set-user and set-group bits in the archive: in it everything belongs to root`,
    );
  try {
    return {
      plan: planArchiveUpload(archive, archiveFile, encryption),
      dispose: () => archiveFile.dispose(),
    };
  } catch (error) {
    await archiveFile.dispose();
    throw error;
  }
}

/** Creates the engine's context. Its events have no listeners yet. */
export function createUploadContext(
  context: ConnectedContext,
  { encryption }: Pick<PreparedUpload, 'encryption'>,
): UploadContext {
  const { host, drive, retry, concurrency, journal, openSessions, inputs } = context;
  return {
    host,
    drive,
    retry,
    concurrency,
    journal,
    openSessions,
    settings: inputs.upload,
    encryption,
    needsChecksums: inputs.naming.checksums !== undefined,
    fragmentSize: new FragmentSize(inputs.upload.chunkSizeBytes),
    bandwidth: new BandwidthLimiter(inputs.upload.bandwidthLimit, host),
    claimedItems: new Map(),
    events: { started: () => {}, reached: () => {}, finished: () => {} },
  };
}

/** Only warns, because replaced files may free the missing space. */
export function warnOfLowSpace({ drive, host }: ConnectedContext, plan: UploadPlan): void {
  const { remainingBytes } = drive;
  // The size of an archive that is not packed is not known.
  if (remainingBytes === undefined || !(plan.totalBytes > remainingBytes)) return;
  host.log.warning(
    `The drive has ${formatBytes(remainingBytes)} free, but the upload needs ${formatBytes(plan.totalBytes)}.`,
  );
}

/** Says how long the service's limits let many files take. */
export function noteManyFiles({ drive, host }: ConnectedContext, { files }: UploadPlan): void {
  const notice = manyFilesNotice(drive, files.length);
  if (notice !== undefined) host.log.notice(notice);
}

/** How many names the notice lists. */
const maxNamedFiles = 5;

/** `skip` compares only names. A shorter file may be the incomplete upload of an earlier run. */
export function logSizeDifferences(
  { drive, host }: ConnectedContext,
  outcomes: readonly UploadOutcome[],
): void {
  const differing = outcomes.flatMap(({ action, file, item }) => {
    const isOther = action === 'skipped' && item !== undefined && item.sizeBytes !== file.sizeBytes;
    const isUnknown = Number.isNaN(item?.sizeBytes) || Number.isNaN(file.sizeBytes);
    if (!isOther || isUnknown || isRewrittenType({ drive }, file)) return [];
    return [
      `${file.remotePath} (${formatBytes(item.sizeBytes)} on the drive, ${formatBytes(file.sizeBytes)} here)`,
    ];
  });
  if (differing.length === 0) return;
  const named = differing.slice(0, maxNamedFiles).join(', ');
  const rest = differing.length > maxNamedFiles ? ` and ${differing.length - maxNamedFiles} more` : '';
  const files = `${formatCount(differing.length, 'file')} on the drive ${differing.length === 1 ? 'differs' : 'differ'}`;
  host.log.notice(
    `${files} in size from the local files; skipped (conflict-behavior: skip): ${named}${rest}`,
  );
}

/** A library that requires check-out shows new files only to the one who uploaded them. */
function warnOfCheckOut(host: ConnectedContext['host'], outcomes: readonly UploadOutcome[]): void {
  const paths = outcomes.flatMap(({ file, item }) => (item?.isCheckedOut === true ? [file.remotePath] : []));
  if (paths.length === 0) return;
  const named = paths.slice(0, maxNamedFiles).join(', ');
  const rest = paths.length > maxNamedFiles ? ` and ${paths.length - maxNamedFiles} more` : '';
  host.log.warning(
    `Checked out to this account: ${named}${rest}. Nobody else sees these files until they are checked in: check them in, or turn off required check-out in the settings of the library. See ${host.troubleshootingUrl}#checked-out`,
  );
}

/** Uploads the files, shows the progress, and looks up the folder after the first uploaded file. */
export async function uploadWithProgress(
  { host, drive, retry, showProgress }: ConnectedContext,
  upload: UploadContext,
  plan: UploadPlan,
): Promise<{ readonly outcomes: readonly UploadOutcome[]; readonly folder: DriveItem | undefined }> {
  host.log.group('Upload');
  const progress = new TransferProgress(plan, retry.gate);
  const stopProgress = showProgress(progress);
  // For its link, while the rest uploads. A failed lookup does not fail the run.
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
    warnOfCheckOut(host, outcomes);
    return { outcomes, folder: host.signal.aborted ? undefined : await (folder ?? findFolder()) };
  } finally {
    stopProgress();
    host.log.groupEnd();
  }
}

/** Uploads the list of checksums, and replaces an earlier one. Returns undefined when there is no list. */
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
