/**
 * What a run amounts to, as plain data: counted once, then shown as outputs, manifest, summary and log. Knows
 * outcomes; reads nothing and sends nothing.
 */
import type { Removals } from '../cleanup/delete.ts';
import { explain } from '../core/errors.ts';
import type { Drive } from '../graph/drive.ts';
import type { DriveItem } from '../graph/parse.ts';
import { join, parentOf } from '../graph/paths.ts';
import type { Links } from '../publish/download-table.ts';
import type { Outcome } from '../upload/context.ts';

export type Result =
  | 'uploaded'
  | 'unchanged'
  | 'nothing-found'
  | 'no-credentials'
  | 'dry-run'
  | 'checked'
  | 'refreshed'
  | 'failed'
  | 'cancelled';

export interface Report {
  readonly result: Result;
  readonly outcomes: readonly Outcome[];
  readonly drive:
    | (Pick<Drive, 'id' | 'kind' | 'owner' | 'webUrl'> & Partial<Pick<Drive, 'remainingBytes'>>)
    | undefined;
  readonly destination: string;
  readonly folder: DriveItem | undefined;
  /** What ended the run, when it was not a file. */
  readonly error: unknown;
  /** What failed besides files: the uploads stay, the run is red. */
  readonly failures: readonly unknown[];
  /** Items that mirror and retention deleted. */
  readonly deletedCount: number;
  /** Which items these are; absent when nothing was to be deleted in any case. */
  readonly deletions?: Deletions | undefined;
  readonly links: Links;
  /** Addresses by the id of the item, for the manifest alone; undefined when none were asked for. */
  readonly thumbnails: ReadonlyMap<string, string> | undefined;
  /** The list of checksums, once it is on the drive. */
  readonly checksums?: Listed | undefined;
  /** The release whose notes list the downloads. */
  readonly release?: { readonly tag: string; readonly url: string } | undefined;
  /** What people should hear of in the summary as well. */
  readonly warnings?: readonly string[];
  readonly refreshTokenRotated: boolean;
  /** The GitHub secret holds the newest refresh token. */
  readonly secretUpdated: boolean;
  readonly emulator: boolean;
  readonly startedMs: number;
  readonly endedMs: number;
  /** Sentences lose their secrets before they are shown or cut: half a secret is not recognised. */
  readonly redact: (sentence: string) => string;
}

/** What mirror and retention deleted, or would delete. */
export interface Deletions extends Removals {
  /** A dry run: nothing is gone. */
  readonly isPlan: boolean;
}

/** A list of checksums. */
export interface Listed {
  readonly name: string;
  readonly url: string | undefined;
  /** Files that are in it. */
  readonly lines: number;
}

export interface Totals {
  readonly files: number;
  readonly uploaded: number;
  readonly skipped: number;
  readonly failed: number;
  /** In a dry run: what would be sent. */
  readonly planned: number;
  /** Bytes of the uploaded files. */
  readonly bytes: number;
}

/** One row of the output `files` and of the manifest. */
export interface FileRow {
  readonly path: string;
  readonly remotePath: string;
  readonly name: string;
  readonly size: number;
  readonly id: string | null;
  readonly driveId: string | null;
  readonly webUrl: string | null;
  readonly shareUrl: string | null;
  readonly eTag: string | null;
  readonly sha256: string | null;
  readonly quickXorHash: string | null;
  readonly action: Outcome['action'];
  readonly error: string | null;
}

/** What went wrong besides single files, what ended the run first. */
export function errorsOf({ error, failures }: Pick<Report, 'error' | 'failures'>): readonly unknown[] {
  return error === undefined ? failures : [error, ...failures];
}

const sentActions: readonly Outcome['action'][] = ['uploaded', 'replaced', 'renamed'];

export function isSent({ action }: Pick<Outcome, 'action'>): boolean {
  return sentActions.includes(action);
}

export function totals(outcomes: readonly Outcome[]): Totals {
  const sent = outcomes.filter(isSent);
  return {
    files: outcomes.length,
    uploaded: sent.length,
    skipped: outcomes.filter(({ action }) => action === 'skipped').length,
    failed: outcomes.filter(({ action }) => action === 'failed').length,
    planned: outcomes.filter(({ action }) => action === 'planned').length,
    bytes: sent.reduce((sum, { file }) => sum + file.sizeBytes, 0),
  };
}

export function fileRow(
  outcome: Outcome,
  { drive, links, redact }: Pick<Report, 'drive' | 'links' | 'redact'>,
): FileRow {
  const { file, item } = outcome;
  const name = item?.name ?? file.name;
  return {
    // Nobody finds a file that is gone.
    path: file.isTemporary === true ? file.relativePath : file.sourcePath,
    remotePath: join(parentOf(file.remotePath), name),
    name,
    size: file.sizeBytes,
    id: item?.id ?? null,
    driveId: drive?.id ?? null,
    webUrl: item?.webUrl || null,
    shareUrl: links.urls.get(item?.id ?? '') ?? null,
    eTag: item?.eTag || null,
    sha256: outcome.sha256 ?? null,
    quickXorHash: outcome.quickXorHash ?? item?.quickXorHash ?? null,
    action: outcome.action,
    error: outcome.error === undefined ? null : redact(explain(outcome.error)),
  };
}
