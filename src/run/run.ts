/**
 * The steps of an upload run: prepare, sign in, open the drive, upload, delete, publish, report. Each step returns its
 * result. Only this file writes RunState: it stores each result as soon as it is known, so that a failure at any point
 * still gives a complete report.
 */
import { type Cleanup, openCleanup } from '../cleanup/after-upload.ts';
import { CancelledFailure } from '../core/errors.ts';
import { forkWarning, readWorkflowEvent } from '../github/event.ts';
import { maskSecrets } from '../inputs/masks.ts';
import type { GitHubRelease } from '../publish/release.ts';
import { logReport } from '../report/log-report.ts';
import { withPublicLog } from '../report/public-log.ts';
import type { RunReport } from '../report/report.ts';
import { RunState } from '../report/run-state.ts';
import { conflictsBlockRun, resolveConflicts } from '../upload/conflicts.ts';
import type { UploadOutcome } from '../upload/context.ts';
import { checkDestination } from '../upload/destination-folder.ts';
import { checkCollisions } from '../upload/name-collisions.ts';
import { plannedChecksums, plannedOutcomes } from '../upload/planned-changes.ts';
import { type ConnectedContext, openRunContext, type RunOptions } from './context.ts';
import {
  checkPublishing,
  describeChecksums,
  logKeptItems,
  publishLinks,
  updateReleaseNotes,
} from './finish.ts';
import {
  checkTokenIsStored,
  isSkippedWithoutCredentials,
  type PreparedUpload,
  prepareUpload,
  readAllInputs,
} from './prepare.ts';
import { logSignIn, openTargetDrive, signInAndSaveToken } from './sign-in.ts';
import {
  createUploadContext,
  logSizeDifferences,
  noteManyFiles,
  openRunJournal,
  openUploadSource,
  uploadChecksums,
  uploadWithProgress,
  warnOfLowSpace,
} from './upload.ts';
import { testWriteAccess } from './write-test.ts';

/** Runs what the inputs describe, and writes outputs and summary. Never throws: failures are in the report. */
export async function run(options: RunOptions): Promise<RunReport> {
  const state = new RunState(options.host);
  const host = withPublicLog(options.host, () => state.reportLevel() !== 'full');
  maskSecrets(host, options.source);
  try {
    const event = readWorkflowEvent(host.env);
    if (isSkippedWithoutCredentials(options.source, { host, event })) state.result = 'no-credentials';
    else {
      const warning = forkWarning(event);
      if (warning !== undefined) host.log.warning(warning);
      await runMode({ ...options, host }, state);
    }
  } catch (error) {
    state.error = host.signal.aborted ? new CancelledFailure() : error;
  }
  const report = state.report();
  await logReport(host, report, state.reportLevel());
  return report;
}

/** Checks inputs and files before the first request. */
async function runMode(options: RunOptions, state: RunState): Promise<void> {
  const { host, source } = options;
  const { inputs, paths } = readAllInputs(source, host);
  if (inputs.mode === 'refresh-only') checkTokenIsStored(inputs, options);
  state.summaryLevel = inputs.summary;
  state.isDryRun = inputs.mode === 'upload' && inputs.cleanup.dryRun;
  state.destination = paths.destination;
  const prepared = inputs.mode === 'upload' ? await prepareUpload(inputs, paths, options) : undefined;
  if (inputs.mode === 'upload' && prepared === undefined) {
    state.result = 'nothing-found';
    return;
  }
  const context = openRunContext(options, inputs);
  try {
    state.emulator = context.http.emulated;
    // A journal that cannot be opened is a wrong input, so it fails before the first request.
    const journal = prepared && openRunJournal(context);
    const signedIn = await signInAndSaveToken(context, {
      onRotated({ refreshTokenRotated, secretUpdated }) {
        state.refreshTokenRotated = refreshTokenRotated;
        state.secretUpdated = secretUpdated;
      },
    });
    if (inputs.mode === 'refresh-only') {
      if (signedIn.rotation?.failure !== undefined) throw signedIn.rotation.failure;
      state.result = 'refreshed';
      return;
    }
    const drive = await openTargetDrive(context, signedIn.token);
    state.drive = drive;
    if (prepared === undefined) {
      logSignIn(signedIn, host);
      await testWriteAccess(drive, { host, folder: paths.destination });
      state.result = 'checked';
      return;
    }
    await uploadPrepared({ ...context, drive, journal }, prepared, state);
  } finally {
    await context.http.close();
  }
}

/** The steps after the drive is open, up to the release notes. */
async function uploadPrepared(
  context: ConnectedContext,
  prepared: PreparedUpload,
  state: RunState,
): Promise<void> {
  const { host, drive, retry, inputs } = context;
  await checkDestination(drive, state.destination);
  const source = await openUploadSource(context, prepared);
  const { plan } = source;
  state.plan = plan;
  try {
    const release = await checkPublishing(context, state.destination);
    const { unseen, retainIn } = prepared;
    const cleanup = await openCleanup({ drive, retry, inputs: inputs.cleanup, plan, unseen, retainIn });
    const resolved = await resolveConflicts(plan, { drive, settings: inputs.upload, signal: host.signal });
    warnOfLowSpace(context, resolved.plan);
    noteManyFiles(context, resolved.plan);
    if (inputs.cleanup.dryRun) {
      state.outcomes = await plannedOutcomes(resolved, { drive, settings: inputs.upload });
      const { checksums: name } = inputs.naming;
      if (name !== undefined) state.plannedChecksums = await plannedChecksums(plan, { name, drive });
      state.result = 'dry-run';
      logSizeDifferences(context, state.outcomes);
      await previewDeletions(cleanup, state);
      logKeptItems(state.deletions?.kept ?? [], host);
      return;
    }
    if (!conflictsBlockRun(resolved)) await cleanup?.writeMarkers();
    const upload = createUploadContext(context, prepared);
    const sent = await uploadWithProgress(context, upload, resolved.plan);
    state.folder = sent.folder;
    const { claimedItems } = upload;
    const outcomes = [...resolved.outcomes, ...sent.outcomes];
    const { destination } = plan;
    state.outcomes = await checkCollisions(outcomes, { drive, claimedItems, destination });
    logSizeDifferences(context, state.outcomes);
    const checksums = await uploadChecksums(context, upload, state);
    if (checksums?.error !== undefined) state.failures.push(checksums.error);
    if (host.signal.aborted) return;
    const arrived = checksums === undefined ? state.outcomes : [...state.outcomes, checksums];
    await deleteObsolete(cleanup, arrived, state);
    logKeptItems(state.deletions?.kept ?? [], host);
    if (host.signal.aborted) return;
    state.checksums = checksums && describeChecksums(checksums, state, host);
    await publish(context, release, state);
  } finally {
    await source.dispose();
  }
}

async function previewDeletions(cleanup: Cleanup | undefined, state: RunState): Promise<void> {
  const preview = await cleanup?.preview();
  if (preview === undefined) return;
  state.deletions = { isDryRun: true, items: preview.items, kept: preview.kept };
  if (preview.failure !== undefined) state.failures.push(preview.failure);
}

async function deleteObsolete(
  cleanup: Cleanup | undefined,
  arrived: readonly UploadOutcome[],
  state: RunState,
): Promise<void> {
  const deletions = await cleanup?.deleteObsolete(arrived);
  if (deletions === undefined) return;
  state.deletedCount = deletions.deletedCount;
  state.deletions = { isDryRun: false, items: deletions.deleted, kept: deletions.kept };
  state.failures.push(...deletions.failures);
}

async function publish(
  context: ConnectedContext,
  release: GitHubRelease | undefined,
  state: RunState,
): Promise<void> {
  const published = await publishLinks(context, state);
  state.links = published.links;
  state.thumbnails = published.thumbnails;
  state.warnings.push(...published.warnings);
  state.failures.push(...published.failures);
  if (release === undefined || published.failures.length > 0) return;
  const notes = await updateReleaseNotes(context, release, state);
  state.release = notes.release;
  state.warnings.push(...notes.warnings);
}
