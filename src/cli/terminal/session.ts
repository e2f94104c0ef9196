/**
 * Somebody's place at the command: the log, the streams, who can be asked, and the browser. What a sign-in needs
 * of the machine it runs on, so that a test can sit there instead.
 */
import { createInterface } from 'node:readline';
import type { Host } from '../../core/host.ts';
import { stopSignal } from '../../core/stop-signal.ts';
import { takeEnvironment } from './child-env.ts';
import { print } from './print.ts';
import { type Asker, openAsker } from './prompts.ts';
import { openTerminal } from './terminal.ts';

export interface Seat {
  /** Its log goes to standard error. */
  readonly host: Host;
  /** Undefined where nobody can answer. */
  readonly ask: Asker | undefined;
  /** Data, on standard output. */
  print(text: string): void;
  /** The first line of standard input, for where nobody can be asked; '' at its end. */
  readLine(signal: AbortSignal): Promise<string>;
  /** Opens an address in a browser; false where there is none. */
  browse(url: string): Promise<boolean>;
}

/** This process's. Its secrets leave the environment that children inherit. */
export function openSeat({ verbose = false }: { readonly verbose?: boolean } = {}): Seat {
  const env = takeEnvironment();
  const host = openTerminal({ env, signal: stopSignal().signal, dataOnStdout: true, verbose });
  return {
    host,
    ask: openAsker(host),
    print: (text) => print(`${text}\n`),
    readLine,
    browse: openBrowser,
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
