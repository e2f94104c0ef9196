/**
 * The only file that writes to the two streams: whatever the command prints, no line of it is a command to a runner.
 */
import { escapeCommands } from '../../core/format.ts';

/** Prints a text as it is, but for what a runner would obey. */
export function print(text: string, stream: NodeJS.WriteStream = process.stdout): void {
  stream.write(escapeCommands(text));
}
