/**
 * The words that may follow each verb, as data for the completion scripts.
 */
import { type CliFlag, listFlags, type ValueKind } from '../options/flags.ts';
import type { Verb } from '../options/verb.ts';

/** The flags and arguments of a verb. */
export interface VerbGrammar {
  readonly verb: string;
  readonly summary: string;
  readonly flags: readonly CliFlag[];
  /** What each argument takes. */
  readonly args: readonly ValueKind[];
  /** True when the last argument may be repeated. */
  readonly isVariadic: boolean;
}

const helpFlag: CliFlag = {
  name: '--help',
  value: undefined,
  help: 'print the help of this command',
  group: 'Output',
  choices: [],
  defaultValue: '',
  repeated: false,
  isInput: false,
};

/** All verbs, and commander's own `help`. */
export function verbGrammars(verbs: readonly Verb[]): readonly VerbGrammar[] {
  const own = verbs.map((verb): VerbGrammar => {
    const { name, summary, args = [] } = verb;
    return {
      verb: name,
      summary,
      flags: [...listFlags(verb), helpFlag],
      args: args.map(([, , takes]) => takes),
      isVariadic: args.at(-1)?.[0].includes('...') === true,
    };
  });
  const names = verbs.map(({ name }) => name);
  const helpVerb = {
    verb: 'help',
    summary: 'prints the help of a command',
    flags: [],
    args: [names],
    isVariadic: false,
  };
  return [...own, helpVerb];
}
