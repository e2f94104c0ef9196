/**
 * The verb `completion`: prints a completion script for a shell. The script contains all words, so that TAB starts no
 * process: this command would take a tenth of a second or more, and npx a whole installation.
 */
import { CommandLineFailure } from '../help/usage-errors.ts';
import type { Verb } from '../options/verb.ts';
import { print } from '../terminal/print.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { verbGrammars } from './grammar.ts';
import { zshScript } from './zsh.ts';

const shells = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** Prints the script for the shell. Returns the exit code. Throws CommandLineFailure for an unknown shell. */
export function completionVerb(shell: string, verbs: readonly Verb[]): number {
  const script = Object.entries(shells).find(([name]) => name === shell)?.[1];
  if (script === undefined)
    throw new CommandLineFailure(
      `there is no completion for this shell; write ${Object.keys(shells).join(', ')}`,
    );
  print(script(verbGrammars(verbs)));
  return 0;
}
