/**
 * Finds the items on the drive that have the names of planned files. Costs at most one request for each 200 children of
 * each planned folder and a few more, never one for each file.
 */
import type { Drive } from '../graph/drive.ts';
import type { DriveItem } from '../graph/parse.ts';
import { baseNameOf, joinRemotePath, parentPathOf, pathKey } from '../graph/paths.ts';
import type { PlannedFile } from '../plan/plan.ts';
import { similarNameKey } from '../plan/similar-names.ts';
import { isBelowDestination } from './name-collisions.ts';

/** Requests beyond the listings: looking up two or three files is cheaper than listing a large folder. */
const extraRequestLimit = 8;
const singleLookupLimit = 3;
/** Lookups of names that the drive may treat as the same. Beyond this limit the upload itself finds the conflict. */
const similarLookupLimit = 50;
const foldersAtOnce = 4;

interface PlanFolder {
  /** Spelled as in the first planned file below it. */
  readonly path: string;
  readonly files: PlannedFile[];
  readonly folders: Map<string, PlanFolder>;
}

/**
 * Returns the existing items by planned file. Lists only folders that a listing of their parent showed, so missing
 * folders cost nothing. Below `destination`, looks up a folder that no listing has shown: the drive may treat its name
 * as that of another folder, and `parentReference` of its items then says so.
 */
export async function findExistingItems(
  drive: Drive,
  files: readonly PlannedFile[],
  destination?: string,
): Promise<Map<PlannedFile, DriveItem>> {
  const found = new Map<PlannedFile, DriveItem>();
  const root = folderTree(files);
  const queue = [skipSingleFolders(root)];
  /** Folders that a listing showed under their own names. */
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
    // Ask the drive whether a similar name is the same to it.
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

/** Builds the tree of planned folders from the drive's root. */
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

/** Skips folders that contain only one planned folder and no planned files: a request for that folder is enough. */
function skipSingleFolders(folder: PlanFolder): PlanFolder {
  const [only] = folder.folders.values();
  const isOnTheWay = folder.folders.size === 1 && folder.files.length === 0;
  return only !== undefined && isOnTheWay ? skipSingleFolders(only) : folder;
}

/** The `parentReference` that children of this folder have. */
function parentReference({ id, name, parentReference: parent }: DriveItem): DriveItem['parentReference'] {
  const path = parent?.path === undefined ? undefined : joinRemotePath(parent.path, name);
  return { driveId: parent?.driveId ?? '', driveType: parent?.driveType ?? '', id, path };
}
