/**
 * A local file as a source of fragments: positional reads into a few buffers that are used again and again,
 * the next read running while the last piece is on the wire, every byte hashed once. Knows the file, not
 * where its bytes go. Memory is three pieces a file in flight, whatever the size of file or fragment.
 */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Failure, systemReason } from '../core/errors.ts';
import { printable } from '../core/format.ts';
import type { Pieces } from '../http/message.ts';
import { type Digest, Hasher, QuickXorHash } from './hash.ts';
import { heldContent, isDoubtful } from './virtual-files.ts';

/** Large enough that the socket takes it whole before it asks for the next (its own limit is 64 KiB at most). */
const pieceBytes = 512 * 1024;
const ringSize = 3;

/** What the file was when it was opened: if this differs at the end, nobody knows what was sent. */
interface Stamp {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Type and permissions. */
  readonly mode: number;
  /** Its size may be untrue. */
  readonly doubtful: boolean;
}

export class Source {
  /** What it holds, whatever size it was planned with. */
  readonly sizeBytes: number;
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #stamp: Stamp;
  readonly #ring: readonly Buffer[];
  /** All of it, where its size is not what it holds. */
  readonly #held: Buffer | undefined;
  readonly #hasher = new Hasher();
  /** False as long as nobody wants to know: with `verify: off` reading is all. */
  #hashing: boolean;
  /** How far the file was read at most. */
  #readByte = 0;
  /** Which reading is the current one; an abandoned one must not touch the ring again. */
  #reading = 0;
  /** The disk read that an abandoned reading may have left behind; always settles. */
  #inFlight: Promise<unknown> = Promise.resolve();

  private constructor(
    path: string,
    handle: FileHandle,
    facts: { readonly stamp: Stamp; readonly hashing: boolean; readonly held: Buffer | undefined },
  ) {
    const { stamp, held } = facts;
    this.#path = path;
    this.#hashing = facts.hashing;
    this.#handle = handle;
    this.#stamp = stamp;
    this.#held = held;
    this.sizeBytes = held?.length ?? stamp.sizeBytes;
    const needed = held === undefined ? Math.min(pieceBytes, stamp.sizeBytes) : 0;
    this.#ring = Array.from({ length: ringSize }, () => Buffer.allocUnsafe(needed));
  }

  /** Opens the file that has that size, or holds that much; throws a Failure that names it. */
  static async open(path: string, plannedBytes: number, hashing = true): Promise<Source> {
    // O_NONBLOCK: a file that became a FIFO meanwhile must not hang the run.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause) => {
      throw unreadable(path, cause);
    });
    try {
      const stamp = await stampOf(handle);
      const held = stamp.doubtful ? await readAhead(handle, { path, sizeBytes: stamp.sizeBytes }) : undefined;
      if (stamp.sizeBytes !== plannedBytes && held?.length !== plannedBytes)
        throw changed(path, `it had ${plannedBytes} bytes, now ${stamp.sizeBytes}`);
      const source = new Source(path, handle, { stamp, hashing, held });
      // An ordinary file that somebody has just begun to write is no such file.
      if (held !== undefined) await source.checkUnchanged();
      return source;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** The bytes `[startByte, endByte)`; `onPiece` hears the position that each piece reaches. */
  pieces(startByte: number, endByte: number, onPiece?: (reachedByte: number) => void): Pieces {
    return {
      sizeBytes: endByte - startByte,
      read: () => this.#read(startByte, endByte, onPiece),
    };
  }

  /** When the file was modified last, milliseconds since the epoch. */
  get modifiedMs(): number {
    return this.#stamp.modifiedMs;
  }

  /** Permissions, without the bits that lend somebody's rights. */
  get mode(): number {
    return this.#stamp.mode & 0o777;
  }

  /** Hashes of the whole file; reads what has not been read yet. */
  async digest(signal?: AbortSignal): Promise<Digest> {
    await this.hashTo(this.sizeBytes, signal);
    return this.#hasher.digest();
  }

  /** Reads on to that byte, if it was not reached yet; throws the signal's reason: large files take minutes. */
  async hashTo(byte: number, signal?: AbortSignal): Promise<void> {
    this.#hashing = true;
    for await (const _ of this.#read(this.#hasher.position, byte)) {
      // Reading is hashing.
      signal?.throwIfAborted();
    }
  }

  /** QuickXorHash of the first so many bytes, in base64; reads them again. */
  async quickXorOf(endByte: number, signal: AbortSignal): Promise<string> {
    const hash = new QuickXorHash();
    for await (const piece of this.#read(0, endByte)) {
      signal.throwIfAborted();
      hash.update(piece);
    }
    return hash.digest();
  }

  /** How far the file was read at most. */
  get readByte(): number {
    return this.#readByte;
  }

  /** How far the file was read, and SHA-256 of that much of it, in hex. */
  mark(): { readonly byte: number; readonly sha256: string } {
    return { byte: this.#hasher.position, sha256: this.#hasher.prefix() };
  }

  /** Hashes of the whole file if every byte of it has been read; reads it again where nobody wanted them so far. */
  async digestSoFar(): Promise<Digest | undefined> {
    return this.#readByte === this.sizeBytes ? this.digest() : undefined;
  }

  /** Throws when the file is not the one that was opened any more. */
  async checkUnchanged(): Promise<void> {
    const now = await stampOf(this.#handle);
    if (now.sizeBytes !== this.#stamp.sizeBytes || now.modifiedMs !== this.#stamp.modifiedMs) {
      throw changed(this.#path, 'it was written to while it was read');
    }
  }

  /** Never throws: what was read was read, however a network drive takes leave. */
  async close(): Promise<void> {
    await this.#inFlight.catch(() => {});
    await this.#handle.close().catch(() => {});
  }

  async *#read(
    startByte: number,
    endByte: number,
    onPiece: (reachedByte: number) => void = () => {},
  ): AsyncGenerator<Uint8Array> {
    this.#reading += 1;
    const reading = this.#reading;
    await this.#inFlight.catch(() => {});
    let at = startByte;
    let slot = 0;
    let next = at < endByte ? this.#fill(slot, at, endByte) : undefined;
    while (next !== undefined) {
      const piece = await next;
      if (reading !== this.#reading) return;
      const pieceByte = at;
      at += piece.length;
      slot = (slot + 1) % ringSize;
      // The disk works while this thread hashes.
      next = at < endByte ? this.#fill(slot, at, endByte) : undefined;
      if (this.#hashing) this.#hasher.feed(pieceByte, piece);
      this.#readByte = Math.max(this.#readByte, at);
      yield piece;
      if (reading !== this.#reading) return;
      onPiece(at);
    }
  }

  /** Fills one buffer of the ring; short only at the end of the fragment. */
  #fill(slot: number, startByte: number, endByte: number): Promise<Uint8Array> {
    const work = this.#fillNow(slot, startByte, endByte);
    this.#inFlight = work;
    work.catch(() => {}); // An abandoned reading has nobody to hear of it.
    return work;
  }

  async #fillNow(slot: number, startByte: number, endByte: number): Promise<Uint8Array> {
    if (this.#held !== undefined)
      return this.#held.subarray(startByte, Math.min(endByte, startByte + pieceBytes));
    const buffer = this.#ring[slot] ?? Buffer.alloc(0);
    const wanted = Math.min(buffer.length, endByte - startByte);
    let filled = 0;
    while (filled < wanted) {
      const { bytesRead } = await this.#handle
        .read(buffer, filled, wanted - filled, startByte + filled)
        .catch((cause) => {
          throw unreadable(this.#path, cause);
        });
      if (bytesRead === 0)
        throw changed(this.#path, `it ends at byte ${startByte + filled} of ${this.sizeBytes}`);
      filled += bytesRead;
    }
    return buffer.subarray(0, wanted);
  }
}

async function stampOf(handle: FileHandle): Promise<Stamp> {
  const stat = await handle.stat();
  return { sizeBytes: stat.size, modifiedMs: stat.mtimeMs, mode: stat.mode, doubtful: isDoubtful(stat) };
}

async function readAhead(
  handle: FileHandle,
  facts: Parameters<typeof heldContent>[1],
): Promise<Buffer | undefined> {
  return heldContent(handle, facts).catch((cause) => {
    throw cause instanceof Failure ? cause : unreadable(facts.path, cause);
  });
}

function changed(path: string, how: string): Failure {
  return new Failure(`${printable(path)} changed while it was uploaded: ${how}`, {
    kind: 'file',
    hint: 'upload when nothing writes to it any more',
  });
}

function unreadable(path: string, cause: unknown): Failure {
  const code = systemReason(cause);
  return new Failure(`${printable(path)} cannot be read (${code})`, {
    kind: 'file',
    hint: hintFor(code),
  });
}

function hintFor(code: string): string {
  if (code === 'ENOENT') return 'it was there when this run began: upload when nothing removes it any more';
  // Only Windows lets a program keep others from reading.
  return code === 'EBUSY' ? 'close the program that has it open' : 'check its permissions';
}
