/**
 * What a test may see of the drives, and put there, without asking Graph. Knows the store only.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { QuickXorHash } from './quickxor.ts';
import type { Store } from './store.ts';
import { below, child, type Drive, type Item, pathOf } from './tree.ts';

export interface StoredFile {
  /** From the drive's root, without a leading slash. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly quickXorHash: string;
  readonly id: string;
  readonly versions: number;
}

/** Files by their path from the drive's root; the account's own drive unless another is named. */
export interface Glimpses {
  /** All files of a drive, the account's by default. */
  files(driveId?: string): StoredFile[];
  /** A file's whole content; throws when there is none. */
  read(path: string, driveId?: string): Promise<Buffer>;
  /** Hex, streamed from disk. */
  sha256(path: string, driveId?: string): Promise<string>;
  /** Puts a file there, parents made; answers its id. */
  seed(path: string, content: Buffer | string, driveId?: string): Promise<string>;
}

/** The view into a store; `home` is the drive that is meant when none is named. */
export function glimpses(store: Store, home: Drive): Glimpses {
  const drive = driveFinder(store, home);
  return {
    files: (driveId) =>
      [...drive(driveId).items.values()].filter((item) => item.children === undefined).map(stored),
    read: (path, driveId) => readFile(contentPath(drive(driveId), path)),
    async sha256(path, driveId) {
      const hash = createHash('sha256');
      for await (const piece of createReadStream(contentPath(drive(driveId), path))) hash.update(piece);
      return hash.digest('hex');
    },
    async seed(path, content, driveId) {
      const names = path.split('/').filter(Boolean);
      const name = names.pop();
      if (name === undefined) throw new Error('a seeded file needs a name');
      const parent = folderAt(store, drive(driveId), names);
      const bytes = Buffer.from(content);
      const at = store.newContentPath();
      await writeFile(at, bytes);
      const existing = child(parent, name);
      const arrived = { path: at, sizeBytes: bytes.length, hash: new QuickXorHash().update(bytes) };
      return store.putFile({
        parent,
        name,
        ...(existing === undefined ? {} : { existing }),
        content: arrived,
      }).id;
    },
  };
}

/** Drives by id, `home` without one; throws when there is none. */
export function driveFinder(store: Store, home: Drive): (id: string | undefined) => Drive {
  return (id) => {
    const found = id === undefined ? home : store.drive(id);
    if (found === undefined) throw new Error(`no drive ${id}`);
    return found;
  };
}

/** The folder at these names, made as far as it is missing. */
export function folderAt(store: Store, drive: Drive, names: readonly string[]): Item {
  let at = drive.root;
  for (const name of names) at = child(at, name) ?? store.createFolder(at, name);
  return at;
}

function stored(item: Item): StoredFile {
  const { sizeBytes, quickXorHash = '', id, versions } = item;
  return { path: pathOf(item).join('/'), sizeBytes, quickXorHash, id, versions };
}

function contentPath(drive: Drive, path: string): string {
  const file = below(drive.root, path.split('/').filter(Boolean));
  if (file?.contentPath === undefined) throw new Error(`no file ${path}`);
  return file.contentPath;
}
