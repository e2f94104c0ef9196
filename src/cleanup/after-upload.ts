/**
 * What happens on the drive around an upload: what is there is listed before it, generations are marked while it
 * runs, and once everything has arrived mirror and retention delete. Knows their order and when nothing may be
 * deleted at all; what may go is mirror's and retention's to say.
 */
import { CancelledFailure, explain, Failure, UsageFailure } from '../core/errors.ts';
import type { Drive } from '../graph/drive.ts';
import { join } from '../graph/paths.ts';
import type { Patience } from '../http/retry.ts';
import type { AfterInputs } from '../inputs/after.ts';
import type { Plan, PlannedFile } from '../plan/plan.ts';
import type { Outcome } from '../upload/context.ts';
import { whereIs } from '../upload/verify.ts';
import { earlierNow } from './clocks.ts';
import {
  checkScope,
  described,
  notSeen,
  type Removals,
  type Removed,
  remove,
  shownLines,
  tooMany,
} from './delete.ts';
import { isRoot, readTwig, type Twig } from './listing.ts';
import { Marker, markerName } from './marker.ts';
import { mirrorPlan, namedBy } from './mirror.ts';
import {
  folderOfGenerations,
  openRetention,
  ownGenerations,
  type Retention,
  retentionPlan,
  settledIn,
} from './retention.ts';

export interface AfterJob {
  readonly drive: Drive;
  readonly patience: Patience;
  readonly inputs: Pick<AfterInputs, 'mirror' | 'maxDelete' | 'retain'>;
  /** Every file of the run, those that are there already included. */
  readonly plan: Pick<Plan, 'files' | 'destination'>;
  /** Sentences: what was asked for and not seen. With any of them nothing is deleted. */
  readonly unseen: readonly string[];
  /** `retain-in`, expanded and normalised; absent when it was not given. */
  readonly retainIn?: string;
}

/** What a run would delete, and its refusal if that is more than it may. */
export interface AfterPreview extends Removals {
  readonly refusal: Failure | undefined;
}

export interface Afterwards {
  /** Marks this run's generations as incomplete; to be called before the first upload, and in no dry run. */
  begin(): Promise<void>;
  /**
   * Deletes, if all that was asked for was seen and every planned file is among the outcomes and none failed; else
   * nothing goes and generations stay marked. Never throws: failures in the answer make the run fail, and the uploads stay.
   */
  finish(outcomes: readonly Outcome[]): Promise<Removed>;
  /** What `finish` would delete after a complete success; changes nothing. */
  preview(): Promise<AfterPreview>;
}

const nothing: Removed = { deletedCount: 0, gone: [], left: [], failures: [] };

/** The drive as it was when the run began. What came later is nobody's to delete in this run. */
interface Before {
  /** The destination; undefined when it was not there, or no mirror is asked for. */
  readonly folder: Twig | undefined;
  readonly retention: Retention | undefined;
  /** Ids of the children of the folder of the generations, but for those that a run is at work in. */
  readonly known: ReadonlySet<string>;
}

/**
 * Looks at what is there; to be called before anything is sent. Undefined when nothing is to be deleted in any
 * case. Throws for the drive's own root, however it was addressed.
 */
export async function openAfterwards(job: AfterJob): Promise<Afterwards | undefined> {
  const { inputs, plan, patience, drive } = job;
  if ((!inputs.mirror && inputs.retain === undefined) || plan.files.length === 0) return undefined;
  const before = await lookAround(job);
  const { retention } = before;
  const markers = retention === undefined ? [] : markersOf(job, retention);
  return {
    async begin() {
      for (const marker of markers) await marker.begin();
    },
    async finish(outcomes) {
      const blind = notSeen(job.unseen);
      const refusals = blind === undefined ? [] : [blind];
      try {
        if (blind !== undefined || !isComplete(job, outcomes)) {
          if (!patience.host.signal.aborted) for (const marker of markers) await marker.giveUp();
          return { ...nothing, failures: refusals };
        }
        let isOurs = true;
        for (const marker of markers) isOurs = (await marker.finish()) && isOurs;
        const removals = await planned(job, { before, named: outcomes, prunes: isOurs });
        const refusal = tooMany(removals, inputs.maxDelete);
        if (refusal !== undefined) return { ...nothing, left: removals.left, failures: [refusal] };
        return await remove(removals, { drive, patience });
      } catch (error) {
        return { ...nothing, failures: [...refusals, asFailure(error, patience)] };
      }
    },
    async preview() {
      const blind = notSeen(job.unseen);
      if (blind !== undefined) return { going: [], left: [], refusal: blind };
      const removals = await planned(job, {
        before,
        named: plan.files.map((file) => ({ file })),
        prunes: true,
      });
      const { log } = patience.host;
      for (const { twig } of removals.going.slice(0, shownLines)) log.info(`would delete ${described(twig)}`);
      const rest = removals.going.length - shownLines;
      if (rest > 0) log.info(`… and ${rest} more like these`);
      return { ...removals, refusal: tooMany(removals, inputs.maxDelete) };
    },
  };
}

async function lookAround({ drive, inputs, plan, patience, retainIn }: AfterJob): Promise<Before> {
  const { mirror, retain } = inputs;
  const folder = mirror ? await treeAt(drive, plan.destination) : undefined;
  const generations = retain && folderOfGenerations(plan.destination, retainIn);
  if (retain === undefined || generations === undefined)
    return { folder, retention: undefined, known: new Set() };
  await refuseRoot(drive, generations, 'retain-in');
  const children = (await drive.children(generations)) ?? [];
  const nowMs = earlierNow(drive, patience.host);
  const retention = openRetention(retain, { folder: generations, nowMs });
  if (ownGenerations(retention, pathsOf(plan.files)).length === 0) {
    patience.host.log.warning(
      `retain-match ${retain.match} does not fit what this run uploads: nothing will be pruned.`,
    );
  }
  return { folder, retention, known: await settledIn(retention, { drive, children }) };
}

async function treeAt(drive: Drive, path: string): Promise<Twig | undefined> {
  await refuseRoot(drive, path, 'destination');
  const item = await drive.item(path);
  return item?.isFolder ? await readTwig(drive, { path, item }) : undefined;
}

async function refuseRoot(drive: Drive, path: string, input: string): Promise<void> {
  if (await isRoot(drive, path))
    throw new UsageFailure([
      `${input} is the drive's root, where nothing is ever deleted: name a folder in it`,
    ]);
}

function markersOf(job: AfterJob, retention: Retention): Marker[] {
  const { drive, patience } = job;
  const { nowMs } = retention;
  return markerPaths(job, retention).map((path) => new Marker(path, { drive, patience, nowMs }));
}

/** Of this run's generations: a file needs none, because it is there whole or not at all. */
function markerPaths({ plan }: AfterJob, retention: Retention): string[] {
  return ownGenerations(retention, pathsOf(plan.files))
    .filter(({ isFolder }) => isFolder)
    .map(({ name }) => join(join(retention.folder, name), markerName));
}

function pathsOf(files: readonly PlannedFile[]): string[] {
  return files.map(({ remotePath }) => remotePath);
}

/** A cancelled run, a failed file and a file that nobody heard of are no complete success. */
function isComplete({ plan, patience }: AfterJob, outcomes: readonly Outcome[]): boolean {
  const arrived = new Set(
    outcomes
      .filter(({ action, item }) => action !== 'failed' && item !== undefined)
      .map(({ file }) => file.remotePath),
  );
  const hasFailed = outcomes.some(({ action }) => action === 'failed');
  return (
    !patience.host.signal.aborted &&
    !hasFailed &&
    plan.files.every(({ remotePath }) => arrived.has(remotePath))
  );
}

interface Planning {
  readonly before: Before;
  readonly named: readonly Pick<Outcome, 'file' | 'item'>[];
  /** This run's generations are complete, and nobody else's to complete. */
  readonly prunes: boolean;
}

async function planned(job: AfterJob, { before, named, prunes }: Planning): Promise<Removals> {
  const { folder, retention, known } = before;
  const ours = namedBy(named, retention === undefined ? [] : markerPaths(job, retention));
  const mirrored = folder === undefined ? { going: [], left: [] } : mirrorPlan(folder, ours);
  if (folder !== undefined) checkScope(mirrored, { folder: folder.path, uploaded: ours.ids });
  if (retention === undefined) return mirrored;
  if (!prunes) {
    const left = {
      path: retention.folder,
      why: 'another run is still uploading into this generation, and prunes when it ends',
    };
    return { ...mirrored, left: [...mirrored.left, left] };
  }
  const paths = named.map(({ file, item }) => (item === undefined ? file.remotePath : whereIs(file, item)));
  const own = ownGenerations(retention, paths);
  const pruned = await retentionPlan(retention, { drive: job.drive, own, uploaded: ours.ids, known });
  checkScope(pruned, { folder: retention.folder, uploaded: ours.ids });
  return { going: [...mirrored.going, ...pruned.going], left: [...mirrored.left, ...pruned.left] };
}

function asFailure(error: unknown, { host }: Patience): Failure {
  if (host.signal.aborted) return new CancelledFailure();
  if (error instanceof Failure) return error;
  return new Failure(`nothing more was deleted: ${explain(error)}`, { kind: 'service', cause: error });
}
