/**
 * The verbs as data: names, arguments and flags. Each verb imports its code when it runs, so that `--help` and `upload`
 * do not load the emulator or the prompts.
 */
import { INPUT_SPECS } from '../inputs/table.ts';
import type { UploadVerbOptions } from './commands/upload.ts';
import { defaultAttemptFile } from './login/attempt-file.ts';
import { emulatorFlags } from './options/emulator-flags.ts';
import { flagGroup } from './options/flags.ts';
import type { Verb } from './options/verb.ts';
import type { TerminalSession } from './terminal/session.ts';

const appInputs = ['client-id', 'tenant-id', 'cloud', 'authority'];
const clientAuthInputs = ['client-secret', 'client-certificate', 'credential'];
/** The refresh token, and where the new one is stored. */
const tokenInputs = [
  'refresh-token',
  'auth',
  'redirect-uri',
  'scopes',
  'rotate-secret',
  'rotate-secret-in',
  'rotate-after-days',
  'github-token',
];

/** Some of these are inputs of the action as well. The command also uses them to choose how to sign in. */
const signInFlags = flagGroup('Sign in', [
  [
    '--redirect-uri <url>',
    'redirect URI, exactly as it is registered',
    { defaultValue: 'http://localhost:8080' },
  ],
  ['--scopes <list>', 'scopes to request', { defaultValue: 'Files.ReadWrite offline_access' }],
  ['--app-folder', "request access only to the app's own folder: Files.ReadWrite.AppFolder offline_access"],
  ['--port <number>', 'port of http://localhost that the browser returns to', { defaultValue: '8080' }],
  ['--param <name=value>', 'extra parameter of the sign-in page, such as login_hint', { repeated: true }],
]);
const storeFlags = flagGroup('Store the token', [
  ['--out <file>', 'write the refresh token to this file, mode 0600 if it is new'],
  ['--print', 'print only the refresh token to standard output'],
  ['--save-secret <owner/repo>', 'store client ID, secret and token as GitHub secrets'],
  [
    '--in <place>',
    'where to store them: repository, environment:NAME, organization or dependabot',
    { defaultValue: 'repository' },
  ],
  ['--secret-prefix <name>', 'prefix of the names of the secrets', { defaultValue: 'ONEDRIVE' }],
  ['--yes', 'store it without asking'],
]);

/** Inputs for a sign-in without a person, as in the action. */
const signInInputs = [...appInputs, ...clientAuthInputs, ...tokenInputs];
const driveInputs = ['drive-id', 'user', 'group', 'site-url', 'library', 'folder-id', 'app-folder'];
/** Inputs of a check: the sign-in, the drive, and the folder to test for write access. */
const checkInputs = [...signInInputs, 'destination', ...driveInputs, 'retries'];
/** Inputs of a download: the sign-in, the drive, and the limits. */
const downloadInputs = [...signInInputs, ...driveInputs, 'concurrency', 'bandwidth-limit', 'retries'];
const uploadInputs = INPUT_SPECS.map(({ name }) => name).filter(
  (name) => !['mode', 'strategy'].includes(name),
);

const outputFlags = (what: string) =>
  flagGroup('Output', [
    ['--json', `print only ${what} as JSON to standard output`],
    ['--quiet', 'print warnings and errors only'],
    ['--verbose', 'also print every retry'],
  ]);

/** Runs a verb that may prompt. Returns the exit code. */
async function runAtTerminal(run: (session: TerminalSession) => Promise<void>): Promise<number> {
  const { withTerminalSession } = await import('./commands/login.ts');
  return withTerminalSession(run);
}

async function runUpload(call: UploadVerbOptions): Promise<number> {
  const { uploadVerb } = await import('./commands/upload.ts');
  return uploadVerb(call);
}

/** Every verb, in the order of `--help`. */
export const VERBS: readonly Verb[] = [
  {
    name: 'login',
    summary: 'signs in and stores the first refresh token',
    inputs: [...appInputs, ...clientAuthInputs, 'github-token'],
    flags: [
      ...signInFlags,
      ...flagGroup('Sign in', [
        ['--no-browser', 'print the address without opening a browser'],
        ['--paste', 'paste the address at the end of the sign-in; opens no port'],
        ['--device', 'sign in on another device with a code'],
      ]),
      ...storeFlags,
    ],
    async run({ flags }) {
      const { loginVerb } = await import('./commands/login.ts');
      return runAtTerminal((session) => loginVerb(flags, session));
    },
  },
  {
    name: 'authorize-url',
    summary: 'prints the address to sign in at (step 1 of 2)',
    inputs: appInputs,
    flags: [
      ...signInFlags,
      ...flagGroup('Data for the other step', [
        [
          '--attempt <file>',
          'write state and verifier to this file, mode 0600 if it is new',
          { defaultValue: defaultAttemptFile },
        ],
        [
          '--no-pkce',
          'for an app that redeems the code with a secret: no challenge and no file; prints the state',
        ],
      ]),
    ],
    async run({ flags }) {
      const { authorizeUrlVerb } = await import('./commands/authorize-url.ts');
      return runAtTerminal((session) => authorizeUrlVerb(flags, session));
    },
  },
  {
    name: 'exchange',
    summary: 'exchanges the address at the end of the sign-in for a token (step 2 of 2)',
    inputs: [...appInputs, ...clientAuthInputs, 'github-token'],
    flags: [
      ...signInFlags.filter(([words]) => !words.startsWith('--param')),
      ...flagGroup('Data for the other step', [
        [
          '--attempt <file>',
          'file that authorize-url wrote',
          { defaultValue: `${defaultAttemptFile}, if it exists` },
        ],
        ['--code-verifier-file <file>', 'file with the verifier of an address that another app created'],
      ]),
      ...storeFlags,
    ],
    async run({ flags }) {
      const { exchangeVerb } = await import('./commands/exchange.ts');
      return runAtTerminal((session) => exchangeVerb(flags, session));
    },
  },
  {
    name: 'subject',
    summary: 'prints issuer, audience and subject for a federated credential',
    args: [['[repository]', 'OWNER/REPO; default: GITHUB_REPOSITORY', 'unknown']],
    inputs: ['cloud', 'github-token'],
    flags: flagGroup('Which jobs', [
      ['--environment <name>', 'jobs with this environment'],
      ['--branch <name>', 'jobs of this branch'],
      ['--tag <name>', 'jobs of this tag'],
      ['--pull-request', 'jobs of pull requests'],
      ['--repository-id <number>', 'ID of the repository, if there is no GitHub token to look it up'],
      ['--owner-id <number>', 'ID of its owner'],
    ]),
    async run(call) {
      const { subjectVerb } = await import('./commands/subject.ts');
      return runAtTerminal((session) => subjectVerb(call, session));
    },
  },
  {
    name: 'check',
    summary: 'tests the connection: account, drive, free space, write access',
    inputs: checkInputs,
    flags: outputFlags('account, drive, free space and result'),
    run: ({ flags }) => runUpload({ flags, mode: 'check' }),
  },
  {
    name: 'refresh',
    summary: 'renews the refresh token and stores the new one (mode refresh-only)',
    inputs: signInInputs,
    flags: outputFlags('whether there is a new token and where it is stored,'),
    run: ({ flags }) => runUpload({ flags, mode: 'refresh-only' }),
  },
  {
    name: 'upload',
    summary: 'uploads files',
    args: [['[paths...]', 'files, folders or globs; ! excludes', 'files']],
    inputs: uploadInputs,
    flags: outputFlags('the manifest'),
    run: (call) => runUpload({ ...call, mode: 'upload' }),
  },
  {
    name: 'download',
    summary: 'downloads a folder, a file or a backup; run it again to continue a download',
    args: [
      ['<remote>', "folder (its content is downloaded) or file; / is the drive's root", 'unknown'],
      ['<dir>', 'local folder to download to, created if missing', 'folders'],
    ],
    inputs: downloadInputs,
    flags: [
      ...flagGroup('What', [
        [
          '--latest <match>',
          'download the newest complete backup in <remote> whose name matches, such as nightly-*',
        ],
      ]),
      ...flagGroup('How', [
        ['--overwrite', 'replace local files that have other content (an error without this flag)'],
      ]),
      ...outputFlags('the manifest'),
    ],
    async run({ flags, args }) {
      const { downloadVerb } = await import('./commands/download.ts');
      return downloadVerb({ flags, args, inputs: downloadInputs });
    },
  },
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
