/**
 * Outputs and manifest: the machine's view of a report. Knows the names of the contract and GitHub's limits.
 * Source of the limit: an output of a step may hold 1 MiB in UTF-16, all outputs of a job 50 MiB
 * (docs.github.com, "Metadata syntax"); a list larger than 256 KiB is left to the manifest.
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadsOf, downloadsTable } from '../after/downloads.ts';
import type { Host } from '../host.ts';
import { type FileRow, fileRow, type Report, totals } from './report.ts';

const filesLimitBytes = 256 * 1024;

/** Sets every output that the report can fill, also when the manifest cannot be written; throws that failure then. */
export async function writeOutputs(host: Host, report: Report): Promise<void> {
  const rows = report.outcomes.map((outcome) => fileRow(outcome, report));
  const manifest = await writeManifest(host, report, rows).catch((error: unknown) => ({ error }));
  for (const [name, value] of outputs(report, rows)) host.output(name, value);
  host.output('manifest', typeof manifest === 'string' ? manifest : '');
  if (typeof manifest !== 'string') throw manifest.error;
}

function outputs(report: Report, rows: readonly FileRow[]): [string, string][] {
  const count = totals(report.outcomes);
  const files = listText(rows);
  const only = rows.length === 1 ? rows[0] : undefined;
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
    ['share-url', report.links.folderUrl ?? only?.shareUrl ?? ''],
    ['drive-id', report.drive?.id ?? ''],
    ['url', only?.webUrl ?? (rows.length > 1 ? folderUrl : '')],
    ['id', only?.id ?? ''],
    ['sha256', only?.sha256 ?? ''],
    ['markdown', downloadsTable(downloadsOf(report.outcomes, report.links))],
    ['refresh-token-rotated', String(report.refreshTokenRotated)],
    ['secret-updated', String(report.secretUpdated)],
  ];
}

/** The rows as JSON, undefined when they are too long: of 100,000, no text is made. */
function listText(rows: readonly FileRow[]): string | undefined {
  const texts: string[] = [];
  let sizeBytes = 2;
  for (const row of rows) {
    const text = JSON.stringify(row);
    sizeBytes += Buffer.byteLength(text) + (texts.length > 0 ? 1 : 0);
    if (sizeBytes > filesLimitBytes) return undefined;
    texts.push(text);
  }
  return `[${texts.join(',')}]`;
}

/** The manifest's text piece by piece: one file a line, so that a long list is never one string. */
export function* manifestText(report: Report, rows: readonly FileRow[]): Generator<string> {
  const head = {
    result: report.result,
    emulator: report.emulator,
    driveId: report.drive?.id ?? null,
    destination: report.destination,
    folderId: report.folder?.id ?? null,
    folderUrl: report.folder?.webUrl ?? null,
    startedAt: new Date(report.startedMs).toISOString(),
    endedAt: new Date(report.endedMs).toISOString(),
    totals: { ...totals(report.outcomes), deleted: report.deletedCount },
  };
  yield `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "files": [`;
  let separator = '\n    ';
  for (const row of rows) {
    yield separator + JSON.stringify(withThumbnail(row, report));
    separator = ',\n    ';
  }
  yield rows.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

/** The address opens the picture without a sign-in: it is in no output. */
function withThumbnail(row: FileRow, { thumbnails }: Report): object {
  return thumbnails === undefined ? row : { ...row, thumbnailUrl: thumbnails.get(row.id ?? '') ?? null };
}

async function writeManifest(host: Host, report: Report, rows: readonly FileRow[]): Promise<string> {
  const path = join(host.tempDir, `onedrive-upload-${randomUUID()}.json`);
  await writeFile(path, manifestText(report, rows), { flag: 'wx', mode: 0o600 });
  return path;
}
