/**
 * The two hashes of a file, computed in one pass: SHA-256 for people and manifests, QuickXorHash to compare with the
 * hash that the drive computes.
 */
import { createHash } from 'node:crypto';

/** In bits: how far each byte shifts, and the width of the register. */
const shift = 11;
const width = 160;
/** 11 x 160 is a multiple of 160, so byte i and byte i + 160 affect the same register bits: they share a column. */
const columns = 160;

/**
 * QuickXorHash by columns: XORs every 160th byte together, and shifts each of the 160 sums into the 160-bit register
 * at the end. XORs whole rows 32 bits at a time; the byte order of the machine does not matter. Source:
 * learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash.
 */
export class QuickXorHash {
  readonly #bytes = new Uint8Array(columns);
  readonly #words = new Uint32Array(this.#bytes.buffer);
  #length = 0;

  update(data: Uint8Array): this {
    let at = 0;
    const head = (columns - (this.#length % columns)) % columns;
    for (; at < Math.min(head, data.length); at += 1) this.#xorByte(data, at);
    const rows = Math.floor((data.length - at) / columns);
    this.#xorRows(data.subarray(at, at + rows * columns));
    at += rows * columns;
    for (; at < data.length; at += 1) this.#xorByte(data, at);
    this.#length += data.length;
    return this;
  }

  /** 20 bytes in base64, like `file.hashes.quickXorHash`. */
  digest(): string {
    const register = Buffer.alloc(width / 8);
    for (let column = 0; column < columns; column += 1) {
      const bit = (column * shift) % width;
      const index = bit >> 3;
      const value = (this.#bytes[column] ?? 0) << (bit & 7);
      register[index] = (register[index] ?? 0) ^ (value & 0xff);
      const after = (index + 1) % register.length;
      register[after] = (register[after] ?? 0) ^ (value >> 8);
    }
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(this.#length));
    length.forEach((byte, i) => {
      register[12 + i] = (register[12 + i] ?? 0) ^ byte;
    });
    return register.toString('base64');
  }

  #xorByte(data: Uint8Array, at: number): void {
    const column = (this.#length + at) % columns;
    this.#bytes[column] = (this.#bytes[column] ?? 0) ^ (data[at] ?? 0);
  }

  /** `data` starts at column 0 and has whole rows. */
  #xorRows(data: Uint8Array): void {
    const aligned = data.byteOffset % 4 === 0 ? data : Uint8Array.from(data);
    const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
    const sums = this.#words;
    const perRow = columns / 4;
    // Five words of a row at a time keep the sums in CPU registers (docs/decisions/hash-on-the-main-thread.md).
    for (let word = 0; word < perRow; word += 5) {
      let [a, b, c, d, e] = [0, 0, 0, 0, 0];
      for (let at = word; at < words.length; at += perRow) {
        a ^= words[at] ?? 0;
        b ^= words[at + 1] ?? 0;
        c ^= words[at + 2] ?? 0;
        d ^= words[at + 3] ?? 0;
        e ^= words[at + 4] ?? 0;
      }
      [a, b, c, d, e].forEach((sum, i) => {
        sums[word + i] = (sums[word + i] ?? 0) ^ sum;
      });
    }
  }
}

export interface FileDigest {
  /** Lower-case hex. */
  readonly sha256: string;
  /** Base64. */
  readonly quickXorHash: string;
}

/** Hashes each byte of a file once, even if retries read it again. */
export class FileHasher {
  readonly #sha256 = createHash('sha256');
  readonly #quickXor = new QuickXorHash();
  #hashedBytes = 0;
  #digest: FileDigest | undefined;

  /** Hashes a piece that starts at `startByte` of the file. Skips bytes that are hashed already. */
  update(startByte: number, piece: Uint8Array): void {
    if (startByte > this.#hashedBytes)
      throw new Error(`bytes ${this.#hashedBytes}-${startByte} were never hashed`);
    const fresh = piece.subarray(this.#hashedBytes - startByte);
    if (fresh.length === 0) return;
    this.#sha256.update(fresh);
    this.#quickXor.update(fresh);
    this.#hashedBytes += fresh.length;
  }

  /** SHA-256 of all bytes so far, in hex. More bytes can follow. */
  sha256SoFar(): string {
    return this.#sha256.copy().digest('hex');
  }

  get hashedBytes(): number {
    return this.#hashedBytes;
  }

  /** The hashes of all bytes so far. No more bytes can follow. */
  digest(): FileDigest {
    this.#digest ??= { sha256: this.#sha256.digest('hex'), quickXorHash: this.#quickXor.digest() };
    return this.#digest;
  }
}
