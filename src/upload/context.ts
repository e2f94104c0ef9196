/**
 * What all files of an upload share, and what comes back: one UploadOutcome a file.
 */
import type { Host } from '../core/host.ts';
import type { LocalFile } from '../files/local-file.ts';
import type { GraphConflictBehavior } from '../graph/content.ts';
import type { Drive } from '../graph/drive.ts';
import type { DriveItem } from '../graph/parse.ts';
import type { RetryOptions } from '../http/retry.ts';
import type { ConflictBehavior, UploadInputs } from '../inputs/transfer.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { BandwidthLimiter } from './bandwidth.ts';
import type { AdaptiveConcurrency } from './concurrency.ts';
import type { FragmentSize } from './fragment-size.ts';
import type { Journal } from './journal.ts';
import type { OpenSessions } from './open-sessions.ts';

/** What became of a file. `failed` carries an error, `planned` nothing, everything else an item. */
export interface UploadOutcome {
  readonly file: PlannedFile;
  readonly action: 'uploaded' | 'replaced' | 'renamed' | 'skipped' | 'failed' | 'planned';
  readonly item?: DriveItem;
  readonly sha256?: string;
  readonly quickXorHash?: string;
  readonly error?: unknown;
}

/** Hears what moves. Positions are absolute, and may go back after a fault. */
export interface UploadEvents {
  started(file: PlannedFile): void;
  reached(file: PlannedFile, byte: number): void;
  finished(outcome: UploadOutcome): void;
}

/** Which files of the run ended at an item, by its id. */
export type ClaimedItems = Map<string, PlannedFile[]>;

export interface UploadContext {
  readonly host: Host;
  readonly drive: Drive;
  readonly retry: RetryOptions;
  readonly settings: UploadInputs;
  readonly openSessions: OpenSessions;
  readonly events: UploadEvents;
  readonly concurrency: AdaptiveConcurrency;
  readonly fragmentSize: FragmentSize;
  readonly bandwidth: BandwidthLimiter;
  /** Where unfinished sessions are kept for the next run, if they are. */
  readonly journal: Journal | undefined;
  /** A list of checksums will be made of the outcomes. */
  readonly needsChecksums: boolean;
  /** Where the files of this run ended: two of them must not both claim one item. */
  readonly claimedItems: ClaimedItems;
}

/** How one file is sent. */
export interface SendOptions {
  readonly source: LocalFile;
  readonly conflict: GraphConflictBehavior;
}

/** What we ask Graph for: it knows no `skip`, and one that appeared meanwhile must not be overwritten either. */
export function toGraphConflict(behavior: ConflictBehavior): GraphConflictBehavior {
  return behavior === 'skip' ? 'fail' : behavior;
}
