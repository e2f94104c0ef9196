/** Types that the modules of this folder share. */
import type { Host } from '../core/host.ts';
import type { Decryption } from '../encrypt/age.ts';
import type { Drive } from '../graph/drive.ts';
import type { RetryOptions } from '../http/retry.ts';
import type { BandwidthLimiter } from '../upload/bandwidth.ts';
import type { AdaptiveConcurrency } from '../upload/concurrency.ts';
import type { ExpectedChecksums } from './expected-checksums.ts';
import type { LocalPaths } from './local-paths.ts';
import type { RemoteFile } from './tree.ts';

/** The result of one file. `failed` has an error; every other action has the hashes, if they are known. */
export interface DownloadOutcome {
  readonly file: RemoteFile;
  readonly action: 'downloaded' | 'replaced' | 'skipped' | 'verified' | 'failed';
  readonly sha256?: string;
  readonly quickXorHash?: string;
  readonly error?: unknown;
}

/** Progress events. `reached` may go back to an earlier byte after a fault. */
export interface DownloadEvents {
  started(file: RemoteFile): void;
  reached(file: RemoteFile, byte: number): void;
  finished(outcome: DownloadOutcome): void;
}

/** What it takes to read files of a drive. */
export interface FetchContext {
  readonly host: Host;
  readonly drive: Pick<Drive, 'id' | 'kind' | 'readContent' | 'findItem'>;
  readonly retry: RetryOptions;
  readonly concurrency: AdaptiveConcurrency;
  readonly bandwidth: BandwidthLimiter;
  readonly events: DownloadEvents;
}

export interface DownloadContext extends FetchContext {
  /** The target folder: absolute, with links resolved. Nothing is written outside of it. */
  readonly into: string;
  readonly localPaths: LocalPaths;
  /** What the files must be, besides what the drive says. */
  readonly checksums: ExpectedChecksums;
  /** Opens the files that have a `plainPath`. Undefined without `--identity-file`. */
  readonly decryption: Decryption | undefined;
  /** Whether an existing file with different content may be replaced. */
  readonly overwrite: boolean;
}
