/**
 * What a run is given by whoever starts it: the action, the command, a test. Types only.
 */
import type { Host } from '../core/host.ts';
import type { InputSource } from '../inputs/read.ts';
import type { Progress } from '../report/progress.ts';
import type { Notes } from '../upload/open-sessions.ts';

export interface Job {
  readonly host: Host;
  readonly source: InputSource;
  /** Where open sessions are noted for a post step. */
  readonly notes?: Notes;
  /** Keeps a new refresh token somewhere safe, before the first upload and whenever it changes. */
  readonly keepToken?: (refreshToken: string) => Promise<void>;
  /** Shows what moves; answers how to stop. By default a log line every 10 s. */
  readonly show?: (progress: Progress) => () => void;
}
