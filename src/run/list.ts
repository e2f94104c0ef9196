/** The verb `ls`: lists what a path names. Changes nothing on the drive. */
import { Failure, formatErrorWithLink } from '../core/errors.ts';
import { listFolder } from '../download/list-folder.ts';
import { formatListTotals, type ListReport } from '../download/list-report.ts';
import { remotePathForLog } from '../download/remote-path.ts';
import { type RemoteRunOptions, withRemoteItem } from './remote-drive.ts';

export type ListRunOptions = Omit<RemoteRunOptions, 'showProgress' | 'latest'>;

/** Lists what the options name, and logs totals and errors. Never throws: a failure is in the report. */
export async function runList(options: ListRunOptions): Promise<ListReport> {
  const { host } = options;
  const state = { emulator: false, driveId: undefined, remotePath: '', passedOver: [] };
  const report: { -readonly [K in keyof ListReport]: ListReport[K] } = {
    ...{ result: 'failed', emulator: false, driveId: undefined, remotePath: '' },
    ...{ isComplete: true, isWhole: true, entries: [], error: undefined },
  };
  try {
    await withRemoteItem(options, state, {
      verb: 'ls',
      readArguments: () => {},
      async process({ drive }, item) {
        const { remotePath } = state;
        Object.assign(report, await listFolder({ drive, item, remotePath }), { result: 'listed' });
        logListing({ ...report, remotePath }, options);
      },
    });
  } catch (error) {
    report.error = error;
    const isCancelled = error instanceof Failure && error.kind === 'cancelled';
    report.result = isCancelled ? 'cancelled' : 'failed';
    host.log.error(formatErrorWithLink(error, host).split('\n'));
  }
  const { passedOver: _, ...known } = state;
  return { ...report, ...known };
}

function logListing(report: ListReport, { host }: Pick<ListRunOptions, 'host'>): void {
  const where = remotePathForLog(report.remotePath);
  if (!report.isComplete) host.log.warning(`${where} is incomplete: an upload into it did not finish`);
  if (!report.isWhole) host.log.warning(`${where} holds more than its listing shows`);
  host.log.info(formatListTotals(report));
}
