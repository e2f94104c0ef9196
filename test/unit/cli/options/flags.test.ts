import { expect, test } from 'vitest';
import { VERBS } from '../../../../src/cli/commands.ts';
import { listFlags, valueKindOf } from '../../../../src/cli/options/flags.ts';
import { commandInputs } from '../../../../src/cli/options/inputs.ts';
import { INPUT_SPECS } from '../../../../src/inputs/table.ts';

const all = VERBS.flatMap((verb) => listFlags(verb).map((flag) => ({ verb: verb.name, flag })));
const upload = VERBS.find(({ name }) => name === 'upload') ?? {};

test('every input that people write is a flag of upload, under the heading of its section', () => {
  const names = INPUT_SPECS.filter(({ kind, name }) => kind !== 'context' && name !== 'mode').map(
    ({ name }) => name,
  );
  expect(
    listFlags(upload)
      .filter(({ isInput }) => isInput)
      .map(({ name }) => name.replace(/^--|-file$/g, '')),
  ).toEqual(names);
  expect(all.filter(({ flag }) => flag.group === '')).toEqual([]);
  expect([...new Set(listFlags(upload).map(({ group }) => group))]).toEqual([
    ...['Sign in', 'Keep signed in', 'Where', 'What', 'How', 'Afterwards', 'Share and report', 'Output'],
  ]);
});

test('every command names existing inputs and declares each flag once', () => {
  for (const verb of VERBS) {
    const known = (verb.inputs ?? []).filter((name) => INPUT_SPECS.some((input) => input.name === name));
    expect(known).toEqual(verb.inputs ?? []);
    const names = listFlags(verb).map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  }
});

test('a flag takes the same values in every command, as bash completion requires', () => {
  const takes = new Map(all.map(({ flag }) => [flag.name, valueKindOf(flag)]));
  expect(
    all.filter(({ flag }) => JSON.stringify(takes.get(flag.name)) !== JSON.stringify(valueKindOf(flag))),
  ).toEqual([]);
});

test('no secret is the value of a flag', () => {
  const secrets = INPUT_SPECS.filter(({ kind }) => kind === 'secret').map(({ name }) => `--${name}`);
  expect(secrets.length).toBeGreaterThan(5);
  expect(all.filter(({ flag }) => secrets.includes(flag.name))).toEqual([]);
  for (const name of secrets) {
    const files = all.filter(({ flag }) => flag.name === `${name}-file`);
    expect(files.map(({ flag }) => valueKindOf(flag))).toEqual(files.map(() => 'files'));
  }
});

test('check offers no flags about files or about steps after the upload', () => {
  const check = VERBS.find(({ name }) => name === 'check') ?? {};
  const groups = new Set(listFlags(check).map(({ group }) => group));
  expect([...groups]).toEqual(['Sign in', 'Keep signed in', 'Where', 'How', 'Output']);
});

test('words for completion need no quotes in a shell script', () => {
  const words = all.flatMap(({ flag }) => [flag.name, flag.negation ?? flag.name, ...flag.choices]);
  expect(words.filter((word) => !/^[\w.-]+$/.test(word))).toEqual([]);
});

test('a flag for several lines can be repeated; of any other, the last one counts', () => {
  const source = commandInputs({ path: ['a', '!b'], name: 'c' }, { ONEDRIVE_PATH: 'd' });
  expect(source.value('path')).toBe('a\n!b');
  expect(source.value('name')).toBe('c');
});
