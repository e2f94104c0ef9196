/**
 * Drives, their items and where their bytes lie: a tree in memory, contents as files in a folder. Knows
 * nothing of HTTP, sessions or permissions; whoever calls has checked names and conflicts.
 */
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { guid, itemIds } from '../core/ids.ts';
import type { Clock } from '../core/messages.ts';
import { nameKey } from './names.ts';
import type { QuickXorHash } from './quickxor.ts';
import { type Drive, descendants, type Item } from './tree.ts';

/** What arrived: a finished file on disk, which the store takes over. */
export interface Content {
  readonly path: string;
  readonly sizeBytes: number;
  readonly hash: QuickXorHash;
}

export interface FileDates {
  readonly fileCreatedMs?: number;
  readonly fileModifiedMs?: number;
}

/** What is done with arriving bytes, besides counting them. */
export interface Keeps {
  readonly contents: boolean;
  readonly hashes: boolean;
}

export class Store {
  readonly drives = new Map<string, Drive>();
  readonly keeps: Keeps;
  readonly #dir: string;
  readonly #clock: Clock;
  readonly #keyOf: Drive['keyOf'];
  #sequence = 0;

  constructor(
    dir: string,
    clock: Clock,
    { keyOf = nameKey, ...keeps }: Keeps & { readonly keyOf?: Drive['keyOf'] } = {
      contents: true,
      hashes: true,
    },
  ) {
    this.keeps = keeps;
    this.#keyOf = keyOf;
    this.#dir = dir;
    this.#clock = clock;
    mkdirSync(dir, { recursive: true });
  }

  /** Another number after every change. */
  get revision(): number {
    return this.#sequence;
  }

  /** A path for new bytes, unused so far; nothing lies there yet. */
  newContentPath(): string {
    return join(this.#dir, guid());
  }

  addDrive(
    facts: Pick<Drive, 'id' | 'type' | 'name' | 'webUrl' | 'sitePath' | 'ownerName' | 'holder' | 'siteId'>,
  ): Drive {
    const items = new Map<string, Item>();
    const history = new Map<string, Item>();
    const newItemId = itemIds(facts.type, facts.id);
    const drive: Drive = {
      ...facts,
      items,
      history,
      newItemId,
      keyOf: this.#keyOf,
      lent: new Map(),
      get root() {
        return root;
      },
    };
    const root = this.#item({ drive, name: 'root', folder: true });
    this.#record(root);
    this.drives.set(driveKey(facts.id), drive);
    return drive;
  }

  /** By id; hex ids of personal drives in either case. */
  drive(id: string): Drive | undefined {
    return this.drives.get(driveKey(id));
  }

  createFolder(
    parent: Item,
    name: string,
    visibility: { hiddenRequests?: number; hidesForWrites?: boolean } = {},
  ): Item {
    const folder = this.#item({ drive: parent.drive, name, folder: true, ...visibility });
    this.#attach(folder, parent);
    return folder;
  }

  /** An item that stands for one on another drive. */
  createShortcut(parent: Item, name: string, remote: Item): Item {
    const shortcut = this.#item({ drive: parent.drive, name });
    shortcut.remote = remote;
    this.#attach(shortcut, parent);
    return shortcut;
  }

  /** Adds a file, or a version to `existing`. The bytes are the store's from here on. */
  putFile(request: {
    parent: Item;
    name: string;
    existing?: Item;
    content: Content;
    dates?: FileDates;
    hiddenRequests?: number;
  }): Item {
    const { parent, existing, content, dates = {} } = request;
    const item =
      existing ??
      this.#item({ drive: parent.drive, name: request.name, hiddenRequests: request.hiddenRequests ?? 0 });
    if (existing === undefined) this.#attach(item, parent);
    if (item.contentPath !== undefined) rm(item.contentPath, { force: true }).catch(() => {});
    this.#grow(item.parent, content.sizeBytes - item.sizeBytes);
    item.contentPath = content.path;
    item.sizeBytes = content.sizeBytes;
    if (this.keeps.hashes) item.quickXorHash = content.hash.digest();
    item.content++;
    item.versions++;
    item.fileModifiedMs = dates.fileModifiedMs ?? this.#clock();
    if (dates.fileCreatedMs !== undefined) item.fileCreatedMs = dates.fileCreatedMs;
    this.touch(item);
    return item;
  }

  /** A new id for an item that goes on living. */
  reidentify(item: Item): void {
    item.drive.items.delete(item.id);
    item.drive.history.delete(item.id);
    item.guid = guid();
    item.id = item.drive.newItemId(item.guid);
    this.#record(item);
  }

  /** Something about it changed: new eTag, new place in the history. */
  touch(item: Item): void {
    item.state++;
    item.modifiedMs = this.#clock();
    this.#record(item);
  }

  move(item: Item, target: { parent: Item; name: string }): void {
    this.#detach(item);
    item.name = target.name;
    this.#attach(item, target.parent);
    this.touch(item);
  }

  /** Off to the recycle bin, with everything below. */
  remove(item: Item): void {
    this.#detach(item);
    for (const gone of [item, ...descendants(item)]) {
      gone.deleted = true;
      gone.drive.items.delete(gone.id);
      this.#record(gone);
    }
  }

  #item(facts: {
    drive: Drive;
    name: string;
    folder?: boolean;
    hiddenRequests?: number;
    hidesForWrites?: boolean;
  }): Item {
    const itemGuid = guid();
    const nowMs = this.#clock();
    return {
      id: facts.drive.newItemId(itemGuid),
      guid: itemGuid,
      drive: facts.drive,
      name: facts.name,
      ...(facts.folder ? { children: new Map<string, Item>() } : {}),
      sizeBytes: 0,
      createdMs: nowMs,
      modifiedMs: nowMs,
      fileCreatedMs: nowMs,
      fileModifiedMs: nowMs,
      state: facts.folder ? 1 : 0,
      content: 0,
      versions: 0,
      permissions: [],
      deleted: false,
      hiddenRequests: facts.hiddenRequests ?? 0,
      hidesForWrites: facts.hidesForWrites ?? false,
      listOrder: 0,
      changeOrder: 0,
    };
  }

  #attach(item: Item, parent: Item): void {
    item.parent = parent;
    item.listOrder = ++this.#sequence;
    parent.children?.set(this.#keyOf(item.name), item);
    this.#grow(parent, item.sizeBytes);
    this.#record(item);
  }

  #detach(item: Item): void {
    item.parent?.children?.delete(this.#keyOf(item.name));
    this.#grow(item.parent, -item.sizeBytes);
  }

  #grow(folder: Item | undefined, bytes: number): void {
    for (let above = folder; above !== undefined; above = above.parent) above.sizeBytes += bytes;
  }

  #record(item: Item): void {
    if (!item.deleted) item.drive.items.set(item.id, item);
    item.drive.history.delete(item.id);
    item.drive.history.set(item.id, item);
    item.changeOrder = ++this.#sequence;
  }
}

function driveKey(id: string): string {
  return id.startsWith('b!') ? id : id.toUpperCase();
}
