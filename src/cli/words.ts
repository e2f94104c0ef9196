/**
 * Checks the words of a command line before the parser reads them. The parser takes any next word as the value of a
 * flag, so `--destination --dry-run` would upload into a folder of that name.
 */
import { escapeUnlessSecret, quoteUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { CommandLineFailure } from './help/usage-errors.ts';
import { type CliFlag, flagSpellings, listFlags } from './options/flags.ts';
import type { Verb } from './options/verb.ts';

/**
 * Returns the words for the parser: a flag whose value may be left out gets it behind `=`.
 * @throws CommandLineFailure when a flag stands where a value is needed
 */
export function prepareWords(words: readonly string[], verbs: readonly Verb[]): readonly string[] {
  const verb = verbs.find(({ name }) => name === words[0]);
  if (verb === undefined) return words;
  const flags = listFlags(verb);
  const prepared: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') return [...prepared, ...words.slice(at)];
    const flag = flags.find(({ name }) => name === word);
    if (flag?.valueWhenBare !== undefined) prepared.push(`${word}=${flag.valueWhenBare}`);
    else prepared.push(word);
    const value = words[at + 1];
    if (flag?.value === undefined || flag.valueWhenBare !== undefined || value === undefined) continue;
    checkValue(flag, value, flags);
    prepared.push(value);
    at++;
  }
  return prepared;
}

/** `-` is often standard input, and a negative number gets a better answer from the input. */
function checkValue({ name }: CliFlag, value: string, flags: readonly CliFlag[]): void {
  if (!/^-[^\d.]/.test(value)) return;
  const known = ['-h', '--help', '-V', '--version', ...flags.flatMap(flagSpellings)];
  const isFlag = known.includes(value.replace(/=[\s\S]*$/, ''));
  const what = value === '--' ? 'ends the flags' : isFlag ? 'is another flag' : 'begins like a flag';
  throw new CommandLineFailure(
    `${name} needs a value, and ${quoteUnlessSecret(value)} ${what}; write ${name}=${shownValue(value)} if it is meant`,
  );
}

/** A secret is not shown, and has no place on a command line. */
function shownValue(value: string): string {
  return quoteUnlessSecret(value).startsWith('"') ? escapeUnlessSecret(value) : '…';
}
