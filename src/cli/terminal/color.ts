/**
 * Decides whether text may have colors and other styles. The only file that decides it: log, help and prompts ask here.
 */
import { styleText } from 'node:util';
import type { Environment } from '../../core/host.ts';

type Stream = Pick<NodeJS.WriteStream, 'isTTY'>;

/**
 * True if a stream gets colors. NO_COLOR comes first (no-color.org), then FORCE_COLOR and CLICOLOR_FORCE, which also
 * hold for pipes, then CLICOLOR (bixense.com/clicolors); otherwise every terminal but a dumb one. An empty variable
 * counts as absent.
 */
export function hasColors(env: Environment, { isTTY }: Stream): boolean {
  const { NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM } = env;
  if (NO_COLOR) return false;
  // 0 and false as chalk and Node.js read them.
  if (FORCE_COLOR) return !['0', 'false'].includes(FORCE_COLOR);
  if (CLICOLOR_FORCE && CLICOLOR_FORCE !== '0') return true;
  return isTTY === true && TERM !== 'dumb' && CLICOLOR !== '0';
}

/** Colors a word for a stream that gets colors. */
export function colorWord(
  word: string,
  color: 'red' | 'yellow',
  { env, stream }: { readonly env: Environment; readonly stream: Stream },
): string {
  return hasColors(env, stream) ? styleText(color, word, { validateStream: false }) : word;
}

/** Bold for a page of --help. The parser removes it where `hasColors` says no. */
export function formatHeading(text: string): string {
  return styleText('bold', text, { validateStream: false });
}

/** Tells the prompts' library, which reads the process's environment by its own rules. */
export function applyColorsToProcess(env: Environment, stream: Stream): void {
  if (hasColors(env, stream)) return;
  process.env.NO_COLOR = '1';
  // Node.js lets FORCE_COLOR win.
  delete process.env.FORCE_COLOR;
}
