/** The report of `verify` as plain data, its JSON, and its lines in the log. */
import { Failure, failureCode, formatError } from '../core/errors.ts';
import { formatBytes, formatCount, formatDuration } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { formatFilesManifest } from '../report/manifest.ts';
import type { DownloadOutcome } from './context.ts';
import { logFailures, type ReadReport } from './read-report.ts';

export interface VerifyReport extends ReadReport {
  readonly result: 'verified' | 'failed' | 'cancelled';
  /** Paths that a list of checksums has and the drive has not. */
  readonly missing: readonly string[];
}

/** Derives the result from the failures. */
export function verifyResultOf({
  files,
  errors,
}: Pick<VerifyReport, 'files' | 'errors'>): VerifyReport['result'] {
  const failures = [...errors, ...files.map(({ error }) => error)].filter((error) => error !== undefined);
  if (failures.some((error) => error instanceof Failure && error.kind === 'cancelled')) return 'cancelled';
  return failures.length > 0 ? 'failed' : 'verified';
}

function verifyTotals({ files, missing }: Pick<VerifyReport, 'files' | 'missing'>) {
  const verified = files.filter(({ action }) => action === 'verified');
  return {
    files: files.length,
    verified: verified.length,
    failed: files.length - verified.length,
    missing: missing.length,
    /** Bytes of the verified files. */
    bytes: verified.reduce((sum, { file }) => sum + file.sizeBytes, 0),
  };
}

/** Yields the text of the JSON in chunks. */
export function formatVerifyJson(
  report: VerifyReport,
  redact: (sentence: string) => string,
): Generator<string> {
  const { files, errors, driveId, missing, startedMs, endedMs, ...rest } = report;
  const head = {
    ...rest,
    missing,
    driveId: driveId ?? null,
    error: errors[0] === undefined ? null : redact(formatError(errors[0])),
    code: errors[0] === undefined ? null : failureCode(errors[0]),
    startedAt: new Date(startedMs).toISOString(),
    endedAt: new Date(endedMs).toISOString(),
    totals: verifyTotals(report),
  };
  return formatFilesManifest(
    head,
    files.map((outcome) => toJsonRow(outcome, driveId, redact)),
  );
}

function toJsonRow(
  { file, action, sha256, quickXorHash, error }: DownloadOutcome,
  driveId: string | undefined,
  redact: (sentence: string) => string,
) {
  const { item, remotePath, name, sizeBytes } = file;
  return {
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
export function logVerifyReport(host: Host, report: VerifyReport): void {
  logFailures(host, report);
  host.log.info(resultLine(report));
}

function resultLine(report: VerifyReport): string {
  const { files, verified, failed, missing, bytes } = verifyTotals(report);
  const { result, startedMs, endedMs } = report;
  if (result === 'cancelled') return `Cancelled. ${verified} of ${formatCount(files, 'file')} were verified`;
  const took = `in ${formatDuration(endedMs - startedMs)}`;
  if (result === 'verified') return `Verified ${formatCount(files, 'file')} (${formatBytes(bytes)}) ${took}`;
  if (files === 0) return 'Failed. Nothing was verified';
  const others = [
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(missing === 0 ? [] : [`${missing} missing`]),
  ];
  const rest = others.length === 0 ? '' : ` (${others.join(', ')})`;
  return `Failed. Verified ${verified} of ${formatCount(files, 'file')} ${took}${rest}`;
}
