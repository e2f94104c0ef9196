/**
 * Items of one drive, found by path or by id: looked up, listed, made, removed. Knows Graph's addresses and
 * bodies; knows nothing of contents, plans or local files.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import type { GraphClient, GraphRequest } from './client.ts';
import { readCollection } from './listing.ts';
import { type DriveItem, parseDriveItem, parseListEntry } from './parse.ts';
import { baseNameOf, encodeSegment, itemAddress, joinRemotePath, parentPathOf } from './paths.ts';

/** Remote paths begin at the drive's root, or at the folder that the drive was opened at. */
export interface ItemOperations {
  /** True when this path is the drive's own root, which nothing may mirror, prune or share. */
  isRoot(remotePath: string): boolean;
  /** The item at a path (`''`: where paths begin), undefined when nothing is there. */
  findItem(remotePath: string): Promise<DriveItem | undefined>;
  /** The item of an id, undefined when nothing is there. */
  findItemById(itemId: string): Promise<DriveItem | undefined>;
  /** All children of a folder, page by page, also those that are not `isKnown`; undefined when the folder is not there. */
  listChildren(remotePath: string): Promise<DriveItem[] | undefined>;
  /** All children of a folder by its id, page by page. */
  listChildrenById(itemId: string): Promise<DriveItem[]>;
  /** The folder at that path, made with its parents when missing; throws when a file is in the way. */
  ensureFolder(remotePath: string): Promise<DriveItem>;
  /** Moves the item to the recycle bin, a folder with all that is in it; with an eTag only if it is still that one. */
  deleteItem(itemId: string, eTag?: string): Promise<'removed' | 'gone' | 'changed'>;
}

/** Where a drive's paths begin. */
export interface DriveContext {
  readonly graph: GraphClient;
  /** `/drives/{id}`, encoded. */
  readonly drivePath: string;
  /** The folder that paths begin at; undefined for the drive's root. */
  readonly baseFolder: BaseFolder | undefined;
}

/** A folder that paths begin at. */
export interface BaseFolder {
  readonly id: string;
  /** From the drive's root, where items cannot be addressed by a path below an id: 21Vianet's cloud (rclone onedrive.go). */
  readonly path?: string;
}

/** What a listing asks of each item: without it every item brings a kilobyte that nobody reads. */
const listSelect =
  '$select=id,name,size,eTag,webUrl,createdDateTime,lastModifiedDateTime,fileSystemInfo,file,folder,package,remoteItem';
/** What a look-up asks besides. */
export const itemSelect = `${listSelect},parentReference,root`;

/** The address of an item by path, from the root or from the base. */
export function addressByPath({ drivePath, baseFolder }: DriveContext, remotePath: string): string {
  if (baseFolder?.path === undefined) return drivePath + itemAddress(remotePath, baseFolder?.id);
  return (
    drivePath + itemAddress(remotePath === '' ? baseFolder.path : joinRemotePath(baseFolder.path, remotePath))
  );
}

/** The address of an item by id. */
export function addressById({ drivePath }: DriveContext, itemId: string): string {
  return `${drivePath}/items/${encodeSegment(itemId)}`;
}

/** What one may do with a drive's items besides sending and sharing them. */
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
    listChildrenById: (itemId) => listChildrenAt(graph, addressById(context, itemId), 'list a folder'),
    ensureFolder: (remotePath) => ensureFolderAt({ context, findItem }, remotePath),
    async deleteItem(itemId, eTag) {
      const path = addressById(context, itemId);
      const precondition = eTag === undefined || eTag === '' ? {} : { headers: { 'if-match': eTag } };
      try {
        await graph.request({ method: 'DELETE', path, operation: 'remove an item', ...precondition });
        return 'removed';
      } catch (error) {
        // A removal whose reply was lost is sent again, and finds nothing: gone as well.
        if (hasStatus(error, 404)) return 'gone';
        if (hasStatus(error, 412)) return 'changed';
        throw error;
      }
    },
  };
}

async function listChildrenAt(graph: GraphClient, address: string, operation: string): Promise<DriveItem[]> {
  const values = await readCollection(graph, `${address}/children?$top=200&${listSelect}`, operation);
  return values.map(parseListEntry);
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
  // Somebody else was quicker, or the answer was an empty 200: both mean that it is there.
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
    // As for a file: a parent that was made a moment ago is not found for some seconds (facts.md).
    requestKind: 'put',
    operation: `make the folder ${remotePath}`,
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
  if (remote !== undefined && !isPackage)
    throw new Failure(`${remotePath} is a shortcut to somebody else's folder`, {
      kind: 'service',
      hint: `set drive-id to ${remote.driveId} and folder-id to ${remote.id}`,
    });
  const what = isPackage ? 'a OneNote notebook, which takes no files' : 'no folder';
  throw new Failure(`${remotePath} is ${what}`, {
    kind: 'service',
    hint: 'choose another destination, or move that item away',
  });
}

function notFoundFailure(what: string): Failure {
  return new Failure(`${what} was not found on the drive`, { kind: 'service', hint: 'run again later' });
}

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ServiceFailure && error.service.status === status;
}

/** The answer, or undefined for what is not there, or no longer. */
export async function undefinedIfNotFound<T>(response: Promise<T>): Promise<T | undefined> {
  try {
    return await response;
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}
