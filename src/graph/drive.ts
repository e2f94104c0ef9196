/**
 * A drive: what is known of it, and what can be done with it. Knows its answer's shape; how each thing is done
 * is the operations' (items, transfer, links); which drive it is was decided before.
 */
import { Failure } from '../core/errors.ts';
import { record, text } from '../core/json.ts';
import type { Pieces } from '../http/client.ts';
import type { Answer, Graph, WantedContent } from './client.ts';
import { transferOperations } from './content.ts';
import { type Base, type Ground, itemOperations } from './items.ts';
import { type LinkAsk, linkOperations, type SharingLink } from './links.ts';
import type { DriveItem } from './parse.ts';
import { encodeSegment } from './paths.ts';
import type { UploadSession } from './upload-session.ts';

export type { LinkAsk, SharingLink } from './links.ts';

/** Values of `@microsoft.graph.conflictBehavior`. */
export type Conflict = 'replace' | 'rename' | 'fail';

/** A file that is on the drive now. */
export interface Arrival {
  readonly item: DriveItem;
  /** False when it took the place of another. */
  readonly created: boolean;
}

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

export interface TransferOperations {
  /** The file in one PUT, one attempt. Folders on the way are made by the service. */
  put(remotePath: string, conflict: Conflict, content: Pieces): Promise<Arrival>;
  /** The file in one PUT, one attempt, over the item with that eTag; 412 when it is another one by now. */
  putOver(item: { readonly remotePath: string; readonly eTag: string }, content: Pieces): Promise<Arrival>;
  /** `modifiedMs` becomes the file's time of modification, in whole seconds, without a second version. */
  createSession(remotePath: string, conflict: Conflict, modifiedMs?: number): Promise<UploadSession>;
  /** A session that an earlier run began, by its uploadUrl. */
  resumeSession(remotePath: string, uploadUrl: string): UploadSession;
  /** Sets the time of modification of a file that is there. */
  setModified(itemId: string, modifiedMs: number): Promise<void>;
  /** The item's content from a byte on, one attempt. */
  content(itemId: string, wanted: WantedContent): Promise<void>;
  /** The item's whole content; `begin` is called for every attempt and answers where its pieces go. */
  download(itemId: string, begin: () => (piece: Uint8Array) => void): Promise<void>;
}

export interface LinkOperations {
  /** A link to the item, new or the one of that sort that is there; 400 and 403 mean that a policy is against it. */
  createLink(itemId: string, ask: LinkAsk): Promise<SharingLink>;
  /** Takes a link (or any permission) away; one that is gone already is no failure. */
  removePermission(itemId: string, permissionId: string): Promise<void>;
  /** Address of a thumbnail, good without a sign-in for some hours; undefined when there is none (yet). */
  thumbnail(itemId: string, size: 'small' | 'medium' | 'large'): Promise<string | undefined>;
}

export interface Drive extends ItemOperations, TransferOperations, LinkOperations {
  readonly id: string;
  /** Id of the folder that paths begin at; undefined when that is the drive's root. */
  readonly baseId: string | undefined;
  /** Personal drives keep sessions for days and report a conflict at the last byte; business ones lock the name. */
  readonly kind: 'personal' | 'business' | 'documentLibrary';
  readonly owner: string;
  readonly webUrl: string;
  /** Undefined where the service hides it or reports zeros. */
  readonly remainingBytes: number | undefined;
  /** The service's clock when the drive was opened, milliseconds since the epoch. */
  readonly openedMs: number;
  /** The same by its latest answer; NaN when it never said. */
  latestMs(): number;
}

/** The drive that the answer to `GET …/drive` describes; with `base`, paths begin at that folder. */
export function driveOf(graph: Graph, answer: Answer, base?: Base): Drive {
  const { body } = answer;
  const id = text(body.id);
  if (id === '') {
    throw new Failure('open the drive: the answer names no drive', {
      kind: 'service',
      hint: 'run again later',
    });
  }
  const kind = text(body.driveType);
  const quota = record(body.quota);
  const total = typeof quota?.total === 'number' ? quota.total : 0;
  const remaining = typeof quota?.remaining === 'number' ? quota.remaining : undefined;
  const user = record(record(body.owner)?.user) ?? record(record(body.owner)?.group);
  const ground: Ground = { graph, drivePath: `/drives/${encodeSegment(id)}`, base };
  return {
    id,
    baseId: base?.id,
    kind: kind === 'personal' || kind === 'documentLibrary' ? kind : 'business',
    owner: text(user?.displayName) || text(user?.email) || 'unknown',
    webUrl: text(body.webUrl),
    remainingBytes: total > 0 ? remaining : undefined,
    openedMs: Number.isNaN(answer.serverMs) ? graph.patience.host.clock.now() : answer.serverMs,
    latestMs: () => graph.serverMs(),
    ...itemOperations(ground),
    ...transferOperations(ground),
    ...linkOperations(ground),
  };
}
