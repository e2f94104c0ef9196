/**
 * The story of a run: inputs and files, sign-in and drive, conflicts, upload, report. Knows the order and
 * nothing of how; everything that is wrong with the inputs or the files is said before the first request.
 */
import { resolve } from 'node:path';
import { connect } from './connect.ts';
import { CancelledFailure } from './errors.ts';
import type { Drive } from './graph/drive.ts';
import type { Host } from './host.ts';
import { type Door, openDoor } from './http.ts';
import type { InputSource, Inputs, UploadInputs } from './inputs/inputs.ts';
import { Gate, type Patience } from './persist.ts';
import { prepare, readEverything } from './prepare.ts';
import { Diary } from './report/diary.ts';
import { logProgress, Progress } from './report/progress.ts';
import { isSent, type Report } from './report/report.ts';
import { tell } from './report/tell.ts';
import { bytes } from './text.ts';
import { Bandwidth } from './upload/bandwidth.ts';
import { settle } from './upload/conflicts.ts';
import { upload } from './upload/engine.ts';
import { FragmentSize } from './upload/fragments.ts';
import { type Journal, openJournal } from './upload/journal.ts';
import { type Notes, noNotes } from './upload/notes.ts';
import { Pace } from './upload/pace.ts';
import type { Plan } from './upload/plan.ts';
import { probe } from './upload/probe.ts';
import type { Outcome, Watcher, Work } from './upload/work.ts';

export interface Run {
  readonly host: Host;
  readonly source: InputSource;
  /** Where open sessions are noted for a post step. */
  readonly notes?: Notes;
  /** Keeps a new refresh token somewhere safe, before the first upload and whenever it changes. */
  readonly keepToken?: (refreshToken: string) => Promise<void>;
  /** Shows what moves; answers how to stop. By default a log line every 10 s. */
  readonly show?: (progress: Progress) => () => void;
}

/** Runs the job that the inputs describe. Never throws: outputs and summary are written, then the verdict is in the report. */
export async function run(job: Run): Promise<Report> {
  const { host, source, keepToken } = job;
  for (const name of ['refresh-token', 'client-secret', 'resume-key'])
    host.mask(source.value(name)?.trim() ?? '');
  const diary = new Diary(host);
  let door: Door | undefined;
  try {
    const { inputs, target } = readEverything(source, host);
    // Without the quotes that a secret may have been pasted with.
    for (const secret of secretsOf(inputs)) host.mask(secret);
    diary.summary = inputs.summary;
    diary.destination = target.destination;
    const plan = inputs.mode === 'upload' ? await prepare({ inputs, target, host }) : undefined;
    if (plan?.files.length === 0) {
      diary.result = 'nothing-found';
    } else {
      door = openDoor(host, inputs.identity.cloud);
      diary.emulator = door.emulated;
      const pace = new Pace(inputs.upload.concurrency, host.clock);
      const patience = patienceOf(host, { settings: inputs.upload, pace });
      const drive = await connect({ inputs, door, patience, diary, keepToken });
      if (plan === undefined) await check(drive, diary);
      else {
        const journal = journalOf(inputs, { host, emulated: door.emulated });
        await send({ job, diary, plan, engine: { drive, patience, pace, journal, settings: inputs.upload } });
      }
    }
  } catch (error) {
    diary.error = host.signal.aborted ? new CancelledFailure() : error;
  } finally {
    await door?.close();
  }
  const report = diary.report();
  await tell(host, report, diary.level());
  return report;
}

function secretsOf({ identity, resume }: Inputs): string[] {
  return [identity.refreshToken, identity.clientSecret ?? '', resume?.key ?? ''];
}

function patienceOf(
  host: Host,
  { settings, pace }: { readonly settings: UploadInputs; readonly pace: Pace },
): Patience {
  return { host, retries: settings.retries, gate: new Gate(), onTrouble: (failure) => pace.bad(failure) };
}

function journalOf(
  { resume }: Inputs,
  world: { readonly host: Host; readonly emulated: boolean },
): Journal | undefined {
  return resume && openJournal({ path: resolve(world.host.cwd, resume.journal), key: resume.key, ...world });
}

/** A warning only: what is replaced may make the room that is missing. */
function tellRoom(
  { remainingBytes }: Drive,
  { plan, host }: { readonly plan: Plan; readonly host: Host },
): void {
  if (remainingBytes === undefined || plan.totalBytes <= remainingBytes) return;
  host.log.warning(
    `The drive has ${bytes(remainingBytes)} free, and ${bytes(plan.totalBytes)} are to be uploaded.`,
  );
}

async function check(drive: Drive, diary: Diary): Promise<void> {
  await probe(drive, { host: diary.host, folder: diary.destination });
  diary.result = 'checked';
}

interface Sending {
  readonly job: Run;
  readonly diary: Diary;
  readonly plan: Plan;
  readonly engine: Pick<Work, 'drive' | 'patience' | 'pace' | 'journal' | 'settings'>;
}

async function send({ job, diary, plan, engine }: Sending): Promise<void> {
  const { host } = job;
  diary.plan = plan;
  host.log.group('Upload');
  try {
    const before = await settle(plan, engine.drive, engine.settings.conflictBehavior);
    tellRoom(engine.drive, { plan: before.plan, host });
    const progress = new Progress(before.plan);
    const stop = (job.show ?? ((shown: Progress) => logProgress(host, shown)))(progress);
    // For its link, while the rest is on its way; that it cannot be read fails nothing.
    const lookUp = () => engine.drive.item(plan.destination).catch(() => undefined);
    let folder: ReturnType<typeof lookUp> | undefined;
    const finished = (outcome: Outcome) => {
      progress.finished(outcome);
      if (isSent(outcome)) folder ??= lookUp();
    };
    const sent: Outcome[] = await upload(before.plan, {
      ...engine,
      fragments: new FragmentSize(engine.settings.chunkSizeBytes),
      bandwidth: new Bandwidth(engine.settings.bandwidthLimit, host),
      notes: job.notes ?? noNotes,
      watcher: { ...watching(progress), finished },
      claimed: new Set(),
    }).finally(stop);
    diary.outcomes = [...before.outcomes, ...sent];
    if (!host.signal.aborted) diary.folder = await (folder ?? lookUp());
  } finally {
    host.log.groupEnd();
  }
}

function watching(progress: Progress): Pick<Watcher, 'started' | 'reached'> {
  return {
    started: (file) => progress.started(file),
    reached: (file, byte) => progress.reached(file, byte),
  };
}
