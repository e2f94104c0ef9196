/**
 * What stands on the drive where files are planned. Knows listings and what they cost: at most one request
 * for each 200 children of each folder of the plan, and a few more; never one a file.
 */
import type { Drive } from '../graph/drive.ts';
import type { DriveItem } from '../graph/parse.ts';
import { baseNameOf, joinRemotePath, parentPathOf, pathKey } from '../graph/paths.ts';
import type { PlannedFile } from '../plan/plan.ts';
import { similarNameKey } from '../plan/similar-names.ts';
import { isBelowDestination } from './name-collisions.ts';

/** Requests beyond the listings: looking up two or three files of a folder that may hold thousands. */
const extraRequestLimit = 8;
const singleLookupLimit = 3;
/** Names that may be another's: beyond so many, the drive decides when they are sent. */
const similarLookupLimit = 50;
const foldersAtOnce = 4;

/** A folder of the plan. */
interface PlanFolder {
  /** As the first planned file below it spells it. */
  readonly path: string;
  readonly files: PlannedFile[];
  readonly folders: Map<string, PlanFolder>;
}

/**
 * The items that stand where files are planned, by planned file. Goes down only into folders that a listing
 * has shown, so that many missing ones cost nothing. Below `destination` a folder that no listing has shown is
 * looked up first: the drive may take it for another one, and then its items' `parent` says so.
 */
export async function findExistingItems(
  drive: Drive,
  files: readonly PlannedFile[],
  destination?: string,
): Promise<Map<PlannedFile, DriveItem>> {
  const found = new Map<PlannedFile, DriveItem>();
  const root = folderTree(files);
  const queue = [skipSingleFolders(root)];
  /** Folders that a listing has shown under their own names. */
  const listedFolders = new Set([root]);
  let extraRequests = extraRequestLimit;
  let similarLookups = similarLookupLimit;
  const listFolder = async (folder: PlanFolder) => {
    const extra = folder.files.length - 1;
    if (folder.folders.size === 0 && folder.files.length <= singleLookupLimit && extra <= extraRequests) {
      extraRequests -= extra;
      for (const file of folder.files) addItem(file, await drive.findItem(file.remotePath));
      return;
    }
    const isConfirmed =
      listedFolders.has(folder) || destination === undefined || !isBelowDestination(folder.path, destination);
    const folderItem = isConfirmed ? undefined : await drive.findItem(folder.path);
    if (!isConfirmed && folderItem === undefined) return;
    const listed = await drive.listChildren(folder.path);
    const children =
      folderItem === undefined
        ? listed
        : listed?.map((item) => ({ ...item, parentReference: parentReference(folderItem) }));
    const items = new Map(children?.map((item) => [pathKey(item.name), item]));
    const missing = folder.files.filter((file) => !items.has(pathKey(file.name)));
    for (const file of folder.files) addItem(file, items.get(pathKey(file.name)));
    for (const [name, subfolder] of folder.folders) {
      if (items.get(name)?.isFolder !== true) continue;
      listedFolders.add(subfolder);
      queue.push(skipSingleFolders(subfolder));
    }
    // Where a name is there that may be the same one, the drive itself is asked whether it is.
    const similarKeys = new Set(
      missing.length === 0 ? [] : children?.map(({ name }) => similarNameKey(name)),
    );
    for (const file of missing.filter(({ name }) => similarKeys.has(similarNameKey(name)))) {
      if (similarLookups === 0) return;
      similarLookups -= 1;
      addItem(file, await drive.findItem(file.remotePath));
    }
  };
  const addItem = (file: PlannedFile, item: DriveItem | undefined) => {
    if (item !== undefined) found.set(file, item);
  };
  while (queue.length > 0) await Promise.all(queue.splice(-foldersAtOnce).map(listFolder));
  return found;
}

/** The folders of the plan, from the drive's root. */
function folderTree(files: readonly PlannedFile[]): PlanFolder {
  const known = new Map<string, PlanFolder>();
  const folderAt = (path: string): PlanFolder => {
    const key = pathKey(path);
    const existing = known.get(key);
    if (existing !== undefined) return existing;
    const created: PlanFolder = { path, files: [], folders: new Map() };
    known.set(key, created);
    if (path !== '') folderAt(parentPathOf(path)).folders.set(pathKey(baseNameOf(path)), created);
    return created;
  };
  for (const file of files) folderAt(parentPathOf(file.remotePath)).files.push(file);
  return folderAt('');
}

/** Passes over folders that hold one folder and nothing else of the plan: asking for that one says it all. */
function skipSingleFolders(folder: PlanFolder): PlanFolder {
  const [only] = folder.folders.values();
  const isOnTheWay = folder.folders.size === 1 && folder.files.length === 0;
  return only !== undefined && isOnTheWay ? skipSingleFolders(only) : folder;
}

/** The reference to a folder that its children have. */
function parentReference({ id, name, parentReference: parent }: DriveItem): DriveItem['parentReference'] {
  const path = parent?.path === undefined ? undefined : joinRemotePath(parent.path, name);
  return { driveId: parent?.driveId ?? '', driveType: parent?.driveType ?? '', id, path };
}
