import { expect, test } from 'vitest';
import { VERBS } from '../../../src/cli/commands.ts';
import { flagSpellings, listFlags } from '../../../src/cli/options/flags.ts';
import { prepareWords } from '../../../src/cli/words.ts';

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

test('a line without a known verb in front stays as it is', () => {
  for (const words of [[], ['--version'], ['uplaod', '--name', '--dry-run']])
    expect(prepare(...words)).toEqual(words);
});
