/**
 * The verb `completion`: which words may follow which, taken from the table of verbs, and the script for a shell
 * that knows them. A script holds all of it, so that TAB starts nothing: this command would need a tenth of a
 * second and more for each, and npx a whole installation.
 */
import { CommandLineFailure } from '../help/usage-errors.ts';
import { type Flag, flagsOf, type Takes } from '../options/flags.ts';
import type { Verb } from '../options/verb.ts';
import { print } from '../terminal/print.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { zshScript } from './zsh.ts';

/** What may follow a verb. */
export interface Grammar {
  readonly verb: string;
  readonly says: string;
  readonly flags: readonly Flag[];
  /** What stands at each place of an argument. */
  readonly args: readonly Takes[];
  /** The last of them may come again. */
  readonly endless: boolean;
}

const help: Flag = {
  ...{ name: '--help', value: undefined, help: 'print the page of this verb', group: 'Output', choices: [] },
  ...{ fallback: '', repeated: false, isInput: false },
};

/** All verbs, and the parser's own `help`. */
export function grammarOf(verbs: readonly Verb[]): readonly Grammar[] {
  const own = verbs.map((verb): Grammar => {
    const { name, says, args = [] } = verb;
    return {
      ...{ verb: name, says, flags: [...flagsOf(verb), help] },
      args: args.map(([, , takes]) => takes),
      endless: args.at(-1)?.[0].includes('...') === true,
    };
  });
  const names = verbs.map(({ name }) => name);
  const helping = {
    verb: 'help',
    says: 'prints the page of a verb',
    flags: [],
    args: [names],
    endless: false,
  };
  return [...own, helping];
}

const shells = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** Prints the script for that shell; answers the exit code. Throws CommandLineFailure for one that it does not know. */
export function completionVerb(shell: string, verbs: readonly Verb[]): number {
  const script = Object.entries(shells).find(([name]) => name === shell)?.[1];
  if (script === undefined)
    throw new CommandLineFailure(
      `there is no completion for that shell; write ${Object.keys(shells).join(', ')}`,
    );
  print(script(grammarOf(verbs)));
  return 0;
}
