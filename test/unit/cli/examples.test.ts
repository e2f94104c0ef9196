import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EXAMPLES } from '../../../src/cli/examples.ts';
import { MANUAL } from '../../../src/cli/manual.ts';
import { VERBS } from '../../../src/cli/verbs.ts';
import { callsOf, wrongWith } from '../../support/commandline.ts';

const upload = VERBS.find(({ name }) => name === 'upload');

test.each(VERBS)('the examples of $name are calls that it takes', (verb) => {
  const examples = EXAMPLES[verb.name];
  expect(examples.length).toBeGreaterThan(1);
  expect(examples.length).toBeLessThan(5);
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
])('a wrong example would be noticed: %s', (line, wrong) => {
  expect(upload && callsOf(line).flatMap((words) => wrongWith(words, upload))).toEqual(wrong);
});

test('the manual has a page for each verb, in no other order', () => {
  expect(Object.keys(MANUAL)).toEqual(VERBS.map(({ name }) => name));
});

test.each(VERBS)('the page of $name points to documents that are there', ({ name }) => {
  const { more } = MANUAL[name];
  expect(more).not.toEqual([]);
  expect(more.filter((page) => !existsSync(new URL(`../../../${page}`, import.meta.url)))).toEqual([]);
});
