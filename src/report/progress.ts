/** Tracks the progress of a transfer: files, bytes, rate, time left. Formats and logs it as one line. */
import { formatBytes, formatDuration } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { RateLimitGate, RequestedWait } from '../http/rate-limit-gate.ts';

/** A file to upload or download. */
export interface TransferFile {
  readonly name: string;
  readonly sizeBytes: number;
}

/** A file in transfer. */
export interface ActiveTransfer extends TransferFile {
  readonly transferredBytes: number;
}

export interface ProgressSnapshot {
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly filesFailed: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly bytesPerSecond: number;
  /** Undefined while the rate is unknown. */
  readonly remainingMs: number | undefined;
  /** The wait that the service asked for, while it lasts. */
  readonly throttled?: RequestedWait | undefined;
}

/** What knows whether the service asked to wait. */
type WaitSource = Pick<RateLimitGate, 'currentWait'>;

/** The number of recent samples for the rate. */
const maxSamples = 12;

export class TransferProgress {
  readonly #filesTotal: number;
  readonly #bytesTotal: number;
  readonly #inFlight = new Map<TransferFile, number>();
  readonly #samples: { readonly atMs: number; readonly bytes: number }[] = [];
  #filesDone = 0;
  #filesFailed = 0;
  #finishedBytes = 0;
  #inFlightBytes = 0;

  readonly #gate: WaitSource | undefined;

  constructor(
    plan: { readonly files: readonly TransferFile[]; readonly totalBytes: number },
    gate?: WaitSource,
  ) {
    this.#gate = gate;
    this.#filesTotal = plan.files.length;
    this.#bytesTotal = plan.totalBytes;
  }

  started(file: TransferFile): void {
    this.#inFlight.set(file, 0);
  }

  reached(file: TransferFile, byte: number): void {
    // A second upload of a damaged file reports a copy of the planned file. It is not counted again.
    const before = this.#inFlight.get(file);
    if (before === undefined) return;
    this.#inFlightBytes += byte - before;
    this.#inFlight.set(file, byte);
  }

  finished({ file, action }: { readonly file: TransferFile; readonly action: string }): void {
    this.#inFlightBytes -= this.#inFlight.get(file) ?? 0;
    this.#inFlight.delete(file);
    this.#filesDone += 1;
    if (action === 'failed') this.#filesFailed += 1;
    this.#finishedBytes += file.sizeBytes;
  }

  /** The files in transfer, in the order in which they started. */
  activeTransfers(): ActiveTransfer[] {
    return [...this.#inFlight].map(([{ name, sizeBytes }, reachedByte]) => ({
      name,
      sizeBytes,
      transferredBytes: reachedByte,
    }));
  }

  /** Takes a sample. Call it once for each update of the display. */
  snapshot(nowMs: number): ProgressSnapshot {
    const bytesDone = this.#finishedBytes + this.#inFlightBytes;
    // What failed is sent again: samples of before would make the rate negative.
    if (bytesDone < (this.#samples.at(-1)?.bytes ?? 0)) this.#samples.length = 0;
    this.#samples.push({ atMs: nowMs, bytes: bytesDone });
    if (this.#samples.length > maxSamples) this.#samples.shift();
    const first = this.#samples[0] ?? { atMs: nowMs, bytes: bytesDone };
    const elapsedMs = nowMs - first.atMs;
    const bytesPerSecond = elapsedMs > 0 ? Math.max(0, ((bytesDone - first.bytes) * 1000) / elapsedMs) : 0;
    // A file may be larger than planned.
    const bytesTotal = Math.max(this.#bytesTotal, bytesDone);
    const remainingBytes = bytesTotal - bytesDone;
    return {
      filesDone: this.#filesDone,
      filesTotal: this.#filesTotal,
      filesFailed: this.#filesFailed,
      bytesDone,
      bytesTotal,
      bytesPerSecond,
      remainingMs: bytesPerSecond > 0 ? (remainingBytes * 1000) / bytesPerSecond : undefined,
      throttled: this.#gate?.currentWait(nowMs),
    };
  }
}

/** For example `12 of 40 files, 1.20 GiB of 3.40 GiB (35 %), 48.0 MiB/s, about 48 s left`. */
export function formatProgress(snapshot: ProgressSnapshot): string {
  const percent =
    snapshot.bytesTotal === 0 ? 100 : Math.floor((snapshot.bytesDone * 100) / snapshot.bytesTotal);
  const failed = snapshot.filesFailed === 0 ? '' : ` (${snapshot.filesFailed} failed)`;
  return `${snapshot.filesDone} of ${snapshot.filesTotal} files${failed}, ${formatBytes(snapshot.bytesDone)} of ${formatBytes(snapshot.bytesTotal)} (${percent} %)${formatRate(snapshot)}`;
}

/** Rate and time left; during a wait how long it lasts, because the rate of before says nothing. */
function formatRate({ throttled, bytesPerSecond, remainingMs }: ProgressSnapshot): string {
  if (throttled !== undefined) return `, ${formatThrottledLine(throttled)}`;
  const rate = bytesPerSecond > 0 ? `, ${formatBytes(Math.round(bytesPerSecond))}/s` : '';
  const left = remainingMs === undefined ? '' : `, about ${formatDuration(remainingMs)} left`;
  return `${rate}${left}`;
}

/** For example `throttled: Microsoft asks to wait 12 s (9 s left)`. */
export function formatThrottledLine({ waitMs, leftMs }: RequestedWait): string {
  return `throttled: Microsoft asks to wait ${formatDuration(waitMs)} (${formatDuration(leftMs)} left)`;
}

const logIntervalMs = 10_000;

/** Logs a line every 10 s. Returns a function that stops it. */
export function logProgress(host: Host, progress: TransferProgress): () => void {
  progress.snapshot(host.clock.now());
  let cancel = host.clock.timer(logIntervalMs, tick);
  function tick() {
    host.log.info(formatProgress(progress.snapshot(host.clock.now())));
    cancel = host.clock.timer(logIntervalMs, tick);
  }
  return () => cancel();
}
