/** The report of a run as plain data. Outputs, manifest, summary and log are made from it. */
import type { DeletionPlan } from '../cleanup/delete.ts';
import { failureCode, formatError } from '../core/errors.ts';
import type { FailureCode } from '../core/failure-codes.ts';
import type { Drive } from '../graph/drive.ts';
import type { DriveItem } from '../graph/parse.ts';
import { joinRemotePath, parentPathOf } from '../graph/paths.ts';
import type { ShareLinks } from '../publish/download-table.ts';
import type { UploadOutcome } from '../upload/context.ts';

export type RunResult =
  | 'uploaded'
  | 'unchanged'
  | 'nothing-found'
  | 'no-credentials'
  | 'dry-run'
  | 'checked'
  | 'refreshed'
  | 'failed'
  | 'cancelled';

export interface RunReport {
  readonly result: RunResult;
  readonly outcomes: readonly UploadOutcome[];
  readonly drive:
    | (Pick<Drive, 'id' | 'kind' | 'owner' | 'webUrl'> & Partial<Pick<Drive, 'remainingBytes'>>)
    | undefined;
  readonly destination: string;
  readonly folder: DriveItem | undefined;
  /** The error that ended the run, unless a file failed. */
  readonly error: unknown;
  /** Failures that do not belong to a file. The uploads stay, and the run fails. */
  readonly failures: readonly unknown[];
  /** The number of items that mirror and retention deleted. */
  readonly deletedCount: number;
  /** The deleted items; absent when the run had nothing to delete. */
  readonly deletions?: RunDeletions | undefined;
  readonly links: ShareLinks;
  /** URLs by item ID, for the manifest only; undefined when none were requested. */
  readonly thumbnails: ReadonlyMap<string, string> | undefined;
  /** The list of checksums; absent until it is on the drive. */
  readonly checksums?: ChecksumsSummary | undefined;
  /** True for a dry run, whatever its result. */
  readonly isDryRun?: boolean;
  /** The list of checksums that a run would write, in a dry run. */
  readonly plannedChecksums?: UploadOutcome | undefined;
  /** The release whose notes list the downloads. */
  readonly release?: { readonly tag: string; readonly url: string } | undefined;
  /** Warnings that the summary shows as well. */
  readonly warnings?: readonly string[];
  readonly refreshTokenRotated: boolean;
  /** Whether the GitHub secret has the newest refresh token. */
  readonly secretUpdated: boolean;
  readonly emulator: boolean;
  readonly startedMs: number;
  readonly endedMs: number;
  /** Removes secrets from a text. Call it before cutting the text: it does not find half a secret. */
  readonly redact: (sentence: string) => string;
  /** As in `Host`. */
  readonly troubleshootingUrl: string;
}

/** What mirror and retention deleted, or would delete. */
export interface RunDeletions extends DeletionPlan {
  /** True if nothing was deleted. */
  readonly isDryRun: boolean;
}

export interface ChecksumsSummary {
  readonly name: string;
  readonly url: string | undefined;
  /** The number of files in the list. */
  readonly lineCount: number;
}

export interface OutcomeTotals {
  readonly files: number;
  readonly uploaded: number;
  readonly skipped: number;
  readonly failed: number;
  /** Files that a dry run would upload. */
  readonly planned: number;
  /** Bytes of the uploaded files. */
  readonly bytes: number;
}

/** One row of the output `files` and of the manifest. */
export interface FileRow {
  readonly path: string;
  readonly remotePath: string;
  readonly name: string;
  /** Null for an archive in a dry run, which does not pack it. */
  readonly size: number | null;
  readonly id: string | null;
  readonly driveId: string | null;
  readonly webUrl: string | null;
  readonly shareUrl: string | null;
  readonly eTag: string | null;
  readonly sha256: string | null;
  readonly quickXorHash: string | null;
  readonly action: UploadOutcome['action'];
  readonly error: string | null;
  /** The code of the failure, an anchor in docs/troubleshooting.md. */
  readonly code: FailureCode | null;
}

/** All errors that do not belong to a file; the one that ended the run comes first. */
export function reportErrors({ error, failures }: Pick<RunReport, 'error' | 'failures'>): readonly unknown[] {
  return error === undefined ? failures : [error, ...failures];
}

const uploadedActions: readonly UploadOutcome['action'][] = ['uploaded', 'replaced', 'renamed'];

export function isUploaded({ action }: Pick<UploadOutcome, 'action'>): boolean {
  return uploadedActions.includes(action);
}

export function outcomeTotals(outcomes: readonly UploadOutcome[]): OutcomeTotals {
  const uploaded = outcomes.filter(isUploaded);
  return {
    files: outcomes.length,
    uploaded: uploaded.length,
    skipped: outcomes.filter(({ action }) => action === 'skipped').length,
    failed: outcomes.filter(({ action }) => action === 'failed').length,
    planned: outcomes.filter(({ action }) => action === 'planned').length,
    bytes: uploaded.reduce((sum, { file }) => sum + file.sizeBytes, 0),
  };
}

export function toFileRow(
  outcome: UploadOutcome,
  { drive, links, redact }: Pick<RunReport, 'drive' | 'links' | 'redact'>,
): FileRow {
  const { file, item } = outcome;
  const name = item?.name ?? file.name;
  return {
    // The local path of a temporary file is of no use: the file is deleted.
    path: file.isTemporary === true ? file.relativePath : file.localPath,
    remotePath: joinRemotePath(parentPathOf(file.remotePath), name),
    name,
    size: Number.isNaN(file.sizeBytes) ? null : file.sizeBytes,
    id: item?.id ?? null,
    driveId: drive?.id ?? null,
    webUrl: item?.webUrl || null,
    shareUrl: links.urls.get(item?.id ?? '') ?? null,
    eTag: item?.eTag || null,
    sha256: outcome.sha256 ?? null,
    quickXorHash: outcome.quickXorHash ?? item?.quickXorHash ?? null,
    action: outcome.action,
    error: outcome.error === undefined ? null : redact(formatError(outcome.error)),
    code: outcome.error === undefined ? null : failureCode(outcome.error),
  };
}
