/**
 * What a dry run would do, as lines like those of a diff: `+` new, `~` replace, `=` skip, `-` delete, `!` fail. By path,
 * so that one sees what becomes of a folder.
 */
import type { PlannedDeletion } from '../cleanup/delete.ts';
import { listedItemCount } from '../cleanup/listing.ts';
import { compareText, formatBytes, formatCount } from '../core/format.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { UploadOutcome } from '../upload/context.ts';
import type { RunReport } from './report.ts';

/** One line for each file and each item to delete. The log escapes them. */
export function dryRunLines({
  outcomes,
  deletions,
  plannedChecksums,
}: Pick<RunReport, 'outcomes' | 'deletions' | 'plannedChecksums'>): string[] {
  const list = plannedChecksums === undefined ? [] : [plannedChecksums];
  const lines = [
    ...outcomes.map((outcome) => ({ path: outcome.file.remotePath, text: outcomeLine(outcome) })),
    ...list.map((outcome) => ({
      path: outcome.file.remotePath,
      text: `${signOf(outcome)} ${outcome.file.remotePath} (list of checksums)`,
    })),
    ...(deletions?.items ?? []).map((deletion) => ({
      path: deletion.item.path,
      text: deletionLine(deletion),
    })),
  ];
  return lines.sort((a, b) => compareText(a.path, b.path)).map(({ text }) => text);
}

function outcomeLine(outcome: UploadOutcome): string {
  const { file, change, action } = outcome;
  return `${signOf(outcome)} ${file.remotePath} (${sizeText(outcome)})${
    action === 'planned' && change?.kind === 'rename' ? ' under another name, because this one is taken' : ''
  }`;
}

/** The sign of a line. A renamed file is a new one. */
export function signOf({ action, change }: Pick<UploadOutcome, 'action' | 'change'>): string {
  if (action === 'failed') return '!';
  if (action !== 'planned') return '=';
  return change?.kind === 'replace' ? '~' : '+';
}

/** `2 KiB`, `1 KiB -> 2 KiB`, or what an archive is made of. */
function sizeText({ file, change }: UploadOutcome): string {
  const after = fileSizeText(file);
  if (change?.kind !== 'replace' || change.existing.sizeBytes === file.sizeBytes) return after;
  return `${formatBytes(change.existing.sizeBytes)} -> ${after}`;
}

function fileSizeText({ sizeBytes, packs }: PlannedFile): string {
  return packs === undefined
    ? formatBytes(sizeBytes)
    : `${formatCount(packs.itemCount, 'item')}, ${formatBytes(packs.totalBytes)} before packing`;
}

function deletionLine({ item, reason }: PlannedDeletion): string {
  const what = item.isFolder ? formatCount(listedItemCount(item), 'item') : formatBytes(item.sizeBytes);
  return `- ${item.path}${item.isFolder ? '/' : ''} (${what}, by ${reason})`;
}
