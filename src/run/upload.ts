/**
 * The chapter of the upload: what is there already, what is sent, what follows once everything arrived. Knows
 * the order of these; each is somebody else's to do.
 */
import { makeArchive } from '../archive/write.ts';
import { openAfterwards } from '../cleanup/after-upload.ts';
import { bytes, count } from '../core/format.ts';
import { removeLeftovers } from '../files/leftovers.ts';
import type { Door } from '../http/client.ts';
import type { Inputs } from '../inputs/read.ts';
import { planOfArchive } from '../plan/archive-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { logProgress, Progress } from '../report/progress.ts';
import { isSent } from '../report/report.ts';
import type { Diary } from '../report/run-state.ts';
import { Bandwidth } from '../upload/bandwidth.ts';
import { makeChecksums } from '../upload/checksums.ts';
import { decide } from '../upload/conflicts.ts';
import type { Claims, Outcome, Work } from '../upload/context.ts';
import { upload } from '../upload/engine.ts';
import { FragmentSize } from '../upload/fragment-size.ts';
import { withCollisions } from '../upload/name-collisions.ts';
import { isRewrittenType } from '../upload/office-files.ts';
import { noNotes } from '../upload/open-sessions.ts';
import { finish, foresee, tellLeft } from './finish.ts';
import type { Job } from './job.ts';
import type { Places, Prepared } from './prepare.ts';

/** What the engine works with, but for what belongs to one upload. */
export type Engine = Pick<Work, 'drive' | 'patience' | 'pace' | 'journal' | 'settings' | 'listed'>;

export interface Sending {
  readonly job: Job;
  readonly diary: Diary;
  readonly inputs: Inputs;
  readonly places: Places;
  readonly prepared: Prepared;
  readonly door: Door;
  readonly engine: Engine;
}

/** Sends what was prepared; writes into the diary what came of it. */
export async function send(sending: Sending): Promise<void> {
  const { job, inputs, prepared } = sending;
  const { host } = job;
  if (!('plan' in prepared) || inputs.naming.checksums !== undefined) await removeLeftovers(host);
  if ('plan' in prepared) return sendPlan(sending, prepared.plan);
  const { archive } = prepared;
  host.log.info(`Packing ${count(archive.entries.length, 'item')} (${bytes(archive.totalBytes)})`);
  const { compressionLevel: level } = inputs.naming;
  const made = await makeArchive(archive, { level, keepTimes: inputs.upload.preserveMtime, host });
  try {
    await sendPlan(sending, planOfArchive(archive, made));
  } finally {
    await made.dispose();
  }
}

async function sendPlan(sending: Sending, plan: Plan): Promise<void> {
  const { diary, inputs, places, engine } = sending;
  const { host } = sending.job;
  const { drive, patience, settings } = engine;
  diary.plan = plan;
  const release = await foresee({ ...sending, host, drive });
  const { retainIn } = places;
  const retaining = retainIn === undefined ? {} : { retainIn };
  const { unseen } = sending.prepared;
  const job = { drive, patience, inputs: inputs.after, plan, unseen, ...retaining };
  const afterwards = await openAfterwards(job);
  const before = await decide(plan, { drive, settings, signal: host.signal });
  tellRoom(sending, before.plan);
  if (inputs.after.dryRun) {
    diary.outcomes = [
      ...before.outcomes,
      ...before.plan.files.map((file) => ({ file, action: 'planned' }) as const),
    ];
    diary.result = 'dry-run';
    tellDiffering(sending, diary.outcomes);
    const preview = await afterwards?.preview();
    if (preview === undefined) return;
    diary.deletions = { isPlan: true, going: preview.going, left: preview.left };
    tellLeft(preview.left, host);
    if (preview.refusal !== undefined) diary.failures.push(preview.refusal);
    return;
  }
  // Where taken names keep everything from being sent, a marker would make a complete generation look like a torso.
  const isBlocked =
    before.plan.files.length === 0 && before.outcomes.some(({ action }) => action === 'failed');
  if (!isBlocked) await afterwards?.begin();
  const claims: Claims = new Map();
  const sent = await transmit(sending, { plan: before.plan, claims });
  const { destination } = plan;
  diary.outcomes = await withCollisions([...before.outcomes, ...sent], { drive, claims, destination });
  tellDiffering(sending, diary.outcomes);
  const list = await sendChecksums(sending, diary.outcomes);
  if (host.signal.aborted) return;
  await finish({ ...sending, host, drive, afterwards, release, list });
}

/** A warning only: what is replaced may make the room that is missing. */
function tellRoom({ engine, job }: Sending, plan: Plan): void {
  const { remainingBytes } = engine.drive;
  if (remainingBytes === undefined || plan.totalBytes <= remainingBytes) return;
  job.host.log.warning(
    `The drive has ${bytes(remainingBytes)} free, and ${bytes(plan.totalBytes)} are to be uploaded.`,
  );
}

/** Names that a notice has room for. */
const namedFiles = 5;

/** `skip` asks for nothing but the name: what is shorter may be the half that an earlier run left. */
function tellDiffering({ engine, job }: Sending, outcomes: readonly Outcome[]): void {
  const differing = outcomes.flatMap(({ action, file, item }) => {
    const isOther = action === 'skipped' && item !== undefined && item.sizeBytes !== file.sizeBytes;
    if (!isOther || Number.isNaN(item.sizeBytes) || isRewrittenType(engine, file)) return [];
    return [`${file.remotePath} (${bytes(item.sizeBytes)} there, ${bytes(file.sizeBytes)} here)`];
  });
  if (differing.length === 0) return;
  const named = differing.slice(0, namedFiles).join(', ');
  const rest = differing.length > namedFiles ? ` and ${differing.length - namedFiles} more` : '';
  const files = `${count(differing.length, 'file')} there ${differing.length === 1 ? 'differs' : 'differ'}`;
  job.host.log.notice(`${files} in size from ours: skipped as told: ${named}${rest}`);
}

/** The files, with what shows that they move; looks the folder up as soon as it must be there. */
async function transmit(
  { job, diary, engine }: Sending,
  { plan, claims }: { readonly plan: Plan; readonly claims: Claims },
): Promise<Outcome[]> {
  const { host } = job;
  host.log.group('Upload');
  const progress = new Progress(plan);
  const stop = (job.show ?? ((shown: Progress) => logProgress(host, shown)))(progress);
  // For its link, while the rest is on its way; that it cannot be read fails nothing.
  const lookUp = () => engine.drive.item(plan.destination).catch(() => undefined);
  let folder: ReturnType<typeof lookUp> | undefined;
  try {
    const sent = await upload(plan, {
      ...workOf(job, engine),
      claims,
      watcher: {
        started: (file) => progress.started(file),
        reached: (file, byte) => progress.reached(file, byte),
        finished(outcome) {
          progress.finished(outcome);
          if (isSent(outcome)) folder ??= lookUp();
        },
      },
    });
    if (!host.signal.aborted) diary.folder = await (folder ?? lookUp());
    return sent;
  } finally {
    stop();
    host.log.groupEnd();
  }
}

function workOf(job: Job, engine: Engine): Omit<Work, 'watcher'> {
  return {
    ...engine,
    fragments: new FragmentSize(engine.settings.chunkSizeBytes),
    bandwidth: new Bandwidth(engine.settings.bandwidthLimit, job.host),
    notes: job.notes ?? noNotes,
    claims: new Map(),
  };
}

const unseen = { started: () => {}, reached: () => {}, finished: () => {} };

/** `checksums`: the list goes last and replaces the last one; one that does not arrive fails the run. */
async function sendChecksums(sending: Sending, outcomes: readonly Outcome[]): Promise<Outcome | undefined> {
  const { job, diary, inputs, engine } = sending;
  const { checksums: name } = inputs.naming;
  if (name === undefined || job.host.signal.aborted) return undefined;
  const made = await makeChecksums(outcomes, { name, destination: diary.destination, host: job.host });
  if (made === undefined) return undefined;
  try {
    const settings = { ...engine.settings, conflictBehavior: 'replace' as const };
    const [outcome] = await upload(made.plan, { ...workOf(job, engine), settings, watcher: unseen });
    if (outcome?.error !== undefined) diary.failures.push(outcome.error);
    return outcome;
  } finally {
    await made.dispose();
  }
}
