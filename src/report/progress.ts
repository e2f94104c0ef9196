/**
 * What moves, in numbers and in one line: files, bytes, rate, time left. Knows outcomes and the clock; who
 * shows it (a log line every 10 s, a bar) is the caller's choice.
 */
import { bytes, span } from '../core/format.ts';
import type { Host } from '../core/host.ts';

/** A file that moves, in whichever direction. */
export interface Moving {
  readonly name: string;
  readonly sizeBytes: number;
}

/** One that is on its way. */
export interface Flight extends Moving {
  readonly reachedByte: number;
}

/** The run at one moment. */
export interface Snapshot {
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly filesFailed: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly bytesPerSecond: number;
  /** Undefined as long as nobody can tell. */
  readonly leftMs: number | undefined;
}

/** The rate is that of the last so many samples. */
const windowSamples = 12;

export class Progress {
  readonly #filesTotal: number;
  readonly #bytesTotal: number;
  readonly #inFlight = new Map<Moving, number>();
  readonly #samples: { readonly atMs: number; readonly bytes: number }[] = [];
  #filesDone = 0;
  #filesFailed = 0;
  #finishedBytes = 0;
  #flyingBytes = 0;

  constructor(plan: { readonly files: readonly Moving[]; readonly totalBytes: number }) {
    this.#filesTotal = plan.files.length;
    this.#bytesTotal = plan.totalBytes;
  }

  started(file: Moving): void {
    this.#inFlight.set(file, 0);
  }

  reached(file: Moving, byte: number): void {
    // A second sending of a damaged file speaks of a copy of the planned one: it moves, and counts no more.
    const before = this.#inFlight.get(file);
    if (before === undefined) return;
    this.#flyingBytes += byte - before;
    this.#inFlight.set(file, byte);
  }

  finished({ file, action }: { readonly file: Moving; readonly action: string }): void {
    this.#flyingBytes -= this.#inFlight.get(file) ?? 0;
    this.#inFlight.delete(file);
    this.#filesDone += 1;
    if (action === 'failed') this.#filesFailed += 1;
    this.#finishedBytes += file.sizeBytes;
  }

  /** The files that are on their way, in the order in which they were begun. */
  flights(): Flight[] {
    return [...this.#inFlight].map(([{ name, sizeBytes }, reachedByte]) => ({
      name,
      sizeBytes,
      reachedByte,
    }));
  }

  /** Takes a sample; call it at the pace at which it is shown. */
  snapshot(nowMs: number): Snapshot {
    const bytesDone = this.#finishedBytes + this.#flyingBytes;
    this.#samples.push({ atMs: nowMs, bytes: bytesDone });
    if (this.#samples.length > windowSamples) this.#samples.shift();
    const first = this.#samples[0] ?? { atMs: nowMs, bytes: bytesDone };
    const elapsedMs = nowMs - first.atMs;
    const bytesPerSecond = elapsedMs > 0 ? Math.max(0, ((bytesDone - first.bytes) * 1000) / elapsedMs) : 0;
    // A file may hold more than its size said.
    const bytesTotal = Math.max(this.#bytesTotal, bytesDone);
    const left = bytesTotal - bytesDone;
    return {
      filesDone: this.#filesDone,
      filesTotal: this.#filesTotal,
      filesFailed: this.#filesFailed,
      bytesDone,
      bytesTotal,
      bytesPerSecond,
      leftMs: bytesPerSecond > 0 ? (left * 1000) / bytesPerSecond : undefined,
    };
  }
}

/** `12 of 40 files, 1.20 GiB of 3.40 GiB (35 %), 48.0 MiB/s, about 48 s left`. */
export function describe(now: Snapshot): string {
  const percent = now.bytesTotal === 0 ? 100 : Math.floor((now.bytesDone * 100) / now.bytesTotal);
  const failed = now.filesFailed === 0 ? '' : ` (${now.filesFailed} failed)`;
  const rate = now.bytesPerSecond > 0 ? `, ${bytes(Math.round(now.bytesPerSecond))}/s` : '';
  const left = now.leftMs === undefined ? '' : `, about ${span(now.leftMs)} left`;
  return `${now.filesDone} of ${now.filesTotal} files${failed}, ${bytes(now.bytesDone)} of ${bytes(now.bytesTotal)} (${percent} %)${rate}${left}`;
}

const everyMs = 10_000;

/** Logs a line every 10 s, never oftener; answers how to stop. */
export function logProgress(host: Host, progress: Progress): () => void {
  progress.snapshot(host.clock.now());
  let cancel = host.clock.timer(everyMs, tick);
  function tick() {
    host.log.info(describe(progress.snapshot(host.clock.now())));
    cancel = host.clock.timer(everyMs, tick);
  }
  return () => cancel();
}
