/** Types that the ZIP and the TAR writer share: the files and links to pack, and the output stream. */
import type { Writable } from 'node:stream';
import type { Host } from '../core/host.ts';
import type { StepProgress } from '../core/step-progress.ts';
import type { ArchiveEntry } from '../plan/archive-plan.ts';

/** A file or link, ready to be packed. */
export interface ReadableEntry extends Pick<ArchiveEntry, 'name' | 'sizeBytes' | 'linkTarget'> {
  /** Permissions. */
  readonly mode: number;
  readonly modified: Date;
  /** The content, or the target of a link. Every piece has its own memory. */
  read(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}
/** Where and how an archive is written. */
export interface ArchiveOutput extends Pick<ArchiveWriteOptions, 'compressionLevel' | 'preserveMtime'> {
  readonly stream: Writable;
  readonly signal: AbortSignal;
}

export interface ArchiveWriteOptions {
  /** 0 to 9. */
  readonly compressionLevel: number;
  /** Keeps the files' own times. Without it all entries get one time, so that the same files give the same bytes. */
  readonly preserveMtime: boolean;
  readonly host: Pick<Host, 'tempDir' | 'signal' | 'env'>;
  /** Counts what was read. */
  readonly progress?: StepProgress;
}
