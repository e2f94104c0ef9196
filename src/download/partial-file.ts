/**
 * A partly downloaded file. Its name contains hashes of the item and of its content version, so no other file has to be
 * kept, and a run never continues an outdated version.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { Failure, systemCode, systemReason } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import { writeHint } from '../core/system-errors.ts';
import { type FileDigest, FileHasher } from '../files/hash.ts';
import type { DriveItem } from '../graph/parse.ts';
import type { ContentSink } from './content-sink.ts';

/** The suffix of partial files. */
export const partialSuffix = '.onedrive-partial';

/** Characters of the original name to show. At four bytes each, they leave room for the rest of the name. */
const shownCharacters = 40;
const readBytes = 1024 * 1024;

type ItemVersion = Pick<DriveItem, 'id' | 'name' | 'sizeBytes' | 'eTag' | 'quickXorHash'>;

/** Returns `.NAME.ITEM-VERSION.onedrive-partial`. The name is hidden, so that no upload includes the file. */
export function partialFileName(driveId: string, item: ItemVersion): string {
  const shown = [...item.name].slice(0, shownCharacters).join('');
  const ids = `${shortHash(driveId, item.id)}-${shortHash(contentVersion(item))}`;
  return `.${shown}.${ids}${partialSuffix}`;
}

/** Identifies one version of an item's content. Prefers the hash: eTags change on their own soon after an upload. */
export function contentVersion({ sizeBytes, quickXorHash, eTag }: ItemVersion): string {
  return `${sizeBytes} ${quickXorHash ?? eTag}`;
}

/** Returns the names of partial files of earlier versions of these items. No run continues them. */
export function findOutdatedPartials(
  names: readonly string[],
  { driveId, items }: { readonly driveId: string; readonly items: readonly ItemVersion[] },
): string[] {
  const partials = names.filter((name) => name.endsWith(partialSuffix));
  if (partials.length === 0) return [];
  const current = new Set(items.map((item) => partialFileName(driveId, item)));
  const known = new Set(items.map(({ id }) => shortHash(driveId, id)));
  return partials.filter((name) => {
    const item = /\.([0-9a-f]{12})-[0-9a-f]{12}\.onedrive-partial$/.exec(name)?.[1] ?? '';
    return known.has(item) && !current.has(name);
  });
}

function shortHash(...texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 12);
}

export class PartialFile implements ContentSink {
  readonly #path: string;
  readonly #handle: FileHandle;
  #hasher = new FileHasher();

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /**
   * Opens the file, and hashes what an earlier run left. A file larger than `sizeBytes` is truncated to zero.
   * Throws a Failure that names the path.
   */
  static async open(path: string, sizeBytes: number, signal: AbortSignal): Promise<PartialFile> {
    const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
    const handle = await withFileErrors(path, () => open(path, flags));
    const partial = new PartialFile(path, handle);
    try {
      const stat = await withFileErrors(path, () => handle.stat());
      if (!stat.isFile())
        throw new Failure(`${escapeControls(path)} is not a file`, {
          code: 'local-file-exists',
          kind: 'file',
          hint: 'delete it',
        });
      if (stat.size > sizeBytes) await partial.restart();
      else await partial.#hash(signal);
      return partial;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  get position(): number {
    return this.#hasher.hashedBytes;
  }

  async write(chunk: Uint8Array): Promise<void> {
    const at = this.position;
    let written = 0;
    while (written < chunk.length) {
      const range = { offset: written, length: chunk.length - written, position: at + written };
      const { bytesWritten } = await withFileErrors(this.#path, () =>
        this.#handle.write(chunk, range.offset, range.length, range.position),
      );
      written += bytesWritten;
    }
    this.#hasher.update(at, chunk);
  }

  async restart(): Promise<void> {
    await withFileErrors(this.#path, () => this.#handle.truncate(0));
    this.#hasher = new FileHasher();
  }

  digest(): FileDigest {
    return this.#hasher.digest();
  }

  /** Renames the file to that path. Sets its modification time, unless `modifiedMs` is NaN. */
  async moveTo(path: string, modifiedMs: number): Promise<void> {
    await withFileErrors(path, async () => {
      if (!Number.isNaN(modifiedMs)) await this.#handle.utimes(new Date(), new Date(modifiedMs));
      await this.#handle.close();
      await rename(this.#path, path);
    });
  }

  /** Closes the file and keeps it for the next run. Removes it if it is empty. */
  async close(): Promise<void> {
    await this.#handle.close().catch(() => {});
    if (this.position === 0) await rm(this.#path, { force: true }).catch(() => {});
  }

  /** Closes and removes the file. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => {});
    await rm(this.#path, { force: true }).catch(() => {});
  }

  async #hash(signal: AbortSignal): Promise<void> {
    const buffer = Buffer.allocUnsafe(readBytes);
    for (;;) {
      signal.throwIfAborted();
      const at = this.position;
      const { bytesRead } = await withFileErrors(this.#path, () =>
        this.#handle.read(buffer, 0, buffer.length, at),
      );
      if (bytesRead === 0) return;
      this.#hasher.update(at, buffer.subarray(0, bytesRead));
    }
  }
}

/** Runs an operation on a local path. Throws a Failure with a hint when the system refuses it. */
export async function withFileErrors<T>(path: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    const code = systemReason(cause);
    throw new Failure(`${escapeControls(path)} cannot be written (${code})`, {
      code: 'local-file-not-written',
      kind: 'file',
      hint: writeHint(code, 'check its permissions, and that no program has it open'),
      cause,
    });
  }
}

/** True for a full or read-only disk, which affects every other file as well. */
export function isDiskFull(error: unknown): boolean {
  const cause = error instanceof Failure ? error.cause : undefined;
  return isFull(systemCode(cause));
}

function isFull(code: string): boolean {
  return ['ENOSPC', 'EDQUOT', 'EROFS'].includes(code);
}
