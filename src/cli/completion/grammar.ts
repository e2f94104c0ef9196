/**
 * Which words may follow a verb, as data that the shells' scripts are made from.
 */
import { type Flag, flagsOf, type Takes } from '../options/flags.ts';
import type { Verb } from '../options/verb.ts';

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
