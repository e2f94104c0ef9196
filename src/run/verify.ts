/** The verb `verify`: reads every file of an item back, compares it, and writes nothing. */
import { Failure } from '../core/errors.ts';
import { HashingSink } from '../download/content-sink.ts';
import type { DownloadOutcome, FetchContext } from '../download/context.ts';
import { processFiles } from '../download/engine.ts';
import {
  type ExpectedChecksums,
  findMissingPaths,
  logUnlistedFiles,
  missingFilesFailure,
} from '../download/expected-checksums.ts';
import { fetchVerified } from '../download/fetch-verified.ts';
import { readRemoteChecksums } from '../download/remote-checksum-lists.ts';
import { remotePathForLog } from '../download/remote-path.ts';
import { type RemoteFile, readRemoteTree } from '../download/tree.ts';
import { logVerifyReport, type VerifyReport, verifyResultOf } from '../download/verify-report.ts';
import type { DriveItem } from '../graph/parse.ts';
import { TransferProgress } from '../report/progress.ts';
import { BandwidthLimiter } from '../upload/bandwidth.ts';
import { readExpectedChecksums } from './checksums-file.ts';
import type { ConnectedContext } from './context.ts';
import { type RemoteRunOptions, withRemoteItem } from './remote-drive.ts';
import { logRemoteTree } from './remote-tree-log.ts';

export interface VerifyOptions extends RemoteRunOptions {
  /** The local file with a list of checksums, in place of those on the drive. */
  readonly checksumsFile?: string;
}

/** The report so far. */
type VerifyState = { -readonly [K in keyof VerifyReport]: VerifyReport[K] };

/** Verifies what the options name, and logs the result. Never throws: failures are in the report. */
export async function runVerify(options: VerifyOptions): Promise<VerifyReport> {
  const { host, checksumsFile } = options;
  const state: VerifyState = {
    result: 'failed',
    emulator: false,
    driveId: undefined,
    files: [],
    errors: [],
    remotePath: '',
    passedOver: [],
    leftOut: [],
    missing: [],
    startedMs: host.clock.now(),
    endedMs: host.clock.now(),
  };
  try {
    await withRemoteItem(options, state, {
      verb: 'verify',
      readArguments: async () =>
        checksumsFile === undefined ? undefined : await readExpectedChecksums(checksumsFile),
      process: (context, item, given) => verifyItem(context, { item, given, state }),
    });
  } catch (error) {
    state.errors = [error, ...state.errors];
  }
  state.result = verifyResultOf(state);
  state.endedMs = host.clock.now();
  logVerifyReport(host, state);
  return state;
}

interface VerifyWork {
  readonly item: DriveItem;
  readonly given: ExpectedChecksums | undefined;
  readonly state: VerifyState;
}

async function verifyItem(context: ConnectedContext, { item, given, state }: VerifyWork): Promise<void> {
  const { host, drive } = context;
  const tree = await readRemoteTree({ drive, item, remotePath: state.remotePath, platform: undefined });
  state.leftOut = tree.leftOut.map(({ remotePath }) => remotePath);
  logRemoteTree(tree, host, 'verify');
  state.errors = tree.unlisted;
  const progress = new TransferProgress(tree, context.retry.gate);
  const fetch: FetchContext = {
    ...{ host, drive, retry: context.retry, concurrency: context.concurrency, events: progress },
    bandwidth: new BandwidthLimiter(context.inputs.upload.bandwidthLimit, host),
  };
  const { checksums, failures } =
    given === undefined ? await readRemoteChecksums(fetch, tree, item) : { checksums: given, failures: [] };
  if (checksums.isEmpty && tree.files.length > 0)
    host.log.notice(
      'There is no list of checksums (SHA256SUMS), so only the hashes of the drive are compared.',
    );
  const stopProgress = context.showProgress(progress);
  state.files = await processFiles(tree, fetch, (file) => verifyFile(fetch, file, checksums)).finally(
    stopProgress,
  );
  logUnlistedFiles(checksums, tree.files, host);
  state.missing = findMissingPaths(checksums, tree, item);
  state.errors = [
    ...tree.unlisted,
    ...failures,
    ...missingFilesFailure(state.missing),
    ...(state.files.length > 0 ? [] : [nothingFailure(state.remotePath)]),
  ];
}

async function verifyFile(
  context: FetchContext,
  file: RemoteFile,
  checksums: ExpectedChecksums,
): Promise<DownloadOutcome> {
  const { digest } = await fetchVerified(context, file, new HashingSink());
  checksums.check(file, digest);
  return { file, action: 'verified', ...digest };
}

/** A backup without files is no proof of anything. */
function nothingFailure(remotePath: string): Failure {
  return new Failure(`there is no file in ${remotePathForLog(remotePath)}`, {
    code: 'nothing-to-verify',
    kind: 'verify',
    hint: `see what is there: onedrive-upload ls ${remotePath || '/'}`,
  });
}
