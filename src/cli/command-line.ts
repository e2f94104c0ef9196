/**
 * Checks the words of a command line before the parser reads them. The parser takes any next word as the value of a
 * flag, so `--destination --dry-run` would upload into a folder of that name. It knows neither `--dry-run=false` nor `-n`.
 */
import { escapeUnlessSecret, quoteUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { CommandLineFailure } from './help/usage-errors.ts';
import { type CliFlag, flagSpellings, listFlags } from './options/flags.ts';
import type { Verb } from './options/verb.ts';

/**
 * Returns the words for the parser: a flag whose value may be left out gets it after `=`, and a switch is `--name` or
 * `--no-name`.
 * @throws CommandLineFailure when a flag is where a value must be, or the value of a switch is neither true nor false
 */
export function prepareWords(words: readonly string[], verbs: readonly Verb[]): readonly string[] {
  const verb = verbs.find(({ name }) => name === words[0]);
  if (verb === undefined) return words;
  const flags = listFlags(verb);
  const prepared: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') return [...prepared, ...words.slice(at)];
    checkDashes(word, flags);
    const flag = flags.find(({ name }) => name === word);
    const value = words[at + 1];
    if (flag?.valueWhenBare !== undefined) prepared.push(`${word}=${flag.valueWhenBare}`);
    else if (flag?.value !== undefined && value !== undefined) {
      checkValue(flag, value, flags);
      prepared.push(word, value);
      at++;
    } else if (!applySwitch(prepared, word, flags)) prepared.push(...(expandLetters(word, flags) ?? [word]));
  }
  return prepared;
}

/** Word processors and chats make one long dash of two hyphens: the flag would be the name of a file. */
function checkDashes(word: string, flags: readonly CliFlag[]): void {
  const name = /^[-\u2010-\u2015\u2212]+([^-\u2010-\u2015\u2212=][^=]*)/.exec(word)?.[1];
  if (name === undefined || /^-{1,2}[^\u2010-\u2015\u2212]/.test(word)) return;
  const spelling = flags.flatMap(flagSpellings).find((one) => one === `--${name}` || one === `-${name}`);
  if (spelling !== undefined)
    throw new CommandLineFailure(
      `${escapeUnlessSecret(word)} begins with a dash that is not a hyphen; write ${spelling}`,
    );
}

/** `-nq` becomes `--dry-run --quiet`. Undefined unless every letter is a switch. */
function expandLetters(word: string, flags: readonly CliFlag[]): string[] | undefined {
  if (!/^-[a-z]+$/i.test(word)) return undefined;
  const named = [...word.slice(1)].map((letter) => flags.find(({ short }) => short === `-${letter}`)?.name);
  return named.every((name) => name !== undefined) ? named : undefined;
}

/** Adds what `--dry-run=false` or the like means. Returns false for any other word. */
function applySwitch(prepared: string[], word: string, flags: readonly CliFlag[]): boolean {
  const [, spelling = '', text = ''] = /^(--?[^=]+)=([\s\S]*)$/.exec(word) ?? [];
  const flag = flags.find((one) => one.value === undefined && flagSpellings(one).includes(spelling));
  if (flag === undefined) return false;
  const isOn = isSwitchOn(flag, { spelling, text });
  // A switch without a negation is off when it is not there. No value is the same word: none begins with two dashes.
  const kept = prepared.filter((before) => before !== flag.name && before !== flag.negation);
  const result = isOn ? flag.name : flag.negation;
  prepared.splice(0, prepared.length, ...kept, ...(result === undefined ? [] : [result]));
  return true;
}

/** What `--flag=true` or `--no-flag=true` says of the flag. */
function isSwitchOn(
  { negation }: CliFlag,
  { spelling, text }: { readonly spelling: string; readonly text: string },
): boolean {
  const [isTrue, isFalse] = [/^(true|True|TRUE)$/.test(text), /^(false|False|FALSE)$/.test(text)];
  if (!isTrue && !isFalse)
    throw new CommandLineFailure(
      `${spelling} takes true or false, and ${quoteUnlessSecret(text)} is neither`,
    );
  return spelling === negation ? isFalse : isTrue;
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
