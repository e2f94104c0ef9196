/**
 * Completion for fish: one line for each flag, with its help and the verbs that have it.
 */
import { type CliFlag, type ValueKind, valueKindOf } from '../options/flags.ts';
import type { VerbGrammar } from './grammar.ts';

/** Returns the script. */
export function fishScript(grammar: readonly VerbGrammar[]): string {
  const verbs = grammar.map(
    ({ verb, summary }) =>
      `${completeCommand} -n ${verbCondition([])} -a ${verb} -d ${quoteForFish(summary)}`,
  );
  return `# Completion of onedrive-upload for fish, created by: onedrive-upload completion fish
# True behind one of these verbs; without any, where the verb itself is to come.
function __onedrive_upload_at
    set -l words (commandline -opc)
    set -l verb (string match -v -- '-*' $words[2..])[1]
    test -z "$verb" -a (count $argv) -eq 0
    or contains -- "$verb" $argv
end
${completeCommand} -f
${completeCommand} -n ${verbCondition([])} -l help -d 'print the help of all commands'
${completeCommand} -n ${verbCondition([])} -l version -d 'print the version'
${verbs.join('\n')}
${[...flagLines(grammar), ...grammar.flatMap(argumentLines)].join('\n')}
`;
}

const completeCommand = 'complete -c onedrive-upload';
const verbCondition = (verbs: readonly string[]) =>
  quoteForFish(['__onedrive_upload_at', ...verbs].join(' '));

/** In single quotes, fish has only these two escapes. */
function quoteForFish(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** One line for all verbs with the same flag. */
function flagLines(grammar: readonly VerbGrammar[]): string[] {
  const verbsOf = new Map<string, string[]>();
  for (const { verb, flags } of grammar) {
    for (const line of flags.flatMap(flagSpecs)) verbsOf.set(line, [...(verbsOf.get(line) ?? []), verb]);
  }
  return [...verbsOf].map(([line, verbs]) => `${completeCommand} -n ${verbCondition(verbs)} ${line}`);
}

function flagSpecs(flag: CliFlag): string[] {
  const { name, short, negation, help } = flag;
  const takes = valueKindOf(flag);
  const value =
    takes === undefined || flag.valueWhenBare !== undefined ? '' : ` -r${completionOptions(takes)}`;
  const letter = short === undefined ? '' : `-s ${short.slice(1)} `;
  const own = `${letter}-l ${name.slice(2)}${value} -d ${quoteForFish(help)}`;
  return negation === undefined ? [own] : [own, `-l ${negation.slice(2)} -d ${quoteForFish(`not: ${help}`)}`];
}

/** Files are disabled at the top of the script; `-F` enables them again. */
function completionOptions(takes: ValueKind): string {
  if (typeof takes !== 'string') return ` -f -a ${quoteForFish(takes.join(' '))}`;
  return { files: ' -F', folders: " -f -a '(__fish_complete_directories)'", unknown: ' -f' }[takes];
}

/** fish does not count arguments, so every argument gets the words of all arguments of the verb. */
function argumentLines({ verb, args }: VerbGrammar): string[] {
  return args
    .filter((takes) => takes !== 'unknown')
    .map((takes) => `${completeCommand} -n ${verbCondition([verb])}${completionOptions(takes)}`);
}
