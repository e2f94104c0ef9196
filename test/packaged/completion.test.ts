import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VERBS } from '../../src/cli/commands.ts';
import { listFlags } from '../../src/cli/options/flags.ts';
import {
  completeInBash,
  completeInZsh,
  hasCompopt,
  hasShell,
  listBashCompletions,
  listFishCompletions,
  type Shell,
} from '../support/shell-completion.ts';
import { startProcess } from './run-packaged.ts';

let folder: string;
const script = (shell: Shell) => join(folder, `script.${shell}`);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-tab-'));
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    const { code, stdout } = await startProcess('dist/cli/index.js', ['completion', shell], {}, folder).done;
    expect(code).toBe(0);
    writeFileSync(script(shell), stdout);
  }
  writeFileSync(join(folder, 'report of $(id).txt'), '');
  mkdirSync(join(folder, 'a folder'));
  writeFileSync(join(folder, 'a file'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Typed, and what is run then. */
const typed: readonly (readonly [keys: string, words: readonly string[]])[] = [
  ['up\t rep\t', ['upload', 'report of $(id).txt']],
  ['upload --no-fla\t rep\t', ['upload', '--no-flatten', 'report of $(id).txt']],
  ['upload --archive tar.g\t', ['upload', '--archive', 'tar.gz']],
  ['upload --archive=tar.g\t', ['upload', '--archive=tar.gz']],
  ['upload -- rep\t', ['upload', '--', 'report of $(id).txt']],
  ['upload --refresh-token-file rep\t', ['upload', '--refresh-token-file', 'report of $(id).txt']],
  ['upload --checksums rep\t', ['upload', '--checksums', 'report of $(id).txt']],
  ['upload -n -q rep\t', ['upload', '-n', '-q', 'report of $(id).txt']],
  ['check --mirr\t', ['check', '--mirr']],
  ['emulate --account b\t', ['emulate', '--account', 'business']],
  ['completion z\t', ['completion', 'zsh']],
  ['help dem\t', ['help', 'demo']],
];
/** Where a folder and a file begin alike, only the folder fits; a place of the drive is nothing of this machine. */
const strict: readonly (readonly [keys: string, words: readonly string[]])[] = [
  ['upload --root a\t', ['upload', '--root', 'a folder']],
  ['upload --root=a\t', ['upload', '--root=a folder']],
  ['upload --destination rep\t', ['upload', '--destination', 'rep']],
  ['download rep\t', ['download', 'rep']],
  ['download --retries 3 remote a\t', ['download', '--retries', '3', 'remote', 'a folder']],
];
const withoutSlash = (words: readonly (string | undefined)[]) =>
  words.map((word) => word?.replace(/\/$/, ''));

describe.skipIf(!hasShell('bash'))('bash (skipped where there is none)', () => {
  test('completes commands, flags, their values, and files with spaces in their names', () => {
    const keys = typed.map(([line]) => line);
    expect(completeInBash(script('bash'), keys, folder)).toEqual(typed.map(([, words]) => words));
  });

  test.skipIf(!hasCompopt())('completes no files where none are meant (bash 4 and newer)', () => {
    const answers = completeInBash(
      script('bash'),
      strict.map(([line]) => line),
      folder,
    );
    expect(answers.map(withoutSlash)).toEqual(strict.map(([, words]) => words));
  });

  test('lists all commands, and the flags of each', () => {
    expect(listBashCompletions(script('bash'), [''])).toEqual([...VERBS.map(({ name }) => name), 'help']);
    for (const verb of VERBS) {
      const flags = listFlags(verb).flatMap(({ name, negation: twin }) =>
        twin === undefined ? [name] : [name, twin],
      );
      expect(listBashCompletions(script('bash'), [verb.name, '--'])).toEqual([...flags, '--help']);
    }
  });
});

describe.skipIf(!hasShell('zsh'))('zsh (skipped where there is none)', () => {
  test('completes commands, flags, their values, files with spaces in their names, and folders', () => {
    const all = [...typed, ...strict];
    const answers = completeInZsh(
      script('zsh'),
      all.map(([line]) => line),
      folder,
    );
    expect(answers.map(withoutSlash)).toEqual(all.map(([, words]) => words));
  });
});

describe.skipIf(!hasShell('fish'))('fish (skipped where there is none)', () => {
  const offered = (line: string) => listFishCompletions(script('fish'), line, folder);

  test('lists commands, the flags of each, values, files and folders', () => {
    expect(offered('').sort()).toEqual([...VERBS.map(({ name }) => name), 'help'].sort());
    for (const verb of VERBS) {
      const flags = listFlags(verb).flatMap(({ name, negation: twin }) =>
        twin === undefined ? [name] : [name, twin],
      );
      expect(offered(`${verb.name} --`).sort()).toEqual([...flags, '--help'].sort());
    }
    expect(offered('upload --archive ')).toEqual(['none', 'tar.gz', 'tar.zst', 'zip']);
    expect(offered('upload --archive=t')).toEqual(['--archive=tar.gz', '--archive=tar.zst']);
    expect(offered('upload rep')).toEqual(['report of $(id).txt']);
    expect(offered('upload --root a')).toEqual(['a folder/']);
    expect(offered('download remote a')).toEqual(['a folder/']);
    expect(offered('upload --destination rep')).toEqual([]);
    expect(offered('upload --checksums rep')).toEqual(['report of $(id).txt']);
    expect(offered('upload -n rep')).toEqual(['report of $(id).txt']);
    expect(offered('completion z')).toEqual(['zsh']);
  });
});

test('a script does not evaluate typed text and does not start our command', () => {
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    const text = readFileSync(script(shell), 'utf8');
    expect(text).not.toMatch(/\beval\b|`|\bnpx\b|\bnode\b/);
    expect(text.replace('$(compgen -W', '')).not.toMatch(/\$\([^(]/);
  }
});
