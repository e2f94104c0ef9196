/**
 * What stands on the drive where files are planned. Knows listings and what they cost: at most one request
 * for each 200 children of each folder of the plan, and a few more; never one a file.
 */
import type { Drive } from '../graph/drive.ts';
import type { DriveItem } from '../graph/parse.ts';
import { join, nameOf, parentOf, pathKey } from '../graph/paths.ts';
import type { PlannedFile } from '../plan/plan.ts';
import { twinKey } from '../plan/similar-names.ts';
import { isBelow } from './name-collisions.ts';

/** Requests beyond the listings: looking up two or three files of a folder that may hold thousands. */
const spareRequests = 8;
const singleLookups = 3;
/** Names that may be another's: beyond so many, the drive decides when they are sent. */
const twinLookups = 50;
const foldersAtOnce = 4;

/** A folder of the plan. */
interface Folder {
  /** As the first planned file below it spells it. */
  readonly path: string;
  readonly files: PlannedFile[];
  readonly folders: Map<string, Folder>;
}

/**
 * The items that stand where files are planned, by planned file. Goes down only into folders that a listing
 * has shown, so that many missing ones cost nothing. Below `destination` a folder that no listing has shown is
 * looked up first: the drive may take it for another one, and then its items' `parent` says so.
 */
export async function findExisting(
  drive: Drive,
  files: readonly PlannedFile[],
  destination?: string,
): Promise<Map<PlannedFile, DriveItem>> {
  const found = new Map<PlannedFile, DriveItem>();
  const root = treeOf(files);
  const queue = [narrowed(root)];
  /** Folders that a listing has shown under their own names. */
  const shown = new Set([root]);
  let spare = spareRequests;
  let spareTwins = twinLookups;
  const look = async (folder: Folder) => {
    const extra = folder.files.length - 1;
    if (folder.folders.size === 0 && folder.files.length <= singleLookups && extra <= spare) {
      spare -= extra;
      for (const file of folder.files) keep(file, await drive.item(file.remotePath));
      return;
    }
    const isSure = shown.has(folder) || destination === undefined || !isBelow(folder.path, destination);
    const at = isSure ? undefined : await drive.item(folder.path);
    if (!isSure && at === undefined) return;
    const listed = await drive.children(folder.path);
    const children = at === undefined ? listed : listed?.map((item) => ({ ...item, parent: parentFrom(at) }));
    const items = new Map(children?.map((item) => [pathKey(item.name), item]));
    const missing = folder.files.filter((file) => !items.has(pathKey(file.name)));
    for (const file of folder.files) keep(file, items.get(pathKey(file.name)));
    for (const [name, below] of folder.folders) {
      if (items.get(name)?.isFolder !== true) continue;
      shown.add(below);
      queue.push(narrowed(below));
    }
    // Where a name is there that may be the same one, the drive itself is asked whether it is.
    const twins = new Set(missing.length === 0 ? [] : children?.map(({ name }) => twinKey(name)));
    for (const file of missing.filter(({ name }) => twins.has(twinKey(name)))) {
      if (spareTwins === 0) return;
      spareTwins -= 1;
      keep(file, await drive.item(file.remotePath));
    }
  };
  const keep = (file: PlannedFile, item: DriveItem | undefined) => {
    if (item !== undefined) found.set(file, item);
  };
  while (queue.length > 0) await Promise.all(queue.splice(-foldersAtOnce).map(look));
  return found;
}

/** The folders of the plan, from the drive's root. */
function treeOf(files: readonly PlannedFile[]): Folder {
  const known = new Map<string, Folder>();
  const folderAt = (path: string): Folder => {
    const key = pathKey(path);
    const there = known.get(key);
    if (there !== undefined) return there;
    const made: Folder = { path, files: [], folders: new Map() };
    known.set(key, made);
    if (path !== '') folderAt(parentOf(path)).folders.set(pathKey(nameOf(path)), made);
    return made;
  };
  for (const file of files) folderAt(parentOf(file.remotePath)).files.push(file);
  return folderAt('');
}

/** Passes over folders that hold one folder and nothing else of the plan: asking for that one says it all. */
function narrowed(folder: Folder): Folder {
  const [only] = folder.folders.values();
  const isOnTheWay = folder.folders.size === 1 && folder.files.length === 0;
  return only !== undefined && isOnTheWay ? narrowed(only) : folder;
}

/** The reference to a folder that its children have. */
function parentFrom({ id, name, parent }: DriveItem): DriveItem['parent'] {
  const path = parent?.path === undefined ? undefined : join(parent.path, name);
  return { driveId: parent?.driveId ?? '', driveType: parent?.driveType ?? '', id, path };
}
