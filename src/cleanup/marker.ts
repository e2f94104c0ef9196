/**
 * The marker of a generation that is not complete: a small file in it, from before the first upload until all
 * has arrived. Knows how it is set, read and taken away; which generation it is for was decided by retention.
 */
import { randomUUID } from 'node:crypto';
import type { Drive } from '../graph/drive.ts';
import type { DriveItem } from '../graph/parse.ts';
import { type Patience, persist } from '../http/retry.ts';

/** Its name, which `download --latest` looks for, too. */
export const markerName = '.onedrive-upload-incomplete';

/** A listing shows its size: that is how a run at work is told from one that failed. */
const atWork = (run: string) => `A run is uploading into this folder: ${run}\n`;
const atWorkBytes = atWork(randomUUID()).length;
const ended = 'A run ended here before everything had arrived.\n';

/** A run that was killed leaves its marker as if it worked on: after so long without any change it does not. */
export const quietMs = 24 * 60 * 60_000;

/** A look-up may lag behind an upload: by its id for seconds, by its path for up to two minutes (odgo's live incidents). */
const lookTries = 6;
const lookWaitMs = 2000;

/** What a generation's marker says; undefined means there is none. */
export type Mark = 'in-work' | 'ended' | undefined;

/** Reads what a marker says from its item. */
export function markOf(marker: DriveItem | undefined): Mark {
  if (marker === undefined) return undefined;
  return marker.sizeBytes === atWorkBytes ? 'in-work' : 'ended';
}

/** True when a marker is so old that whoever set it works no more. */
export function isQuiet(marker: DriveItem | undefined, nowMs: number): boolean {
  return marker !== undefined && nowMs - marker.modifiedMs >= quietMs;
}

interface MarkerWorld {
  readonly drive: Drive;
  readonly patience: Patience;
  /** When the run began, by the earlier clock. */
  readonly nowMs: number;
}

/** The marker at one path, as this run knows it. */
export class Marker {
  readonly #path: string;
  readonly #drive: Drive;
  readonly #patience: Patience;
  readonly #nowMs: number;
  /** As this run put it there last. */
  #own: DriveItem | undefined;

  constructor(path: string, world: MarkerWorld) {
    this.#path = path;
    this.#drive = world.drive;
    this.#patience = world.patience;
    this.#nowMs = world.nowMs;
  }

  /** Says that this run is at work; makes the folder with it. */
  async begin(): Promise<void> {
    this.#own = await this.#put(atWork(randomUUID()));
  }

  /**
   * Takes the marker away: this run's, and one that an ended run left. False when another run has put its own
   * there since: then it is that run's to say when the folder is complete.
   */
  async finish(): Promise<boolean> {
    const there = await this.#look();
    if (there === undefined) return true;
    if (!this.#isOurs(there) && markOf(there) === 'in-work' && !isQuiet(there, this.#nowMs)) return false;
    return (await this.#drive.remove(there.id, there.eTag)) !== 'changed';
  }

  /** Says that this run has ended too early, unless another one is at work there. */
  async giveUp(): Promise<void> {
    if (this.#own === undefined) return;
    const there = await this.#drive.item(this.#path);
    if (there !== undefined && !this.#isOurs(there)) return;
    this.#own = await this.#put(ended);
  }

  /** What this run has put there must be found: left behind, it would make a complete generation look like a torso. */
  async #look(): Promise<DriveItem | undefined> {
    const { clock, signal } = this.#patience.host;
    for (let tries = 1; ; tries += 1) {
      const there = await this.#drive.item(this.#path);
      if (there !== undefined || this.#own === undefined || tries === lookTries) return there;
      // By its id it may be there already; when it is not, another run has taken it away, or it is still to come.
      if ((await this.#drive.remove(this.#own.id)) === 'removed') return undefined;
      await clock.sleep(lookWaitMs, signal);
    }
  }

  #put(text: string): Promise<DriveItem> {
    const content = { sizeBytes: text.length, read: () => once(Buffer.from(text)) };
    // Sent twice it is the same: a lost reply does no harm.
    return persist(this.#patience, { place: 'put', label: this.#path }, async () => {
      const { item } = await this.#drive.put(this.#path, 'replace', content);
      return item;
    });
  }

  /** By its content, where the drive tells a hash: an eTag may change by itself soon after an upload. */
  #isOurs(there: DriveItem): boolean {
    const own = this.#own;
    if (own === undefined) return false;
    if (own.quickXorHash !== undefined && there.quickXorHash !== undefined)
      return own.quickXorHash === there.quickXorHash;
    return own.eTag === there.eTag;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
