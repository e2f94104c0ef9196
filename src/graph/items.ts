/**
 * Looks up, lists, creates and deletes items of one drive, by path or by id.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import { asObject, asString } from '../core/json.ts';
import type { GraphClient, GraphRequest } from './client.ts';
import type { DownloadUrls } from './download-urls.ts';
import { readCollection } from './listing.ts';
import { type DriveItem, parseDriveItem, parseListEntry } from './parse.ts';
import { baseNameOf, encodeSegment, itemAddress, joinRemotePath, parentPathOf } from './paths.ts';
import { shortcutFailure } from './shortcut.ts';

/** Remote paths start from the drive's root, or from its base folder. */
export interface ItemOperations {
  /** True if this path is the drive's own root, which must not be mirrored, pruned or shared. */
  isRoot(remotePath: string): boolean;
  /** Returns the item at a path (`''`: the start of all paths); undefined if there is none. */
  findItem(remotePath: string): Promise<DriveItem | undefined>;
  /** Returns the item with an id; undefined if there is none. */
  findItemById(itemId: string): Promise<DriveItem | undefined>;
  /** Returns all children of a folder, also those that are not `isAddressable`; undefined if there is no folder. */
  listChildren(remotePath: string): Promise<DriveItem[] | undefined>;
  /** Returns all children of the folder with an id. With `forDownload`, the contents of files cost a request less. */
  listChildrenById(itemId: string, how?: { readonly forDownload: boolean }): Promise<DriveItem[]>;
  /** Returns the folder at a path. Creates it and its parents if needed. Throws if a file is there. */
  ensureFolder(remotePath: string): Promise<DriveItem>;
  /** Moves the item, with everything in it, to the recycle bin. With an eTag, only if the item still has it. */
  deleteItem(itemId: string, eTag?: string): Promise<'removed' | 'gone' | 'changed'>;
}

/** The drive, and where its paths start. */
export interface DriveContext {
  readonly graph: GraphClient;
  /** `/drives/{id}`, encoded. */
  readonly drivePath: string;
  /** The folder that paths start from; undefined for the drive's root. */
  readonly baseFolder: BaseFolder | undefined;
  /** Of files that were listed for a download. */
  readonly downloadUrls: DownloadUrls;
}

/** A folder that paths start from. */
export interface BaseFolder {
  readonly id: string;
  /** From the drive's root. Set in 21Vianet's cloud, which has no paths below an id (rclone onedrive.go). */
  readonly path?: string;
}

/** Fields for listings. Without a selection each item has a kilobyte that nobody reads. */
const listSelect =
  '$select=id,name,size,eTag,webUrl,createdDateTime,lastModifiedDateTime,fileSystemInfo,file,folder,package,remoteItem';
/** learn.microsoft.com/graph/api/driveitem-get-content, "Downloading files in JavaScript apps". */
const downloadUrlField = '@microsoft.graph.downloadUrl';
/** Fields for a lookup. */
export const itemSelect = `${listSelect},parentReference,root`;

/** Returns the address of an item by path, from the root or the base folder. */
export function addressByPath({ drivePath, baseFolder }: DriveContext, remotePath: string): string {
  if (baseFolder?.path === undefined) return drivePath + itemAddress(remotePath, baseFolder?.id);
  return (
    drivePath + itemAddress(remotePath === '' ? baseFolder.path : joinRemotePath(baseFolder.path, remotePath))
  );
}

/** Returns the address of an item by id. */
export function addressById({ drivePath }: DriveContext, itemId: string): string {
  return `${drivePath}/items/${encodeSegment(itemId)}`;
}

/** Creates the item operations of a drive. */
export function itemOperations(context: DriveContext): ItemOperations {
  const { graph } = context;
  const get = (path: string, operation: string) => graph.request({ method: 'GET', path, operation });
  const lookUp = async (address: string, what: string) =>
    parseDriveItem((await undefinedIfNotFound(get(`${address}?${itemSelect}`, `look up ${what}`)))?.body);
  const findItem = (remotePath: string) =>
    lookUp(addressByPath(context, remotePath), remotePath || 'the root');
  return {
    isRoot: (remotePath) => remotePath === '' && context.baseFolder === undefined,
    findItem,
    findItemById: (itemId) => lookUp(addressById(context, itemId), 'an item'),
    listChildren: (remotePath) =>
      undefinedIfNotFound(
        listChildrenAt(graph, addressByPath(context, remotePath), `list ${remotePath || 'the root'}`),
      ),
    listChildrenById: (itemId, { forDownload } = { forDownload: false }) =>
      listChildrenAt(
        graph,
        addressById(context, itemId),
        'list a folder',
        forDownload ? context.downloadUrls : undefined,
      ),
    ensureFolder: (remotePath) => ensureFolderAt({ context, findItem }, remotePath),
    async deleteItem(itemId, eTag) {
      const path = addressById(context, itemId);
      const precondition = eTag === undefined || eTag === '' ? {} : { headers: { 'if-match': eTag } };
      try {
        await graph.request({ method: 'DELETE', path, operation: 'delete an item', ...precondition });
        return 'removed';
      } catch (error) {
        // If the response to a DELETE was lost, the retry gets a 404: the item is gone too.
        if (hasStatus(error, 404)) return 'gone';
        if (hasStatus(error, 412)) return 'changed';
        throw error;
      }
    },
  };
}

/** Keeps the addresses of contents in `downloadUrls`, if they are wanted. */
async function listChildrenAt(
  graph: GraphClient,
  address: string,
  operation: string,
  downloadUrls?: DownloadUrls,
): Promise<DriveItem[]> {
  const select = downloadUrls === undefined ? listSelect : `${listSelect},${downloadUrlField}`;
  const values = await readCollection(graph, `${address}/children?$top=200&${select}`, operation);
  return values.map((value) => {
    const item = parseListEntry(value);
    const url = asString(asObject(value)?.[downloadUrlField]);
    if (url !== '' && item.id !== '') downloadUrls?.add(item.id, url);
    return item;
  });
}

interface FolderContext {
  readonly context: DriveContext;
  readonly findItem: (remotePath: string) => Promise<DriveItem | undefined>;
}

async function ensureFolderAt(folderContext: FolderContext, remotePath: string): Promise<DriveItem> {
  const found = await folderContext.findItem(remotePath);
  if (found !== undefined) return checkFolder(found, remotePath);
  const parent = parentPathOf(remotePath);
  if (remotePath === '') throw notFoundFailure('the root');
  const parentFolder = await ensureFolderAt(folderContext, parent);
  const created = await createFolder(folderContext.context, parentFolder.id, remotePath);
  // Another client was faster, or the response was an empty 200. In both cases the folder exists.
  const item = created ?? (await folderContext.findItem(remotePath));
  if (item === undefined) throw notFoundFailure(remotePath);
  return checkFolder(item, remotePath);
}

async function createFolder(
  context: DriveContext,
  parentId: string,
  remotePath: string,
): Promise<DriveItem | undefined> {
  const request: GraphRequest = {
    method: 'POST',
    path: `${addressById(context, parentId)}/children`,
    body: { '@microsoft.graph.conflictBehavior': 'fail', name: baseNameOf(remotePath), folder: {} },
    // As for a file: a new parent folder may not be found for some seconds (facts.md).
    requestKind: 'put',
    operation: `create the folder ${remotePath}`,
  };
  try {
    return parseDriveItem((await context.graph.request(request)).body);
  } catch (error) {
    if (hasStatus(error, 409)) return undefined;
    throw error;
  }
}

function checkFolder(item: DriveItem, remotePath: string): DriveItem {
  if (item.isFolder) return item;
  const { remoteItem: remote, isPackage } = item;
  if (remote !== undefined && !isPackage) throw shortcutFailure(remotePath, item, { remote });
  const what = isPackage ? 'a OneNote notebook, which cannot hold files' : 'not a folder';
  throw new Failure(`${remotePath} is ${what}`, {
    code: isPackage ? 'not-supported' : 'not-a-folder',
    kind: 'service',
    hint: 'choose another destination, or move that item away',
  });
}

function notFoundFailure(what: string): Failure {
  return new Failure(`${what} was not found on the drive`, {
    code: 'item-not-found',
    kind: 'service',
    hint: 'run again later',
  });
}

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ServiceFailure && error.service.status === status;
}

/** Returns the response, or undefined for a 404. */
export async function undefinedIfNotFound<T>(response: Promise<T>): Promise<T | undefined> {
  try {
    return await response;
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}
