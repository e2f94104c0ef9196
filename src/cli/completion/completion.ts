/**
 * The verb `completion`: which words may follow which, taken from the table of verbs, and the script for a shell
 * that knows them. A script holds all of it, so that TAB starts nothing: this command would need a tenth of a
 * second and more for each, and npx a whole installation.
 */
import { CommandLineFailure } from '../help/usage-errors.ts';
import type { Verb } from '../options/verb.ts';
import { print } from '../terminal/print.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { verbGrammars } from './grammar.ts';
import { zshScript } from './zsh.ts';

const shells = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** Prints the script for that shell; answers the exit code. Throws CommandLineFailure for one that it does not know. */
export function completionVerb(shell: string, verbs: readonly Verb[]): number {
  const script = Object.entries(shells).find(([name]) => name === shell)?.[1];
  if (script === undefined)
    throw new CommandLineFailure(
      `there is no completion for that shell; write ${Object.keys(shells).join(', ')}`,
    );
  print(script(verbGrammars(verbs)));
  return 0;
}
