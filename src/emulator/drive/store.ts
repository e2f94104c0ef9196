/**
 * Stores drives and their items: a tree in memory, with contents as files in a folder. The caller has already checked
 * names and conflicts.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { itemIdGenerator, newGuid } from '../core/ids.ts';
import type { Clock } from '../core/messages.ts';
import type { ContentHash } from './content-hash.ts';
import { nameKey } from './names.ts';
import { type RetentionOptions, retentionOf } from './retention.ts';
import { type Drive, type DriveItem, descendants } from './tree.ts';
import { keepVersion } from './versions.ts';

/** A complete file on disk, which the store takes over. */
export interface StoredContent {
  readonly path: string;
  readonly sizeBytes: number;
  readonly hash: ContentHash;
}

/** Content whose hash is known, or is computed when it is stored. */
type ContentToStore = Omit<StoredContent, 'hash'> & {
  readonly hash: Pick<ContentHash, 'quickXorHash' | 'shaHashes'>;
};

export interface FileDates {
  readonly fileCreatedMs?: number;
  readonly fileModifiedMs?: number;
}

export class DriveStore {
  readonly drives = new Map<string, Drive>();
  readonly retention: RetentionOptions;
  readonly #dir: string;
  readonly #clock: Clock;
  readonly #keyOf: Drive['keyOf'];
  #sequence = 0;

  constructor(
    dir: string,
    clock: Clock,
    { keyOf = nameKey, ...keeps }: RetentionOptions & { readonly keyOf?: Drive['keyOf'] } = retentionOf({}),
  ) {
    this.retention = keeps;
    this.#keyOf = keyOf;
    this.#dir = dir;
    this.#clock = clock;
    mkdirSync(dir, { recursive: true });
  }

  /** Changes with every modification. */
  get revision(): number {
    return this.#sequence;
  }

  /** A new path for contents. The file does not exist yet. */
  newContentPath(): string {
    return join(this.#dir, newGuid());
  }

  addDrive(
    facts: Pick<
      Drive,
      'id' | 'type' | 'stack' | 'name' | 'webUrl' | 'sitePath' | 'ownerName' | 'holder' | 'siteId'
    >,
  ): Drive {
    const items = new Map<string, DriveItem>();
    const history = new Map<string, DriveItem>();
    const newItemId = itemIdGenerator(facts.type, facts.id);
    const drive: Drive = {
      ...facts,
      items,
      history,
      newItemId,
      keyOf: this.#keyOf,
      sharedWithMe: new Map(),
      specialFolders: new Map(),
      get root() {
        return root;
      },
    };
    const root = this.#newItem({ drive, name: 'root', folder: true });
    this.#recordChange(root);
    this.drives.set(driveKey(facts.id), drive);
    return drive;
  }

  /** Finds a drive by its id. Case does not matter in the hex ids of personal drives. */
  drive(id: string): Drive | undefined {
    return this.drives.get(driveKey(id));
  }

  createFolder(
    parent: DriveItem,
    name: string,
    visibility: { hiddenRequests?: number; hidesForWrites?: boolean } = {},
  ): DriveItem {
    const folder = this.#newItem({ drive: parent.drive, name, folder: true, ...visibility });
    this.#attach(folder, parent);
    return folder;
  }

  /** Creates a shortcut to an item on another drive. */
  createShortcut(parent: DriveItem, name: string, remote: DriveItem): DriveItem {
    const shortcut = this.#newItem({ drive: parent.drive, name });
    shortcut.remote = remote;
    this.#attach(shortcut, parent);
    return shortcut;
  }

  /** Creates the Personal Vault: an item that is neither file nor folder to Graph. */
  createVault(parent: DriveItem, name: string): DriveItem {
    const vault = this.#newItem({ drive: parent.drive, name });
    vault.isVault = true;
    this.#attach(vault, parent);
    return vault;
  }

  /** Adds a file, or a new version of `existing`. The store takes over the content. */
  putFile(request: {
    parent: DriveItem;
    name: string;
    existing?: DriveItem;
    content: ContentToStore;
    dates?: FileDates;
    hiddenRequests?: number;
  }): DriveItem {
    const { parent, existing, content, dates = {} } = request;
    const item =
      existing ??
      this.#newItem({ drive: parent.drive, name: request.name, hiddenRequests: request.hiddenRequests ?? 0 });
    if (existing === undefined) this.#attach(item, parent);
    keepVersion(item, content.path);
    this.#addSize(item.parent, content.sizeBytes - item.sizeBytes);
    item.contentPath = content.path;
    item.sizeBytes = content.sizeBytes;
    if (this.retention.hashes) {
      item.quickXorHash = content.hash.quickXorHash();
      const shaHashes = content.hash.shaHashes();
      if (shaHashes !== undefined) item.shaHashes = shaHashes;
    }
    item.content++;
    item.versions++;
    item.fileModifiedMs = dates.fileModifiedMs ?? this.#clock();
    if (dates.fileCreatedMs !== undefined) item.fileCreatedMs = dates.fileCreatedMs;
    this.touch(item);
    return item;
  }

  /** Gives an existing item a new id. */
  replaceId(item: DriveItem): void {
    item.drive.items.delete(item.id);
    item.drive.history.delete(item.id);
    item.guid = newGuid();
    item.id = item.drive.newItemId(item.guid);
    this.#recordChange(item);
  }

  /** Records a change of an item: a new eTag and a new position in the history. */
  touch(item: DriveItem): void {
    item.state++;
    item.modifiedMs = this.#clock();
    this.#recordChange(item);
  }

  move(item: DriveItem, target: { parent: DriveItem; name: string }): void {
    this.#detach(item);
    item.name = target.name;
    this.#attach(item, target.parent);
    this.touch(item);
  }

  /** Moves an item to the recycle bin, with everything below it. */
  remove(item: DriveItem): void {
    this.#detach(item);
    for (const gone of [item, ...descendants(item)]) {
      gone.deleted = true;
      gone.drive.items.delete(gone.id);
      this.#recordChange(gone);
    }
  }

  #newItem(facts: {
    drive: Drive;
    name: string;
    folder?: boolean;
    hiddenRequests?: number;
    hidesForWrites?: boolean;
  }): DriveItem {
    const itemGuid = newGuid();
    const nowMs = this.#clock();
    return {
      id: facts.drive.newItemId(itemGuid),
      guid: itemGuid,
      drive: facts.drive,
      name: facts.name,
      ...(facts.folder ? { children: new Map<string, DriveItem>() } : {}),
      sizeBytes: 0,
      createdMs: nowMs,
      modifiedMs: nowMs,
      fileCreatedMs: nowMs,
      fileModifiedMs: nowMs,
      state: facts.folder ? 1 : 0,
      content: 0,
      versions: 0,
      olderVersions: [],
      permissions: [],
      deleted: false,
      hiddenRequests: facts.hiddenRequests ?? 0,
      hidesForWrites: facts.hidesForWrites ?? false,
      changeOrder: 0,
    };
  }

  #attach(item: DriveItem, parent: DriveItem): void {
    item.parent = parent;
    parent.children?.set(this.#keyOf(item.name), item);
    this.#addSize(parent, item.sizeBytes);
    this.#recordChange(item);
  }

  #detach(item: DriveItem): void {
    item.parent?.children?.delete(this.#keyOf(item.name));
    this.#addSize(item.parent, -item.sizeBytes);
  }

  #addSize(folder: DriveItem | undefined, bytes: number): void {
    for (let one = folder; one !== undefined; one = one.parent) one.sizeBytes += bytes;
  }

  #recordChange(item: DriveItem): void {
    if (!item.deleted) item.drive.items.set(item.id, item);
    item.drive.history.delete(item.id);
    item.drive.history.set(item.id, item);
    item.changeOrder = ++this.#sequence;
  }
}

function driveKey(id: string): string {
  return id.startsWith('b!') ? id : id.toUpperCase();
}
