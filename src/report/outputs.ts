/**
 * Writes the outputs and the manifest of a run.
 * GitHub limits an output of a step to 1 MiB in UTF-16 and all outputs of a job to 50 MiB (docs.github.com, "Metadata
 * syntax"). A list of files larger than 256 KiB is therefore only in the manifest.
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listedItemCount } from '../cleanup/listing.ts';
import { failureCode, formatError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { formatJson } from '../core/json.ts';
import { downloadEntries, formatDownloadTable } from '../publish/download-table.ts';
import { countPlannedDeletions } from './counts.ts';
import { formatManifest } from './manifest.ts';
import { type FileRow, outcomeTotals, type RunReport, reportErrors, toFileRow } from './report.ts';

const filesLimitBytes = 256 * 1024;

/** Writes the manifest and sets all outputs. If the manifest cannot be written, sets the outputs, then throws. */
export async function writeOutputs(host: Host, report: RunReport): Promise<void> {
  const rows = report.outcomes.map((outcome) => toFileRow(outcome, report));
  const manifest = await writeManifest(host, report, rows).catch((error: unknown) => ({ error }));
  for (const [name, value] of outputValues(report, rows)) host.setOutput(name, value);
  host.setOutput('manifest', typeof manifest === 'string' ? manifest : '');
  if (typeof manifest !== 'string') throw manifest.error;
}

function outputValues(report: RunReport, rows: readonly FileRow[]): [string, string][] {
  const count = outcomeTotals(report.outcomes);
  const files = formatFilesOutput(rows);
  const onlyFile = rows.length === 1 ? rows[0] : undefined;
  const folderUrl = report.folder?.webUrl ?? '';
  return [
    ['result', report.result],
    ['files', files ?? '[]'],
    ['files-truncated', String(files === undefined)],
    ['file-count', String(count.files)],
    ['uploaded-count', String(count.uploaded)],
    ['skipped-count', String(count.skipped)],
    ['failed-count', String(count.failed)],
    ['deleted-count', String(report.deletedCount)],
    ['bytes', String(count.bytes)],
    ['folder-id', report.folder?.id ?? ''],
    ['folder-url', folderUrl],
    ['share-url', report.links.folderUrl ?? onlyFile?.shareUrl ?? ''],
    ['drive-id', report.drive?.id ?? ''],
    ['url', onlyFile?.webUrl ?? (rows.length > 1 ? folderUrl : '')],
    ['id', onlyFile?.id ?? ''],
    ['sha256', onlyFile?.sha256 ?? ''],
    ['markdown', formatDownloadTable(downloadEntries(report.outcomes, report.links))],
    ['refresh-token-rotated', String(report.refreshTokenRotated)],
    ['secret-updated', String(report.secretUpdated)],
  ];
}

/** The rows as JSON; undefined when they exceed the limit. Stops at the limit, as there may be 100,000 rows. */
function formatFilesOutput(rows: readonly FileRow[]): string | undefined {
  const texts: string[] = [];
  let sizeBytes = 2;
  for (const row of rows) {
    const text = formatJson(row);
    sizeBytes += Buffer.byteLength(text) + (texts.length > 0 ? 1 : 0);
    if (sizeBytes > filesLimitBytes) return undefined;
    texts.push(text);
  }
  return `[${texts.join(',')}]`;
}

/** Yields the text of the manifest in chunks, so that a long list is never one string. Each file is one line. */
export function formatUploadManifest(report: RunReport, rows: readonly FileRow[]): Generator<string> {
  const { result, emulator, drive, destination, folder, deletions, thumbnails } = report;
  const head = {
    result,
    emulator,
    driveId: drive?.id ?? null,
    destination,
    folderId: folder?.id ?? null,
    folderUrl: folder?.webUrl ?? null,
    startedAt: new Date(report.startedMs).toISOString(),
    endedAt: new Date(report.endedMs).toISOString(),
    totals: {
      ...outcomeTotals(report.outcomes),
      deleted: report.deletedCount,
      plannedDeletions: countPlannedDeletions(report),
    },
    errors: reportErrors(report).map((error) => report.redact(formatError(error))),
    codes: reportErrors(report).map(failureCode),
  };
  return formatManifest(head, {
    deletions: deletionRows(deletions),
    files: thumbnails === undefined ? rows : withThumbnails(rows, thumbnails),
  });
}

/** Rows of the deleted or planned items, where a folder is one row, followed by the kept items. */
function* deletionRows(deletions: RunReport['deletions']): Generator<object> {
  if (deletions === undefined) return;
  const action = deletions.isDryRun ? 'planned' : 'deleted';
  for (const { item, reason } of deletions.items)
    yield { path: item.path, items: listedItemCount(item), action, reason };
  for (const { path, reason: why } of deletions.kept)
    yield { path, items: null, action: 'left', reason: why };
}

/** A thumbnail URL works without a sign-in, so it is in no output. */
function* withThumbnails(rows: readonly FileRow[], urls: ReadonlyMap<string, string>): Generator<object> {
  for (const row of rows) yield { ...row, thumbnailUrl: urls.get(row.id ?? '') ?? null };
}

/** Redacts chunk by chunk. Each chunk has whole rows only, so no secret is split. */
function* redactChunks(host: Host, pieces: Iterable<string>): Generator<string> {
  for (const piece of pieces) yield host.redactData(piece);
}

async function writeManifest(host: Host, report: RunReport, rows: readonly FileRow[]): Promise<string> {
  const path = join(host.tempDir, `onedrive-upload-${randomUUID()}.json`);
  await writeFile(path, redactChunks(host, formatUploadManifest(report, rows)), { flag: 'wx', mode: 0o600 });
  return path;
}
