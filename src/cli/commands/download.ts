/**
 * The verb `download`: from a remote path to a folder here. Knows the order of things, and which inputs of the
 * action mean something for it; bytes are the business of the room `download`.
 */
import { mkdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CancelledFailure, exitCode, Failure, UsageFailure } from '../../core/errors.ts';
import { formatBytes, formatCount } from '../../core/format.ts';
import type { Host } from '../../core/host.ts';
import { createStopController } from '../../core/stop-signal.ts';
import { downloadFiles } from '../../download/engine.ts';
import { findLatestGeneration, parseLatestPattern } from '../../download/latest.ts';
import { LocalPaths } from '../../download/local-paths.ts';
import {
  type DownloadReport,
  downloadResultOf,
  formatDownloadManifest,
  logDownloadReport,
} from '../../download/manifest.ts';
import { withFileErrors } from '../../download/partial.ts';
import { type RemoteTree, readRemoteTree } from '../../download/tree.ts';
import type { Drive } from '../../graph/drive.ts';
import { type DriveItem, isFileItem } from '../../graph/parse.ts';
import { openHttpClient } from '../../http/client.ts';
import { RateLimitGate, type RetryOptions } from '../../http/retry.ts';
import { maskSecrets } from '../../inputs/masks.ts';
import { type InputSource, type Inputs, readInputs } from '../../inputs/read.ts';
import { pathUnlessSecret, quotePathUnlessSecret } from '../../inputs/shown.ts';
import { logProgress, TransferProgress } from '../../report/progress.ts';
import { RunState } from '../../report/run-state.ts';
import type { Job } from '../../run/job.ts';
import { openTargetDrive, signInAndSaveToken } from '../../run/sign-in.ts';
import { BandwidthLimiter } from '../../upload/bandwidth.ts';
import { AdaptiveConcurrency } from '../../upload/concurrency.ts';
import { commandInputs } from '../options/inputs.ts';
import { tokenFileWriter, warnOfReadableSecretFiles } from '../options/token-file.ts';
import { print } from '../terminal/print.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import { openTerminal } from '../terminal/terminal.ts';

export interface DownloadOptions extends Pick<Job, 'host' | 'source' | 'saveRefreshToken' | 'showProgress'> {
  /** As given: a folder or a file, from where the drive's paths begin. */
  readonly remote: string;
  /** As given: the folder that it comes into. */
  readonly localDir: string;
  /** Of a generation in `remote`. */
  readonly latest?: string;
  readonly overwrite: boolean;
  /** Whose rules hold for names; this machine's by default. */
  readonly system?: NodeJS.Platform;
}

export interface DownloadVerbOptions {
  readonly flags: Readonly<Record<string, unknown>>;
  /** The remote path, and the folder that it comes into. */
  readonly args: readonly string[];
  /** Names of the inputs that mean something for a download. */
  readonly inputs: readonly string[];
}

/** Runs the verb; answers the exit code of the contract. */
export async function downloadVerb({ flags, args, inputs }: DownloadVerbOptions): Promise<number> {
  const [remote = '', dir = ''] = args;
  const { env } = process;
  const [json, quiet, verbose] = [flags.json === true, flags.quiet === true, flags.verbose === true];
  const terminal = openTerminal({
    ...{ env, signal: createStopController().signal, dataOnStdout: json, quiet, verbose },
  });
  warnOfReadableSecretFiles(terminal, flags, inputs);
  const account = await runDownload({
    ...{
      remote,
      localDir: dir,
      host: terminal,
      overwrite: flags.overwrite === true,
      showProgress: showProgress(terminal),
    },
    source: selectInputs(commandInputs(flags, env), inputs),
    ...(typeof flags.latest === 'string' && { latest: flags.latest }),
    ...tokenFileWriter(flags, terminal),
  });
  if (json)
    for (const text of formatDownloadManifest(account, terminal.redact)) print(terminal.redactData(text));
  return downloadExitCode(account);
}

/** What is set for uploads in the environment is nothing to a download. */
export function selectInputs(source: InputSource, inputs: readonly string[]): InputSource {
  const value = (name: string) => (inputs.includes(name) ? source.value(name) : undefined);
  // Like a check, it names no files of this machine.
  return { ...source, value: (name) => (name === 'mode' ? 'check' : value(name)) };
}

/** 0 done, 1 something failed, 2 bad input, 3 sign-in refused, 130 interrupted. */
export function downloadExitCode({ result, errors }: DownloadReport): number {
  if (result === 'cancelled') return 130;
  if (result !== 'failed') return 0;
  return errors[0] === undefined ? 1 : exitCode(errors[0]);
}

/** What is known as the story goes on, so that a failure at any point still ends in a complete account. */
type ReportDraft = { -readonly [K in keyof DownloadReport]: DownloadReport[K] };

/** Brings what the job names. Never throws: everything is told, and the verdict is in the account. */
export async function runDownload(job: DownloadOptions): Promise<DownloadReport> {
  const { host, source } = job;
  maskSecrets(host, source);
  const notes: ReportDraft = {
    ...{ result: 'failed', emulator: false, driveId: undefined, files: [], errors: [] },
    ...{ remotePath: '', into: resolve(host.cwd, job.localDir), passedOver: [], leftOut: [] },
    ...{ startedMs: host.clock.now(), endedMs: host.clock.now() },
  };
  try {
    await signInAndDownload(job, notes);
  } catch (error) {
    notes.errors = [host.signal.aborted ? new CancelledFailure() : error, ...notes.errors];
  }
  notes.result = downloadResultOf(notes.files, notes.errors);
  notes.endedMs = host.clock.now();
  logDownloadReport(host, notes);
  return notes;
}

async function signInAndDownload(job: DownloadOptions, notes: ReportDraft): Promise<void> {
  const { host } = job;
  const inputs = readInputs(job.source);
  notes.remotePath = parseRemotePath(job.remote);
  if (job.localDir === '') throw new UsageFailure(['the folder to download into is empty']);
  if (job.latest !== undefined) parseLatestPattern(job.latest);
  const http = openHttpClient(host, inputs.identity.cloud);
  try {
    notes.emulator = http.emulated;
    const state = new RunState(host);
    const signInContext = {
      inputs,
      http,
      host,
      state,
      saveRefreshToken: job.saveRefreshToken,
      isReadOnly: true,
    };
    const { token } = await signInAndSaveToken(signInContext);
    const concurrency = new AdaptiveConcurrency(inputs.upload.concurrency, host.clock);
    const onRetry: RetryOptions['onRetry'] = (failure) => concurrency.failed(failure);
    const retry = { host, retries: inputs.upload.retries, gate: new RateLimitGate(), onRetry };
    const drive = await openTargetDrive({ inputs, http, retry, state, token });
    notes.driveId = drive.id;
    const item = await findRemoteItem(drive, job, notes);
    const system = job.system ?? process.platform;
    const tree = await readRemoteTree({ drive, item, remotePath: notes.remotePath, platform: system });
    logTree(tree, host, notes);
    await downloadTree({ job, inputs, notes, tree }, { drive, retry, concurrency });
  } finally {
    await http.close();
  }
}

/** As for `destination`: slashes at the ends and double ones mean nothing, and nothing leads upwards. */
function parseRemotePath(remote: string): string {
  const segments = remote.split(/[/\\]/).filter((segment) => segment !== '');
  if (segments.some((segment) => ['.', '..'].includes(segment.trim())))
    throw new UsageFailure([
      `the remote path ${quotePathUnlessSecret(remote)} has the segment . or ..; write the path from the drive's root`,
    ]);
  return segments.join('/');
}

/** The item that the remote path names, or the newest generation in it. */
async function findRemoteItem(
  drive: Drive,
  { latest, host }: DownloadOptions,
  notes: ReportDraft,
): Promise<DriveItem> {
  const item = await drive.findItem(notes.remotePath);
  const where = pathUnlessSecret(notes.remotePath) || 'the root';
  if (item === undefined)
    throw new Failure(`${where} is not on the drive`, { kind: 'service', hint: 'check path and drive' });
  if (item.isPackage)
    throw new Failure(`${where} is a OneNote notebook`, {
      kind: 'service',
      hint: 'export it in OneNote: its files mean nothing by themselves',
    });
  if (item.remoteItem !== undefined)
    throw new Failure(`${where} is a shortcut to somebody else's folder`, {
      kind: 'service',
      hint: `set drive-id to ${item.remoteItem.driveId} and folder-id to ${item.remoteItem.id}, and download its root: /`,
    });
  if (latest === undefined) return item;
  if (isFileItem(item))
    throw new Failure(`${where} is a file, and --latest looks for generations in a folder`, {
      kind: 'usage',
    });
  const found = await findLatestGeneration({
    drive,
    folder: item,
    remotePath: notes.remotePath,
    match: latest,
  });
  for (const name of found.passedOver) host.log.warning(`${name} is newer, and not complete: passed over`);
  host.log.info(`The newest complete generation is ${found.remotePath}`);
  notes.remotePath = found.remotePath;
  notes.passedOver = found.passedOver;
  return found.item;
}

const leftOutReasons = {
  notebook: 'is a OneNote notebook and is left out: export it in OneNote',
  shortcut: "is a shortcut to somebody else's folder and is left out",
  unlisted: 'says it holds more than its listing shows: what comes of it may be incomplete',
  marker: 'says that an upload into its folder has not finished: what comes of that is incomplete',
};

function logTree(tree: RemoteTree, host: Host, notes: ReportDraft): void {
  for (const { remotePath, kind: what } of tree.leftOut)
    host.log.warning(`${remotePath} ${leftOutReasons[what]}`);
  notes.leftOut = tree.leftOut.map(({ remotePath }) => remotePath);
  // Before anything is written: what the names of a drive may do here is not the drive's to say.
  for (const { file, reason: why } of tree.refused)
    host.log.warning(`${file.remotePath} ${why}: it is not brought`);
  const files = `${formatCount(tree.files.length, 'file')} (${formatBytes(tree.totalBytes)})`;
  host.log.info(`${files} in ${formatCount(tree.folders.length, 'folder')}`);
}

interface TreeDownload {
  readonly job: DownloadOptions;
  readonly inputs: Inputs;
  readonly notes: ReportDraft;
  readonly tree: RemoteTree;
}

async function downloadTree(
  { job, inputs, notes, tree }: TreeDownload,
  transfer: {
    readonly drive: Drive;
    readonly retry: RetryOptions;
    readonly concurrency: AdaptiveConcurrency;
  },
): Promise<void> {
  const { host } = job;
  await withFileErrors(notes.into, () => mkdir(notes.into, { recursive: true }));
  notes.into = await withFileErrors(notes.into, () => realpath(notes.into));
  const progress = new TransferProgress(tree);
  const stop = (job.showProgress ?? ((shown: TransferProgress) => logProgress(host, shown)))(progress);
  const { files, folders } = await downloadFiles(tree, {
    ...transfer,
    bandwidth: new BandwidthLimiter(inputs.upload.bandwidthLimit, host),
    events: progress,
    into: notes.into,
    localPaths: new LocalPaths(),
    overwrite: job.overwrite,
  }).finally(stop);
  notes.files = files;
  notes.errors = folders;
  if (downloadResultOf(files, folders) === 'cancelled' && files.some(({ action }) => action === 'failed'))
    host.log.info('What has begun is kept: the same command goes on where this one ended.');
}
