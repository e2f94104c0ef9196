/**
 * The verbs as data: names, arguments and flags. Each verb imports its code when it runs, so that `--help` and `upload`
 * do not load the emulator or the prompts.
 */

import { DRIVE_VERBS } from './drive-verbs.ts';
import { emulatorFlags } from './options/emulator-flags.ts';
import { flagGroup } from './options/flags.ts';
import type { Verb } from './options/verb.ts';
import { SIGN_IN_VERBS } from './sign-in-verbs.ts';

/** Every verb, in the order of `--help`. */
export const VERBS: readonly Verb[] = [
  ...SIGN_IN_VERBS,
  ...DRIVE_VERBS,
  {
    name: 'emulate',
    summary: 'runs an emulated OneDrive on this machine, for tests',
    flags: emulatorFlags,
    async run({ flags }) {
      const { emulateVerb } = await import('./commands/emulate.ts');
      return emulateVerb(flags);
    },
  },
  {
    name: 'demo',
    summary: 'shows a run on an emulated OneDrive: sign in, upload, download, compare',
    args: [['[folder]', 'folder to upload (default: this package)', 'folders']],
    flags: flagGroup('Afterwards', [['--keep', 'keep the emulator and its page running until Ctrl-C']]),
    async run({ flags, args }) {
      const { demoVerb } = await import('./commands/demo.ts');
      return demoVerb(args[0], { keep: flags.keep === true });
    },
  },
  {
    name: 'completion',
    summary: 'prints a shell script that completes commands, flags and files',
    args: [['<shell>', 'bash, zsh or fish', ['bash', 'zsh', 'fish']]],
    async run({ args }) {
      const { completionVerb } = await import('./completion/completion.ts');
      return completionVerb(args[0] ?? '', VERBS);
    },
  },
];
