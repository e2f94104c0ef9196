/**
 * The verbs as data: names, arguments and flags. Each verb imports its code when it runs, so that `--help` and `upload`
 * do not load the emulator or the prompts.
 */
import { INPUT_SPECS } from '../inputs/table.ts';
import type { UploadVerbOptions } from './commands/upload.ts';
import { defaultAttemptFile } from './login/attempt-file.ts';
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
    'where the sign-in ends, exactly as it is registered',
    { defaultValue: 'http://localhost:8080' },
  ],
  ['--scopes <list>', 'what to ask for', { defaultValue: 'Files.ReadWrite offline_access' }],
  ['--app-folder', "ask for the app's own folder alone: Files.ReadWrite.AppFolder offline_access"],
  ['--port <number>', 'port of http://localhost that the browser comes back to', { defaultValue: '8080' }],
  ['--param <name=value>', 'further parameter of the sign-in page, e.g. login_hint', { repeated: true }],
]);
const storeFlags = flagGroup('Store the token', [
  ['--out <file>', 'write the refresh token to this file, mode 0600 when it is new'],
  ['--print', 'print the refresh token, and nothing else, on standard output'],
  ['--save-secret <owner/repo>', 'put client ID, secret and token into secrets at GitHub'],
  [
    '--in <place>',
    'where they lie: repository, environment:NAME, organization or dependabot',
    { defaultValue: 'repository' },
  ],
  ['--secret-prefix <name>', 'how the names of the secrets begin', { defaultValue: 'ONEDRIVE' }],
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
    ['--json', `print ${what} as JSON, and nothing else, on standard output`],
    ['--quiet', 'print warnings and errors only'],
    ['--verbose', 'print every retry, too'],
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
        ['--no-browser', 'open no browser, print the address only'],
        ['--paste', 'paste the address that the browser ended at; nothing listens'],
        ['--device', 'enter a code on another machine'],
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
    summary: 'prints the address to sign in at: the first half of login --paste',
    inputs: appInputs,
    flags: [
      ...signInFlags,
      ...flagGroup('The other half', [
        [
          '--attempt <file>',
          'keep state and verifier in this file, mode 0600 when it is new',
          { defaultValue: defaultAttemptFile },
        ],
        [
          '--no-pkce',
          'for somebody else to redeem with a secret: no challenge, no file, the state is printed',
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
    summary: 'turns the address that the browser ended at into a stored token: the second half',
    inputs: [...appInputs, ...clientAuthInputs, 'github-token'],
    flags: [
      ...signInFlags.filter(([words]) => !words.startsWith('--param')),
      ...flagGroup('The other half', [
        [
          '--attempt <file>',
          'what authorize-url kept',
          { defaultValue: `${defaultAttemptFile}, if it is there` },
        ],
        ['--code-verifier-file <file>', 'verifier of an address that somebody else made'],
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
    summary: 'prints what a federated credential needs: issuer, audience, subject',
    args: [['[repository]', 'OWNER/REPO; GITHUB_REPOSITORY when left out', 'unknown']],
    inputs: ['cloud', 'github-token'],
    flags: flagGroup('Which jobs', [
      ['--environment <name>', 'jobs with this environment'],
      ['--branch <name>', 'jobs of this branch'],
      ['--tag <name>', 'jobs of this tag'],
      ['--pull-request', 'jobs of pull requests'],
      ['--repository-id <number>', 'number of the repository, where no GitHub token can look it up'],
      ['--owner-id <number>', 'number of its owner'],
    ]),
    async run(call) {
      const { subjectVerb } = await import('./commands/subject.ts');
      return runAtTerminal((session) => subjectVerb(call, session));
    },
  },
  {
    name: 'check',
    summary: 'tests the connection: who, which drive, how much room, may I write',
    inputs: checkInputs,
    flags: outputFlags('who, which drive, how much room, and the verdict'),
    run: ({ flags }) => runUpload({ flags, mode: 'check' }),
  },
  {
    name: 'refresh',
    summary: 'renews the refresh token and stores the new one: mode refresh-only',
    inputs: signInInputs,
    flags: outputFlags('whether there is a new token, and where it went,'),
    run: ({ flags }) => runUpload({ flags, mode: 'refresh-only' }),
  },
  {
    name: 'upload',
    summary: 'uploads files',
    args: [['[paths...]', 'files, folders or globs; ! excludes', 'files']],
    inputs: uploadInputs,
    flags: outputFlags('the manifest'),
    run: ({ flags, args }) => runUpload({ flags, paths: args, mode: 'upload' }),
  },
  {
    name: 'download',
    summary: 'brings a folder, a file or a generation back; run again, it goes on where it ended',
    args: [
      ['<remote>', "a folder, whose content comes, or a file; / is the drive's root", 'unknown'],
      ['<dir>', 'folder that it comes into, made when missing', 'folders'],
    ],
    inputs: downloadInputs,
    flags: [
      ...flagGroup('What', [
        ['--latest <match>', 'bring the newest complete child of <remote> whose name matches, as nightly-*'],
      ]),
      ...flagGroup('How', [
        ['--overwrite', 'replace files that are here with other content, which is else an error'],
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
    summary: 'runs a OneDrive on loopback, for tests',
    flags: flagGroup('The emulator', [
      ['--port <number>', 'port of the emulator', { defaultValue: 'any free one' }],
      [
        '--account <kind>',
        'whose drive it is',
        { choices: ['personal', 'business', 'sharepoint'], defaultValue: 'personal' },
      ],
      ['--data <folder>', 'where the bytes are kept', { defaultValue: 'a temporary folder' }],
      ['--faults <file>', 'JSON file with scripted faults'],
      ['--latency <ms>', 'milliseconds added to every answer'],
      ['--tls-cert <file>', 'certificate, to serve https'],
      ['--tls-key <file>', 'its private key'],
      ['--upload-origin <url>', 'what upload addresses begin with'],
    ]),
    async run({ flags }) {
      const { emulateVerb } = await import('./commands/emulate.ts');
      return emulateVerb(flags);
    },
  },
  {
    name: 'demo',
    summary: 'shows it all on an emulated OneDrive: sign in, upload, read back, compare',
    args: [['[folder]', 'folder to upload (default: this package)', 'folders']],
    flags: flagGroup('Afterwards', [['--keep', 'keep the emulator and its page running, until Ctrl-C']]),
    async run({ flags, args }) {
      const { demoVerb } = await import('./commands/demo.ts');
      return demoVerb(args[0], { keep: flags.keep === true });
    },
  },
  {
    name: 'completion',
    summary: 'prints a script that completes verbs, flags and files in a shell',
    args: [['<shell>', 'bash, zsh or fish', ['bash', 'zsh', 'fish']]],
    async run({ args }) {
      const { completionVerb } = await import('./completion/completion.ts');
      return completionVerb(args[0] ?? '', VERBS);
    },
  },
];
