/**
 * What is to come: a folder of the drive, listed down to the last file, every name judged before anything is
 * written. Knows listings and names; how bytes come is engine's and file's.
 */
import { markerName } from '../cleanup/marker.ts';
import { workOff } from '../core/queue.ts';
import { descent } from '../graph/descent.ts';
import type { ItemOperations } from '../graph/items.ts';
import { type DriveItem, isFile } from '../graph/parse.ts';
import { join } from '../graph/paths.ts';
import { localKey, localNameProblem } from './names.ts';

/** A file that is to come. */
export interface WantedFile {
  /** From where the drive's paths begin. */
  readonly remotePath: string;
  /** Below the folder that it comes into, with `/`. */
  readonly relativePath: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly item: DriveItem;
}

/** Something that cannot come, and why, as a clause that follows its path. */
export interface Refused {
  readonly file: WantedFile;
  readonly why: string;
}

/** Something that is no file and no folder, or a folder that says it holds more than its listing shows. */
export interface LeftOut {
  readonly remotePath: string;
  readonly what: 'notebook' | 'shortcut' | 'marker' | 'unlisted';
}

export interface Tree {
  /** Biggest first, those of one size by path. */
  readonly files: readonly WantedFile[];
  /** Below the folder that they come into, `''` for that one, each after the one it lies in. */
  readonly folders: readonly string[];
  readonly refused: readonly Refused[];
  readonly left: readonly LeftOut[];
  readonly totalBytes: number;
}

interface Growing {
  readonly files: WantedFile[];
  readonly folders: string[];
  readonly refused: Refused[];
  readonly left: LeftOut[];
}

/** One folder of the drive, and where its children go. */
interface Folder {
  readonly id: string;
  readonly remotePath: string;
  readonly relativePath: string;
  readonly childCount: number | undefined;
}

export interface Wanted {
  readonly drive: Pick<ItemOperations, 'childrenOf'>;
  /** What the remote path is: a folder, whose children come, or one file. */
  readonly item: DriveItem;
  readonly remotePath: string;
  readonly system: NodeJS.Platform;
}

/** Lists what is to come, page by page. */
export async function readTree({ drive, item, remotePath, system }: Wanted): Promise<Tree> {
  const tree: Growing = { files: [], folders: [''], refused: [], left: [] };
  if (isFile(item)) judgeFile(tree, wantedFile(item, { remotePath, relativePath: item.name }), system);
  const { id } = item;
  // A drive's root may count what belongs to the service, as a library's Forms.
  const childCount = item.isDriveRoot ? undefined : item.childCount;
  const pending: Folder[] = item.isFolder ? [{ id, remotePath, relativePath: '', childCount }] : [];
  const enter = descent();
  await workOff(pending, async (folder) => {
    enter(folder.id, folder.remotePath);
    const children = await drive.childrenOf(folder.id);
    if ((folder.childCount ?? 0) > children.length)
      tree.left.push({ remotePath: folder.remotePath || 'the root', what: 'unlisted' });
    for (const below of judgeFolder(tree, { folder, children, system })) pending.push(below);
  });
  const { files, folders, refused, left } = tree;
  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  return { files: files.sort(byWeight), folders: folders.sort(byPath), refused, left, totalBytes };
}

interface Listed {
  readonly folder: Folder;
  readonly children: readonly DriveItem[];
  readonly system: NodeJS.Platform;
}

/** Sorts one folder's children into the tree; answers the folders among them that are to be listed. */
function judgeFolder(tree: Growing, { folder, children, system }: Listed): Folder[] {
  const deeper: Folder[] = [];
  const taken = new Map<string, number>();
  for (const { name } of children) {
    const key = localKey(name, system);
    taken.set(key, (taken.get(key) ?? 0) + 1);
  }
  for (const item of children) {
    const place = {
      remotePath: join(folder.remotePath, item.name),
      relativePath: join(folder.relativePath, item.name),
    };
    const kind = leftOut(item);
    if (kind !== undefined) {
      tree.left.push({ remotePath: place.remotePath, what: kind });
      continue;
    }
    const file = wantedFile(item, place);
    if ((taken.get(localKey(item.name, system)) ?? 0) > 1)
      tree.refused.push({ file, why: 'has the name of another item beside it, but for its case' });
    else if (!judgeFile(tree, file, system)) continue;
    else if (item.isFolder) {
      tree.folders.push(place.relativePath);
      deeper.push({ id: item.id, childCount: item.childCount, ...place });
    }
  }
  return deeper;
}

/** Puts a file or folder where it belongs; answers whether it can come. */
function judgeFile(tree: Growing, file: WantedFile, system: NodeJS.Platform): boolean {
  const why = refusalOf(file, system);
  if (why !== undefined) tree.refused.push({ file, why });
  else if (isFile(file.item)) tree.files.push(file);
  return why === undefined;
}

function refusalOf({ name, item }: WantedFile, system: NodeJS.Platform): string | undefined {
  if (item.id === '' || name === '') return 'comes without a name or an id, so it cannot be read';
  const problem = localNameProblem(name, system);
  if (problem !== undefined) return `has a name that ${problem}`;
  // Nobody needs to know how large a folder is.
  return isFile(item) && Number.isNaN(item.sizeBytes) ? 'has a size that the drive does not tell' : undefined;
}

function leftOut(item: DriveItem): LeftOut['what'] | undefined {
  if (item.isPackage) return 'notebook';
  if (item.remote !== undefined) return 'shortcut';
  return item.name === markerName && isFile(item) ? 'marker' : undefined;
}

function wantedFile(item: DriveItem, place: Pick<WantedFile, 'remotePath' | 'relativePath'>): WantedFile {
  const sizeBytes = Number.isNaN(item.sizeBytes) ? 0 : item.sizeBytes;
  return { ...place, name: item.name, sizeBytes, item };
}

function byWeight(a: WantedFile, b: WantedFile): number {
  return b.sizeBytes - a.sizeBytes || byPath(a.relativePath, b.relativePath);
}

/** A folder's path is shorter than what lies in it, and a beginning of it: it comes first. */
function byPath(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
