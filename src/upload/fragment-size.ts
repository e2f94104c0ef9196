/**
 * Computes where fragments end and how large they are.
 * Source: learn.microsoft.com/graph/api/driveitem-createuploadsession: each is a multiple of 320 KiB except the last,
 * and under 60 MiB; larger ones are faster (docs/facts.md, "Upload sessions").
 */
import { fragmentLimitBytes, fragmentUnitBytes } from '../inputs/units.ts';

/**
 * Returns the end (exclusive) of the fragment that begins at `startByte`: `chunkBytes` later, or the end of the file.
 * Each length but the last is a multiple of 320 KiB, even when the server continues in the middle of a fragment.
 */
export function fragmentEnd(startByte: number, totalBytes: number, chunkBytes: number): number {
  return Math.min(totalBytes, startByte + chunkBytes);
}

const autoStartBytes = 32 * fragmentUnitBytes;
const autoMinimumBytes = 4 * fragmentUnitBytes;
/** A fragment faster than this lets the size grow. Larger ones cost more to retry and make progress less smooth. */
const quickMs = 5000;
/** A slower fragment approaches the service's own limit of about three minutes (rclone bedf6e90d). */
const slowMs = 60_000;

/** The fragment size of a run: fixed, or adapted to the speed of the connection that all files share. */
export class FragmentSize {
  readonly #isFixed: boolean;
  #bytes: number;

  constructor(chunkSizeBytes: number | 'auto') {
    this.#isFixed = chunkSizeBytes !== 'auto';
    this.#bytes = chunkSizeBytes === 'auto' ? autoStartBytes : chunkSizeBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Call this after a fragment of that size was sent in that time. */
  succeeded(sizeBytes: number, tookMs: number): void {
    if (sizeBytes < this.#bytes) return;
    if (tookMs < quickMs) this.#set(this.#bytes * 2);
    else if (tookMs > slowMs) this.#set(this.#bytes / 2);
  }

  /** Call this after a fragment of that size was cut off, timed out or refused by a gateway. */
  failed(sizeBytes: number): void {
    if (sizeBytes >= this.#bytes) this.#set(this.#bytes / 2);
  }

  #set(bytes: number): void {
    if (this.#isFixed) return;
    const aligned = Math.floor(bytes / fragmentUnitBytes) * fragmentUnitBytes;
    this.#bytes = Math.min(fragmentLimitBytes, Math.max(autoMinimumBytes, aligned));
  }
}
