/**
 * The verbs as data: names, arguments, flags, and what to load when one is called, so that `--help` and `upload`
 * do not pay for the emulator or for prompts. Knows no parser of command lines; what --help says besides is the
 * manual's.
 */
import { INPUTS } from '../inputs/table.ts';
import { attemptFile } from './login/attempt-file.ts';
import { under } from './options/flags.ts';
import type { Verb } from './options/verb.ts';

const page = ['client-id', 'tenant-id', 'cloud', 'authority'];
const proof = ['client-secret', 'client-certificate', 'credential'];
/** A sign-in as the action makes it, and where the new token goes. */
const renewing = [
  ...['refresh-token', 'auth', 'redirect-uri', 'scopes'],
  ...['rotate-secret', 'rotate-secret-in', 'rotate-after-days', 'github-token'],
];

/** Inputs of the action as well, but at a desk they mean more than a refresh. */
const asking = under('Sign in', [
  [
    '--redirect-uri <url>',
    'where the sign-in ends, exactly as it is registered',
    { fallback: 'http://localhost:8080' },
  ],
  ['--scopes <list>', 'what to ask for', { fallback: 'Files.ReadWrite offline_access' }],
  ['--app-folder', "ask for the app's own folder alone: Files.ReadWrite.AppFolder offline_access"],
  ['--port <number>', 'port of http://localhost that the browser comes back to', { fallback: '8080' }],
  ['--param <name=value>', 'further parameter of the sign-in page, e.g. login_hint', { repeated: true }],
]);
const keep = under('Store the token', [
  ['--out <file>', 'write the refresh token to this file, mode 0600 when it is new'],
  ['--print', 'print the refresh token, and nothing else, on standard output'],
  ['--save-secret <owner/repo>', 'put client ID, secret and token into secrets at GitHub'],
  [
    '--in <place>',
    'where they lie: repository, environment:NAME, organization or dependabot',
    { fallback: 'repository' },
  ],
  ['--secret-prefix <name>', 'how the names of the secrets begin', { fallback: 'ONEDRIVE' }],
  ['--yes', 'store it without asking'],
]);

const drive = ['drive-id', 'user', 'group', 'site-url', 'library', 'folder-id', 'app-folder'];
/** What a check looks at: who signs in, on which drive, and whether it may write there. */
const checked = [...page, ...proof, ...renewing, 'destination', ...drive, 'retries'];
/** What a download has in common with the action: who signs in, on which drive, at what pace. */
const download = [...page, ...proof, ...renewing, ...drive, 'concurrency', 'bandwidth-limit', 'retries'];
const uploaded = INPUTS.map(({ name }) => name).filter((name) => !['mode', 'strategy'].includes(name));

const telling = (what: string) =>
  under('Output', [
    ['--json', `print ${what} as JSON, and nothing else, on standard output`],
    ['--quiet', 'print warnings and errors only'],
    ['--verbose', 'print every retry, too'],
  ]);

/** Every verb, in the order of `--help`. */
export const VERBS: readonly Verb[] = [
  {
    name: 'login',
    says: 'signs in and stores the first refresh token',
    inputs: [...page, ...proof, 'github-token'],
    flags: [
      ...asking,
      ...under('Sign in', [
        ['--no-browser', 'open no browser, print the address only'],
        ['--paste', 'paste the address that the browser ended at; nothing listens'],
        ['--device', 'enter a code on another machine'],
      ]),
      ...keep,
    ],
    async run({ flags }) {
      const { login, seated } = await import('./commands/login.ts');
      return seated((seat) => login(flags, seat));
    },
  },
  {
    name: 'authorize-url',
    says: 'prints the address to sign in at: the first half of login --paste',
    inputs: page,
    flags: [
      ...asking,
      ...under('The other half', [
        [
          '--attempt <file>',
          'keep state and verifier in this file, mode 0600 when it is new',
          { fallback: attemptFile },
        ],
        [
          '--no-pkce',
          'for somebody else to redeem with a secret: no challenge, no file, the state is printed',
        ],
      ]),
    ],
    async run({ flags }) {
      const [{ seated }, { authorize }] = await Promise.all([
        import('./commands/login.ts'),
        import('./commands/authorize-url.ts'),
      ]);
      return seated((seat) => authorize(flags, seat));
    },
  },
  {
    name: 'exchange',
    says: 'turns the address that the browser ended at into a stored token: the second half',
    inputs: [...page, ...proof, 'github-token'],
    flags: [
      ...asking.filter(([words]) => !words.startsWith('--param')),
      ...under('The other half', [
        ['--attempt <file>', 'what authorize-url kept', { fallback: `${attemptFile}, if it is there` }],
        ['--code-verifier-file <file>', 'verifier of an address that somebody else made'],
      ]),
      ...keep,
    ],
    async run({ flags }) {
      const [{ seated }, { exchange }] = await Promise.all([
        import('./commands/login.ts'),
        import('./commands/exchange.ts'),
      ]);
      return seated((seat) => exchange(flags, seat));
    },
  },
  {
    name: 'subject',
    says: 'prints what a federated credential needs: issuer, audience, subject',
    args: [['[repository]', 'OWNER/REPO; GITHUB_REPOSITORY when left out', 'unknown']],
    inputs: ['cloud', 'github-token'],
    flags: under('Which jobs', [
      ['--environment <name>', 'jobs with this environment'],
      ['--branch <name>', 'jobs of this branch'],
      ['--tag <name>', 'jobs of this tag'],
      ['--pull-request', 'jobs of pull requests'],
      ['--repository-id <number>', 'number of the repository, where no GitHub token can look it up'],
      ['--owner-id <number>', 'number of its owner'],
    ]),
    async run(call) {
      const [{ seated }, { subject }] = await Promise.all([
        import('./commands/login.ts'),
        import('./commands/subject.ts'),
      ]);
      return seated((seat) => subject(call, seat));
    },
  },
  {
    name: 'check',
    says: 'tests the connection: who, which drive, how much room, may I write',
    inputs: checked,
    flags: telling('who, which drive, how much room, and the verdict'),
    async run({ flags }) {
      const { uploadVerb } = await import('./commands/upload.ts');
      return uploadVerb({ flags, mode: 'check' });
    },
  },
  {
    name: 'refresh',
    says: 'renews the refresh token and stores the new one: mode refresh-only',
    inputs: [...page, ...proof, ...renewing],
    flags: telling('whether there is a new token, and where it went,'),
    async run({ flags }) {
      const { uploadVerb } = await import('./commands/upload.ts');
      return uploadVerb({ flags, mode: 'refresh-only' });
    },
  },
  {
    name: 'upload',
    says: 'uploads files',
    args: [['[paths...]', 'files, folders or globs; ! excludes', 'files']],
    inputs: uploaded,
    flags: telling('the manifest'),
    async run({ flags, args }) {
      const { uploadVerb } = await import('./commands/upload.ts');
      return uploadVerb({ flags, paths: args, mode: 'upload' });
    },
  },
  {
    name: 'download',
    says: 'brings a folder, a file or a generation back; run again, it goes on where it ended',
    args: [
      ['<remote>', "a folder, whose content comes, or a file; / is the drive's root", 'unknown'],
      ['<dir>', 'folder that it comes into, made when missing', 'folders'],
    ],
    inputs: download,
    flags: [
      ...under('What', [
        ['--latest <match>', 'bring the newest complete child of <remote> whose name matches, as nightly-*'],
      ]),
      ...under('How', [
        ['--overwrite', 'replace files that are here with other content, which is else an error'],
      ]),
      ...telling('the manifest'),
    ],
    async run({ flags, args }) {
      const { downloadVerb } = await import('./commands/download.ts');
      return downloadVerb({ flags, args, inputs: download });
    },
  },
  {
    name: 'emulate',
    says: 'runs a OneDrive on loopback, for tests',
    flags: under('The emulator', [
      ['--port <number>', 'port of the emulator', { fallback: 'any free one' }],
      [
        '--account <kind>',
        'whose drive it is',
        { choices: ['personal', 'business', 'sharepoint'], fallback: 'personal' },
      ],
      ['--data <folder>', 'where the bytes are kept', { fallback: 'a temporary folder' }],
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
    says: 'shows it all on an emulated OneDrive: sign in, upload, read back, compare',
    args: [['[folder]', 'folder to upload (default: this package)', 'folders']],
    flags: under('Afterwards', [['--keep', 'keep the emulator and its page running, until Ctrl-C']]),
    async run({ flags, args }) {
      const { demoVerb } = await import('./commands/demo.ts');
      return demoVerb(args[0], { keep: flags.keep === true });
    },
  },
  {
    name: 'completion',
    says: 'prints a script that completes verbs, flags and files in a shell',
    args: [['<shell>', 'bash, zsh or fish', ['bash', 'zsh', 'fish']]],
    async run({ args }) {
      const { completionVerb } = await import('./completion/completion.ts');
      return completionVerb(args[0] ?? '', VERBS);
    },
  },
];
