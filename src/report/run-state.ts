/**
 * What is known of the run so far. Only run/run.ts writes it, step by step, so that a failure at any point still gives
 * a complete report.
 */
import { Failure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { Drive } from '../graph/drive.ts';
import type { DriveItem } from '../graph/parse.ts';
import type { SummaryLevel } from '../inputs/share.ts';
import type { UploadPlan } from '../plan/plan.ts';
import type { ShareLinks } from '../publish/download-table.ts';
import type { UploadOutcome } from '../upload/context.ts';
import { notTriedOutcome } from '../upload/errors.ts';
import { type ReportLevel, resolveReportLevel } from './public-log.ts';
import type { ChecksumsSummary, RunDeletions, RunReport, RunResult } from './report.ts';

export class RunState {
  readonly host: Host;
  readonly #startedMs: number;
  #autoLevel: ReportLevel | undefined;
  summaryLevel: SummaryLevel = 'auto';
  result: RunResult | undefined;
  emulator = false;
  plan: UploadPlan | undefined;
  drive: Drive | undefined;
  destination = '';
  folder: DriveItem | undefined;
  outcomes: readonly UploadOutcome[] = [];
  refreshTokenRotated = false;
  secretUpdated = false;
  error: unknown;
  /** Failures that do not belong to a file. The uploads stay, and the run fails. */
  readonly failures: unknown[] = [];
  deletedCount = 0;
  deletions: RunDeletions | undefined;
  links: ShareLinks = { areRequested: false, urls: new Map() };
  /** URLs by item ID; undefined when none were requested. */
  thumbnails: ReadonlyMap<string, string> | undefined;
  checksums: ChecksumsSummary | undefined;
  isDryRun = false;
  plannedChecksums: UploadOutcome | undefined;
  release: RunReport['release'];
  /** Already in the log; the summary repeats them. */
  readonly warnings: string[] = [];

  constructor(host: Host) {
    this.host = host;
    this.#startedMs = host.clock.now();
  }

  /** Cached, because it is called for every line of the log. */
  reportLevel(): ReportLevel {
    if (this.summaryLevel !== 'auto') return this.summaryLevel;
    this.#autoLevel ??= resolveReportLevel('auto', this.host.env);
    return this.#autoLevel;
  }

  report(): RunReport {
    const outcomes =
      this.outcomes.length > 0 || this.error === undefined
        ? this.outcomes
        : (this.plan?.files ?? []).map((file) => notTriedOutcome(file, this.error));
    return {
      result: this.#runResult(outcomes),
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
      isDryRun: this.isDryRun,
      plannedChecksums: this.plannedChecksums,
      release: this.release,
      warnings: this.warnings,
      refreshTokenRotated: this.refreshTokenRotated,
      secretUpdated: this.secretUpdated,
      emulator: this.emulator,
      startedMs: this.#startedMs,
      endedMs: this.host.clock.now(),
      redact: (sentence) => this.host.redact(this.host.nameInputs?.(sentence) ?? sentence),
      troubleshootingUrl: this.host.troubleshootingUrl,
    };
  }

  #runResult(outcomes: readonly UploadOutcome[]): RunResult {
    const failures = [this.error, ...this.failures, ...outcomes.map(({ error }) => error)].filter(
      (error) => error !== undefined,
    );
    if (failures.some((error) => error instanceof Failure && error.kind === 'cancelled')) return 'cancelled';
    if (failures.length > 0) return 'failed';
    if (this.result !== undefined) return this.result;
    return outcomes.every(({ action }) => action === 'skipped') ? 'unchanged' : 'uploaded';
  }
}
