/** What the writers of ZIP and TAR share: the files and links to pack, and where the bytes go. Types only. */
import type { Writable } from 'node:stream';
import type { Host } from '../core/host.ts';
import type { ArchiveEntry } from '../plan/archive-plan.ts';

/** A file or link as the two kinds take it. */
export interface ReadableEntry extends Pick<ArchiveEntry, 'name' | 'sizeBytes' | 'linkTarget'> {
  /** Permissions. */
  readonly mode: number;
  readonly modified: Date;
  /** The content, each piece a memory of its own; of a link its target. */
  read(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}
/** Where the two kinds write to, and how. */
export interface ArchiveOutput extends Pick<ArchiveWriteOptions, 'compressionLevel' | 'preserveMtime'> {
  readonly stream: Writable;
  readonly signal: AbortSignal;
}

export interface ArchiveWriteOptions {
  /** 0 to 9. */
  readonly compressionLevel: number;
  /** The files' own times; without it all have the same one, so that the same files make the same bytes. */
  readonly preserveMtime: boolean;
  readonly host: Pick<Host, 'tempDir' | 'signal' | 'env'>;
}
