/**
 * The steps of a download run: sign in, open the drive, find the item, list its tree, download the files, report. Only
 * this file writes DownloadState: it stores each result as soon as it is known, so that a failure at any point still
 * gives a complete report.
 */
import { mkdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CancelledFailure, Failure, UsageFailure } from '../core/errors.ts';
import { formatBytes, formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { downloadFiles } from '../download/engine.ts';
import { findLatestGeneration, type LatestGeneration, parseLatestPattern } from '../download/latest.ts';
import { LocalPaths } from '../download/local-paths.ts';
import { type DownloadReport, downloadResultOf, logDownloadReport } from '../download/manifest.ts';
import { withFileErrors } from '../download/partial-file.ts';
import { findRemoteItem, parseRemotePath, remotePathForLog } from '../download/remote-path.ts';
import { type RemoteTree, readRemoteTree } from '../download/tree.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import { maskSecrets } from '../inputs/masks.ts';
import { readInputs } from '../inputs/read.ts';
import { TransferProgress } from '../report/progress.ts';
import { BandwidthLimiter } from '../upload/bandwidth.ts';
import { type ConnectedContext, openRunContext, type RunOptions } from './context.ts';
import { openTargetDrive, signInAndSaveToken } from './sign-in.ts';

export interface DownloadOptions extends Omit<RunOptions, 'openSessions'> {
  /** The path of a folder or file on the drive, as given. */
  readonly remote: string;
  /** The local folder, as given. */
  readonly localDir: string;
  /** The pattern for the names of generations in `remote`. */
  readonly latest?: string;
  readonly overwrite: boolean;
  /** The system whose rules for file names apply; this machine's by default. */
  readonly platform?: NodeJS.Platform;
}

/** The report so far. */
type DownloadState = { -readonly [K in keyof DownloadReport]: DownloadReport[K] };

/** Downloads what the options name, and logs the result. Never throws: failures are in the report. */
export async function runDownload(options: DownloadOptions): Promise<DownloadReport> {
  const { host } = options;
  maskSecrets(host, options.source);
  const state: DownloadState = {
    result: 'failed',
    emulator: false,
    driveId: undefined,
    files: [],
    errors: [],
    remotePath: '',
    into: resolve(host.cwd, options.localDir),
    passedOver: [],
    leftOut: [],
    startedMs: host.clock.now(),
    endedMs: host.clock.now(),
  };
  try {
    await signInAndDownload(options, state);
  } catch (error) {
    state.errors = [host.signal.aborted ? new CancelledFailure() : error, ...state.errors];
  }
  state.result = downloadResultOf(state.files, state.errors);
  state.endedMs = host.clock.now();
  logDownloadReport(host, state);
  return state;
}

async function signInAndDownload(options: DownloadOptions, state: DownloadState): Promise<void> {
  const inputs = readInputs(options.source);
  state.remotePath = parseRemotePath(options.remote, 'download');
  if (options.localDir === '')
    throw new UsageFailure(['the path of the folder to download into is empty: give a path']);
  if (options.latest !== undefined) parseLatestPattern(options.latest);
  const context = openRunContext(options, inputs);
  try {
    state.emulator = context.http.emulated;
    const { token } = await signInAndSaveToken(context, { isReadOnly: true });
    const drive = await openTargetDrive(context, token);
    state.driveId = drive.id;
    await downloadFromDrive({ ...context, drive, journal: undefined }, options, state);
  } finally {
    await context.http.close();
  }
}

/** The steps after the drive is open. */
async function downloadFromDrive(
  context: ConnectedContext,
  { latest, overwrite, platform = process.platform }: DownloadOptions,
  state: DownloadState,
): Promise<void> {
  const { host, drive } = context;
  let item = await findRemoteItem(drive, state.remotePath);
  if (latest !== undefined) {
    const found = await findLatest(context, item, { remotePath: state.remotePath, latest });
    state.remotePath = found.remotePath;
    state.passedOver = found.passedOver;
    item = found.item;
  }
  const tree = await readRemoteTree({ drive, item, remotePath: state.remotePath, platform });
  state.leftOut = tree.leftOut.map(({ remotePath }) => remotePath);
  logTree(tree, host);
  state.errors = tree.unlisted;
  state.into = await createTargetFolder(state.into);
  const progress = new TransferProgress(tree, context.retry.gate);
  const stopProgress = context.showProgress(progress);
  const { files, folders } = await downloadFiles(tree, {
    host,
    drive,
    retry: context.retry,
    concurrency: context.concurrency,
    bandwidth: new BandwidthLimiter(context.inputs.upload.bandwidthLimit, host),
    events: progress,
    into: state.into,
    localPaths: new LocalPaths(),
    overwrite,
  }).finally(stopProgress);
  state.files = files;
  state.errors = [...tree.unlisted, ...folders];
}

/** Finds and logs the newest complete generation in a folder. */
async function findLatest(
  { drive, host }: Pick<ConnectedContext, 'drive' | 'host'>,
  folder: DriveItem,
  { remotePath, latest }: { readonly remotePath: string; readonly latest: string },
): Promise<LatestGeneration> {
  if (isFileItem(folder))
    throw new Failure(
      `${remotePathForLog(remotePath)} is a file, but --latest needs a folder with backups in it`,
      {
        code: 'not-a-folder',
        kind: 'usage',
      },
    );
  const found = await findLatestGeneration({ drive, folder, remotePath, match: latest });
  for (const name of found.passedOver) host.log.warning(`${name} is newer, but not complete: skipped`);
  host.log.info(`The newest complete backup is ${found.remotePath}`);
  return found;
}

const leftOutReasons = {
  notebook: 'is a OneNote notebook and is skipped: export it in OneNote',
  shortcut: "is a shortcut to somebody else's folder and is skipped",
  unlisted: 'holds more than its listing shows: the download of it may be incomplete',
  marker: 'shows that an upload into its folder did not finish: the download of that folder is incomplete',
};

function logTree(tree: RemoteTree, { log }: Host): void {
  for (const { remotePath, kind } of tree.leftOut) log.warning(`${remotePath} ${leftOutReasons[kind]}`);
  // Logged before anything is written. Names from the drive are not trusted.
  for (const { file, reason } of tree.refused)
    log.warning(`${file.remotePath} ${reason}: it is not downloaded`);
  const files = `${formatCount(tree.files.length, 'file')} (${formatBytes(tree.totalBytes)})`;
  log.info(`${files} in ${formatCount(tree.folders.length, 'folder')}`);
}

/** Creates the folder, if it is missing. Returns its path with links resolved. */
async function createTargetFolder(into: string): Promise<string> {
  await withFileErrors(into, () => mkdir(into, { recursive: true }));
  return withFileErrors(into, () => realpath(into));
}
