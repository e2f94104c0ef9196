/**
 * Messages for a command line that the parser refuses: what is wrong, and what to write instead. Never shows the value
 * of an argument or a flag.
 */
import { Failure } from '../../core/errors.ts';
import { formatCount } from '../../core/format.ts';
import { closestMatch, deletionNote, unknownInputProblem } from '../../inputs/aliases.ts';
import { escapeUnlessSecret } from '../../inputs/quote-unless-secret.ts';
import { INPUT_SPECS } from '../../inputs/table.ts';
import { type CliFlag, flagSpellings, listFlags } from '../options/flags.ts';
import { inputEnvName } from '../options/inputs.ts';
import type { Verb } from '../options/verb.ts';

/** A command line that a verb cannot use. */
export class CommandLineFailure extends Failure {
  constructor(message: string) {
    super(message, { code: 'bad-input', kind: 'usage' });
  }
}

/** The parser's error. Its message quotes the part in question. */
export interface ParserError {
  readonly code: string;
  readonly message: string;
}

export interface CommandLine {
  readonly verbs: readonly Verb[];
  /** The command line without the command's name. */
  readonly args: readonly string[];
}

/** Returns lines for standard error. */
export function formatUsageError(
  { code, message }: ParserError,
  { verbs, args: words }: CommandLine,
): string {
  const quoted = message.slice(message.indexOf("'") + 1, Math.max(0, message.lastIndexOf("'")));
  // After an unknown flag the parser recognizes no verb, so look it up here.
  const verb = verbs.find(({ name }) => name === words[0]);
  const seeHelp = `See onedrive-upload ${verb === undefined ? '' : `${verb.name} `}--help.`;
  const messages = {
    'commander.unknownCommand': () => unknownVerb(quoted, verbs),
    'commander.unknownOption': () => unknownFlag(quoted, { verb, verbs }),
    'commander.optionMissingArgument': () => missingValue(quoted, verb),
    'commander.missingArgument': () => missingArgument(quoted, verb),
    'commander.excessArguments': () => excessArguments(verb),
  };
  const found = Object.entries(messages).find(([known]) => known === code);
  const lines = found === undefined ? [message.replace(/^error: /, '')] : found[1]();
  return `error: ${[...lines, seeHelp].join('\n')}\n`;
}

function unknownVerb(word: string, verbs: readonly Verb[]): string[] {
  const near = closestMatch(
    word,
    verbs.map(({ name }) => name),
  );
  // For example from a quoted variable that is empty.
  const what = word === '' ? 'the command is empty' : `unknown command ${escapeUnlessSecret(word)}`;
  if (near !== undefined) return [what, `Did you mean ${near}?`];
  const isFile = /[./\\*~]/.test(word);
  return [what, isFile ? 'To upload files: onedrive-upload upload FILE…' : `Commands: ${verbList(verbs)}`];
}

const verbList = (verbs: readonly Verb[]) => verbs.map(({ name }) => name).join(', ');

function unknownFlag(
  given: string,
  { verb, verbs }: { readonly verb: Verb | undefined; readonly verbs: readonly Verb[] },
): string[] {
  // The value may be a secret that was passed as a flag.
  const flag = given.replace(/=[\s\S]*$/, '');
  const what = `unknown option ${escapeUnlessSecret(flag)}`;
  const name = flag.replace(/^-+/, '');
  const flags = (verb === undefined ? verbs : [verb]).flatMap(listFlags);
  const secret = INPUT_SPECS.find((input) => input.kind === 'secret' && input.name === name);
  if (secret !== undefined) return [what, secretAdvice(secret.name, flags)];
  const others = verbs.filter((one) => listFlags(one).some((other) => flagSpellings(other).includes(flag)));
  const where =
    others.length === 0 ? '' : `It is a flag of ${verbList(others).replace(/, ([^,]+)$/, ' and $1')}`;
  if (where !== '') return [what, verb === undefined ? `${where}; write it after the command.` : `${where}.`];
  const long = flags.flatMap(flagSpellings).filter((spelling) => spelling.startsWith('--'));
  const near = closestMatch(flag, ['--help', ...long]);
  if (near !== undefined) return [what, `Did you mean ${near}?${deletionNote(near.replace(/^--/, ''))}`];
  const inputs = flags.filter(({ isInput }) => isInput).map((input) => input.name.slice(2));
  const advice = unknownInputProblem(name, inputs)?.replace(/^.*?: /, '');
  const ours = /^write ([a-z-]+)$/.exec(advice ?? '')?.[1];
  if (advice === undefined || (ours !== undefined && !inputs.includes(ours))) return [what];
  return [what, ours === undefined ? `Instead: ${advice}.` : `Did you mean --${ours}?`];
}

function secretAdvice(name: string, flags: readonly CliFlag[]): string {
  const file = flags.find(({ secret }) => secret?.name === name);
  const other = file === undefined ? '' : `, or name a file with ${file.name}`;
  return `Secrets cannot be flags, because everybody on the machine can read them: set ${inputEnvName(name)}${other}.`;
}

function missingValue(words: string, verb: Verb | undefined): string[] {
  const [name = ''] = words.split(' ');
  const choices = listFlags(verb ?? {}).find((flag) => flag.name === name)?.choices ?? [];
  const known = choices.length > 1 ? `: ${choices.join(', ')}` : '';
  return [`${words} needs a value${known}`];
}

function missingArgument(name: string, verb: Verb | undefined): string[] {
  const help = verb?.args?.find(([words]) => words.includes(name))?.[1];
  return [`<${name}> is missing${help === undefined ? '' : `: ${help}`}`];
}

function excessArguments(verb: Verb | undefined): string[] {
  const expected = verb?.args?.length ?? 0;
  const takes = `${verb?.name ?? 'onedrive-upload'} takes ${expected === 0 ? 'no arguments' : `${formatCount(expected, 'argument')} at most`}`;
  return [expected === 0 ? takes : `${takes}; quote patterns and names with spaces`];
}
