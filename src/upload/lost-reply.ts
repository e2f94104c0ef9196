/** Looks for a file on the drive after its reply was lost, so that it is not sent twice or taken for a conflict. */
import type { FileDigest } from '../files/hash.ts';
import type { GraphConflictBehavior, UploadedItem } from '../graph/content.ts';
import type { DriveItem } from '../graph/parse.ts';
import { baseNameOf, parentPathOf, pathKey } from '../graph/paths.ts';
import type { PlannedFile } from '../plan/plan.ts';
import { isDifferentName } from '../plan/similar-names.ts';
import type { UploadContext } from './context.ts';

/** Times on the drive are in whole seconds (rclone c053429b9). */
const clockResolutionMs = 1000;

/**
 * Returns the item that holds the file's content: at its path, or under `rename` also among the numbered names.
 * `digest` is undefined while the file was not read to its end; then it cannot have arrived.
 */
export async function findArrivedItem(
  context: UploadContext,
  file: PlannedFile,
  facts: { readonly conflict: GraphConflictBehavior; readonly digest: FileDigest | undefined },
): Promise<UploadedItem | undefined> {
  const { digest, conflict } = facts;
  if (digest === undefined) return undefined;
  const isOurs = (candidate: DriveItem): boolean => {
    if (
      candidate.isFolder ||
      candidate.sizeBytes !== file.sizeBytes ||
      context.claimedItems.has(candidate.id)
    )
      return false;
    // Under `replace` only the content counts: an equal file from before the run is the wanted result too.
    if (conflict !== 'replace' && !isCreatedInRun(context, candidate)) return false;
    if (candidate.quickXorHash !== undefined) return candidate.quickXorHash === digest.quickXorHash;
    return isModifiedInRun(context, candidate);
  };
  const item = (await arrivalCandidates(context, file, conflict)).find(isOurs);
  return item && { item, created: isCreatedInRun(context, item) };
}

/** Returns the item at the file's path and name, or under `rename` the items of all numbered names, newest first. */
export async function arrivalCandidates(
  context: UploadContext,
  file: PlannedFile,
  conflict: GraphConflictBehavior,
): Promise<DriveItem[]> {
  if (conflict === 'rename') return numberedSiblings(context, file);
  const item = await context.drive.findItem(file.remotePath);
  return item === undefined || isDifferentName(file.name, item.name) ? [] : [item];
}

/** True when the item was created since this run began, by the service's clock. */
export function isCreatedInRun(context: UploadContext, item: DriveItem): boolean {
  return item.createdMs >= context.drive.openedMs - clockResolutionMs;
}

/** True when the item was created or modified since this run began, by the service's clock. */
export function isModifiedInRun(context: UploadContext, item: DriveItem): boolean {
  return item.modifiedMs >= context.drive.openedMs - clockResolutionMs;
}

/** Returns the items named `name.ext`, `name 1.ext`, `name 2.ext` …, newest first. */
async function numberedSiblings(context: UploadContext, file: PlannedFile): Promise<DriveItem[]> {
  const wanted = numberedNamePattern(baseNameOf(file.remotePath));
  const all = (await context.drive.listChildren(parentPathOf(file.remotePath))) ?? [];
  return all.filter((item) => wanted.test(pathKey(item.name))).sort((a, b) => b.createdMs - a.createdMs);
}

/** Matches the name and its numbered variants, in lower case. */
export function numberedNamePattern(name: string): RegExp {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const literal = (text: string) => pathKey(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal(stem)}( \\d+)?${literal(extension)}$`);
}
