/**
 * What a run is given by whoever starts it: the action, the command, a test. Types only.
 */
import type { Host } from '../core/host.ts';
import type { InputSource } from '../inputs/read.ts';
import type { TransferProgress } from '../report/progress.ts';
import type { OpenSessions } from '../upload/open-sessions.ts';

export interface Job {
  readonly host: Host;
  readonly source: InputSource;
  /** Where open sessions are noted for a post step. */
  readonly openSessions?: OpenSessions;
  /** Keeps a new refresh token somewhere safe, before the first upload and whenever it changes. */
  readonly saveRefreshToken?: (refreshToken: string) => Promise<void>;
  /** Shows what moves; answers how to stop. By default a log line every 10 s. */
  readonly showProgress?: (progress: TransferProgress) => () => void;
}
