/** A `Host` for tests. Its clock moves only when something waits, and it records logs, outputs and masks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Host } from '../../src/core/host.ts';
import { Redactor } from '../../src/core/redactor.ts';
import { troubleshootingPath } from '../../src/core/troubleshooting.ts';
import { describeCommand } from './runner-log.ts';

/** Time moves only by waiting: `sleep` returns at once and moves `now`. Timers fire when a test advances the clock. */
export class FakeClock implements Clock {
  #nowMs: number;
  readonly #timers = new Set<{ atMs: number; readonly delayMs: number; readonly run: () => void }>();
  readonly #watchers: (() => void)[] = [];
  /** Every wait, in milliseconds, in order. */
  readonly waits: number[] = [];

  /** Hears of every wait while it lasts, so that a test can do something amid it. */
  onSleep: () => void = () => {};

  constructor(startMs = Date.parse('2026-11-21T14:25:01Z')) {
    this.#nowMs = startMs;
  }

  now = (): number => this.#nowMs;

  sleep = async (delayMs: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    this.waits.push(delayMs);
    // A jump of this clock is not silence on a wire: running timers move along, only `advance` makes them go off.
    for (const timer of this.#timers) timer.atMs += delayMs;
    this.#nowMs += delayMs;
    this.onSleep();
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  };

  timer = (delayMs: number, run: () => void): (() => void) => {
    const timer = { atMs: this.#nowMs + delayMs, delayMs, run };
    this.#timers.add(timer);
    for (const watcher of this.#watchers.splice(0)) watcher();
    return () => this.#timers.delete(timer);
  };

  /** Resolves while a timer of at least that length is running: the code waits for something else, too. */
  async watched(delayMs: number): Promise<void> {
    while (![...this.#timers].some((timer) => timer.delayMs >= delayMs)) {
      await new Promise<void>((resolve) => this.#watchers.push(resolve));
    }
  }

  /** Lets time pass; timers that are due go off in order. */
  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    for (;;) {
      const due = [...this.#timers].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.run();
    }
    this.#nowMs = untilMs;
  }
}

/** A host that records everything. `lines` has the log as a runner would show it. */
export class FakeHost implements Host {
  readonly env: Record<string, string | undefined>;
  readonly cwd: string;
  readonly tempDir: string;
  troubleshootingUrl: string = troubleshootingPath;
  readonly clock = new FakeClock();
  readonly lines: string[] = [];
  readonly errors: string[] = [];
  readonly warnings: string[] = [];
  readonly notices: string[] = [];
  readonly outputs = new Map<string, string>();
  readonly saved = new Map<string, string>();
  readonly masked: string[] = [];
  summaryText = '';
  readonly #stop = new AbortController();
  readonly #redactor = new Redactor();
  #seed: number;

  constructor(
    options: { readonly env?: Record<string, string>; readonly cwd?: string; readonly seed?: number } = {},
  ) {
    this.tempDir = mkdtempSync(join(tmpdir(), 'onedrive-upload-test-'));
    this.cwd = options.cwd ?? this.tempDir;
    this.env = { ...options.env };
    this.#seed = options.seed ?? 1;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  cancel(reason: unknown): void {
    this.#stop.abort(reason);
  }

  random = (): number => {
    // Mulberry32: small, seeded, good enough for jitter.
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };

  log = {
    debug: (line: string) => this.#say(line),
    info: (line: string) => this.#say(line),
    notice: (line: string) => this.notices.push(this.#say(line)),
    warning: (line: string) => this.warnings.push(this.#say(line)),
    error: (lines: string | readonly string[]) =>
      this.errors.push(
        [lines]
          .flat()
          .map((line) => this.#say(line))
          .join('\n'),
      ),
    group: (title: string) => this.#say(title),
    groupEnd: () => {},
  };

  mask(secret: string): void {
    this.masked.push(...this.#redactor.addSecret(secret));
  }

  maskUrl(url: string): void {
    this.#redactor.addUrl(url);
  }

  redact(text: string): string {
    return this.#redactor.redact(text);
  }

  redactData(text: string): string {
    return this.#redactor.redactData(text);
  }

  setOutput(name: string, value: string): void {
    this.outputs.set(name, name === 'refresh-token' ? value : this.#redactor.redactData(value));
  }

  async appendSummary(markdown: string): Promise<void> {
    this.summaryText += this.#redactor.redact(markdown);
  }

  saveState(name: string, value: string): void {
    this.saved.set(name, value);
  }

  [Symbol.dispose](): void {
    rmSync(this.tempDir, { recursive: true, force: true });
  }

  #say(line: string): string {
    const shown = this.#redactor.redactLine(line);
    const command = describeCommand(shown);
    if (command !== undefined) throw new Error(`a line of the log is a command to the runner: ${command}`);
    this.lines.push(shown);
    return shown;
  }
}
