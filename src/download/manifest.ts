/** The report of a download as plain data, its JSON manifest, and its lines in the log. */
import { join } from 'node:path';
import { Failure, failureCode, formatError } from '../core/errors.ts';
import { formatBytes, formatCount, formatDuration } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { formatFilesManifest } from '../report/manifest.ts';
import type { DownloadOutcome } from './context.ts';
import { localPathOf } from './decrypted-names.ts';
import { logFailures, type ReadReport } from './read-report.ts';

export interface DownloadReport extends ReadReport {
  readonly result: 'downloaded' | 'unchanged' | 'failed' | 'cancelled';
  /** The local folder, as an absolute path. */
  readonly into: string;
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
  const { item, remotePath, name, sizeBytes } = file;
  return {
    path: join(into, ...localPathOf(file).split('/')),
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

/** Logs the failures, and the result in one line. */
export function logDownloadReport(host: Host, report: DownloadReport): void {
  logFailures(host, report);
  host.log.info(resultLine(report));
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
