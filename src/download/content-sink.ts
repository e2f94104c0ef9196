/** Where the content of a fetched file goes. */
import { type FileDigest, FileHasher } from '../files/hash.ts';

/** Takes the content of one file in order, and hashes it. */
export interface ContentSink {
  /** How many bytes it has. */
  readonly position: number;
  /** Appends the bytes. */
  write(chunk: Uint8Array): Promise<void>;
  /** Removes all content. */
  restart(): Promise<void>;
  /** Returns the hashes of the content. After this, call `restart` before `write`. */
  digest(): FileDigest;
}

/** Hashes the content and keeps none of it. */
export class HashingSink implements ContentSink {
  #hasher = new FileHasher();

  get position(): number {
    return this.#hasher.hashedBytes;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#hasher.update(this.position, chunk);
  }

  async restart(): Promise<void> {
    this.#hasher = new FileHasher();
  }

  digest(): FileDigest {
    return this.#hasher.digest();
  }
}
