/** The verbs that a person signs in with, as data. Each imports its code when it runs. */
import { defaultAttemptFile } from './login/attempt-file.ts';
import { flagGroup } from './options/flags.ts';
import type { Verb } from './options/verb.ts';
import { appInputs, clientAuthInputs, profileFlag } from './options/verb-inputs.ts';
import type { TerminalSession } from './terminal/session.ts';

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
  ['--profile <name>', 'store the sign-in under this name; other commands use it with --profile'],
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

/** Runs a verb that may prompt. Returns the exit code. */
async function runAtTerminal(run: (session: TerminalSession) => Promise<void>): Promise<number> {
  const { withTerminalSession } = await import('./commands/login.ts');
  return withTerminalSession(run);
}

/** In the order of `--help`. */
export const SIGN_IN_VERBS: readonly Verb[] = [
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
      ...profileFlag,
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
    flags: [
      ...profileFlag,
      ...flagGroup('Which jobs', [
        ['--environment <name>', 'jobs with this environment'],
        ['--branch <name>', 'jobs of this branch'],
        ['--tag <name>', 'jobs of this tag'],
        ['--pull-request', 'jobs of pull requests'],
        ['--repository-id <number>', 'ID of the repository, if there is no GitHub token to look it up'],
        ['--owner-id <number>', 'ID of its owner'],
      ]),
    ],
    async run(call) {
      const { subjectVerb } = await import('./commands/subject.ts');
      return runAtTerminal((session) => subjectVerb(call, session));
    },
  },
];
