/**
 * The examples of --help, taken apart as a shell would as far as they need it: words, quotes, a backslash at the end
 * of a line; what comes behind a pipe or a redirection is somebody else's.
 */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VERBS } from '../../../../src/cli/commands.ts';
import { VERB_EXAMPLES } from '../../../../src/cli/help/examples.ts';
import { MANUAL_PAGES } from '../../../../src/cli/help/manual.ts';
import { listFlags } from '../../../../src/cli/options/flags.ts';
import type { Verb } from '../../../../src/cli/options/verb.ts';
import { INPUT_SPECS } from '../../../../src/inputs/table.ts';

/** The words of each call of our command. */
function callsOf(text: string): string[][] {
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => /onedrive-upload (?:[^'|<>")]|'[^']*')*/.exec(line)?.[0] ?? '')
    .map((line) => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, inner, plain]) => inner ?? plain ?? ''));
}

/** What is wrong with a call of that verb: flags it has not, values that they do not take, too many arguments. */
function wrongWith(words: readonly string[], verb: Verb): string[] {
  const [command, name, ...rest] = words;
  const problems =
    command === 'onedrive-upload' && name === verb.name ? [] : [`${words} calls something else`];
  const args: string[] = [];
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    // The rest is the command line of another program.
    if (word === '--') break;
    if (!word.startsWith('-')) {
      args.push(word);
      continue;
    }
    const flag = listFlags(verb).find((one) => one.name === word || one.negation === word);
    if (flag === undefined) problems.push(`no flag ${word}`);
    if (flag?.value === undefined) continue;
    const value = rest[++at] ?? '';
    const spec = INPUT_SPECS.find((input) => flag.isInput && `--${input.name}` === word);
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

const upload = VERBS.find(({ name }) => name === 'upload');

test.each(VERBS)('the examples of $name are calls that it takes', (verb) => {
  const examples = VERB_EXAMPLES[verb.name];
  expect(examples.length).toBeGreaterThan(1);
  expect(examples.length).toBeLessThan(6);
  for (const [, command] of examples) {
    const calls = callsOf(command);
    expect(calls).not.toEqual([]);
    expect(command.split('\n').filter((line) => line.length > 76)).toEqual([]);
    for (const words of calls) expect({ words, wrong: wrongWith(words, verb) }).toEqual({ words, wrong: [] });
  }
});

test.each([
  ['onedrive-upload upload x --no-such', ['no flag --no-such']],
  ['onedrive-upload upload x --archive rar', ['--archive cannot be rar']],
  ['onedrive-upload upload x --retries many', ['--retries cannot be many']],
  ['onedrive-upload upload x --name', ['--name cannot be ']],
  ['onedrive-upload upload x --no-flatten | jq --raw', []],
])('a wrong example is noticed: %s', (line, wrong) => {
  expect(upload && callsOf(line).flatMap((words) => wrongWith(words, upload))).toEqual(wrong);
});

test('the manual has a page for each command, in the same order', () => {
  expect(Object.keys(MANUAL_PAGES)).toEqual(VERBS.map(({ name }) => name));
});

test.each(VERBS)('the page of $name points to documents that are there', ({ name }) => {
  const { seeAlso: more } = MANUAL_PAGES[name];
  expect(more).not.toEqual([]);
  expect(more.filter((page) => !existsSync(new URL(`../../../../${page}`, import.meta.url)))).toEqual([]);
});
