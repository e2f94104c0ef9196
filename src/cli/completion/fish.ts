/**
 * Completion for fish: a line for each flag, with its help, on the condition that the verb is one that has it.
 */
import { type Flag, type Takes, takesOf } from '../options/flags.ts';
import type { Grammar } from './grammar.ts';

/** The script. */
export function fishScript(grammar: readonly Grammar[]): string {
  const verbs = grammar.map(({ verb, says }) => `${start} -n ${at([])} -a ${verb} -d ${quotedFish(says)}`);
  return `# Completion of onedrive-upload for fish, made by: onedrive-upload completion fish
# True behind one of these verbs; without any, where the verb itself is to come.
function __onedrive_upload_at
    set -l words (commandline -opc)
    set -l verb (string match -v -- '-*' $words[2..])[1]
    test -z "$verb" -a (count $argv) -eq 0
    or contains -- "$verb" $argv
end
${start} -f
${start} -n ${at([])} -l help -d 'print the page of all verbs'
${start} -n ${at([])} -l version -d 'print the version'
${verbs.join('\n')}
${[...flagLines(grammar), ...grammar.flatMap(placeLines)].join('\n')}
`;
}

const start = 'complete -c onedrive-upload';
const at = (verbs: readonly string[]) => quotedFish(['__onedrive_upload_at', ...verbs].join(' '));

/** Between single quotes, fish knows two escapes. */
function quotedFish(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** One line for all verbs that have the same flag. */
function flagLines(grammar: readonly Grammar[]): string[] {
  const verbsOf = new Map<string, string[]>();
  for (const { verb, flags } of grammar) {
    for (const line of flags.flatMap(flagSpecs)) verbsOf.set(line, [...(verbsOf.get(line) ?? []), verb]);
  }
  return [...verbsOf].map(([line, verbs]) => `${start} -n ${at(verbs)} ${line}`);
}

function flagSpecs(flag: Flag): string[] {
  const { name, twin, help } = flag;
  const takes = takesOf(flag);
  const value = takes === undefined ? '' : ` -r${offered(takes)}`;
  const own = `-l ${name.slice(2)}${value} -d ${quotedFish(help)}`;
  return twin === undefined ? [own] : [own, `-l ${twin.slice(2)} -d ${quotedFish(`not: ${help}`)}`];
}

/** Files are off from the start: `-F` brings them back, for one place. */
function offered(takes: Takes): string {
  if (typeof takes !== 'string') return ` -f -a ${quotedFish(takes.join(' '))}`;
  return { files: ' -F', folders: " -f -a '(__fish_complete_directories)'", unknown: ' -f' }[takes];
}

/** fish does not count arguments: what any place of a verb takes is offered at all of them. */
function placeLines({ verb, args }: Grammar): string[] {
  return args
    .filter((takes) => takes !== 'unknown')
    .map((takes) => `${start} -n ${at([verb])}${offered(takes)}`);
}
