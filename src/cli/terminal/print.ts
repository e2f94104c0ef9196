/**
 * The only file that writes to standard output and standard error. No printed line can act as a command to a runner.
 */
import { escapeCommands } from '../../core/format.ts';

/** Prints a text, with workflow commands escaped. */
export function print(text: string, stream: NodeJS.WriteStream = process.stdout): void {
  stream.write(escapeCommands(text));
}
