/** What the reports of `download` and `verify` have in common, and their errors in the log. */
import { Failure, formatErrorWithLink } from '../core/errors.ts';
import { formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { type FileError, groupFileErrors } from '../report/error-groups.ts';
import type { DownloadOutcome } from './context.ts';

export interface ReadReport {
  readonly emulator: boolean;
  readonly driveId: string | undefined;
  /** The path that was read. With `--latest`, the path of the chosen generation. */
  readonly remotePath: string;
  readonly files: readonly DownloadOutcome[];
  /** Failures that do not belong to a file. */
  readonly errors: readonly unknown[];
  /** Names of newer generations that are incomplete. */
  readonly passedOver: readonly string[];
  /** Paths of items that were not read: notebooks, shortcuts, markers, and incompletely listed folders. */
  readonly leftOut: readonly string[];
  readonly startedMs: number;
  readonly endedMs: number;
}

/** Further errors are only counted. */
const maxLoggedErrors = 20;

/** Logs the failures. The same error of many files is one line. */
export function logFailures(host: Host, { files, errors }: Pick<ReadReport, 'files' | 'errors'>): void {
  for (const error of errors) host.log.error(formatErrorWithLink(error, host).split('\n'));
  // The result line counts the files that a cancelled run left out.
  const isTold = (error: unknown) =>
    errors.includes(error) || (error instanceof Failure && error.kind === 'cancelled');
  const failed = files.filter(({ action, error }) => action === 'failed' && !isTold(error));
  const groups = groupFileErrors(failed.map(toFileError), host);
  const shown = groups.slice(0, maxLoggedErrors);
  for (const { text } of shown) host.log.error(text);
  const rest = failed.length - shown.reduce((sum, { names }) => sum + names.length, 0);
  if (rest > 0) host.log.error(`and ${formatCount(rest, 'more file')}: see --json`);
}

function toFileError({ file, error }: DownloadOutcome): FileError {
  const { relativePath, remotePath } = file;
  return { name: remotePath, paths: [relativePath, remotePath], error };
}
