/** Hashes the content of a file with the algorithms that its drive shows. */
import { createHash, type Hash } from 'node:crypto';
import type { PersonalStack } from '../core/ids.ts';
import { QuickXorHash } from './quick-xor-hash.ts';

/** Hex in upper case, as personal drives show them (OneDrive/onedrive-api-docs#1159). */
export interface ShaHashes {
  readonly sha1Hash: string;
  readonly sha256Hash: string;
}

interface RunningHash {
  update(bytes: Uint8Array): unknown;
  copy(): RunningHash;
  digest(): string;
}

/** A QuickXorHash and, for personal drives of the new stack, SHA-1 and SHA-256. */
export class ContentHash {
  readonly #quickXor: RunningHash;
  readonly #sha: { readonly sha1: Hash; readonly sha256: Hash } | undefined;

  private constructor(quickXor: RunningHash, sha: { sha1: Hash; sha256: Hash } | undefined) {
    this.#quickXor = quickXor;
    this.#sha = sha;
  }

  /** A hash of nothing yet, for a file on this drive. */
  static forDrive({ stack }: { readonly stack?: PersonalStack }): ContentHash {
    const sha = stack === 'new' ? { sha1: createHash('sha1'), sha256: createHash('sha256') } : undefined;
    return new ContentHash(new QuickXorHash(), sha);
  }

  /** The hash of bytes that another process received. It cannot be continued here. */
  static ofReceivedElsewhere(quickXorHash: string): ContentHash {
    const hash: RunningHash = {
      update() {
        throw new Error('these bytes were hashed elsewhere');
      },
      copy: () => hash,
      digest: () => quickXorHash,
    };
    return new ContentHash(hash, undefined);
  }

  update(bytes: Uint8Array): this {
    this.#quickXor.update(bytes);
    this.#sha?.sha1.update(bytes);
    this.#sha?.sha256.update(bytes);
    return this;
  }

  copy(): ContentHash {
    const sha = this.#sha;
    return new ContentHash(
      this.#quickXor.copy(),
      sha === undefined ? undefined : { sha1: sha.sha1.copy(), sha256: sha.sha256.copy() },
    );
  }

  /** Base64. */
  quickXorHash(): string {
    return this.#quickXor.digest();
  }

  shaHashes(): ShaHashes | undefined {
    if (this.#sha === undefined) return undefined;
    const hex = (hash: Hash) => hash.copy().digest('hex').toUpperCase();
    return { sha1Hash: hex(this.#sha.sha1), sha256Hash: hex(this.#sha.sha256) };
  }
}
