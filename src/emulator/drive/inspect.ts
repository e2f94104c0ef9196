/** Lets tests read and seed the drives directly, without Graph. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { ContentHash } from './content-hash.ts';
import type { DriveStore } from './store.ts';
import { type Drive, type DriveItem, findChild, findDescendant, itemPath } from './tree.ts';

export interface StoredFile {
  /** Relative to the drive's root, without a leading slash. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly quickXorHash: string;
  readonly id: string;
  readonly versions: number;
}

/** Files by their path from the drive's root. Without `driveId`, the account's own drive. */
export interface DriveInspector {
  /** All files of a drive. */
  files(driveId?: string): StoredFile[];
  /** Returns a file's whole content. Throws if there is no such file. */
  read(path: string, driveId?: string): Promise<Buffer>;
  /** Hex, streamed from disk. */
  sha256(path: string, driveId?: string): Promise<string>;
  /** Creates or replaces a file, creates missing parents, and returns the file's id. */
  seed(path: string, content: Buffer | string, driveId?: string): Promise<string>;
}

/** Creates an inspector of a store. `defaultDrive` is used if no drive is named. */
export function createDriveInspector(store: DriveStore, defaultDrive: Drive): DriveInspector {
  const drive = driveFinder(store, defaultDrive);
  return {
    files: (driveId) =>
      [...drive(driveId).items.values()]
        .filter((item) => item.children === undefined && item.isVault !== true)
        .map(toStoredFile),
    read: (path, driveId) => readFile(findContentPath(drive(driveId), path)),
    async sha256(path, driveId) {
      const hash = createHash('sha256');
      for await (const piece of createReadStream(findContentPath(drive(driveId), path))) hash.update(piece);
      return hash.digest('hex');
    },
    async seed(path, content, driveId) {
      const names = path.split('/').filter(Boolean);
      const name = names.pop();
      if (name === undefined) throw new Error('a seeded file needs a name');
      const parent = ensureFolder(store, drive(driveId), names);
      const bytes = Buffer.from(content);
      const at = store.newContentPath();
      await writeFile(at, bytes);
      const existing = findChild(parent, name);
      const hash = ContentHash.forDrive(parent.drive).update(bytes);
      const arrived = { path: at, sizeBytes: bytes.length, hash };
      return store.putFile({
        parent,
        name,
        ...(existing === undefined ? {} : { existing }),
        content: arrived,
      }).id;
    },
  };
}

/**
 * Returns a function that finds drives by id, with `defaultDrive` for undefined. It throws if the drive does not exist.
 */
export function driveFinder(store: DriveStore, defaultDrive: Drive): (id: string | undefined) => Drive {
  return (id) => {
    const found = id === undefined ? defaultDrive : store.drive(id);
    if (found === undefined) throw new Error(`no drive ${id}`);
    return found;
  };
}

/** Returns the folder at this path. Creates the folders that are missing. */
export function ensureFolder(store: DriveStore, drive: Drive, names: readonly string[]): DriveItem {
  let at = drive.root;
  for (const name of names) at = findChild(at, name) ?? store.createFolder(at, name);
  return at;
}

function toStoredFile(item: DriveItem): StoredFile {
  const { sizeBytes, quickXorHash = '', id, versions } = item;
  return { path: itemPath(item).join('/'), sizeBytes, quickXorHash, id, versions };
}

function findContentPath(drive: Drive, path: string): string {
  const file = findDescendant(drive.root, path.split('/').filter(Boolean));
  if (file?.contentPath === undefined) throw new Error(`no file ${path}`);
  return file.contentPath;
}
