import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DRIVE_VERBS } from '../../../../src/cli/drive-verbs.ts';
import { flagSpellings, listFlags } from '../../../../src/cli/options/flags.ts';
import { withFlagNames, withFlagValues } from '../../../../src/cli/terminal/flag-names.ts';
import { INPUT_SPECS } from '../../../../src/inputs/table.ts';

describe('a message of the command has flags for inputs', () => {
  test.each([
    ['  - client-id is not a GUID', '  - --client-id is not a GUID'],
    ['client-secret is a GUID', '--client-secret-file is a GUID'],
    ['destination has a . segment', '--destination has a . segment'],
    [
      'set conflict-behavior to replace, rename or skip',
      'set --conflict-behavior to replace, rename or skip',
    ],
    ['remove user, group and site-url', 'remove --user, --group and --site-url'],
    ['set drive-id, user, group or site-url', 'set --drive-id, --user, --group or --site-url'],
    ['change destination or name', 'change --destination or --name'],
    ['authority: live works only with cloud: global', '--authority live works only with --cloud global'],
    ['needs auth: refresh-token', 'needs --auth refresh-token'],
    ['set include-hidden-files: true', 'set --include-hidden-files'],
    ['set follow-symbolic-links: false', 'set --no-follow-symbolic-links'],
    ['set checksums: true', 'set --checksums'],
    ['a weekly run with mode: refresh-only', 'a weekly run with refresh'],
    ['lower concurrency', 'lower --concurrency'],
    ['remove the input scopes', 'remove --scopes'],
  ])('%s', (text, expected) => {
    expect(withFlagNames(text)).toBe(expected);
  });
});

describe('a message stays as it is where a word is no input', () => {
  test.each([
    'the path of the folder',
    'name the file itself',
    'choose another name',
    'path found no files',
    'builds/client-id.txt is not a file',
    'client-id.txt cannot be read',
    'copy "client-id" from the page',
    'the name of the library',
    'the user is not assigned to the app',
    'use --client-id, or --client-secret-file',
    'See docs/troubleshooting.md#client-certificate-invalid',
    'https://example.com/site-url?drive-id=x',
    'The output refresh-token is empty',
  ])('%s', (text) => {
    expect(withFlagNames(text)).toBe(text);
  });
});

test('in lines that may have names of files, only an input with its value is a flag', () => {
  expect(withFlagValues('2 hidden files left out (set include-hidden-files: true)')).toBe(
    '2 hidden files left out (set --include-hidden-files)',
  );
  expect(withFlagValues('uploaded site-url (5 B)')).toBe('uploaded site-url (5 B)');
});

/** Texts of messages: literals of more than one word in all of src that is shared with the action. */
function messageTexts(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/^(cli|emulator)[\\/]/.test(path))
    .flatMap((path) => {
      const code = readFileSync(`src/${path}`, 'utf8').replace(/\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      const literals = code.matchAll(/(['`])((?:\\.|(?!\1)[^\\\n])*)\1|"((?:\\.|[^"\\\n])*)"/g);
      return [...literals].map(([, , text = '', double = '']) => text || double);
    })
    .filter((text) => text.includes(' '));
}

const inputs = INPUT_SPECS.filter(({ kind, name }) => kind !== 'context' && name !== 'mode').map(
  ({ name }) => name,
);

test('no message that names an input of more than one word shows it as the action does', () => {
  const compound = inputs.filter((name) => name.includes('-'));
  const named = messageTexts().filter((text) => compound.some((name) => text.includes(name)));
  expect(named.length).toBeGreaterThan(100);
  const bare = new RegExp(`(^|[\\s(])(${compound.join('|')})(?=$|[\\s,.;:)])`);
  // What is meant is the value of auth, an output, or the table of inputs itself.
  const isOther = (text: string) => /--auth refresh-token|output refresh-token/.test(text);
  const left = named.map(withFlagNames).filter((text) => bare.test(text) && !isOther(text));
  expect(left).toEqual([]);
});

test('every flag that a message names is one', () => {
  const known = DRIVE_VERBS.flatMap(listFlags).flatMap(flagSpellings);
  const shown = messageTexts().flatMap(
    (text) => withFlagNames(text).match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [],
  );
  // Of login, emulate and git.
  const others = ['--browser', '--device', '--print', '--paste', '--scopes', '--param', '--port', '--format'];
  expect([...new Set(shown)].filter((flag) => ![...known, ...others].includes(flag))).toEqual([]);
});

test('a problem that begins with the name of an input begins with its flag', () => {
  for (const name of inputs.filter((one) => one !== 'path'))
    expect(withFlagNames(`  - ${name} is "x"; write y`)).toMatch(/^ {2}- --[a-z-]+ is "x"; write y$/);
});
