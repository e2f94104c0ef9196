/**
 * "Did it arrive after all?": looks for a file whose reply was lost, so that nothing is sent twice and nobody
 * meets his own file as a conflict. Knows the drive, and what our file looks like on it.
 */
import type { Digest } from '../files/hash.ts';
import type { Arrival, Conflict } from '../graph/content.ts';
import type { DriveItem } from '../graph/parse.ts';
import { nameOf, parentOf, pathKey } from '../graph/paths.ts';
import type { PlannedFile } from '../plan/plan.ts';
import { isOtherName } from '../plan/similar-names.ts';
import type { Work } from './context.ts';

/** Times on the drive are whole seconds (rclone c053429b9). */
const clockGrainMs = 1000;

/**
 * The item that holds our bytes, if one is there: at the path, or under `rename` among the numbered siblings.
 * `digest` is undefined as long as the file was not read to its end, and then it cannot have arrived.
 */
export async function findArrived(
  work: Work,
  file: PlannedFile,
  facts: { readonly conflict: Conflict; readonly digest: Digest | undefined },
): Promise<Arrival | undefined> {
  const { digest, conflict } = facts;
  if (digest === undefined) return undefined;
  const isOurs = (candidate: DriveItem): boolean => {
    if (candidate.isFolder || candidate.sizeBytes !== file.sizeBytes || work.claims.has(candidate.id))
      return false;
    // Under `replace` the content alone decides: an equal file that was there before is what we were to make.
    if (conflict !== 'replace' && !isNew(work, candidate)) return false;
    if (candidate.quickXorHash !== undefined) return candidate.quickXorHash === digest.quickXorHash;
    return isRecent(work, candidate);
  };
  const item = (await candidates(work, file, conflict)).find(isOurs);
  return item && { item, created: isNew(work, item) };
}

/** What stands where the file would be: at its path and under its name, under `rename` also beside it, newest first. */
export async function candidates(work: Work, file: PlannedFile, conflict: Conflict): Promise<DriveItem[]> {
  if (conflict === 'rename') return siblings(work, file);
  const item = await work.drive.item(file.remotePath);
  return item === undefined || isOtherName(file.name, item.name) ? [] : [item];
}

/** True when the item was made since this run began, by the service's clock. */
export function isNew(work: Work, item: DriveItem): boolean {
  return item.createdMs >= work.drive.openedMs - clockGrainMs;
}

/** True when the item was made or written since this run began, by the service's clock. */
export function isRecent(work: Work, item: DriveItem): boolean {
  return item.modifiedMs >= work.drive.openedMs - clockGrainMs;
}

/** The file and what the service would have called it: `name 1.ext`, `name 2.ext` …, newest first. */
async function siblings(work: Work, file: PlannedFile): Promise<DriveItem[]> {
  const wanted = renamedPattern(nameOf(file.remotePath));
  const all = (await work.drive.children(parentOf(file.remotePath))) ?? [];
  return all.filter((item) => wanted.test(pathKey(item.name))).sort((a, b) => b.createdMs - a.createdMs);
}

/** Matches, in lower case, the name and its numbered variants. */
export function renamedPattern(name: string): RegExp {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const literal = (text: string) => pathKey(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal(stem)}( \\d+)?${literal(extension)}$`);
}
