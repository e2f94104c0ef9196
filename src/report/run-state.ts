/**
 * What is known of the run so far. Main writes into it as the story goes on, so that a failure at any point
 * still ends in a complete report.
 */
import { Failure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { Drive } from '../graph/drive.ts';
import type { DriveItem } from '../graph/parse.ts';
import type { SummaryLevel } from '../inputs/share.ts';
import type { Plan } from '../plan/plan.ts';
import type { Links } from '../publish/download-table.ts';
import type { Outcome } from '../upload/context.ts';
import { notTried } from '../upload/errors.ts';
import { type Level, levelOf } from './public-log.ts';
import type { Deletions, Listed, Report, Result } from './report.ts';

export class Diary {
  readonly host: Host;
  readonly #startedMs: number;
  #auto: Level | undefined;
  summary: SummaryLevel = 'auto';
  result: Result | undefined;
  emulator = false;
  plan: Plan | undefined;
  drive: Drive | undefined;
  destination = '';
  folder: DriveItem | undefined;
  outcomes: readonly Outcome[] = [];
  refreshTokenRotated = false;
  secretUpdated = false;
  error: unknown;
  /** What failed besides files: the uploads stay, the run is red. */
  readonly failures: unknown[] = [];
  deletedCount = 0;
  deletions: Deletions | undefined;
  links: Links = { asked: false, urls: new Map() };
  /** By the id of the item; absent when none were asked for. */
  thumbnails: ReadonlyMap<string, string> | undefined;
  checksums: Listed | undefined;
  release: Report['release'];
  /** Told in the log already; the summary repeats them. */
  readonly warnings: string[] = [];

  constructor(host: Host) {
    this.host = host;
    this.#startedMs = host.clock.now();
  }

  /** Asked for every line of the log: the event is read once. */
  level(): Level {
    if (this.summary !== 'auto') return this.summary;
    this.#auto ??= levelOf('auto', this.host.env);
    return this.#auto;
  }

  report(): Report {
    const outcomes =
      this.outcomes.length > 0 || this.error === undefined
        ? this.outcomes
        : (this.plan?.files ?? []).map((file) => notTried(file, this.error));
    return {
      result: this.#verdict(outcomes),
      outcomes,
      drive: this.drive,
      destination: this.destination,
      folder: this.folder,
      error: this.error,
      failures: this.failures,
      deletedCount: this.deletedCount,
      deletions: this.deletions,
      links: this.links,
      thumbnails: this.thumbnails,
      checksums: this.checksums,
      release: this.release,
      warnings: this.warnings,
      refreshTokenRotated: this.refreshTokenRotated,
      secretUpdated: this.secretUpdated,
      emulator: this.emulator,
      startedMs: this.#startedMs,
      endedMs: this.host.clock.now(),
      redact: (sentence) => this.host.redact(sentence),
    };
  }

  #verdict(outcomes: readonly Outcome[]): Result {
    const failures = [this.error, ...this.failures, ...outcomes.map(({ error }) => error)].filter(
      (error) => error !== undefined,
    );
    if (failures.some((error) => error instanceof Failure && error.kind === 'cancelled')) return 'cancelled';
    if (failures.length > 0) return 'failed';
    if (this.result !== undefined) return this.result;
    return outcomes.every(({ action }) => action === 'skipped') ? 'unchanged' : 'uploaded';
  }
}
