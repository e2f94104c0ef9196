import { expect, test } from 'vitest';
import { VERBS } from '../../../../src/cli/commands.ts';
import { formatUsageError } from '../../../../src/cli/help/usage-errors.ts';

/** What commander says of a flag, and what we make of it. */
function ofFlag(flag: string, verb = 'upload'): string {
  const refusal = { code: 'commander.unknownOption', message: `error: unknown option '${flag}'` };
  return formatUsageError(refusal, { verbs: VERBS, args: [verb, flag] });
}

function ofVerb(word: string): string {
  const refusal = { code: 'commander.unknownCommand', message: `error: unknown command '${word}'` };
  return formatUsageError(refusal, { verbs: VERBS, args: [word] });
}

test('a misspelled flag gets the right one and the help to read', () => {
  expect(ofFlag('--flattne')).toBe(
    'error: unknown option --flattne\nDid you mean --flatten?\nSee onedrive-upload upload --help.\n',
  );
  expect(ofFlag('--no-flaten')).toContain('Did you mean --no-flatten?');
  expect(ofFlag('--hlep')).toContain('Did you mean --help?');
});

test('the name of a flag in other tools gets ours', () => {
  expect(ofFlag('--dest')).toContain('Did you mean --destination?');
  expect(ofFlag('--recursive')).toContain('Instead: leave it out');
});

test('a flag of another command is reported as one', () => {
  expect(ofFlag('--mirror', 'check')).toContain('It is a flag of upload.\n');
  expect(ofFlag('--latest')).toContain('It is a flag of download and verify.\n');
  expect(ofFlag('--out', 'upload')).toContain('It is a flag of login and exchange.\n');
  expect(ofFlag('--dry-run', '--dry-run')).toContain('It is a flag of upload; write it after the command.\n');
});

test('a flag before the command must come after it; a misspelled one gets a suggestion', () => {
  const before = (flag: string) => {
    const refusal = { code: 'commander.unknownOption', message: `error: unknown option '${flag}'` };
    return formatUsageError(refusal, { verbs: VERBS, args: [flag, 'upload', 'x'] });
  };
  expect(before('--dry-run')).toBe(
    'error: unknown option --dry-run\nIt is a flag of upload; write it after the command.\nSee onedrive-upload --help.\n',
  );
  expect(before('--verbos')).toContain('Did you mean --verbose?');
  expect(before('--refresh-token')).toContain('or name a file with --refresh-token-file.');
});

test('a letter gets the commands that have it, and is no suggestion', () => {
  expect(ofFlag('-n', 'check')).toContain('It is a flag of upload.\n');
  expect(ofFlag('-q', '-q')).toContain('; write it after the command.\n');
  expect(ofFlag('-x')).toBe('error: unknown option -x\nSee onedrive-upload upload --help.\n');
  expect(ofFlag('-name')).toContain('Did you mean --name?');
});

test('a flag that is similar to none gets no suggestion', () => {
  expect(ofFlag('--zzzzzzz')).toBe('error: unknown option --zzzzzzz\nSee onedrive-upload upload --help.\n');
});

test('a secret given as a flag is not shown, and the error names its variable and file', () => {
  const told = ofFlag('--client-secret=abc123~secret');
  expect(told).not.toContain('abc123');
  expect(told).toContain('set ONEDRIVE_CLIENT_SECRET, or name a file with --client-secret-file.');
  expect(ofFlag("--flattne=it's\na 'secret'")).not.toMatch(/secret|it's/);
});

test.each([
  'emulator.M.C5_BAY.0.U.-CanaryCanaryCanaryCanaryCanaryCanaryCanaryCanary',
  'Abc8Q~x9YzKlMnOpQrStUvWxYz01234567',
])('a secret in place of a command or a flag is not shown: %s', (secret) => {
  for (const told of [ofVerb(secret), ofFlag(`--${secret}`), ofFlag(`-${secret}`)]) {
    expect(told).not.toContain(secret.slice(0, 16));
    expect(told).toMatch(/^error: unknown (command|option) a text of \d+ characters that may be a secret\n/);
  }
});

test('an unknown command gets a suggestion, the way to upload a file, or the list of commands', () => {
  expect(ofVerb('uplaod')).toBe(
    'error: unknown command uplaod\nDid you mean upload?\nSee onedrive-upload --help.\n',
  );
  expect(ofVerb('report.pdf')).toContain('To upload files: onedrive-upload upload FILE…');
  expect(ofVerb('synchronize')).toContain('Commands: login, authorize-url,');
  expect(ofVerb('a\u001b[31m')).not.toContain('\u001b');
  expect(ofVerb('')).toMatch(/^error: the command is empty\nCommands: login, /);
});

test('missing values and excess arguments are reported with what is expected', () => {
  const told = (code: string, message: string, words: readonly string[]) =>
    formatUsageError({ code: `commander.${code}`, message }, { verbs: VERBS, args: words });
  const missing = told('missingArgument', "error: missing required argument 'dir'", ['download', 'x']);
  expect(missing).toBe(
    'error: <dir> is missing: local folder to download to, created if missing\nSee onedrive-upload download --help.\n',
  );
  const option = "error: option '--archive <choice>' argument missing";
  expect(told('optionMissingArgument', option, ['upload', '--archive'])).toContain(
    '--archive <choice> needs a value: none, zip, tar.gz, tar.zst\n',
  );
  expect(told('excessArguments', 'error: too many arguments', ['check', 'x'])).toContain(
    'check takes no arguments\n',
  );
  expect(told('excessArguments', 'error: too many arguments', ['download', 'a', 'b', 'c'])).toContain(
    'download takes 2 arguments at most; quote patterns and names with spaces\n',
  );
  expect(told('whatever', 'error: something new', ['upload'])).toBe(
    'error: something new\nSee onedrive-upload upload --help.\n',
  );
});

test('a suggested flag that deletes says what it deletes', () => {
  expect(ofFlag('--error')).toContain(
    'Did you mean --mirror? (it deletes what is in destination but not part of this run)\n',
  );
  expect(ofFlag('--retention-days')).toContain(
    'Instead: leave it out: uploaded files stay until somebody deletes them (retain-days',
  );
  expect(ofFlag('--sync')).toContain('Did you mean --skip-unchanged?\n');
});
