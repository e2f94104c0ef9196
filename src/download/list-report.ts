/** The report of `ls` as plain data, its JSON, and its lines. */
import { failureCode, formatError } from '../core/errors.ts';
import { escapeControls, formatBytes, formatCount } from '../core/format.ts';
import { formatManifest } from '../report/manifest.ts';
import type { FolderListing, RemoteEntry } from './list-folder.ts';

export interface ListReport extends FolderListing {
  readonly result: 'listed' | 'failed' | 'cancelled';
  readonly emulator: boolean;
  readonly driveId: string | undefined;
  readonly remotePath: string;
  /** What ended the command; undefined if it listed the folder. */
  readonly error: unknown;
}

/** Yields the JSON in chunks: each item is one line. */
export function formatListJson(
  { result, emulator, remotePath, driveId, isComplete, entries, error }: ListReport,
  redact: (sentence: string) => string,
): Generator<string> {
  const head = {
    result,
    emulator,
    remotePath,
    driveId: driveId ?? null,
    complete: result === 'listed' ? isComplete : null,
    error: error === undefined ? null : redact(formatError(error)),
    code: error === undefined ? null : failureCode(error),
  };
  return formatManifest(head, { items: entries.map(toJsonRow) });
}

function toJsonRow({ item, remotePath, kind, isComplete }: RemoteEntry) {
  return {
    name: item.name,
    remotePath,
    kind,
    size: knownNumber(item.sizeBytes),
    modifiedAt: timestamp(modifiedMs(item)) ?? null,
    createdAt: timestamp(item.createdMs) ?? null,
    complete: isComplete ?? null,
    id: item.id,
    eTag: item.eTag || null,
    quickXorHash: item.quickXorHash ?? null,
    webUrl: item.webUrl || null,
  };
}

/**
 * One line for each item: size, time, state, name. The name comes last, because it may look like anything. Columns that
 * no item needs are left out.
 */
export function formatListLines({ entries }: Pick<ListReport, 'entries'>): string[] {
  const rows = entries.map((entry) => {
    const { sizeBytes, name } = entry.item;
    return {
      size: Number.isNaN(sizeBytes) ? '-' : formatBytes(sizeBytes),
      time: timestamp(modifiedMs(entry.item)) ?? '-',
      state: stateOf(entry),
      name: `${escapeControls(name)}${entry.kind === 'folder' ? '/' : ''}`,
    };
  });
  const widest = (texts: readonly string[]) => texts.reduce((most, { length }) => Math.max(most, length), 0);
  const sizeWidth = widest(rows.map(({ size }) => size));
  const timeWidth = widest(rows.map(({ time }) => time));
  const stateWidth = widest(rows.map(({ state }) => state));
  return rows.map(({ size, time, state, name }) =>
    [
      size.padStart(sizeWidth),
      time.padEnd(timeWidth),
      ...(stateWidth === 0 ? [] : [state.padEnd(stateWidth)]),
      name,
    ].join('  '),
  );
}

/** For example `12 files, 3 folders (1.20 GiB); 1 incomplete`. */
export function formatListTotals({ entries }: Pick<ListReport, 'entries'>): string {
  if (entries.length === 0) return 'Nothing is there';
  const countOf = (wanted: RemoteEntry['kind']) => entries.filter(({ kind }) => kind === wanted).length;
  const counts = (['file', 'folder', 'notebook', 'shortcut'] as const)
    .filter((kind) => countOf(kind) > 0)
    .map((kind) => formatCount(countOf(kind), kind));
  const totalBytes = entries.reduce((sum, { item }) => sum + (knownNumber(item.sizeBytes) ?? 0), 0);
  const incomplete = entries.filter(({ isComplete }) => isComplete === false).length;
  return `${counts.join(', ')} (${formatBytes(totalBytes)})${incomplete === 0 ? '' : `; ${incomplete} incomplete`}`;
}

function stateOf({ kind, isComplete }: RemoteEntry): string {
  if (kind === 'notebook' || kind === 'shortcut') return kind;
  if (isComplete === undefined) return 'unknown';
  return isComplete ? '' : 'incomplete';
}

/** The file's own time, as its uploader set it; else that of its last change on the drive. */
function modifiedMs({ isFolder, fileModifiedMs, modifiedMs: changedMs }: RemoteEntry['item']): number {
  return isFolder || Number.isNaN(fileModifiedMs) ? changedMs : fileModifiedMs;
}

/** `2026-11-21T14:25:01Z`; undefined if it is not known. */
function timestamp(atMs: number): string | undefined {
  return Number.isNaN(atMs) ? undefined : new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
}

function knownNumber(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
