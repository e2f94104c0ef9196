/** The steps of `ls`: sign in, open the drive, find the item, list it. Changes nothing on the drive. */
import { CancelledFailure, Failure, formatErrorWithLink } from '../core/errors.ts';
import { listFolder } from '../download/list-folder.ts';
import { formatListTotals, type ListReport } from '../download/list-report.ts';
import { findRemoteItem, parseRemotePath, remotePathForLog } from '../download/remote-path.ts';
import { maskSecrets } from '../inputs/masks.ts';
import { readInputs } from '../inputs/read.ts';
import { openRunContext, type RunOptions } from './context.ts';
import { openTargetDrive, signInAndSaveToken } from './sign-in.ts';

export interface ListRunOptions extends Omit<RunOptions, 'openSessions' | 'showProgress'> {
  /** The path of a folder or file on the drive, as given. */
  readonly remote: string;
}

/** Lists what the options name, and logs totals and errors. Never throws: a failure is in the report. */
export async function runList(options: ListRunOptions): Promise<ListReport> {
  const { host } = options;
  maskSecrets(host, options.source);
  const report: { -readonly [K in keyof ListReport]: ListReport[K] } = {
    ...{ result: 'failed', emulator: false, driveId: undefined, remotePath: '' },
    ...{ isComplete: true, isWhole: true, entries: [], error: undefined },
  };
  try {
    const inputs = readInputs(options.source);
    report.remotePath = parseRemotePath(options.remote, 'ls');
    const context = openRunContext(options, inputs);
    try {
      report.emulator = context.http.emulated;
      const { token } = await signInAndSaveToken(context, { isReadOnly: true });
      const drive = await openTargetDrive(context, token);
      report.driveId = drive.id;
      const { remotePath } = report;
      const item = await findRemoteItem(drive, remotePath);
      Object.assign(report, await listFolder({ drive, item, remotePath }), { result: 'listed' });
      logListing(report, options);
    } finally {
      await context.http.close();
    }
  } catch (error) {
    report.error = host.signal.aborted ? new CancelledFailure() : error;
    const isCancelled = report.error instanceof Failure && report.error.kind === 'cancelled';
    report.result = isCancelled ? 'cancelled' : 'failed';
    host.log.error(formatErrorWithLink(report.error, host).split('\n'));
  }
  return report;
}

function logListing(report: ListReport, { host }: Pick<ListRunOptions, 'host'>): void {
  const where = remotePathForLog(report.remotePath);
  if (!report.isComplete) host.log.warning(`${where} is incomplete: an upload into it did not finish`);
  if (!report.isWhole) host.log.warning(`${where} holds more than its listing shows`);
  host.log.info(formatListTotals(report));
}
