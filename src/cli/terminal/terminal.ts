/**
 * The world of the command: a terminal or some CI's log. None of its lines is meant as a command to a runner
 * (@actions/core would print a token to mask it). Knows the lines that progress bars occupy.
 */
import { tmpdir } from 'node:os';
import { styleText } from 'node:util';
import { type Environment, type Host, systemClock } from '../../core/host.ts';
import { Redactor } from '../../core/redactor.ts';
import { print } from './print.ts';

export interface TerminalOptions {
  readonly env: Environment;
  readonly signal: AbortSignal;
  /** Information goes to standard error, so that standard output holds nothing but data. */
  readonly dataOnStdout?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** A host with lines at the bottom that can be drawn again and again. */
export interface Terminal extends Host {
  /** Shows lines at the bottom, each narrower than the screen, in place of those before; none clears them. Only where `live`. */
  status(lines: readonly string[]): void;
  /** True on a terminal that is no CI's, unless it is to be quiet. */
  readonly live: boolean;
  /** Outputs that a workflow would get. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** The process's own terminal. */
export function openTerminal(options: TerminalOptions): Terminal {
  const redactor = new Redactor();
  const outputs = new Map<string, string>();
  const { CI, GITHUB_ACTIONS, TERM } = options.env;
  const live =
    process.stderr.isTTY === true && !CI && !GITHUB_ACTIONS && TERM !== 'dumb' && options.quiet !== true;
  const toStdout = options.dataOnStdout !== true;
  let bottom: readonly string[] = [];
  const status = (lines: readonly string[]) => {
    if (!live || lines.join('\n') === bottom.join('\n')) return;
    print(redraw(bottom.length, lines), process.stderr);
    bottom = lines;
  };
  const write = (stream: NodeJS.WriteStream, text: string) => {
    const kept = bottom;
    status([]);
    print(`${text}\n`, stream);
    status(kept);
  };
  const clean = (line: string) => redactor.line(line);
  const say = (line: string) => {
    if (options.quiet !== true) write(toStdout ? process.stdout : process.stderr, clean(line));
  };
  const complain = (word: string, color: 'red' | 'yellow', line: string) => {
    const head = process.stderr.isTTY === true ? styleText(color, word, { validateStream: false }) : word;
    write(process.stderr, `${head}: ${clean(line)}`);
  };
  return {
    env: options.env,
    cwd: process.cwd(),
    tempDir: options.env.RUNNER_TEMP || tmpdir(),
    clock: systemClock,
    signal: options.signal,
    random: Math.random,
    outputs,
    live,
    status,
    log: {
      debug: (line) => options.verbose === true && write(process.stderr, clean(line)),
      info: say,
      notice: say,
      warning: (line) => complain('warning', 'yellow', line),
      error: (lines) => {
        const [first = '', ...rest] = [lines].flat();
        complain('error', 'red', first);
        for (const line of rest) write(process.stderr, clean(line));
      },
      group: () => {},
      groupEnd: () => {},
    },
    mask: (secret) => void redactor.add(secret),
    maskUrl: (url) => redactor.addUrl(url),
    redact: (text) => redactor.clean(text),
    redactData: (text) => redactor.cleanData(text),
    output: (name, value) => void outputs.set(name, value),
    summary: async () => {},
    saveState: () => {},
  };
}

/** From the end of the last of so many lines: erases them and writes others (ECMA-48: CUU, ED). */
export function redraw(drawnLines: number, lines: readonly string[]): string {
  const up = drawnLines > 1 ? `\u001b[${drawnLines - 1}A` : '';
  return `${up}\r\u001b[J${lines.join('\n')}`;
}
