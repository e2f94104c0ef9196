/**
 * The verb `download`: from a remote path to a folder here. Knows the order of things, and which inputs of the
 * action mean something for it; bytes are the business of the room `download`.
 */
import { mkdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CancelledFailure, exitCode, Failure, UsageFailure } from '../../core/errors.ts';
import { bytes, count } from '../../core/format.ts';
import type { Host } from '../../core/host.ts';
import { stopSignal } from '../../core/stop-signal.ts';
import { download } from '../../download/engine.ts';
import { findLatest, readMatch } from '../../download/latest.ts';
import { Places } from '../../download/local-paths.ts';
import { type Account, manifestText, resultOf, tellAccount } from '../../download/manifest.ts';
import { local } from '../../download/partial.ts';
import { readTree, type Tree } from '../../download/tree.ts';
import type { Drive } from '../../graph/drive.ts';
import { type DriveItem, isFile } from '../../graph/parse.ts';
import { openDoor } from '../../http/client.ts';
import { Gate, type Patience } from '../../http/retry.ts';
import { maskSecrets } from '../../inputs/masks.ts';
import { type InputSource, type Inputs, readInputs } from '../../inputs/read.ts';
import { shownPath, shownPattern } from '../../inputs/shown.ts';
import { logProgress, Progress } from '../../report/progress.ts';
import { Diary } from '../../report/run-state.ts';
import type { Job } from '../../run/job.ts';
import { reached, signedIn } from '../../run/sign-in.ts';
import { Bandwidth } from '../../upload/bandwidth.ts';
import { Pace } from '../../upload/concurrency.ts';
import { commandInputs } from '../options/inputs.ts';
import { tokenKeeper, warnOfOpenFiles } from '../options/token-file.ts';
import { print } from '../terminal/print.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import { openTerminal } from '../terminal/terminal.ts';

export interface DownloadJob extends Pick<Job, 'host' | 'source' | 'keepToken' | 'show'> {
  /** As given: a folder or a file, from where the drive's paths begin. */
  readonly remote: string;
  /** As given: the folder that it comes into. */
  readonly dir: string;
  /** Of a generation in `remote`. */
  readonly latest?: string;
  readonly overwrite: boolean;
  /** Whose rules hold for names; this machine's by default. */
  readonly system?: NodeJS.Platform;
}

export interface DownloadCall {
  readonly flags: Readonly<Record<string, unknown>>;
  /** The remote path, and the folder that it comes into. */
  readonly args: readonly string[];
  /** Names of the inputs that mean something for a download. */
  readonly inputs: readonly string[];
}

/** Runs the verb; answers the exit code of the contract. */
export async function downloadVerb({ flags, args, inputs }: DownloadCall): Promise<number> {
  const [remote = '', dir = ''] = args;
  const { env } = process;
  const [json, quiet, verbose] = [flags.json === true, flags.quiet === true, flags.verbose === true];
  const terminal = openTerminal({
    ...{ env, signal: stopSignal().signal, dataOnStdout: json, quiet, verbose },
  });
  warnOfOpenFiles(terminal, flags, inputs);
  const account = await fetchAll({
    ...{ remote, dir, host: terminal, overwrite: flags.overwrite === true, show: showProgress(terminal) },
    source: narrowed(commandInputs(flags, env), inputs),
    ...(typeof flags.latest === 'string' && { latest: flags.latest }),
    ...tokenKeeper(flags, terminal),
  });
  if (json) for (const text of manifestText(account, terminal.redact)) print(terminal.redactData(text));
  return downloadCode(account);
}

/** What is set for uploads in the environment is nothing to a download. */
export function narrowed(source: InputSource, inputs: readonly string[]): InputSource {
  const value = (name: string) => (inputs.includes(name) ? source.value(name) : undefined);
  // Like a check, it names no files of this machine.
  return { ...source, value: (name) => (name === 'mode' ? 'check' : value(name)) };
}

/** 0 done, 1 something failed, 2 bad input, 3 sign-in refused, 130 interrupted. */
export function downloadCode({ result, errors }: Account): number {
  if (result === 'cancelled') return 130;
  if (result !== 'failed') return 0;
  return errors[0] === undefined ? 1 : exitCode(errors[0]);
}

/** What is known as the story goes on, so that a failure at any point still ends in a complete account. */
type Notes = { -readonly [K in keyof Account]: Account[K] };

/** Brings what the job names. Never throws: everything is told, and the verdict is in the account. */
export async function fetchAll(job: DownloadJob): Promise<Account> {
  const { host, source } = job;
  maskSecrets(host, source);
  const notes: Notes = {
    ...{ result: 'failed', emulator: false, driveId: undefined, files: [], errors: [] },
    ...{ remotePath: '', into: resolve(host.cwd, job.dir), passedOver: [], leftOut: [] },
    ...{ startedMs: host.clock.now(), endedMs: host.clock.now() },
  };
  try {
    await story(job, notes);
  } catch (error) {
    notes.errors = [host.signal.aborted ? new CancelledFailure() : error, ...notes.errors];
  }
  notes.result = resultOf(notes.files, notes.errors);
  notes.endedMs = host.clock.now();
  tellAccount(host, notes);
  return notes;
}

async function story(job: DownloadJob, notes: Notes): Promise<void> {
  const { host } = job;
  const inputs = readInputs(job.source);
  notes.remotePath = remotePathOf(job.remote);
  if (job.dir === '') throw new UsageFailure(['the folder to download into is empty']);
  if (job.latest !== undefined) readMatch(job.latest);
  const door = openDoor(host, inputs.identity.cloud);
  try {
    notes.emulator = door.emulated;
    const diary = new Diary(host);
    const entrance = { inputs, door, host, diary, keepToken: job.keepToken, onlyReads: true };
    const { token } = await signedIn(entrance);
    const pace = new Pace(inputs.upload.concurrency, host.clock);
    const onTrouble: Patience['onTrouble'] = (failure) => pace.bad(failure);
    const patience = { host, retries: inputs.upload.retries, gate: new Gate(), onTrouble };
    const drive = await reached({ inputs, door, patience, diary, token });
    notes.driveId = drive.id;
    const item = await chosen(drive, job, notes);
    const system = job.system ?? process.platform;
    const tree = await readTree({ drive, item, remotePath: notes.remotePath, system });
    tellTree(tree, host, notes);
    await bringTree({ job, inputs, notes, tree }, { drive, patience, pace });
  } finally {
    await door.close();
  }
}

/** As for `destination`: slashes at the ends and double ones mean nothing, and nothing leads upwards. */
function remotePathOf(remote: string): string {
  const segments = remote.split(/[/\\]/).filter((segment) => segment !== '');
  if (segments.some((segment) => ['.', '..'].includes(segment.trim())))
    throw new UsageFailure([
      `the remote path ${shownPath(remote)} has the segment . or ..; write the path from the drive's root`,
    ]);
  return segments.join('/');
}

/** The item that the remote path names, or the newest generation in it. */
async function chosen(drive: Drive, { latest, host }: DownloadJob, notes: Notes): Promise<DriveItem> {
  const item = await drive.item(notes.remotePath);
  const where = shownPattern(notes.remotePath) || 'the root';
  if (item === undefined)
    throw new Failure(`${where} is not on the drive`, { kind: 'service', hint: 'check path and drive' });
  if (item.isPackage)
    throw new Failure(`${where} is a OneNote notebook`, {
      kind: 'service',
      hint: 'export it in OneNote: its files mean nothing by themselves',
    });
  if (item.remote !== undefined)
    throw new Failure(`${where} is a shortcut to somebody else's folder`, {
      kind: 'service',
      hint: `set drive-id to ${item.remote.driveId} and folder-id to ${item.remote.id}, and download its root: /`,
    });
  if (latest === undefined) return item;
  if (isFile(item))
    throw new Failure(`${where} is a file, and --latest looks for generations in a folder`, {
      kind: 'usage',
    });
  const found = await findLatest({ drive, folder: item, remotePath: notes.remotePath, match: latest });
  for (const name of found.passedOver) host.log.warning(`${name} is newer, and not complete: passed over`);
  host.log.info(`The newest complete generation is ${found.remotePath}`);
  notes.remotePath = found.remotePath;
  notes.passedOver = found.passedOver;
  return found.item;
}

const leftWords = {
  notebook: 'is a OneNote notebook and is left out: export it in OneNote',
  shortcut: "is a shortcut to somebody else's folder and is left out",
  unlisted: 'says it holds more than its listing shows: what comes of it may be incomplete',
  marker: 'says that an upload into its folder has not finished: what comes of that is incomplete',
};

function tellTree(tree: Tree, host: Host, notes: Notes): void {
  for (const { remotePath, what } of tree.left) host.log.warning(`${remotePath} ${leftWords[what]}`);
  notes.leftOut = tree.left.map(({ remotePath }) => remotePath);
  // Before anything is written: what the names of a drive may do here is not the drive's to say.
  for (const { file, why } of tree.refused) host.log.warning(`${file.remotePath} ${why}: it is not brought`);
  const files = `${count(tree.files.length, 'file')} (${bytes(tree.totalBytes)})`;
  host.log.info(`${files} in ${count(tree.folders.length, 'folder')}`);
}

interface Bringing {
  readonly job: DownloadJob;
  readonly inputs: Inputs;
  readonly notes: Notes;
  readonly tree: Tree;
}

async function bringTree(
  { job, inputs, notes, tree }: Bringing,
  engine: { readonly drive: Drive; readonly patience: Patience; readonly pace: Pace },
): Promise<void> {
  const { host } = job;
  await local(notes.into, () => mkdir(notes.into, { recursive: true }));
  notes.into = await local(notes.into, () => realpath(notes.into));
  const progress = new Progress(tree);
  const stop = (job.show ?? ((shown: Progress) => logProgress(host, shown)))(progress);
  const { files, folders } = await download(tree, {
    ...engine,
    bandwidth: new Bandwidth(inputs.upload.bandwidthLimit, host),
    watcher: progress,
    into: notes.into,
    places: new Places(),
    overwrite: job.overwrite,
  }).finally(stop);
  notes.files = files;
  notes.errors = folders;
  if (resultOf(files, folders) === 'cancelled' && files.some(({ action }) => action === 'failed'))
    host.log.info('What has begun is kept: the same command goes on where this one ended.');
}
