/**
 * Command lines as a shell takes them apart, as far as our own examples need it: words, quotes, a backslash at the
 * end of a line; what comes behind a pipe or a redirection is somebody else's.
 */
import { flagsOf } from '../../src/cli/flags.ts';
import type { Verb } from '../../src/cli/verbs.ts';
import { INPUTS } from '../../src/inputs/table.ts';

/** The words of each call of our command. */
export function callsOf(text: string): string[][] {
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => /onedrive-upload (?:[^'|<>")]|'[^']*')*/.exec(line)?.[0] ?? '')
    .map((line) => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, inner, plain]) => inner ?? plain ?? ''));
}

/** What is wrong with a call of that verb: flags it has not, values that they do not take, too many arguments. */
export function wrongWith(words: readonly string[], verb: Verb): string[] {
  const [command, name, ...rest] = words;
  const problems =
    command === 'onedrive-upload' && name === verb.name ? [] : [`${words} calls something else`];
  const args: string[] = [];
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (!word.startsWith('-')) {
      args.push(word);
      continue;
    }
    const flag = flagsOf(verb).find((one) => one.name === word || one.twin === word);
    if (flag === undefined) problems.push(`no flag ${word}`);
    if (flag?.value === undefined) continue;
    const value = rest[++at] ?? '';
    const spec = INPUTS.find((input) => flag.isInput && `--${input.name}` === word);
    const isKnown = flag.choices.length === 0 || flag.choices.includes(value);
    // Not everybody has an ID to show.
    const parsed = value === 'CLIENT_ID' ? { value } : (spec?.parse(value) ?? { value });
    if (value === '' || !isKnown || 'problem' in parsed) problems.push(`${word} cannot be ${value}`);
  }
  const most = verb.args?.at(-1)?.[0].includes('...') ? Number.POSITIVE_INFINITY : (verb.args?.length ?? 0);
  const least = verb.args?.filter(([text]) => text.startsWith('<')).length ?? 0;
  if (args.length > most || args.length < least) problems.push(`${args.length} arguments`);
  return problems;
}
