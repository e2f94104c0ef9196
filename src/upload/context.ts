/** The settings and state that all files of an upload share, and the outcome of each file. */
import type { Host } from '../core/host.ts';
import type { Encryption } from '../encrypt/age.ts';
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

/** The result for one file. `failed` has an error, `planned` has neither error nor item, all others have an item. */
export interface UploadOutcome {
  readonly file: PlannedFile;
  readonly action: 'uploaded' | 'replaced' | 'renamed' | 'skipped' | 'failed' | 'planned';
  readonly item?: DriveItem;
  readonly sha256?: string;
  readonly quickXorHash?: string;
  readonly error?: unknown;
  /** What a dry run would do with a `planned` file. */
  readonly change?: PlannedChange;
}

/** What sending a file would do to the drive. */
export type PlannedChange =
  | { readonly kind: 'new' }
  | { readonly kind: 'replace' | 'rename'; readonly existing: DriveItem };

/** Progress events. Positions are absolute and may go back after a failure. */
export interface UploadEvents {
  started(file: PlannedFile): void;
  reached(file: PlannedFile, byte: number): void;
  finished(outcome: UploadOutcome): void;
}

/** The files of the run that were stored as an item, by the item's id. */
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
  /** Keeps unfinished sessions for the next run. Undefined without `resume-journal`. */
  readonly journal: Journal | undefined;
  /** Encrypts the files that are planned so. */
  readonly encryption: Encryption | undefined;
  /** True when a list of checksums is written after the upload. */
  readonly needsChecksums: boolean;
  /** Used to detect two files of this run that were stored as one item. */
  readonly claimedItems: ClaimedItems;
}

/** How to send one file. */
export interface SendOptions {
  readonly source: LocalFile;
  readonly conflict: GraphConflictBehavior;
}

/** Graph has no `skip`. `fail` also protects a file that appears during the run. */
export function toGraphConflict(behavior: ConflictBehavior): GraphConflictBehavior {
  return behavior === 'skip' ? 'fail' : behavior;
}
