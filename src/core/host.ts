/**
 * Everything a run uses from its environment: log, masks, outputs, clock, random numbers and variables. All other code
 * receives a `Host` and uses no globals, so that tests can replace it. Only this file imports @actions/core, because
 * only GitHub's runner understands its workflow commands. The command's host is in cli/terminal.
 */
import { tmpdir } from 'node:os';
import * as core from '@actions/core';
import { escapeBrackets } from './format.ts';
import { type Annotation, type Log, withLazyGroups } from './log.ts';
import { Redactor } from './redactor.ts';
import { actionTroubleshootingUrl } from './troubleshooting.ts';

/** Variables by name; undefined if not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Rejects with the signal's reason as soon as the signal aborts. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
  /** Calls `run` once after `delayMs`; the returned function cancels it. Does not keep the process alive. */
  timer(delayMs: number, run: () => void): () => void;
}

export interface Host {
  readonly env: Environment;
  readonly cwd: string;
  /** For the manifest and temporary files: RUNNER_TEMP, or the system's directory. */
  readonly tempDir: string;
  /** The page that explains failure codes: its address, or its path in the repository. */
  readonly troubleshootingUrl: string;
  readonly log: Log;
  readonly clock: Clock;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  /** A number in [0, 1), for jitter. */
  random(): number;
  /** From now on, this text and its usual encodings are replaced by `***` in everything that is shown. */
  mask(secret: string): void;
  /** Like `mask`, for a URL that works without a sign-in. Only recent URLs stay masked, so call this at each use. */
  maskUrl(url: string): void;
  /** Removes secrets from a sentence. Call it before you cut the text: half a secret is not recognised. */
  redact(text: string): string;
  /** Writes the names of inputs in an error as the user of this host does. Undefined where they are inputs. */
  readonly nameInputs?: (text: string) => string;
  /** Removes known secrets of at least 12 characters. Text that only looks like a secret stays, as in a file name. */
  redactData(text: string): string;
  /** Replaces known secrets by `***`, except in the output `refresh-token`. */
  setOutput(name: string, value: string): void;
  /** Appends to the step's summary, if there is one. */
  appendSummary(markdown: string): Promise<void>;
  /** Passes a value from the main step to the post step. */
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

/** The host for GitHub's runner and for runners that use the same environment files (act, Gitea, Forgejo). */
export function actionsHost(signal: AbortSignal): Host {
  const redactor = new Redactor();
  const redactLine = (text: string) => redactor.redactLine(text);
  const redactAnnotation = (annotation: Annotation = {}) =>
    Object.fromEntries(Object.entries(annotation).map(([name, value]) => [name, redactLine(String(value))]));
  const log: Log = {
    debug: (text) => core.debug(redactLine(text)),
    info: (text) => core.info(redactLine(text)),
    notice: (text, annotation) => core.notice(redactLine(text), redactAnnotation(annotation)),
    warning: (text, annotation) => core.warning(redactLine(text), redactAnnotation(annotation)),
    error: (texts, annotation) =>
      core.error([texts].flat().map(redactLine).join('\n'), redactAnnotation(annotation)),
    group: (title) => core.startGroup(redactLine(title)),
    groupEnd: () => core.endGroup(),
  };
  return {
    env: process.env,
    cwd: process.cwd(),
    tempDir: process.env.RUNNER_TEMP || tmpdir(),
    troubleshootingUrl: actionTroubleshootingUrl(process.env),
    clock: systemClock,
    signal,
    random: Math.random,
    log: withLazyGroups(log, { showsDebug: core.isDebug() }),
    mask(secret) {
      for (const variant of redactor.addSecret(secret)) core.setSecret(variant);
    },
    maskUrl: (url) => redactor.addUrl(url),
    redact: (text) => redactor.redact(text),
    redactData: (text) => redactor.redactData(text),
    setOutput(name, value) {
      // Without GITHUB_OUTPUT, the output is written to the log.
      core.setOutput(name, name === 'refresh-token' ? value : escapeBrackets(redactor.redactData(value)));
    },
    async appendSummary(markdown) {
      if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(redactor.redact(markdown), true).write();
    },
    saveState: (name, value) => core.saveState(name, value),
  };
}
