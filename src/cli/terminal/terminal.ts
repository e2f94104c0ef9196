/**
 * The command's `Host`: a terminal or the log of a CI system. Never prints commands to a runner (@actions/core would
 * print a token to mask it). Keeps progress bars below the log.
 */

import { tmpdir } from 'node:os';
import { type Environment, type Host, systemClock } from '../../core/host.ts';
import { Redactor } from '../../core/redactor.ts';
import { workingFolder } from '../../core/system-errors.ts';
import { troubleshootingPath } from '../../core/troubleshooting.ts';
import { colorWord } from './color.ts';
import { withFlagNames, withFlagValues } from './flag-names.ts';
import { print } from './print.ts';

export interface TerminalOptions {
  readonly env: Environment;
  readonly signal: AbortSignal;
  /** Logs to standard error, so that standard output has only data. */
  readonly dataOnStdout?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** A host with status lines at the bottom, which can be redrawn. */
export interface Terminal extends Host {
  /** Replaces the status lines, each narrower than the screen; no lines clear them. Needs `isInteractive`. */
  showStatus(lines: readonly string[]): void;
  /** True on a terminal, except under CI or with `quiet`. */
  readonly isInteractive: boolean;
  /** The outputs that a workflow would get. */
  readonly outputs: ReadonlyMap<string, string>;
  nameInputs(text: string): string;
}

/** The terminal of this process. */
export function openTerminal(options: TerminalOptions): Terminal {
  const redactor = new Redactor();
  const outputs = new Map<string, string>();
  const { CI, GITHUB_ACTIONS, TERM } = options.env;
  const isInteractive =
    process.stderr.isTTY === true && !CI && !GITHUB_ACTIONS && TERM !== 'dumb' && options.quiet !== true;
  const toStdout = options.dataOnStdout !== true;
  let statusLines: readonly string[] = [];
  const showStatus = (lines: readonly string[]) => {
    if (!isInteractive || lines.join('\n') === statusLines.join('\n')) return;
    print(redraw(statusLines.length, lines), process.stderr);
    statusLines = lines;
  };
  const write = (stream: NodeJS.WriteStream, text: string) => {
    const kept = statusLines;
    showStatus([]);
    print(`${text}\n`, stream);
    showStatus(kept);
  };
  const redactLine = (line: string) => redactor.redactLine(line);
  const writeInfo = (line: string) => {
    if (options.quiet !== true)
      write(toStdout ? process.stdout : process.stderr, redactLine(withFlagValues(line)));
  };
  const writeProblem = (word: string, color: 'red' | 'yellow', line: string) => {
    const head = colorWord(word, color, { env: options.env, stream: process.stderr });
    write(process.stderr, `${head}: ${redactLine(withFlagNames(line))}`);
  };
  return {
    env: options.env,
    cwd: workingFolder(),
    tempDir: options.env.RUNNER_TEMP || tmpdir(),
    troubleshootingUrl: troubleshootingPath,
    clock: systemClock,
    signal: options.signal,
    random: Math.random,
    outputs,
    isInteractive,
    showStatus,
    log: {
      debug: (line) => options.verbose === true && write(process.stderr, redactLine(line)),
      info: writeInfo,
      notice: (line) => writeInfo(withFlagNames(line)),
      warning: (line) => writeProblem('warning', 'yellow', line),
      error: (lines) => {
        const [first = '', ...rest] = [lines].flat();
        writeProblem('error', 'red', first);
        for (const line of rest) write(process.stderr, redactLine(withFlagNames(line)));
      },
      group: () => {},
      groupEnd: () => {},
    },
    mask: (secret) => void redactor.addSecret(secret),
    maskUrl: (url) => redactor.addUrl(url),
    redact: (text) => redactor.redact(text),
    nameInputs: withFlagNames,
    redactData: (text) => redactor.redactData(text),
    setOutput: (name, value) => void outputs.set(name, value),
    appendSummary: async () => {},
    saveState: () => {},
  };
}

/** Erases the last `drawnLines` lines, with the cursor at their end, and writes others (ECMA-48: CUU, ED). */
export function redraw(drawnLines: number, lines: readonly string[]): string {
  const up = drawnLines > 1 ? `\u001b[${drawnLines - 1}A` : '';
  return `${up}\r\u001b[J${lines.join('\n')}`;
}
