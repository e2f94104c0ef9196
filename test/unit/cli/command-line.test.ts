import { expect, test } from 'vitest';
import { prepareWords } from '../../../src/cli/command-line.ts';
import { VERBS } from '../../../src/cli/commands.ts';
import { flagSpellings, listFlags } from '../../../src/cli/options/flags.ts';

const prepare = (...words: string[]) => prepareWords(words, VERBS);
const withValue = VERBS.flatMap((verb) =>
  listFlags(verb).flatMap(({ name, value, valueWhenBare }) =>
    value === undefined || valueWhenBare !== undefined ? [] : [[verb, name] as const],
  ),
);

test('no flag of any verb takes another flag of that verb for its value', () => {
  expect(withValue.length).toBeGreaterThan(100);
  for (const [verb, name] of withValue) {
    for (const other of ['--help', ...listFlags(verb).flatMap(flagSpellings)])
      expect(() => prepare(verb.name, name, other)).toThrow(
        `${name} needs a value, and "${other}" is another flag; write ${name}=${other} if it is meant`,
      );
  }
});

test.each([
  ['--dry-run=true', '"--dry-run=true" is another flag; write --name=--dry-run=true if it is meant'],
  ['--frobnicate', '"--frobnicate" begins like a flag; write --name=--frobnicate if it is meant'],
  ['-x', '"-x" begins like a flag; write --name=-x if it is meant'],
  ['--', '"--" ends the flags; write --name=-- if it is meant'],
  ['-\u001b', '"-\\u001b" begins like a flag; write --name=-\\u001b if it is meant'],
])('a value that begins like a flag is refused: %j', (value, told) => {
  expect(() => prepare('upload', 'a', '--name', value)).toThrow(`--name needs a value, and ${told}`);
});

test.each(['–dry-run', '—dry-run', '–-dry-run', '−n', '—no-dry-run', '–destination=x'])(
  'a flag with a dash that is no hyphen is not the name of a file: %s',
  (word) => {
    expect(() => prepare('upload', 'a', word)).toThrow(
      /begins with a dash that is not a hyphen; write --?[a-z-]+$/,
    );
    expect(prepare('upload', 'a', '--', word)).toEqual(['upload', 'a', '--', word]);
  },
);

test.each(['–', '—notes.txt', '--dry-run'])('%s is taken as it is', (word) => {
  expect(prepare('upload', word)).toEqual(['upload', word]);
});

test('a secret in the place of a value is not shown', () => {
  const secret = '--Abc8Q~x9YzKlMnOpQrStUvWxYz01234567';
  expect(() => prepare('upload', '--name', secret)).toThrow(
    '--name needs a value, and a text of 36 characters that may be a secret begins like a flag; write --name=… if it is meant',
  );
});

test.each([
  ['--name', '-'],
  ['--max-delete', '-1'],
  ['--bandwidth-limit', '-.5MB/s'],
  ['--name', ''],
  ['--name', 'a--b'],
  ['--name=--dry-run', '--destination=-x'],
  ['--name'],
  ['--flatten', '--dry-run'],
  ['--no-such-flag', '--dry-run'],
  ['--', '--name', '--dry-run', '--checksums'],
])('what cannot be mistaken for a flag is left to the parser: %j', (...words) => {
  expect(prepare('upload', ...words)).toEqual(['upload', ...words]);
});

test('--checksums alone means true, and never takes the next word', () => {
  expect(prepare('upload', '--checksums', 'dist')).toEqual(['upload', '--checksums=true', 'dist']);
  expect(prepare('upload', '--checksums', '--dry-run')).toEqual(['upload', '--checksums=true', '--dry-run']);
  expect(prepare('upload', '--checksums=list', 'dist')).toEqual(['upload', '--checksums=list', 'dist']);
});

const switches = VERBS.flatMap((verb) =>
  listFlags(verb).flatMap((flag) => (flag.value === undefined ? [[verb, flag] as const] : [])),
);

test('every switch of every verb takes true and false after =, the last word counts, and nothing else is taken', () => {
  expect(switches.length).toBeGreaterThan(30);
  for (const [verb, flag] of switches) {
    const { name, negation } = flag;
    const result = (...words: string[]) => prepare(verb.name, ...words).slice(1);
    const off = negation === undefined ? [] : [negation];
    for (const yes of ['true', 'True', 'TRUE']) expect(result(`${name}=${yes}`)).toEqual([name]);
    for (const no of ['false', 'False', 'FALSE']) expect(result(`${name}=${no}`)).toEqual(off);
    expect(result(name, `${name}=false`)).toEqual(off);
    expect(result(`${name}=false`, name).at(-1)).toBe(name);
    for (const spelling of flagSpellings(flag))
      for (const wrong of ['yes', '1', '', 'true false'])
        expect(() => result(`${spelling}=${wrong}`)).toThrow(
          `${spelling} takes true or false, and "${wrong}" is neither`,
        );
    if (negation === undefined) continue;
    expect(result(`${negation}=true`)).toEqual([negation]);
    expect(result(name, `${negation}=false`)).toEqual([name]);
  }
});

test('a switch that is set to a secret does not show it', () => {
  expect(() => prepare('upload', '--dry-run=Abc8Q~x9YzKlMnOpQrStUvWxYz01234567')).toThrow(
    '--dry-run takes true or false, and a text of 34 characters that may be a secret is neither',
  );
});

test.each([
  ['-n', ['--dry-run']],
  ['-nq', ['--dry-run', '--quiet']],
  ['-vv', ['--verbose', '--verbose']],
  ['-n=false', ['--no-dry-run']],
  ['-nx', ['-nx']],
  ['-name', ['-name']],
  ['-', ['-']],
])('letters are switches, alone and together, and %s is %j', (word, expected) => {
  expect(prepare('upload', word)).toEqual(['upload', ...expected]);
});

test('a letter is a flag where the verb has it, and no value', () => {
  expect(prepare('check', '-qv')).toEqual(['check', '--quiet', '--verbose']);
  expect(prepare('check', '-n')).toEqual(['check', '-n']);
  expect(prepare('upload', '--', '-n', '--dry-run=false')).toEqual(['upload', '--', '-n', '--dry-run=false']);
  expect(() => prepare('upload', '--name', '-n')).toThrow('"-n" is another flag; write --name=-n');
});

test('a line without a known verb in front stays as it is', () => {
  for (const words of [[], ['--version'], ['uplaod', '--name', '--dry-run']])
    expect(prepare(...words)).toEqual(words);
});
