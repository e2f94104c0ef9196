import { describe, expect, test } from 'vitest';
import { VERBS } from '../../../../src/cli/commands.ts';
import { VERB_EXAMPLES } from '../../../../src/cli/help/examples.ts';
import { listUsualFlags, shortHelp, shortOverview } from '../../../../src/cli/help/short-help.ts';

const tooLong = (text: string) => text.split('\n').filter((line) => line.length > 80);
/** The text ends with a line break. */
const lineCount = (text: string) => text.split('\n').length - 1;

describe.each(VERBS)('$name -h', (verb) => {
  const text = shortHelp(verb, 80);

  test('fits one screen of 24 lines and 80 columns', () => {
    expect(lineCount(text)).toBeLessThanOrEqual(24);
    expect(tooLong(text)).toEqual([]);
    expect(text).not.toContain('undefined');
  });

  test('shows an example, and where all flags are', () => {
    expect(text).toContain(`\nExample: ${VERB_EXAMPLES[verb.name][0]?.[1].split('\n')[0]}`);
    expect(text).toMatch(new RegExp(`: onedrive-upload ${verb.name} --help\n$`));
  });
});

test('upload -h has the flags that people use most, in one line each', () => {
  const upload = VERBS.find(({ name }) => name === 'upload');
  const text = upload === undefined ? '' : shortHelp(upload, 80);
  for (const flag of [
    '--destination <text>',
    '--skip-unchanged',
    '--tenant-id <text>',
    '-n, --dry-run',
    '-q, --quiet',
  ])
    expect(text).toMatch(new RegExp(`^  ${flag} {2,}\\S.*$`, 'm'));
  expect(text).not.toContain('--session-threshold');
});

test('a flag on the screen of a command is one of its flags', () => {
  const counts = Object.fromEntries(VERBS.map((verb) => [verb.name, listUsualFlags(verb).length]));
  expect(counts).toMatchObject({
    login: 10,
    exchange: 6,
    check: 9,
    refresh: 8,
    upload: 15,
    download: 11,
    verify: 10,
  });
});

test('-h without a command has a line for each command, on one screen', () => {
  const text = shortOverview(VERBS, 80);
  expect(lineCount(text)).toBeLessThanOrEqual(24);
  expect(tooLong(text)).toEqual([]);
  for (const { name } of VERBS) expect(text).toMatch(new RegExp(`^  ${name} {2,}[a-z]`, 'm'));
});

test.each(['login', 'check', 'refresh'] as const)(
  'an example of %s says what an app for personal accounts only needs',
  (name) => {
    const texts = VERB_EXAMPLES[name].filter(([, command]) => command.includes('--tenant-id consumers'));
    expect(texts.map(([purpose]) => purpose)).toEqual([expect.stringContaining('personal accounts only')]);
  },
);
