/**
 * Somebody's place at the command: the log, the streams, who can be asked, and the browser. What a sign-in needs
 * of the machine it runs on, so that a test can sit there instead.
 */
import { createInterface } from 'node:readline';
import type { Host } from '../../core/host.ts';
import { createStopController } from '../../core/stop-signal.ts';
import { isolateEnvironment } from './child-env.ts';
import { print } from './print.ts';
import { openPrompts, type Prompts } from './prompts.ts';
import { openTerminal } from './terminal.ts';

export interface TerminalSession {
  /** Its log goes to standard error. */
  readonly host: Host;
  /** Undefined where nobody can answer. */
  readonly prompts: Prompts | undefined;
  /** Data, on standard output. */
  print(text: string): void;
  /** The first line of standard input, for where nobody can be asked; '' at its end. */
  readLine(signal: AbortSignal): Promise<string>;
  /** Opens an address in a browser; false where there is none. */
  openBrowser(url: string): Promise<boolean>;
}

/** This process's. Its secrets leave the environment that children inherit. */
export function openTerminalSession({
  verbose = false,
}: {
  readonly verbose?: boolean;
} = {}): TerminalSession {
  const env = isolateEnvironment();
  const host = openTerminal({ env, signal: createStopController().signal, dataOnStdout: true, verbose });
  return {
    host,
    prompts: openPrompts(host),
    print: (text) => print(`${text}\n`),
    readLine,
    openBrowser,
  };
}

async function readLine(signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, terminal: false, signal });
  try {
    for await (const line of lines) return line.trim();
    return '';
  } finally {
    lines.close();
    process.stdin.unref?.();
  }
}

/** Hands the address over; false where that failed, which is no error: the address was printed, too. */
export async function openBrowser(url: string): Promise<boolean> {
  try {
    const { default: open } = await import('open');
    const child = await open(url);
    // A browser that ends, or never was there, is told by nobody else.
    child.on('error', () => {});
    child.unref();
    return true;
  } catch {
    return false;
  }
}
