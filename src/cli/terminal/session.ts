/**
 * What an interactive verb needs of this machine: log, streams, prompts and browser. An interface, so that tests can
 * replace it.
 */
import { createInterface } from 'node:readline';
import type { Host } from '../../core/host.ts';
import { createStopController } from '../../core/stop-signal.ts';
import { isolateEnvironment } from './child-env.ts';
import { print } from './print.ts';
import { openPrompts, type Prompts } from './prompts.ts';
import { openTerminal } from './terminal.ts';

export interface TerminalSession {
  /** Logs to standard error. */
  readonly host: Host;
  /** Undefined when nobody can answer. */
  readonly prompts: Prompts | undefined;
  /** Prints data to standard output. */
  print(text: string): void;
  /** The first line of standard input, for use without prompts; '' at its end. */
  readLine(signal: AbortSignal): Promise<string>;
  /** Opens a URL in a browser. Returns false when that fails. */
  openBrowser(url: string): Promise<boolean>;
}

/** The session of this process. Removes secrets from the environment that child processes inherit. */
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

/** Opens a URL in a browser. Returns false on failure, which is no error: the URL is printed as well. */
export async function openBrowser(url: string): Promise<boolean> {
  try {
    const { default: open } = await import('open');
    const child = await open(url);
    // Without a listener, a browser that fails to start would crash this process.
    child.on('error', () => {});
    child.unref();
    return true;
  } catch {
    return false;
  }
}
