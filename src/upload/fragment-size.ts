/**
 * Where fragments begin and end, and how large they are. Knows sizes and how long they took, no sockets.
 * Source: learn.microsoft.com/graph/api/driveitem-createuploadsession: a multiple of 320 KiB each, except the
 * last, and under 60 MiB; larger ones are faster (docs/facts.md, "Upload sessions").
 */
import { fragmentLimitBytes, fragmentUnitBytes } from '../inputs/units.ts';

/**
 * End (exclusive) of the fragment that begins at `startByte`: `chunkBytes` long, or up to the end. Its length
 * is a multiple of 320 KiB wherever it begins, because the server may want to go on in the middle of one.
 */
export function fragmentEnd(startByte: number, totalBytes: number, chunkBytes: number): number {
  return Math.min(totalBytes, startByte + chunkBytes);
}

const autoStartBytes = 32 * fragmentUnitBytes;
const autoMinimumBytes = 4 * fragmentUnitBytes;
/** A fragment that took less leaves room for a larger one: a retry sends it again whole, a bar moves by it. */
const quickMs = 5000;
/** One that took longer is on its way to the service's own limit of about three minutes (rclone bedf6e90d). */
const slowMs = 60_000;

/** The size of fragments of a run: fixed, or following the link that all its files share. */
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

  /** A fragment of that size arrived within that time. */
  succeeded(sizeBytes: number, tookMs: number): void {
    if (sizeBytes < this.#bytes) return;
    if (tookMs < quickMs) this.#set(this.#bytes * 2);
    else if (tookMs > slowMs) this.#set(this.#bytes / 2);
  }

  /** A fragment of that size was cut, timed out, or was too much for a gateway. */
  failed(sizeBytes: number): void {
    if (sizeBytes >= this.#bytes) this.#set(this.#bytes / 2);
  }

  #set(bytes: number): void {
    if (this.#isFixed) return;
    const aligned = Math.floor(bytes / fragmentUnitBytes) * fragmentUnitBytes;
    this.#bytes = Math.min(fragmentLimitBytes, Math.max(autoMinimumBytes, aligned));
  }
}
