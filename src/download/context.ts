/**
 * What every file of this room shares, and what it gives back: one `Brought` a file. Types only.
 */
import type { Host } from '../core/host.ts';
import type { Drive } from '../graph/drive.ts';
import type { RetryOptions } from '../http/retry.ts';
import type { BandwidthLimiter } from '../upload/bandwidth.ts';
import type { AdaptiveConcurrency } from '../upload/concurrency.ts';
import type { LocalPaths } from './local-paths.ts';
import type { RemoteFile } from './tree.ts';

/** What became of a file. `failed` carries an error, everything else its hashes. */
export interface DownloadOutcome {
  readonly file: RemoteFile;
  readonly action: 'downloaded' | 'replaced' | 'skipped' | 'failed';
  readonly sha256?: string;
  readonly quickXorHash?: string;
  readonly error?: unknown;
}

/** Hears what moves. Positions may go back after a fault. */
export interface DownloadEvents {
  started(file: RemoteFile): void;
  reached(file: RemoteFile, byte: number): void;
  finished(outcome: DownloadOutcome): void;
}

export interface DownloadContext {
  readonly host: Host;
  readonly drive: Pick<Drive, 'id' | 'kind' | 'readContent' | 'findItem'>;
  readonly retry: RetryOptions;
  readonly concurrency: AdaptiveConcurrency;
  readonly bandwidth: BandwidthLimiter;
  readonly events: DownloadEvents;
  /** Absolute, links resolved: nothing is written outside of it. */
  readonly into: string;
  readonly localPaths: LocalPaths;
  /** Whether a file that is there with other content may be replaced. */
  readonly overwrite: boolean;
}
