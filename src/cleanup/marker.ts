/**
 * The marker of a generation that is not complete: a small file in it, from before the first upload until all
 * has arrived. Knows how it is set, read and taken away; which generation it is for was decided by retention.
 */
import { randomUUID } from 'node:crypto';
import type { Drive } from '../graph/drive.ts';
import type { DriveItem } from '../graph/parse.ts';
import { type RetryOptions, withRetries } from '../http/retry.ts';

/** Its name, which `download --latest` looks for, too. */
export const incompleteMarkerName = '.onedrive-upload-incomplete';

/** A listing shows its size: that is how a run at work is told from one that failed. */
const activeText = (run: string) => `A run is uploading into this folder: ${run}\n`;
const activeTextBytes = activeText(randomUUID()).length;
const endedText = 'A run ended here before everything had arrived.\n';

/** A run that was killed leaves its marker as if it worked on: after so long without any change it does not. */
export const staleMarkerMs = 24 * 60 * 60_000;

/** A look-up may lag behind an upload: by its id for seconds, by its path for up to two minutes (odgo's live incidents). */
const lookupAttempts = 6;
const lookupDelayMs = 2000;

/** What a generation's marker says; undefined means there is none. */
export type MarkerState = 'in-work' | 'ended' | undefined;

/** Reads what a marker says from its item. */
export function markerStateOf(marker: DriveItem | undefined): MarkerState {
  if (marker === undefined) return undefined;
  return marker.sizeBytes === activeTextBytes ? 'in-work' : 'ended';
}

/** True when a marker is so old that whoever set it works no more. */
export function isStaleMarker(marker: DriveItem | undefined, nowMs: number): boolean {
  return marker !== undefined && nowMs - marker.modifiedMs >= staleMarkerMs;
}

interface MarkerOptions {
  readonly drive: Drive;
  readonly retry: RetryOptions;
  /** When the run began, by the earlier clock. */
  readonly nowMs: number;
}

/** The marker at one path, as this run knows it. */
export class IncompleteMarker {
  readonly #path: string;
  readonly #drive: Drive;
  readonly #retry: RetryOptions;
  readonly #nowMs: number;
  /** As this run put it there last. */
  #written: DriveItem | undefined;

  constructor(path: string, options: MarkerOptions) {
    this.#path = path;
    this.#drive = options.drive;
    this.#retry = options.retry;
    this.#nowMs = options.nowMs;
  }

  /** Says that this run is at work; makes the folder with it. */
  async write(): Promise<void> {
    this.#written = await this.#upload(activeText(randomUUID()));
  }

  /**
   * Takes the marker away: this run's, and one that an ended run left. False when another run has put its own
   * there since: then it is that run's to say when the folder is complete.
   */
  async remove(): Promise<boolean> {
    const current = await this.#find();
    if (current === undefined) return true;
    if (!this.#isOwn(current) && markerStateOf(current) === 'in-work' && !isStaleMarker(current, this.#nowMs))
      return false;
    return (await this.#drive.deleteItem(current.id, current.eTag)) !== 'changed';
  }

  /** Says that this run has ended too early, unless another one is at work there. */
  async markEnded(): Promise<void> {
    if (this.#written === undefined) return;
    const current = await this.#drive.findItem(this.#path);
    if (current !== undefined && !this.#isOwn(current)) return;
    this.#written = await this.#upload(endedText);
  }

  /** What this run has put there must be found: left behind, it would make a complete generation look like a torso. */
  async #find(): Promise<DriveItem | undefined> {
    const { clock, signal } = this.#retry.host;
    for (let attempt = 1; ; attempt += 1) {
      const current = await this.#drive.findItem(this.#path);
      if (current !== undefined || this.#written === undefined || attempt === lookupAttempts) return current;
      // By its id it may be there already; when it is not, another run has taken it away, or it is still to come.
      if ((await this.#drive.deleteItem(this.#written.id)) === 'removed') return undefined;
      await clock.sleep(lookupDelayMs, signal);
    }
  }

  #upload(text: string): Promise<DriveItem> {
    const content = { sizeBytes: text.length, read: () => singleChunk(Buffer.from(text)) };
    // Sent twice it is the same: a lost reply does no harm.
    return withRetries(this.#retry, { requestKind: 'put', label: this.#path }, async () => {
      const { item } = await this.#drive.putFile(this.#path, 'replace', content);
      return item;
    });
  }

  /** By its content, where the drive tells a hash: an eTag may change by itself soon after an upload. */
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
