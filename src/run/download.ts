/**
 * The verb `download`: lists the tree of an item, downloads the files, reports. Only this file writes DownloadState: it
 * stores each result as soon as it is known, so that a failure at any point still gives a complete report.
 */
import { mkdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageFailure } from '../core/errors.ts';
import { planDecryption } from '../download/decrypted-names.ts';
import { downloadFiles } from '../download/engine.ts';
import {
  ExpectedChecksums,
  findMissingPaths,
  logUnlistedFiles,
  missingFilesFailure,
} from '../download/expected-checksums.ts';
import { LocalPaths } from '../download/local-paths.ts';
import { type DownloadReport, downloadResultOf, logDownloadReport } from '../download/manifest.ts';
import { withFileErrors } from '../download/partial-file.ts';
import { readRemoteTree } from '../download/tree.ts';
import type { Decryption } from '../encrypt/age.ts';
import { openIdentityFile } from '../encrypt/identities.ts';
import type { DriveItem } from '../graph/parse.ts';
import { TransferProgress } from '../report/progress.ts';
import { BandwidthLimiter } from '../upload/bandwidth.ts';
import { readExpectedChecksums } from './checksums-file.ts';
import type { ConnectedContext } from './context.ts';
import { type RemoteRunOptions, withRemoteItem } from './remote-drive.ts';
import { logRemoteTree } from './remote-tree-log.ts';

export interface DownloadOptions extends RemoteRunOptions {
  /** The local folder, as given. */
  readonly localDir: string;
  /** The local file with a list of checksums. */
  readonly checksumsFile?: string;
  /** The local file with private keys of age. */
  readonly identityFile?: string;
  readonly overwrite: boolean;
  /** The system whose rules for file names apply; this machine's by default. */
  readonly platform?: NodeJS.Platform;
}

/** The report so far. */
type DownloadState = { -readonly [K in keyof DownloadReport]: DownloadReport[K] };

/** Downloads what the options name, and logs the result. Never throws: failures are in the report. */
export async function runDownload(options: DownloadOptions): Promise<DownloadReport> {
  const { host } = options;
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
    await withRemoteItem(options, state, {
      verb: 'download',
      readArguments: () => readArguments(options),
      process: (context, item, given) => downloadFromDrive(context, options, { ...given, item, state }),
    });
  } catch (error) {
    state.errors = [error, ...state.errors];
  }
  state.result = downloadResultOf(state.files, state.errors);
  state.endedMs = host.clock.now();
  logDownloadReport(host, state);
  return state;
}

/** What the run was given besides inputs. */
interface DownloadArguments {
  readonly checksums: ExpectedChecksums;
  readonly decryption: Decryption | undefined;
}

async function readArguments({
  localDir,
  checksumsFile,
  identityFile,
  host,
}: DownloadOptions): Promise<DownloadArguments> {
  if (localDir === '')
    throw new UsageFailure(['the path of the folder to download into is empty: give a path']);
  return {
    checksums:
      checksumsFile === undefined ? new ExpectedChecksums() : await readExpectedChecksums(checksumsFile),
    decryption: identityFile === undefined ? undefined : await openIdentityFile(identityFile, host),
  };
}

interface DownloadWork extends DownloadArguments {
  readonly item: DriveItem;
  readonly state: DownloadState;
}

/** The steps after the item was found. */
async function downloadFromDrive(
  context: ConnectedContext,
  { overwrite, platform = process.platform }: DownloadOptions,
  { item, checksums, decryption, state }: DownloadWork,
): Promise<void> {
  const { host, drive } = context;
  const listed = await readRemoteTree({ drive, item, remotePath: state.remotePath, platform });
  const tree = decryption === undefined ? listed : planDecryption(listed, platform);
  state.leftOut = tree.leftOut.map(({ remotePath }) => remotePath);
  logRemoteTree(tree, host, 'download');
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
    checksums,
    decryption,
    overwrite,
  }).finally(stopProgress);
  logUnlistedFiles(checksums, tree.files, host);
  state.files = files;
  state.errors = [
    ...tree.unlisted,
    ...folders,
    ...missingFilesFailure(findMissingPaths(checksums, tree, item)),
  ];
}

/** Creates the folder, if it is missing. Returns its path with links resolved. */
async function createTargetFolder(into: string): Promise<string> {
  await withFileErrors(into, () => mkdir(into, { recursive: true }));
  return withFileErrors(into, () => realpath(into));
}
