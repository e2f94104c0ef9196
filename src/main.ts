/**
 * The story of a run: inputs, files, plan, sign-in, drive, conflicts, upload, report. Knows the order and
 * nothing of how; everything that is wrong with the inputs or the files is said before the first request.
 */
import { signIn, type Token } from './auth/identity.ts';
import { clouds } from './clouds.ts';
import { CancelledFailure, Failure, UsageFailure } from './errors.ts';
import { openGraph } from './graph/client.ts';
import { type Drive, openDrive } from './graph/drive.ts';
import type { DriveItem } from './graph/wire.ts';
import type { Host } from './host.ts';
import { type Door, openDoor } from './http.ts';
import { type InputSource, type Inputs, readInputs } from './inputs.ts';
import { Gate, type Patience } from './persist.ts';
import { Diary } from './report/diary.ts';
import { logProgress, Progress } from './report/progress.ts';
import type { Report } from './report/report.ts';
import { tell } from './report/tell.ts';
import { settle } from './upload/conflicts.ts';
import { upload } from './upload/engine.ts';
import { type Found, findFiles } from './upload/find.ts';
import { type Notes, noNotes } from './upload/notes.ts';
import { type Plan, planUpload } from './upload/plan.ts';
import { probe } from './upload/probe.ts';
import { type ExpandedTarget, expandTarget, runFacts } from './upload/tokens.ts';
import type { Outcome } from './upload/work.ts';

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
  const { host, source } = job;
  for (const name of ['refresh-token', 'client-secret']) host.mask(source.value(name)?.trim() ?? '');
  const diary = new Diary(host);
  let door: Door | undefined;
  try {
    const { inputs, target } = readEverything(source, host);
    // Without the quotes that a secret may have been pasted with.
    for (const secret of [inputs.identity.refreshToken, inputs.identity.clientSecret ?? ''])
      host.mask(secret);
    diary.summary = inputs.summary;
    diary.destination = target.destination;
    const plan = inputs.mode === 'upload' ? await prepare({ inputs, target, host }) : undefined;
    if (plan?.files.length === 0) {
      diary.result = 'nothing-found';
    } else {
      door = openDoor(host, inputs.identity.cloud);
      diary.emulator = door.emulated;
      const drive = await connect({ job, inputs, door, diary });
      await (plan === undefined ? check(drive, diary) : send({ job, inputs, drive, diary }, plan));
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

/** All that was told, checked together: one message for the values and for the tokens in them. */
function readEverything(
  source: InputSource,
  host: Host,
): { readonly inputs: Inputs; readonly target: ExpandedTarget } {
  const problems: string[] = [];
  const collect = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UsageFailure)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const inputs = collect(() => readInputs(source));
  const templates = {
    destination: source.value('destination')?.trim() ?? '',
    name: source.value('name')?.trim() ?? '',
  };
  const target = collect(() => expandTarget(templates, runFacts(host.env, host.clock.now())));
  if (inputs === undefined || target === undefined) throw new UsageFailure([...new Set(problems)]);
  return { inputs, target };
}

interface Preparation {
  readonly inputs: Inputs;
  readonly target: ExpandedTarget;
  readonly host: Host;
}

/** What to send and where, judged without a request. */
async function prepare({ inputs, target, host }: Preparation): Promise<Plan> {
  host.log.group('Files');
  try {
    const found = await findFiles(inputs.files, host);
    const plan = planUpload(found, { ...target, flatten: inputs.naming.flatten });
    tellFound(found, inputs, host);
    return plan;
  } finally {
    host.log.groupEnd();
  }
}

function tellFound(found: Found, inputs: Inputs, host: Host): void {
  for (const warning of found.warnings) host.log.warning(warning);
  if (found.hiddenCount > 0) {
    host.log.info(`${found.hiddenCount} hidden files left out (include-hidden-files: true takes them)`);
  }
  if (found.linkCount > 0) host.log.info(`${found.linkCount} symbolic links left out`);
  const none = found.files.length === 0;
  const unmatched = found.unmatched.map((pattern) => `nothing matches ${pattern}`);
  const policy = none ? inputs.files.ifNoFilesFound : inputs.files.unmatchedPatterns;
  const words = none ? ['path found no files', ...unmatched] : unmatched;
  if (words.length === 0) return;
  if (policy === 'error') {
    const input = none ? 'if-no-files-found' : 'unmatched-patterns';
    throw new Failure(words.join('; '), {
      kind: 'usage',
      hint: `correct path, or set ${input} to warn or ignore`,
    });
  }
  for (const word of words) policy === 'warn' ? host.log.warning(word) : host.log.info(word);
}

interface Stage {
  readonly job: Run;
  readonly inputs: Inputs;
  readonly diary: Diary;
}

async function connect({ job, inputs, door, diary }: Stage & { readonly door: Door }): Promise<Drive> {
  const { host } = job;
  host.log.group('Sign in');
  try {
    if (door.emulated) host.log.warning('ONEDRIVE_UPLOAD_EMULATOR is set: nothing reaches Microsoft.');
    const { identity } = inputs;
    const keep = async (refreshToken: string) => {
      diary.refreshTokenRotated = true;
      if (identity.outputRefreshToken) host.output('refresh-token', refreshToken);
      await job.keepToken?.(refreshToken);
    };
    const token = await signIn({ identity, door, host, onRotated: keep });
    // A workflow that stores the output must never store an empty one.
    if (identity.outputRefreshToken && !diary.refreshTokenRotated)
      host.output('refresh-token', identity.refreshToken);
    tellToken(token, host);
    const patience: Patience = { host, retries: inputs.upload.retries, gate: new Gate() };
    const graph = openGraph({ graphHost: clouds[identity.cloud].graph, token, door, patience });
    const drive = await openDrive(graph, inputs.target.driveId);
    diary.drive = drive;
    diary.patience = patience;
    const whose = diary.level() === 'full' ? ` of ${drive.owner}, ${drive.webUrl}` : '';
    host.log.info(`Signed in; ${drive.kind} drive${whose}`);
    return drive;
  } finally {
    host.log.groupEnd();
  }
}

function tellToken(token: Token, host: Host): void {
  const writes =
    /Files\.ReadWrite|Sites\.(ReadWrite|Manage|FullControl|Selected)|\.Selected|onedrive\.readwrite/i;
  if (token.scope !== '' && !writes.test(token.scope)) {
    throw new Failure(`this sign-in was granted no permission to write: ${token.scope}`, {
      kind: 'sign-in',
      hint: 'sign in again with the scopes Files.ReadWrite offline_access',
    });
  }
  host.log.info(token.rotated ? 'Microsoft sent a new refresh token' : 'Microsoft sent no new refresh token');
}

async function check(drive: Drive, diary: Diary): Promise<void> {
  await probe(drive, { host: diary.host, folder: diary.destination });
  diary.result = 'checked';
}

async function send(stage: Stage & { readonly drive: Drive }, plan: Plan): Promise<void> {
  const { job, inputs, drive, diary } = stage;
  const { host } = job;
  diary.plan = plan;
  const patience = diary.patience;
  if (patience === undefined) throw new TypeError('no sign-in');
  host.log.group('Upload');
  try {
    const before = await settle(plan, drive, inputs.upload.conflictBehavior);
    const progress = new Progress(before.plan);
    const stop = (job.show ?? ((shown: Progress) => logProgress(host, shown)))(progress);
    const sent: Outcome[] = await upload(before.plan, {
      drive,
      patience,
      settings: inputs.upload,
      notes: job.notes ?? noNotes,
      watcher: progress,
      claimed: new Set(),
    }).finally(stop);
    diary.outcomes = [...before.outcomes, ...sent];
    diary.folder = host.signal.aborted ? undefined : await folderOf(drive, plan);
  } finally {
    host.log.groupEnd();
  }
}

/** The destination's own item, for its link; that it cannot be read fails nothing. */
function folderOf(drive: Drive, plan: Plan): Promise<DriveItem | undefined> {
  return drive.item(plan.destination).catch(() => undefined);
}
