/**
 * Mirror and retention around an upload: lists the drive before it, marks generations during it, and deletes after it.
 * mirror.ts and retention.ts decide what to delete; this module decides whether anything may be deleted at all.
 */
import { CancelledFailure, Failure, failureCode, formatError, UsageFailure } from '../core/errors.ts';
import type { Drive } from '../graph/drive.ts';
import { joinRemotePath } from '../graph/paths.ts';
import type { RetryOptions } from '../http/retry.ts';
import type { CleanupInputs } from '../inputs/cleanup.ts';
import type { PlannedFile, UploadPlan } from '../plan/plan.ts';
import type { UploadOutcome } from '../upload/context.ts';
import { actualRemotePath } from '../upload/verify.ts';
import { earliestNowMs } from './clocks.ts';
import {
  checkDeletionScope,
  type DeletionPlan,
  type DeletionResult,
  deleteItems,
  maxDeleteFailure,
  unseenFailure,
} from './delete.ts';
import { isDriveRootPath, type ListedItem, listItemTree } from './listing.ts';
import { IncompleteMarker, incompleteMarkerName } from './marker.ts';
import { ownItemsOf, planMirror } from './mirror.ts';
import {
  createRetentionPolicy,
  findIdleGenerationIds,
  generationsFolder,
  noGenerationWarning,
  ownGenerations,
  planRetention,
  type RetentionPolicy,
} from './retention.ts';

export interface CleanupOptions {
  readonly drive: Drive;
  readonly retry: RetryOptions;
  readonly inputs: Pick<CleanupInputs, 'mirror' | 'maxDelete' | 'retain'>;
  /** Every file of the run, including those that are on the drive already. */
  readonly plan: Pick<UploadPlan, 'files' | 'destination'>;
  /** Sentences about files that may be wanted but could not be seen. If there are any, nothing is deleted. */
  readonly unseen: readonly string[];
  /** `retain-in`, expanded and normalized; absent when not set. */
  readonly retainIn?: string | undefined;
}

/** What a run would delete, and the failure if that is more than it may. */
export interface CleanupPreview extends DeletionPlan {
  readonly failure: Failure | undefined;
}

export interface Cleanup {
  /** Marks this run's generations as incomplete. Call it before the first upload, but not in a dry run. */
  writeMarkers(): Promise<void>;
  /**
   * Deletes only if all wanted files were seen and all planned files uploaded. Otherwise it deletes nothing and
   * generations stay marked. Never throws: failures in the result fail the run, and the uploads stay.
   */
  deleteObsolete(outcomes: readonly UploadOutcome[]): Promise<DeletionResult>;
  /** What `deleteObsolete` would delete after a complete success. Changes nothing. */
  preview(): Promise<CleanupPreview>;
}

const nothingDeleted: DeletionResult = { deletedCount: 0, deleted: [], kept: [], failures: [] };

/** The drive when the run began. This run never deletes what came later. */
interface InitialState {
  /** The destination; undefined when it did not exist, or without a mirror. */
  readonly folder: ListedItem | undefined;
  readonly retention: RetentionPolicy | undefined;
  /** Ids of the children of the generations' folder that no run is uploading into. */
  readonly idleIds: ReadonlySet<string>;
}

/**
 * Reads the initial state of the drive; call it before any upload. Undefined when there can be nothing to delete.
 * Throws for the drive's root, however it is addressed.
 */
export async function openCleanup(options: CleanupOptions): Promise<Cleanup | undefined> {
  const { inputs, plan, retry, drive } = options;
  if ((!inputs.mirror && inputs.retain === undefined) || plan.files.length === 0) return undefined;
  const initial = await readInitialState(options);
  const { retention } = initial;
  const markers = retention === undefined ? [] : createMarkers(options, retention);
  return {
    async writeMarkers() {
      for (const marker of markers) await marker.write();
    },
    async deleteObsolete(outcomes) {
      const missingFailure = unseenFailure(options.unseen);
      const failures = missingFailure === undefined ? [] : [missingFailure];
      try {
        if (missingFailure !== undefined || !isComplete(options, outcomes)) {
          if (!retry.host.signal.aborted) for (const marker of markers) await marker.markEnded();
          return { ...nothingDeleted, failures };
        }
        let isOwnGeneration = true;
        for (const marker of markers) isOwnGeneration = (await marker.remove()) && isOwnGeneration;
        const deletions = await planDeletions(options, { initial, outcomes, mayPrune: isOwnGeneration });
        const limitFailure = maxDeleteFailure(deletions, inputs.maxDelete);
        if (limitFailure !== undefined)
          return { ...nothingDeleted, kept: deletions.kept, failures: [limitFailure] };
        return await deleteItems(deletions, { drive, retry });
      } catch (error) {
        return { ...nothingDeleted, failures: [...failures, toFailure(error, retry)] };
      }
    },
    async preview() {
      const missingFailure = unseenFailure(options.unseen);
      if (missingFailure !== undefined) return { items: [], kept: [], failure: missingFailure };
      const deletions = await planDeletions(options, {
        initial,
        outcomes: plan.files.map((file) => ({ file })),
        mayPrune: true,
      });
      return { ...deletions, failure: maxDeleteFailure(deletions, inputs.maxDelete) };
    },
  };
}

async function readInitialState({
  drive,
  inputs,
  plan,
  retry,
  retainIn,
}: CleanupOptions): Promise<InitialState> {
  const { mirror, retain } = inputs;
  const folder = mirror ? await readFolder(drive, plan.destination) : undefined;
  const generations = retain && generationsFolder(plan.destination, retainIn);
  if (retain === undefined || generations === undefined)
    return { folder, retention: undefined, idleIds: new Set() };
  await checkNotRoot(drive, generations, 'retain-in');
  const children = (await drive.listChildren(generations)) ?? [];
  const nowMs = earliestNowMs(drive, retry.host);
  const retention = createRetentionPolicy(retain, { folder: generations, nowMs });
  const paths = remotePathsOf(plan.files);
  if (ownGenerations(retention, paths).length === 0)
    retry.host.log.warning(noGenerationWarning(retention, { destination: plan.destination, paths }));
  return { folder, retention, idleIds: await findIdleGenerationIds(retention, { drive, children }) };
}

async function readFolder(drive: Drive, path: string): Promise<ListedItem | undefined> {
  await checkNotRoot(drive, path, 'destination');
  const item = await drive.findItem(path);
  return item?.isFolder ? await listItemTree(drive, { path, item }) : undefined;
}

async function checkNotRoot(drive: Drive, path: string, input: string): Promise<void> {
  if (await isDriveRootPath(drive, path))
    throw new UsageFailure([
      `${input} is the drive's root, where nothing is ever deleted: set it to a folder`,
    ]);
}

function createMarkers(options: CleanupOptions, retention: RetentionPolicy): IncompleteMarker[] {
  const { drive, retry } = options;
  const { nowMs } = retention;
  return markerPaths(options, retention).map((path) => new IncompleteMarker(path, { drive, retry, nowMs }));
}

/** Markers of this run's generations. A generation that is a single file needs none: it is complete or absent. */
function markerPaths({ plan }: CleanupOptions, retention: RetentionPolicy): string[] {
  return ownGenerations(retention, remotePathsOf(plan.files))
    .filter(({ isFolder }) => isFolder)
    .map(({ name }) => joinRemotePath(joinRemotePath(retention.folder, name), incompleteMarkerName));
}

function remotePathsOf(files: readonly PlannedFile[]): string[] {
  return files.map(({ remotePath }) => remotePath);
}

/** False for a cancelled run, a failed file, or a planned file without an outcome. */
function isComplete({ plan, retry }: CleanupOptions, outcomes: readonly UploadOutcome[]): boolean {
  const arrived = new Set(
    outcomes
      .filter(({ action, item }) => action !== 'failed' && item !== undefined)
      .map(({ file }) => file.remotePath),
  );
  const hasFailed = outcomes.some(({ action }) => action === 'failed');
  return (
    !retry.host.signal.aborted && !hasFailed && plan.files.every(({ remotePath }) => arrived.has(remotePath))
  );
}

interface PlanInputs {
  readonly initial: InitialState;
  readonly outcomes: readonly Pick<UploadOutcome, 'file' | 'item'>[];
  /** True when this run's generations are complete and no other run is uploading into them. */
  readonly mayPrune: boolean;
}

async function planDeletions(
  options: CleanupOptions,
  { initial, outcomes, mayPrune }: PlanInputs,
): Promise<DeletionPlan> {
  const { folder, retention, idleIds } = initial;
  const ownItems = ownItemsOf(outcomes, retention === undefined ? [] : markerPaths(options, retention));
  const mirrored = folder === undefined ? { items: [], kept: [] } : planMirror(folder, ownItems);
  if (folder !== undefined) checkDeletionScope(mirrored, { folder: folder.path, uploaded: ownItems.ids });
  if (retention === undefined) return mirrored;
  if (!mayPrune) {
    const left = {
      path: retention.folder,
      reason: 'another run is still uploading into this backup, and deletes old ones when it ends',
    };
    return { ...mirrored, kept: [...mirrored.kept, left] };
  }
  const paths = outcomes.map(({ file, item }) =>
    item === undefined ? file.remotePath : actualRemotePath(file, item),
  );
  const own = ownGenerations(retention, paths);
  const pruned = await planRetention(retention, {
    drive: options.drive,
    own,
    uploadedIds: ownItems.ids,
    idleIds,
  });
  checkDeletionScope(pruned, { folder: retention.folder, uploaded: ownItems.ids });
  return { items: [...mirrored.items, ...pruned.items], kept: [...mirrored.kept, ...pruned.kept] };
}

function toFailure(error: unknown, { host }: RetryOptions): Failure {
  if (host.signal.aborted) return new CancelledFailure();
  if (error instanceof Failure) return error;
  return new Failure(`nothing more was deleted: ${formatError(error)}`, {
    code: failureCode(error),
    kind: 'service',
    cause: error,
  });
}
