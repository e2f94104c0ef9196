/** The report of a download as plain data, its JSON manifest, and its lines in the log. */
import { join } from 'node:path';
import { Failure, failureCode, formatError, formatErrorWithLink } from '../core/errors.ts';
import { formatBytes, formatCount, formatDuration } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { type FileError, groupFileErrors } from '../report/error-groups.ts';
import { formatFilesManifest } from '../report/manifest.ts';
import type { DownloadOutcome } from './context.ts';

export interface DownloadReport {
  readonly result: 'downloaded' | 'unchanged' | 'failed' | 'cancelled';
  readonly emulator: boolean;
  readonly driveId: string | undefined;
  /** The downloaded path. With `--latest`, the path of the chosen generation. */
  readonly remotePath: string;
  /** The local folder, as an absolute path. */
  readonly into: string;
  readonly files: readonly DownloadOutcome[];
  /** Failures that do not belong to a file. */
  readonly errors: readonly unknown[];
  /** Names of newer generations that are incomplete. */
  readonly passedOver: readonly string[];
  /** Paths of items that were not downloaded: notebooks, shortcuts, markers, and incompletely listed folders. */
  readonly leftOut: readonly string[];
  readonly startedMs: number;
  readonly endedMs: number;
}

/** Derives the result from the failures. */
export function downloadResultOf(
  files: readonly DownloadOutcome[],
  errors: readonly unknown[],
): DownloadReport['result'] {
  const failures = [...errors, ...files.map(({ error }) => error)].filter((error) => error !== undefined);
  if (failures.some((error) => error instanceof Failure && error.kind === 'cancelled')) return 'cancelled';
  if (failures.length > 0) return 'failed';
  return files.length > 0 && files.every(({ action }) => action === 'skipped') ? 'unchanged' : 'downloaded';
}

interface Totals {
  readonly files: number;
  readonly downloaded: number;
  readonly skipped: number;
  readonly failed: number;
  /** Bytes of the downloaded files. */
  readonly bytes: number;
}

function downloadTotals(files: readonly DownloadOutcome[]): Totals {
  const downloaded = files.filter(({ action }) => action === 'downloaded' || action === 'replaced');
  return {
    files: files.length,
    downloaded: downloaded.length,
    skipped: files.filter(({ action }) => action === 'skipped').length,
    failed: files.filter(({ action }) => action === 'failed').length,
    bytes: downloaded.reduce((sum, { file }) => sum + file.sizeBytes, 0),
  };
}

/** Yields the text of the manifest in chunks. */
export function formatDownloadManifest(
  report: DownloadReport,
  redact: (sentence: string) => string,
): Generator<string> {
  const { files, errors, driveId, startedMs, endedMs, ...rest } = report;
  const head = {
    ...rest,
    driveId: driveId ?? null,
    error: errors[0] === undefined ? null : redact(formatError(errors[0])),
    code: errors[0] === undefined ? null : failureCode(errors[0]),
    startedAt: new Date(startedMs).toISOString(),
    endedAt: new Date(endedMs).toISOString(),
    totals: downloadTotals(files),
  };
  return formatFilesManifest(
    head,
    files.map((one) => toManifestRow(one, report, redact)),
  );
}

function toManifestRow(
  { file, action, sha256, quickXorHash, error }: DownloadOutcome,
  { into, driveId }: DownloadReport,
  redact: (sentence: string) => string,
) {
  const { item, relativePath, remotePath, name, sizeBytes } = file;
  return {
    path: join(into, ...relativePath.split('/')),
    remotePath,
    name,
    size: sizeBytes,
    id: item.id,
    driveId: driveId ?? null,
    eTag: item.eTag || null,
    sha256: sha256 ?? null,
    quickXorHash: quickXorHash ?? item.quickXorHash ?? null,
    action,
    error: error === undefined ? null : redact(formatError(error)),
    code: error === undefined ? null : failureCode(error),
  };
}

/** Further errors are only counted. */
const maxLoggedErrors = 20;

/** Logs the failures, and the result in one line. */
export function logDownloadReport(
  host: Host,
  { files, errors, result, into, startedMs, endedMs }: DownloadReport,
): void {
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
  host.log.info(resultLine({ files, result, into, startedMs, endedMs }));
}

function toFileError({ file, error }: DownloadOutcome): FileError {
  const { relativePath, remotePath } = file;
  return { name: remotePath, paths: [relativePath, remotePath], error };
}

function resultLine({
  files,
  result,
  into,
  startedMs,
  endedMs,
}: Pick<DownloadReport, 'files' | 'result' | 'into' | 'startedMs' | 'endedMs'>): string {
  const sum = downloadTotals(files);
  if (sum.files === 0) return `Result: ${result}`;
  const here = sum.downloaded + sum.skipped;
  if (result === 'cancelled')
    return `Cancelled. ${here} of ${formatCount(sum.files, 'file')} ${here === 1 ? 'is' : 'are'} here; run the same command again for the rest (partial files are kept)`;
  if (result === 'unchanged')
    return `Nothing to download: ${formatCount(sum.files, 'file')} ${here === 1 ? 'is' : 'are'} here already`;
  const others = [
    ...(sum.skipped === 0 ? [] : [`${sum.skipped} already here`]),
    ...(sum.failed === 0 ? [] : [`${sum.failed} failed`]),
  ];
  const head =
    result === 'failed'
      ? `Failed. Downloaded ${sum.downloaded} of ${formatCount(sum.files, 'file')}`
      : `Downloaded ${formatCount(sum.downloaded, 'file')}`;
  const size = sum.downloaded === 0 ? '' : ` (${formatBytes(sum.bytes)})`;
  const rest = others.length === 0 ? '' : ` (${others.join(', ')})`;
  return `${head}${size} in ${formatDuration(endedMs - startedMs)} to ${into}${rest}`;
}
