/** Lists a folder of the drive with all subfolders. Checks every name before anything is written. */
import { incompleteMarkerName } from '../cleanup/marker.ts';
import { Failure, ServiceFailure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import { processQueue } from '../core/queue.ts';
import type { ItemOperations } from '../graph/items.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import { joinRemotePath } from '../graph/paths.ts';
import { createTraversalGuard } from '../graph/traversal-guard.ts';
import { localNameKey, localNameProblem } from './names.ts';

/** A file or folder of the drive that is to be downloaded. */
export interface RemoteFile {
  /** The path on the drive. */
  readonly remotePath: string;
  /** The path below the local folder, with `/`. */
  readonly relativePath: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly item: DriveItem;
  /** Like `relativePath`, once the file is decrypted; undefined if it is kept as it is. */
  readonly plainPath?: string;
}

/** An item that cannot be downloaded. `reason` is a clause to put after its path. */
export interface RefusedFile {
  readonly file: RemoteFile;
  readonly reason: string;
}

/** An item that is neither file nor folder, or a folder that has more children than its listing shows. */
export interface LeftOutItem {
  readonly remotePath: string;
  readonly kind: 'notebook' | 'shortcut' | 'marker' | 'unlisted';
}

export interface RemoteTree {
  /** Largest first; files of the same size by path. */
  readonly files: readonly RemoteFile[];
  /** Paths below the local folder, which is `''` itself. Each comes after its parent. */
  readonly folders: readonly string[];
  readonly refused: readonly RefusedFile[];
  readonly leftOut: readonly LeftOutItem[];
  /** One for each subfolder that the service refuses to list. Nothing in it is downloaded. */
  readonly unlisted: readonly Failure[];
  readonly totalBytes: number;
}

interface MutableTree {
  readonly files: RemoteFile[];
  readonly folders: string[];
  readonly refused: RefusedFile[];
  readonly leftOut: LeftOutItem[];
  readonly unlisted: Failure[];
}

/** A folder that is still to be listed. */
interface PendingFolder {
  readonly id: string;
  readonly remotePath: string;
  readonly relativePath: string;
  readonly childCount: number | undefined;
}

export interface TreeOptions {
  readonly drive: Pick<ItemOperations, 'listChildrenById'>;
  /** The item at the remote path: a folder, whose children are downloaded, or one file. */
  readonly item: DriveItem;
  readonly remotePath: string;
  /** The system whose rules names must follow; undefined if the files get no names here. */
  readonly platform: NodeJS.Platform | undefined;
}

/** Lists the item and everything below it. */
export async function readRemoteTree({
  drive,
  item,
  remotePath,
  platform,
}: TreeOptions): Promise<RemoteTree> {
  const tree: MutableTree = { files: [], folders: [''], refused: [], leftOut: [], unlisted: [] };
  if (isFileItem(item)) addItem(tree, toRemoteFile(item, { remotePath, relativePath: item.name }), platform);
  const { id } = item;
  // The count of a drive's root may include items of the service, such as Forms in a library.
  const childCount = item.isDriveRoot ? undefined : item.childCount;
  const pending: PendingFolder[] = item.isFolder ? [{ id, remotePath, relativePath: '', childCount }] : [];
  const enter = createTraversalGuard();
  await processQueue(pending, async (folder) => {
    enter(folder.id, folder.remotePath);
    const children = await drive
      .listChildrenById(folder.id, { forDownload: true })
      .catch((error: unknown) => {
        if (folder.relativePath === '' || !isRefusal(error)) throw error;
        tree.unlisted.push(unlistedFailure(folder.remotePath, error));
      });
    if (children === undefined) return;
    if ((folder.childCount ?? 0) > children.length)
      tree.leftOut.push({ remotePath: folder.remotePath || 'the root', kind: 'unlisted' });
    for (const subfolder of addFolder(tree, { folder, children, platform })) pending.push(subfolder);
  });
  const { files, folders, refused, leftOut, unlisted } = tree;
  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  return {
    files: files.sort(compareBySize),
    folders: folders.sort(compareByPath),
    refused,
    leftOut,
    unlisted,
    totalBytes,
  };
}

/** True if the service refuses this one item; false for what concerns the whole run: sign-in, throttling, server errors. */
export function isRefusal(error: unknown): error is ServiceFailure {
  if (!(error instanceof ServiceFailure) || error.kind !== 'service') return false;
  const { status } = error.service;
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status);
}

function unlistedFailure(remotePath: string, error: ServiceFailure): Failure {
  return new Failure(
    `${escapeControls(remotePath)} cannot be listed, so what is in it was left out: ${error.message}`,
    {
      code: error.code,
      kind: 'service',
      hint: error.hint,
      cause: error,
    },
  );
}

interface ListedFolder {
  readonly folder: PendingFolder;
  readonly children: readonly DriveItem[];
  readonly platform: NodeJS.Platform | undefined;
}

/** Adds one folder's children to the tree. Returns the subfolders to list. */
function addFolder(tree: MutableTree, { folder, children, platform }: ListedFolder): PendingFolder[] {
  const subfolders: PendingFolder[] = [];
  const nameCounts = new Map<string, number>();
  for (const { name } of children) {
    const key = platform === undefined ? name : localNameKey(name, platform);
    nameCounts.set(key, (nameCounts.get(key) ?? 0) + 1);
  }
  for (const item of children) {
    const paths = {
      remotePath: joinRemotePath(folder.remotePath, item.name),
      relativePath: joinRemotePath(folder.relativePath, item.name),
    };
    const kind = leftOutKind(item);
    if (kind !== undefined) {
      tree.leftOut.push({ remotePath: paths.remotePath, kind });
      continue;
    }
    const file = toRemoteFile(item, paths);
    if (platform !== undefined && (nameCounts.get(localNameKey(item.name, platform)) ?? 0) > 1)
      tree.refused.push({ file, reason: 'has the same name as another item in its folder, except for case' });
    else if (!addItem(tree, file, platform)) continue;
    else if (item.isFolder) {
      tree.folders.push(paths.relativePath);
      subfolders.push({ id: item.id, childCount: item.childCount, ...paths });
    }
  }
  return subfolders;
}

/** Adds a file to the tree, or refuses a file or folder. Returns whether it was accepted. */
function addItem(tree: MutableTree, file: RemoteFile, platform: TreeOptions['platform']): boolean {
  const reason = refusalReason(file, platform);
  if (reason !== undefined) tree.refused.push({ file, reason });
  else if (isFileItem(file.item)) tree.files.push(file);
  return reason === undefined;
}

function refusalReason({ name, item }: RemoteFile, platform: TreeOptions['platform']): string | undefined {
  if (item.id === '' || name === '') return 'has no name or no id, so it cannot be read';
  const problem = platform === undefined ? undefined : localNameProblem(name, platform);
  if (problem !== undefined) return `has a name that ${problem}`;
  // The size of a folder does not matter.
  return isFileItem(item) && Number.isNaN(item.sizeBytes)
    ? 'has a size that the drive does not report'
    : undefined;
}

function leftOutKind(item: DriveItem): LeftOutItem['kind'] | undefined {
  if (item.isPackage) return 'notebook';
  if (item.remoteItem !== undefined) return 'shortcut';
  return item.name === incompleteMarkerName && isFileItem(item) ? 'marker' : undefined;
}

function toRemoteFile(item: DriveItem, paths: Pick<RemoteFile, 'remotePath' | 'relativePath'>): RemoteFile {
  const sizeBytes = Number.isNaN(item.sizeBytes) ? 0 : item.sizeBytes;
  return { ...paths, name: item.name, sizeBytes, item };
}

function compareBySize(a: RemoteFile, b: RemoteFile): number {
  return b.sizeBytes - a.sizeBytes || compareByPath(a.relativePath, b.relativePath);
}

/** A folder's path is a prefix of the paths in it, so the folder comes first. */
function compareByPath(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
