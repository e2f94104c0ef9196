/** The steps that `download`, `verify` and `ls` share: read the inputs, sign in, open the drive, find the item. */
import { CancelledFailure, Failure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { findLatestGeneration, parseLatestPattern } from '../download/latest.ts';
import { findRemoteItem, parseRemotePath, remotePathForLog } from '../download/remote-path.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import { maskSecrets } from '../inputs/masks.ts';
import { readInputs } from '../inputs/read.ts';
import { type ConnectedContext, openRunContext, type RunOptions } from './context.ts';
import { openTargetDrive, signInAndSaveToken } from './sign-in.ts';

export interface RemoteRunOptions extends Omit<RunOptions, 'openSessions'> {
  /** The path of a folder or file on the drive, as given. */
  readonly remote: string;
  /** The pattern for the names of generations in `remote`. */
  readonly latest?: string;
}

/** What the steps write into the report as soon as they know it. */
export interface RemoteState {
  emulator: boolean;
  driveId: string | undefined;
  remotePath: string;
  passedOver: readonly string[];
}

export interface RemoteSteps<T> {
  readonly verb: 'download' | 'verify' | 'ls';
  /** Reads what else the verb was given, before anything is sent. Throws a UsageFailure. */
  readonly readArguments: () => T | Promise<T>;
  /** The verb's own steps, with the item that the remote path names. */
  readonly process: (context: ConnectedContext, item: DriveItem, given: T) => Promise<void>;
}

/** Runs the steps. Throws what ends them, or a CancelledFailure when the run was cancelled. */
export async function withRemoteItem<T>(
  options: RemoteRunOptions,
  state: RemoteState,
  { verb, readArguments, process }: RemoteSteps<T>,
): Promise<void> {
  const { host, source, latest } = options;
  maskSecrets(host, source);
  try {
    const inputs = readInputs(source);
    state.remotePath = parseRemotePath(options.remote, verb);
    if (latest !== undefined) parseLatestPattern(latest);
    const given = await readArguments();
    const context = openRunContext(options, inputs);
    try {
      state.emulator = context.http.emulated;
      const { token } = await signInAndSaveToken(context, { isReadOnly: true });
      const drive = await openTargetDrive(context, token);
      state.driveId = drive.id;
      const connected = { ...context, drive, journal: undefined };
      let item = await findRemoteItem(drive, state.remotePath);
      if (latest !== undefined) item = await findLatest(connected, item, { state, latest });
      await process(connected, item, given);
    } finally {
      await context.http.close();
    }
  } catch (error) {
    throw host.signal.aborted ? new CancelledFailure() : error;
  }
}

/** Finds and logs the newest complete generation in a folder. */
async function findLatest(
  { drive, host }: Pick<ConnectedContext, 'drive'> & { readonly host: Host },
  folder: DriveItem,
  { state, latest }: { readonly state: RemoteState; readonly latest: string },
): Promise<DriveItem> {
  const { remotePath } = state;
  if (isFileItem(folder))
    throw new Failure(
      `${remotePathForLog(remotePath)} is a file, but --latest needs a folder with backups in it`,
      { code: 'not-a-folder', kind: 'usage' },
    );
  const found = await findLatestGeneration({ drive, folder, remotePath, match: latest });
  for (const name of found.passedOver) host.log.warning(`${name} is newer, but not complete: skipped`);
  host.log.info(`The newest complete backup is ${found.remotePath}`);
  state.remotePath = found.remotePath;
  state.passedOver = found.passedOver;
  return found.item;
}
