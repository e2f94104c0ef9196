/**
 * The world as an argument: log, masks, outputs, clock, chance and environment. Everything else in the
 * house gets a `Host` handed in and touches no global, so that a test can be the world. The only file that
 * imports @actions/core, whose workflow commands mean something under GitHub's runner alone; the command's
 * own host is in cli/terminal.
 */
import { tmpdir } from 'node:os';
import * as core from '@actions/core';
import { inert, markdown, printable } from './text.ts';

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
  /** From now on this text, and its form-encoded variant, never reaches the log. */
  mask(secret: string): void;
  output(name: string, value: string): void;
  /** Appends to the step's summary; nothing where there is none. */
  summary(markdown: string): Promise<void>;
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

/**
 * Stars out known secrets. A runner masks what it was told, but not the form-encoded variant that JavaScript
 * writes, and nothing masks a terminal: so every line goes through here first. Texts of under six
 * characters would star out half of the log and are left alone.
 */
export class Redactor {
  readonly #secrets = new Set<string>();
  #longestFirst: readonly string[] = [];

  /** Remembers a secret; answers the variants of it that are new. */
  add(secret: string): string[] {
    const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
    const variants = [secret, ...lines].flatMap((text) => [
      text,
      formEncoded(text),
      encodeURIComponent(text),
      markdown(text),
    ]);
    const fresh = [...new Set(variants)].filter((text) => text.length >= 6 && !this.#secrets.has(text));
    for (const text of fresh) this.#secrets.add(text);
    this.#longestFirst = [...this.#secrets].sort((a, b) => b.length - a.length);
    return fresh;
  }

  clean(text: string): string {
    let cleaned = text;
    // The longest first: one secret may be the beginning of another.
    for (const secret of this.#longestFirst) cleaned = cleaned.replaceAll(secret, '***');
    return cleaned.replace(
      /\b(tempauth|access_token|refresh_token|client_secret|client_assertion|code(?!=\d+(?![\w.~-])))=[^&\s"']+/gi,
      '$1=***',
    );
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice(2);
}

/** The world of a step under GitHub's runner, or one that follows its environment files (act, Gitea, Forgejo). */
export function actionsHost(signal: AbortSignal): Host {
  const redactor = new Redactor();
  const line = (text: string) => printable(redactor.clean(text));
  return {
    env: process.env,
    cwd: process.cwd(),
    tempDir: process.env.RUNNER_TEMP || tmpdir(),
    clock: systemClock,
    signal,
    random: Math.random,
    log: {
      debug: (text) => core.debug(line(text)),
      info: (text) => core.info(inert(line(text))),
      notice: (text, annotation) => core.notice(line(text), { ...annotation }),
      warning: (text, annotation) => core.warning(line(text), { ...annotation }),
      error: (texts, annotation) => core.error([texts].flat().map(line).join('\n'), { ...annotation }),
      group: (title) => core.startGroup(line(title)),
      groupEnd: () => core.endGroup(),
    },
    mask(secret) {
      for (const variant of redactor.add(secret)) core.setSecret(variant);
    },
    output: (name, value) => core.setOutput(name, value),
    async summary(markdown) {
      if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(redactor.clean(markdown), true).write();
    },
    saveState: (name, value) => core.saveState(name, value),
  };
}
