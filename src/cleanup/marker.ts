/**
 * The marker of an incomplete generation: a small file in it, from before the first upload until all files are
 * uploaded. Writes, reads and removes it.
 */
import { randomUUID } from 'node:crypto';
import { dayMs } from '../core/time.ts';
import type { Drive } from '../graph/drive.ts';
import type { DriveItem } from '../graph/parse.ts';
import { type RetryOptions, withRetries } from '../http/retry.ts';

/** Its name. `download --latest` looks for it, too. */
export const incompleteMarkerName = '.onedrive-upload-incomplete';

/** The two texts differ in length, so the size in a listing tells an active run from an ended one. */
const activeText = (run: string) => `A run is uploading into this folder: ${run}\n`;
const activeTextBytes = activeText(randomUUID()).length;
const endedText = 'A run ended here before its upload was complete.\n';

/** A killed run leaves its marker behind. After this long without a change the run is considered dead. */
export const staleMarkerMs = dayMs;

/** An upload may take time to appear: seconds by its id, up to two minutes by its path (odgo's live incidents). */
const lookupAttempts = 6;
const lookupDelayMs = 2000;

/** State of a generation by its marker; undefined without a marker. */
export type MarkerState = 'in-work' | 'ended' | undefined;

/** Derives the state from the marker's item. */
export function markerStateOf(marker: DriveItem | undefined): MarkerState {
  if (marker === undefined) return undefined;
  return marker.sizeBytes === activeTextBytes ? 'in-work' : 'ended';
}

/** True when a marker is so old that its run cannot be active. */
export function isStaleMarker(marker: DriveItem | undefined, nowMs: number): boolean {
  return marker !== undefined && nowMs - marker.modifiedMs >= staleMarkerMs;
}

interface MarkerOptions {
  readonly drive: Drive;
  readonly retry: RetryOptions;
  /** When the run began, by the earlier clock. */
  readonly nowMs: number;
}

/** The marker at one path. */
export class IncompleteMarker {
  readonly #path: string;
  readonly #drive: Drive;
  readonly #retry: RetryOptions;
  readonly #nowMs: number;
  /** The marker as this run wrote it last. */
  #written: DriveItem | undefined;

  constructor(path: string, options: MarkerOptions) {
    this.#path = path;
    this.#drive = options.drive;
    this.#retry = options.retry;
    this.#nowMs = options.nowMs;
  }

  /** Writes the marker of an active run, and creates the folder with it. */
  async write(): Promise<void> {
    this.#written = await this.#upload(activeText(randomUUID()));
  }

  /**
   * Removes this run's marker, or one of an ended run. Returns false when another active run has written its own
   * marker since: that run then decides when the folder is complete.
   */
  async remove(): Promise<boolean> {
    const current = await this.#find();
    if (current === undefined) return true;
    if (!this.#isOwn(current) && markerStateOf(current) === 'in-work' && !isStaleMarker(current, this.#nowMs))
      return false;
    return (await this.#drive.deleteItem(current.id, current.eTag)) !== 'changed';
  }

  /** Writes that this run ended early, unless another run is active there. */
  async markEnded(): Promise<void> {
    if (this.#written === undefined) return;
    const current = await this.#drive.findItem(this.#path);
    if (current !== undefined && !this.#isOwn(current)) return;
    this.#written = await this.#upload(endedText);
  }

  /** Retries until it finds this run's marker: left behind, it would make a complete generation look incomplete. */
  async #find(): Promise<DriveItem | undefined> {
    const { clock, signal } = this.#retry.host;
    for (let attempt = 1; ; attempt += 1) {
      const current = await this.#drive.findItem(this.#path);
      if (current !== undefined || this.#written === undefined || attempt === lookupAttempts) return current;
      // The id may work before the path does. If not, another run removed the marker, or it has yet to appear.
      if ((await this.#drive.deleteItem(this.#written.id)) === 'removed') return undefined;
      await clock.sleep(lookupDelayMs, signal);
    }
  }

  #upload(text: string): Promise<DriveItem> {
    const content = { sizeBytes: text.length, read: () => singleChunk(Buffer.from(text)) };
    // Writing the same content twice is safe, so a lost reply does no harm.
    return withRetries(this.#retry, { requestKind: 'put', label: this.#path }, async () => {
      const { item } = await this.#drive.putFile(this.#path, 'replace', content);
      return item;
    });
  }

  /** Compares hashes where the drive has them: an eTag may change by itself soon after an upload. */
  #isOwn(current: DriveItem): boolean {
    const written = this.#written;
    if (written === undefined) return false;
    if (written.quickXorHash !== undefined && current.quickXorHash !== undefined)
      return written.quickXorHash === current.quickXorHash;
    return written.eTag === current.eTag;
  }
}

async function* singleChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
