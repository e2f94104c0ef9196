import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { VERBS } from '../../src/cli/commands.ts';
import { listFlags } from '../../src/cli/options/flags.ts';
import { startProcess } from './run-packaged.ts';

const cli = (...args: string[]) => startProcess('dist/cli/index.js', args, {}, tmpdir()).done;
const titlesIn = (page: string): string[] => page.match(/^[A-Z][A-Z ]+$/gm) ?? [];
const tooLong = (page: string) => page.split('\n').filter((line) => line.length > 80);

describe.each(VERBS)('$name --help', (verb) => {
  test('has all sections, fits a terminal, and has no colours', async () => {
    const { code, stdout, stderr } = await cli(verb.name, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const flags = listFlags(verb);
    const groups = [...new Set([...flags.map(({ group }) => group), 'Output'])];
    const expected = [
      ...['NAME', 'SYNOPSIS', 'DESCRIPTION', ...(verb.args === undefined ? [] : ['ARGUMENTS'])],
      ...[...groups.map((group) => group.toUpperCase()), 'EXAMPLES', 'EXIT STATUS', 'SEE ALSO'],
    ];
    const titles = titlesIn(stdout);
    expect(titles.filter((title) => !['ENVIRONMENT', 'FILES'].includes(title))).toEqual(expected);
    expect(titles.includes('ENVIRONMENT')).toBe(!['emulate', 'demo', 'completion'].includes(verb.name));
    expect(tooLong(stdout)).toEqual([]);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('undefined');
  });

  test('shows each flag once, with a switch and its negation on one line', async () => {
    const { stdout } = await cli(verb.name, '--help');
    const shown = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[^\s=]+?)(?:\[=.*| .*)?$/gm)].map(
      ([, flag]) => flag,
    );
    const terms = listFlags(verb).map(({ name, negation: twin }) =>
      twin === undefined ? name : `--[no-]${name.slice(2)}`,
    );
    for (const { name, short } of listFlags(verb))
      if (short !== undefined) expect(stdout).toMatch(new RegExp(`^  ${short}, --.*${name.slice(2)} `, 'm'));
    // Under FILES, flags come a second time.
    for (const term of [...terms, '--help']) expect(shown).toContain(term);
    const listed = stdout.slice(0, stdout.indexOf('EXAMPLES'));
    for (const { negation: twin = '--no-no' } of listFlags(verb)) expect(listed).not.toContain(`  ${twin} `);
  });
});

test('--help without a command is short: one or two lines per command, two examples', async () => {
  const { code, stdout } = await cli('--help');
  expect(code).toBe(0);
  expect(titlesIn(stdout)).toEqual(['SYNOPSIS', 'DESCRIPTION', 'OPTIONS', 'COMMANDS', 'EXAMPLES']);
  expect(stdout.split('\n').length).toBeLessThan(50);
  expect(tooLong(stdout)).toEqual([]);
  for (const { name } of VERBS) expect(stdout).toMatch(new RegExp(`^  ${name} {2,}[a-z]`, 'm'));
  expect((await cli('help')).stdout).toBe(stdout);
});

test('-h prints one screen, with a command or without, and runs nothing', async () => {
  const { code, stdout, stderr } = await cli('upload', 'no such file', '-h');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Usage: onedrive-upload upload \[options\] \[paths\.\.\.\]\n/);
  expect((await cli('download', '-h')).stdout).toMatch(/^Usage: onedrive-upload download /);
  expect((await cli('-h')).stdout).toMatch(/^Usage: onedrive-upload COMMAND /);
  expect((await cli('uplaod', '-h')).code).toBe(2);
});

test('help COMMAND prints the help of that command', async () => {
  expect(await cli('help', 'demo')).toEqual(await cli('demo', '--help'));
});

test.each([
  [['uplaod'], 'Did you mean upload?\nSee onedrive-upload --help.'],
  [['help', 'uplaod'], 'Did you mean upload?\nSee onedrive-upload --help.'],
  [['report.pdf'], 'To upload files: onedrive-upload upload FILE'],
  [['--mirror'], 'It is a flag of upload; write it after the command.\nSee onedrive-upload --help.'],
  [['upload', '--flattne'], 'Did you mean --flatten?\nSee onedrive-upload upload --help.'],
  [['check', '--mirror'], 'It is a flag of upload.\nSee onedrive-upload check --help.'],
  [['upload', '--archive'], '--archive <choice> needs a value: none, zip, tar.gz, tar.zst'],
  [['download', 'x'], '<dir> is missing: local folder to download to'],
  [['check', 'x'], 'check takes no arguments'],
  [['completion', 'tcsh'], 'write bash, zsh, fish\nSee onedrive-upload completion --help.'],
  [['emulate', '--account', 'home'], 'sharepoint\nSee onedrive-upload emulate --help.'],
  [
    ['upload', '--refresh-token=M.C5_real'],
    'set ONEDRIVE_REFRESH_TOKEN, or name a file with --refresh-token-file',
  ],
])('%j exits with 2, prints what to do to standard error, and shows no secret', async (args, words) => {
  const { code, stdout, stderr } = await cli(...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^(error: |SYNOPSIS)/);
  expect(stderr).toContain(words);
  expect(stdout + stderr).not.toContain('M.C5_real');
});

test('an empty command line exits with 2 and prints the short help to standard error', async () => {
  const { code, stdout, stderr } = await cli();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe((await cli('--help')).stdout);
});
