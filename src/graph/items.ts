/**
 * Items of one drive, found by path or by id: looked up, listed, made, removed. Knows Graph's addresses and
 * bodies; knows nothing of contents, plans or local files.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import type { Call, Graph } from './client.ts';
import { collection } from './listing.ts';
import { type DriveItem, driveItem, listedItem } from './parse.ts';
import { encodeSegment, itemAddress, join, nameOf, parentOf } from './paths.ts';

/** Remote paths begin at the drive's root, or at the folder that the drive was opened at. */
export interface ItemOperations {
  /** True when this path is the drive's own root, which nothing may mirror, prune or share. */
  isRoot(remotePath: string): boolean;
  /** The item at a path (`''`: where paths begin), undefined when nothing is there. */
  item(remotePath: string): Promise<DriveItem | undefined>;
  /** The item of an id, undefined when nothing is there. */
  itemById(itemId: string): Promise<DriveItem | undefined>;
  /** All children of a folder, page by page, also those that are not `isKnown`; undefined when the folder is not there. */
  children(remotePath: string): Promise<DriveItem[] | undefined>;
  /** All children of a folder by its id, page by page. */
  childrenOf(itemId: string): Promise<DriveItem[]>;
  /** The folder at that path, made with its parents when missing; throws when a file is in the way. */
  folder(remotePath: string): Promise<DriveItem>;
  /** Moves the item to the recycle bin, a folder with all that is in it; with an eTag only if it is still that one. */
  remove(itemId: string, eTag?: string): Promise<'removed' | 'gone' | 'changed'>;
}

/** Where a drive's paths begin. */
export interface Ground {
  readonly graph: Graph;
  /** `/drives/{id}`, encoded. */
  readonly drivePath: string;
  /** The folder that paths begin at; undefined for the drive's root. */
  readonly base: Base | undefined;
}

/** A folder that paths begin at. */
export interface Base {
  readonly id: string;
  /** From the drive's root, where items cannot be addressed by a path below an id: 21Vianet's cloud (rclone onedrive.go). */
  readonly path?: string;
}

/** What a listing asks of each item: without it every item brings a kilobyte that nobody reads. */
const listed =
  '$select=id,name,size,eTag,webUrl,createdDateTime,lastModifiedDateTime,fileSystemInfo,file,folder,package,remoteItem';
/** What a look-up asks besides. */
export const looked = `${listed},parentReference,root`;

/** The address of an item by path, from the root or from the base. */
export function addressOf({ drivePath, base }: Ground, remotePath: string): string {
  if (base?.path === undefined) return drivePath + itemAddress(remotePath, base?.id);
  return drivePath + itemAddress(remotePath === '' ? base.path : join(base.path, remotePath));
}

/** The address of an item by id. */
export function addressById({ drivePath }: Ground, itemId: string): string {
  return `${drivePath}/items/${encodeSegment(itemId)}`;
}

/** What one may do with a drive's items besides sending and sharing them. */
export function itemOperations(ground: Ground): ItemOperations {
  const { graph } = ground;
  const get = (path: string, doing: string) => graph.json({ method: 'GET', path, doing });
  const lookUp = async (address: string, what: string) =>
    driveItem((await orMissing(get(`${address}?${looked}`, `look up ${what}`)))?.body);
  const item = (remotePath: string) => lookUp(addressOf(ground, remotePath), remotePath || 'the root');
  return {
    isRoot: (remotePath) => remotePath === '' && ground.base === undefined,
    item,
    itemById: (itemId) => lookUp(addressById(ground, itemId), 'an item'),
    children: (remotePath) =>
      orMissing(listing(graph, addressOf(ground, remotePath), `list ${remotePath || 'the root'}`)),
    childrenOf: (itemId) => listing(graph, addressById(ground, itemId), 'list a folder'),
    folder: (remotePath) => folderAt({ ground, item }, remotePath),
    async remove(itemId, eTag) {
      const path = addressById(ground, itemId);
      const tag = eTag === undefined || eTag === '' ? {} : { headers: { 'if-match': eTag } };
      try {
        await graph.json({ method: 'DELETE', path, doing: 'remove an item', ...tag });
        return 'removed';
      } catch (error) {
        // A removal whose reply was lost is sent again, and finds nothing: gone as well.
        if (isStatus(error, 404)) return 'gone';
        if (isStatus(error, 412)) return 'changed';
        throw error;
      }
    },
  };
}

async function listing(graph: Graph, address: string, doing: string): Promise<DriveItem[]> {
  const values = await collection(graph, `${address}/children?$top=200&${listed}`, doing);
  return values.map(listedItem);
}

interface Maker {
  readonly ground: Ground;
  readonly item: (remotePath: string) => Promise<DriveItem | undefined>;
}

async function folderAt(maker: Maker, remotePath: string): Promise<DriveItem> {
  const found = await maker.item(remotePath);
  if (found !== undefined) return checkedFolder(found, remotePath);
  const parent = parentOf(remotePath);
  if (remotePath === '') throw nowhere('the root');
  const above = await folderAt(maker, parent);
  const made = await make(maker.ground, above.id, remotePath);
  // Somebody else was quicker, or the answer was an empty 200: both mean that it is there.
  const item = made ?? (await maker.item(remotePath));
  if (item === undefined) throw nowhere(remotePath);
  return checkedFolder(item, remotePath);
}

async function make(ground: Ground, parentId: string, remotePath: string): Promise<DriveItem | undefined> {
  const call: Call = {
    method: 'POST',
    path: `${addressById(ground, parentId)}/children`,
    body: { '@microsoft.graph.conflictBehavior': 'fail', name: nameOf(remotePath), folder: {} },
    // As for a file: a parent that was made a moment ago is not found for some seconds (facts.md).
    place: 'put',
    doing: `make the folder ${remotePath}`,
  };
  try {
    return driveItem((await ground.graph.json(call)).body);
  } catch (error) {
    if (isStatus(error, 409)) return undefined;
    throw error;
  }
}

function checkedFolder(item: DriveItem, remotePath: string): DriveItem {
  if (item.isFolder) return item;
  const { remote, isPackage } = item;
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

function nowhere(what: string): Failure {
  return new Failure(`${what} was not found on the drive`, { kind: 'service', hint: 'run again later' });
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof ServiceFailure && error.service.status === status;
}

/** The answer, or undefined for what is not there, or no longer. */
export async function orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isStatus(error, 404)) return undefined;
    throw error;
  }
}
