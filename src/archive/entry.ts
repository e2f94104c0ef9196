/** What the ZIP and the TAR writer share: entries to pack, in batches. */

/** A file, folder or link, ready to be packed. */
export interface ReadableEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'hard-link';
  /** With `/` between names and none at the end. */
  readonly name: string;
  /** Permission bits, without the type of the file. */
  readonly mode: number;
  /** Whole seconds since 1970; negative before. */
  readonly modifiedSeconds: number;
  /** Of a file; else 0. */
  readonly sizeBytes: number;
  /** The target of a link; of a hard link the name of an entry before it. */
  readonly linkTarget?: Uint8Array;
  /** The content of a file: in memory, or to be read piece by piece. The memory is used again for the next batch but one. */
  readonly content: Uint8Array | (() => AsyncIterable<Uint8Array> | Iterable<Uint8Array>);
}

/** Entries that were read together. The list is emptied when the next batch is asked for. */
export type EntryBatch = readonly ReadableEntry[];

/** Where the bytes of an archive go, in order. */
export interface ByteSink {
  /** Nothing to wait for when the bytes were copied. Else they must not change until the promise is settled. */
  write(bytes: Uint8Array): Promise<void> | undefined;
  /** Replaces bytes that were written. */
  overwrite(position: number, bytes: Uint8Array): Promise<void>;
}

/** How an archive is written. */
export interface ArchiveOutput {
  readonly sink: ByteSink;
  /** 0 to 9; for Zstandard 1 to 19. */
  readonly compressionLevel: number;
  readonly signal: AbortSignal;
}

/** Compresses a stream of bytes into a sink. */
export interface ByteCompressor {
  /** Takes a copy. Call `ready` before much more is written. */
  write(bytes: Uint8Array): void;
  /** Waits until what was written has left memory, all but a few blocks. Throws the first error. */
  ready(): Promise<void>;
  /** Writes what is left, and the end of the stream. */
  end(): Promise<void>;
  /** Lets go of what is left after an error. */
  close(): void;
}

/** No file. */
export const noContent = new Uint8Array(0);
