/**
 * What happens on the drive around an upload: what is there is listed before it, generations are marked while it
 * runs, and once everything has arrived mirror and retention delete. Knows their order and when nothing may be
 * deleted at all; what may go is mirror's and retention's to say.
 */
import { CancelledFailure, Failure, formatError, UsageFailure } from '../core/errors.ts';
import type { Drive } from '../graph/drive.ts';
import { joinRemotePath } from '../graph/paths.ts';
import type { RetryOptions } from '../http/retry.ts';
import type { CleanupInputs } from '../inputs/after.ts';
import type { PlannedFile, UploadPlan } from '../plan/plan.ts';
import type { UploadOutcome } from '../upload/context.ts';
import { actualRemotePath } from '../upload/verify.ts';
import { earliestNowMs } from './clocks.ts';
import {
  checkDeletionScope,
  type DeletionPlan,
  type DeletionResult,
  deleteItems,
  describeItem,
  maxDeleteFailure,
  maxLogLines,
  unseenFailure,
} from './delete.ts';
import { isDriveRootPath, type ListedItem, listItemTree } from './listing.ts';
import { IncompleteMarker, incompleteMarkerName } from './marker.ts';
import { ownItemsOf, planMirror } from './mirror.ts';
import {
  createRetentionPolicy,
  findIdleIds,
  generationsFolder,
  ownGenerations,
  planRetention,
  type RetentionPolicy,
} from './retention.ts';

export interface CleanupOptions {
  readonly drive: Drive;
  readonly retry: RetryOptions;
  readonly inputs: Pick<CleanupInputs, 'mirror' | 'maxDelete' | 'retain'>;
  /** Every file of the run, those that are there already included. */
  readonly plan: Pick<UploadPlan, 'files' | 'destination'>;
  /** Sentences: what was asked for and not seen. With any of them nothing is deleted. */
  readonly unseen: readonly string[];
  /** `retain-in`, expanded and normalised; absent when it was not given. */
  readonly retainIn?: string;
}

/** What a run would delete, and its refusal if that is more than it may. */
export interface CleanupPreview extends DeletionPlan {
  readonly failure: Failure | undefined;
}

export interface Cleanup {
  /** Marks this run's generations as incomplete; to be called before the first upload, and in no dry run. */
  writeMarkers(): Promise<void>;
  /**
   * Deletes, if all that was asked for was seen and every planned file is among the outcomes and none failed; else
   * nothing goes and generations stay marked. Never throws: failures in the answer make the run fail, and the uploads stay.
   */
  deleteObsolete(outcomes: readonly UploadOutcome[]): Promise<DeletionResult>;
  /** What `finish` would delete after a complete success; changes nothing. */
  preview(): Promise<CleanupPreview>;
}

const nothingDeleted: DeletionResult = { deletedCount: 0, deleted: [], kept: [], failures: [] };

/** The drive as it was when the run began. What came later is nobody's to delete in this run. */
interface InitialState {
  /** The destination; undefined when it was not there, or no mirror is asked for. */
  readonly folder: ListedItem | undefined;
  readonly retention: RetentionPolicy | undefined;
  /** Ids of the children of the folder of the generations, but for those that a run is at work in. */
  readonly idleIds: ReadonlySet<string>;
}

/**
 * Looks at what is there; to be called before anything is sent. Undefined when nothing is to be deleted in any
 * case. Throws for the drive's own root, however it was addressed.
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
        return await deleteItems(deletions, { drive, patience: retry });
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
      const { log } = retry.host;
      for (const { item: twig } of deletions.items.slice(0, maxLogLines))
        log.info(`would delete ${describeItem(twig)}`);
      const rest = deletions.items.length - maxLogLines;
      if (rest > 0) log.info(`… and ${rest} more like these`);
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
  if (ownGenerations(retention, remotePathsOf(plan.files)).length === 0) {
    retry.host.log.warning(
      `retain-match ${retain.match} does not fit what this run uploads: nothing will be pruned.`,
    );
  }
  return { folder, retention, idleIds: await findIdleIds(retention, { drive, children }) };
}

async function readFolder(drive: Drive, path: string): Promise<ListedItem | undefined> {
  await checkNotRoot(drive, path, 'destination');
  const item = await drive.findItem(path);
  return item?.isFolder ? await listItemTree(drive, { path, item }) : undefined;
}

async function checkNotRoot(drive: Drive, path: string, input: string): Promise<void> {
  if (await isDriveRootPath(drive, path))
    throw new UsageFailure([
      `${input} is the drive's root, where nothing is ever deleted: name a folder in it`,
    ]);
}

function createMarkers(options: CleanupOptions, retention: RetentionPolicy): IncompleteMarker[] {
  const { drive, retry } = options;
  const { nowMs } = retention;
  return markerPaths(options, retention).map((path) => new IncompleteMarker(path, { drive, retry, nowMs }));
}

/** Of this run's generations: a file needs none, because it is there whole or not at all. */
function markerPaths({ plan }: CleanupOptions, retention: RetentionPolicy): string[] {
  return ownGenerations(retention, remotePathsOf(plan.files))
    .filter(({ isFolder }) => isFolder)
    .map(({ name }) => joinRemotePath(joinRemotePath(retention.folder, name), incompleteMarkerName));
}

function remotePathsOf(files: readonly PlannedFile[]): string[] {
  return files.map(({ remotePath }) => remotePath);
}

/** A cancelled run, a failed file and a file that nobody heard of are no complete success. */
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
  /** This run's generations are complete, and nobody else's to complete. */
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
      reason: 'another run is still uploading into this generation, and prunes when it ends',
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
  return new Failure(`nothing more was deleted: ${formatError(error)}`, { kind: 'service', cause: error });
}
