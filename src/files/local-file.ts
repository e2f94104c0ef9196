/**
 * A local file as a source of fragments: positional reads into a few buffers that are used again and again, the next
 * read running while the last piece is on the wire, every byte hashed once. Memory is three pieces a file in flight,
 * whatever the size of file or fragment.
 */
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { RequestBody } from '../http/message.ts';
import { type FileDigest, FileHasher, QuickXorHash } from './hash.ts';
import { changedFailure, throwUnreadable } from './local-file-errors.ts';
import { hasUncertainSize, readVirtualFile } from './virtual-files.ts';

/** Large enough that the socket takes a piece whole before it asks for the next (its own limit is 64 KiB at most). */
const bufferBytes = 512 * 1024;
const bufferCount = 3;

/** State of the file when it was opened. If it differs at the end, the sent bytes may be mixed. */
interface FileStats {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly stats: Stats;
  readonly hasUncertainSize: boolean;
}

export class LocalFile {
  /** Bytes in the file, whatever size was planned. */
  readonly sizeBytes: number;
  readonly #localPath: string;
  readonly #handle: FileHandle;
  readonly #openedStats: FileStats;
  readonly #buffers: readonly Buffer[];
  /** The whole content of a file whose reported size is wrong. */
  readonly #virtualContent: Buffer | undefined;
  readonly #hasher = new FileHasher();
  /** False until hashes are needed: `verify: off` only reads. */
  #hashing: boolean;
  #furthestByte = 0;
  /** Number of the current read. An abandoned read must not use the buffers again. */
  #currentRead = 0;
  /** Disk read of an abandoned reader that may still run. It always settles. */
  #pendingRead: Promise<unknown> = Promise.resolve();

  private constructor(
    path: string,
    handle: FileHandle,
    facts: {
      readonly stats: FileStats;
      readonly hashing: boolean;
      readonly virtualContent: Buffer | undefined;
    },
  ) {
    const { stats, hashing, virtualContent } = facts;
    this.#localPath = path;
    this.#hashing = hashing;
    this.#handle = handle;
    this.#openedStats = stats;
    this.#virtualContent = virtualContent;
    this.sizeBytes = virtualContent?.length ?? stats.sizeBytes;
    const needed = virtualContent === undefined ? Math.min(bufferBytes, stats.sizeBytes) : 0;
    this.#buffers = Array.from({ length: bufferCount }, () => Buffer.allocUnsafe(needed));
  }

  /** Opens a file that has the planned size. Throws a Failure that names it. */
  static async open(localPath: string, plannedBytes: number, withHashes = true): Promise<LocalFile> {
    // O_NONBLOCK: a file that has become a FIFO must not block the run.
    const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
    const handle = await open(localPath, flags).catch(throwUnreadable(localPath));
    try {
      const stats = await readStats(handle);
      const virtualContent = stats.hasUncertainSize
        ? await readVirtualFile(handle, { path: localPath, sizeBytes: stats.sizeBytes }).catch(
            throwUnreadable(localPath),
          )
        : undefined;
      if (stats.sizeBytes !== plannedBytes && virtualContent?.length !== plannedBytes)
        throw changedFailure(localPath, `it had ${plannedBytes} bytes, now ${stats.sizeBytes}`);
      const source = new LocalFile(localPath, handle, { stats, hashing: withHashes, virtualContent });
      // An ordinary file that is just being written also looks like a virtual one.
      if (virtualContent !== undefined) await source.checkUnchanged();
      return source;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** The bytes `[startByte, endByte)`. Calls `onPiece` with the position after each piece. */
  pieces(startByte: number, endByte: number, onPiece?: (reachedByte: number) => void): RequestBody {
    return {
      sizeBytes: endByte - startByte,
      read: () => this.#read(startByte, endByte, onPiece),
    };
  }

  /** When it was opened. */
  get stats(): Pick<Stats, 'mode' | 'mtimeMs' | 'dev' | 'ino' | 'nlink'> {
    return this.#openedStats.stats;
  }

  get modifiedMs(): number {
    return this.#openedStats.modifiedMs;
  }

  /** Hashes of the whole file. Reads what is not read yet. */
  async digest(signal?: AbortSignal): Promise<FileDigest> {
    await this.hashUpTo(this.sizeBytes, signal);
    return this.#hasher.digest();
  }

  /** Hashes the file up to `byte`. Throws the signal's reason, because large files take minutes. */
  async hashUpTo(byte: number, signal?: AbortSignal): Promise<void> {
    this.#hashing = true;
    for await (const _ of this.#read(this.#hasher.hashedBytes, byte)) {
      // #read hashes.
      signal?.throwIfAborted();
    }
  }

  /** QuickXorHash of the first `endByte` bytes, in base64. Reads them again. */
  async prefixQuickXorHash(endByte: number, signal: AbortSignal): Promise<string> {
    const hash = new QuickXorHash();
    for await (const piece of this.#read(0, endByte)) {
      signal.throwIfAborted();
      hash.update(piece);
    }
    return hash.digest();
  }

  /** The furthest position that was read. */
  get furthestByte(): number {
    return this.#furthestByte;
  }

  /** How many bytes are hashed, and their SHA-256 in hex. */
  checkpoint(): { readonly byte: number; readonly sha256: string } {
    return { byte: this.#hasher.hashedBytes, sha256: this.#hasher.sha256SoFar() };
  }

  /** Hashes of the whole file if all of it was read, else undefined. Reads it again if nothing was hashed so far. */
  async digestIfRead(): Promise<FileDigest | undefined> {
    return this.#furthestByte === this.sizeBytes ? this.digest() : undefined;
  }

  /** Throws when the file has changed since it was opened. */
  async checkUnchanged(): Promise<void> {
    const now = await readStats(this.#handle);
    if (now.sizeBytes !== this.#openedStats.sizeBytes || now.modifiedMs !== this.#openedStats.modifiedMs) {
      throw changedFailure(this.#localPath, 'a program wrote to it while it was read');
    }
  }

  /** Never throws: a network drive may fail here, but the content was read. */
  async close(): Promise<void> {
    await this.#pendingRead.catch(() => {});
    await this.#handle.close().catch(() => {});
  }

  async *#read(
    startByte: number,
    endByte: number,
    onPiece: (reachedByte: number) => void = () => {},
  ): AsyncGenerator<Uint8Array> {
    this.#currentRead += 1;
    const reading = this.#currentRead;
    await this.#pendingRead.catch(() => {});
    let at = startByte;
    let bufferIndex = 0;
    let next = at < endByte ? this.#fillBuffer(bufferIndex, at, endByte) : undefined;
    while (next !== undefined) {
      const piece = await next;
      if (reading !== this.#currentRead) return;
      const pieceByte = at;
      at += piece.length;
      bufferIndex = (bufferIndex + 1) % bufferCount;
      // The disk reads the next piece while this thread hashes.
      next = at < endByte ? this.#fillBuffer(bufferIndex, at, endByte) : undefined;
      if (this.#hashing) this.#hasher.update(pieceByte, piece);
      this.#furthestByte = Math.max(this.#furthestByte, at);
      yield piece;
      if (reading !== this.#currentRead) return;
      onPiece(at);
    }
  }

  /** Fills one buffer. Only the last piece of a fragment is shorter. */
  #fillBuffer(bufferIndex: number, startByte: number, endByte: number): Promise<Uint8Array> {
    const reading = this.#readIntoBuffer(bufferIndex, startByte, endByte);
    this.#pendingRead = reading;
    reading.catch(() => {}); // nobody awaits an abandoned read
    return reading;
  }

  async #readIntoBuffer(bufferIndex: number, startByte: number, endByte: number): Promise<Uint8Array> {
    if (this.#virtualContent !== undefined)
      return this.#virtualContent.subarray(startByte, Math.min(endByte, startByte + bufferBytes));
    const buffer = this.#buffers[bufferIndex] ?? Buffer.alloc(0);
    const wanted = Math.min(buffer.length, endByte - startByte);
    let filled = 0;
    while (filled < wanted) {
      const { bytesRead } = await this.#handle
        .read(buffer, filled, wanted - filled, startByte + filled)
        .catch(throwUnreadable(this.#localPath));
      if (bytesRead === 0)
        throw changedFailure(this.#localPath, `it ends at byte ${startByte + filled} of ${this.sizeBytes}`);
      filled += bytesRead;
    }
    return buffer.subarray(0, wanted);
  }
}

async function readStats(handle: FileHandle): Promise<FileStats> {
  const stat = await handle.stat();
  return {
    sizeBytes: stat.size,
    modifiedMs: stat.mtimeMs,
    stats: stat,
    hasUncertainSize: hasUncertainSize(stat),
  };
}
