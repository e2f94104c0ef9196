/**
 * What every file of this room shares, and what it gives back: one `Brought` a file. Types only.
 */
import type { Drive } from '../graph/drive.ts';
import type { Patience } from '../http/retry.ts';
import type { Bandwidth } from '../upload/bandwidth.ts';
import type { Pace } from '../upload/concurrency.ts';
import type { Places } from './local-paths.ts';
import type { WantedFile } from './tree.ts';

/** What became of a file. `failed` carries an error, everything else its hashes. */
export interface Brought {
  readonly file: WantedFile;
  readonly action: 'downloaded' | 'replaced' | 'skipped' | 'failed';
  readonly sha256?: string;
  readonly quickXorHash?: string;
  readonly error?: unknown;
}

/** Hears what moves. Positions may go back after a fault. */
export interface Watcher {
  started(file: WantedFile): void;
  reached(file: WantedFile, byte: number): void;
  finished(outcome: Brought): void;
}

export interface Work {
  readonly drive: Pick<Drive, 'id' | 'kind' | 'content' | 'item'>;
  readonly patience: Patience;
  readonly pace: Pace;
  readonly bandwidth: Bandwidth;
  readonly watcher: Watcher;
  /** Absolute, links resolved: nothing is written outside of it. */
  readonly into: string;
  readonly places: Places;
  /** Whether a file that is there with other content may be replaced. */
  readonly overwrite: boolean;
}
