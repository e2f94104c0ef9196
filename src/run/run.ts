/**
 * The story of a run, in chapters: prepare, connect, send (which ends with finish), report. Knows their order and
 * nothing of how; everything that is wrong with the inputs or the files is said before the first request.
 */
import { resolve } from 'node:path';
import { CancelledFailure, Failure, UsageFailure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { forkDanger, readEvent, whyNotKept } from '../github/event.ts';
import { openDoor } from '../http/client.ts';
import { Gate, type Patience } from '../http/retry.ts';
import { maskSecrets } from '../inputs/masks.ts';
import type { Inputs } from '../inputs/read.ts';
import type { UploadInputs } from '../inputs/transfer.ts';
import { tell } from '../report/log-report.ts';
import { discreet } from '../report/public-log.ts';
import type { Report } from '../report/report.ts';
import { Diary } from '../report/run-state.ts';
import { Pace } from '../upload/concurrency.ts';
import { type Journal, openJournal } from '../upload/journal.ts';
import { probe } from '../upload/write-test.ts';
import type { Job } from './job.ts';
import { prepare, readEverything, withoutCredentials } from './prepare.ts';
import { reached, signedIn, tellSignIn } from './sign-in.ts';
import { send } from './upload.ts';

/** Runs the job that the inputs describe. Never throws: outputs and summary are written, then the verdict is in the report. */
export async function run(asked: Job): Promise<Report> {
  const diary = new Diary(asked.host);
  const host = discreet(asked.host, () => diary.level() !== 'full');
  const job = { ...asked, host };
  const { source } = job;
  maskSecrets(host, source);
  try {
    const event = readEvent(host.env);
    if (withoutCredentials(source, { host, event })) diary.result = 'no-credentials';
    else {
      const danger = forkDanger(event);
      if (danger !== undefined) host.log.warning(danger);
      await withInputs(job, diary);
    }
  } catch (error) {
    diary.error = host.signal.aborted ? new CancelledFailure() : error;
  }
  const report = diary.report();
  await tell(host, report, diary.level());
  return report;
}

async function withInputs(job: Job, diary: Diary): Promise<void> {
  const { host } = job;
  const { inputs, places } = readEverything(job.source, host);
  if (inputs.mode === 'refresh-only') checkKept(inputs, job);
  diary.summary = inputs.summary;
  diary.destination = places.destination;
  const prepared = inputs.mode === 'upload' ? await prepare({ inputs, places, host }) : undefined;
  if (inputs.mode === 'upload' && prepared === undefined) {
    diary.result = 'nothing-found';
    return;
  }
  const door = openDoor(host, inputs.identity.cloud);
  try {
    diary.emulator = door.emulated;
    // A journal that cannot be opened is a wrong input, to be told before anything is asked of Microsoft.
    const journal = prepared && journalOf(inputs, { host, emulated: door.emulated });
    const entry = await signedIn({ inputs, door, host, diary, keepToken: job.keepToken });
    if (inputs.mode === 'refresh-only') {
      if (entry.rotation?.failure !== undefined) throw entry.rotation.failure;
      diary.result = 'refreshed';
      return;
    }
    const pace = new Pace(inputs.upload.concurrency, host.clock);
    const patience = patienceOf(host, { settings: inputs.upload, pace });
    const drive = await reached({ inputs, door, patience, diary, token: entry.token });
    if (prepared === undefined) {
      tellSignIn(entry, host);
      await probe(drive, { host, folder: diary.destination });
      diary.result = 'checked';
      return;
    }
    const listed = inputs.naming.checksums !== undefined;
    const engine = { drive, patience, pace, journal, listed, settings: inputs.upload };
    await send({ job, diary, inputs, places, prepared, door, engine });
  } finally {
    await door.close();
  }
}

/** A renewed token that is kept nowhere is one day older, and nothing else. */
function checkKept({ rotation, identity }: Inputs, { keepToken, host }: Job): void {
  const why = whyNotKept(readEvent(host.env));
  if (why !== undefined && (rotation !== undefined || identity.outputRefreshToken || keepToken !== undefined))
    throw new Failure(`mode: refresh-only stores no token in this run, because ${why}`, {
      kind: 'service',
      hint: 'start it by schedule or workflow_dispatch',
    });
  if (rotation !== undefined || identity.outputRefreshToken || keepToken !== undefined) return;
  throw new UsageFailure([
    'mode: refresh-only keeps the new refresh token nowhere: set rotate-secret and github-token, or output-refresh-token, or --refresh-token-file for the command',
  ]);
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
