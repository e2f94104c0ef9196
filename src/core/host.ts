/**
 * The world as an argument: log, masks, outputs, clock, chance and environment. Everything else in the
 * house gets a `Host` handed in and touches no global, so that a test can be the world. The only file that
 * imports @actions/core, whose workflow commands mean something under GitHub's runner alone; the command's
 * own host is in cli/terminal.
 */
import { tmpdir } from 'node:os';
import * as core from '@actions/core';
import { escapeBrackets } from './format.ts';
import { Redactor } from './redactor.ts';

/** Variables by their names; what is not set is undefined. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where in the workspace an annotation points to, and its heading. */
export interface Annotation {
  readonly title?: string;
  readonly file?: string;
}

/** One call, one line: control characters in it are escaped, known secrets are starred out. */
export interface Log {
  debug(line: string): void;
  info(line: string): void;
  notice(line: string, annotation?: Annotation): void;
  warning(line: string, annotation?: Annotation): void;
  /** The only text that may have several lines, given one by one. */
  error(lines: string | readonly string[], annotation?: Annotation): void;
  group(title: string): void;
  groupEnd(): void;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits; rejects with the signal's reason as soon as it is aborted. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
  /** Calls `run` once after that time; the answer calls it off. Does not keep the process alive. */
  timer(delayMs: number, run: () => void): () => void;
}

export interface Host {
  readonly env: Environment;
  readonly cwd: string;
  /** For the manifest and what is temporary: RUNNER_TEMP, else the system's. */
  readonly tempDir: string;
  readonly log: Log;
  readonly clock: Clock;
  /** Aborted when the run is told to stop. */
  readonly signal: AbortSignal;
  /** A number in [0, 1), for jitter. */
  random(): number;
  /** From now on this text is starred out of all that is shown, in its usual encodings too. */
  mask(secret: string): void;
  /** The same for a URL that works without a sign-in, for as long as it is in use: call it at each use. */
  maskUrl(url: string): void;
  /** A sentence without secrets: before it is cut, because half of a secret is not recognised. */
  redact(text: string): string;
  /** Data without known secrets of 12 characters and more; what only looks like one, as in a file's name, stays. */
  redactData(text: string): string;
  /** Known secrets are starred out, but for the output `refresh-token`. */
  setOutput(name: string, value: string): void;
  /** Appends to the step's summary; nothing where there is none. */
  appendSummary(markdown: string): Promise<void>;
  /** From main to post. */
  saveState(name: string, value: string): void;
}

/** The real clock. */
export const systemClock: Clock = {
  now: Date.now,
  sleep(delayMs, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const timeout = setTimeout(finish, delayMs);
      function finish() {
        signal?.removeEventListener('abort', stop);
        resolve();
      }
      function stop() {
        clearTimeout(timeout);
        reject(signal?.reason);
      }
      signal?.addEventListener('abort', stop, { once: true });
    });
  },
  timer(delayMs, run) {
    const timeout = setTimeout(run, delayMs);
    timeout.unref();
    return () => clearTimeout(timeout);
  },
};

/** The world of a step under GitHub's runner, or one that follows its environment files (act, Gitea, Forgejo). */
export function actionsHost(signal: AbortSignal): Host {
  const redactor = new Redactor();
  const redactLine = (text: string) => redactor.redactLine(text);
  const redactAnnotation = (annotation: Annotation = {}) =>
    Object.fromEntries(Object.entries(annotation).map(([name, value]) => [name, redactLine(String(value))]));
  return {
    env: process.env,
    cwd: process.cwd(),
    tempDir: process.env.RUNNER_TEMP || tmpdir(),
    clock: systemClock,
    signal,
    random: Math.random,
    log: {
      debug: (text) => core.debug(redactLine(text)),
      info: (text) => core.info(redactLine(text)),
      notice: (text, annotation) => core.notice(redactLine(text), redactAnnotation(annotation)),
      warning: (text, annotation) => core.warning(redactLine(text), redactAnnotation(annotation)),
      error: (texts, annotation) =>
        core.error([texts].flat().map(redactLine).join('\n'), redactAnnotation(annotation)),
      group: (title) => core.startGroup(redactLine(title)),
      groupEnd: () => core.endGroup(),
    },
    mask(secret) {
      for (const variant of redactor.addSecret(secret)) core.setSecret(variant);
    },
    maskUrl: (url) => redactor.addUrl(url),
    redact: (text) => redactor.redact(text),
    redactData: (text) => redactor.redactData(text),
    setOutput(name, value) {
      // Without GITHUB_OUTPUT it is a line of the log.
      core.setOutput(name, name === 'refresh-token' ? value : escapeBrackets(redactor.redactData(value)));
    },
    async appendSummary(markdown) {
      if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(redactor.redact(markdown), true).write();
    },
    saveState: (name, value) => core.saveState(name, value),
  };
}
