/**
 * Texts of --help for each verb, besides arguments, flags and examples: description, variables, files, exit codes,
 * further reading. layout.ts formats them.
 */
import { defaultAttemptFile } from '../login/attempt-file.ts';
import type { VerbName } from '../options/verb.ts';

/** Meanings of environment variables, except those of inputs and secrets, which come from a verb's flags. */
const variables = {
  ONEDRIVE_UPLOAD_EMULATOR: 'address of the emulator, which stands in for Microsoft then',
  ONEDRIVE_CODE_VERIFIER: 'verifier of an address that somebody else made',
  'HTTPS_PROXY, NO_PROXY': 'proxy for https, and the hosts to reach without it; lower case wins',
  NODE_EXTRA_CA_CERTS: 'PEM file of further authorities to trust',
  'GH_TOKEN, GITHUB_TOKEN': 'token for GitHub, when there is no ONEDRIVE_GITHUB_TOKEN; else gh auth token',
  GITHUB_API_URL: "GitHub's API, where it is not api.github.com",
  GITHUB_REPOSITORY: 'repository whose secret is renewed',
  'GITHUB_REPOSITORY, GITHUB_REF_NAME, GITHUB_SHA, GITHUB_RUN_…':
    'tokens such as {repo}, and whose secret is renewed',
  'GITHUB_REPOSITORY, GITHUB_REF, GITHUB_SERVER_URL': 'which jobs, when no flag tells',
  'CI_NODE_INDEX, CI_NODE_TOTAL, CIRCLE_NODE_…': 'which of several jobs this is, for --shard auto',
  SOURCE_DATE_EPOCH: 'seconds: the time of the entries of an archive',
  'ACTIONS_ID_TOKEN_REQUEST_…':
    "GitHub's own token, for --credential oidc; a job with id-token: write has them",
  RUNNER_TEMP: 'folder for what is temporary, and for the manifest',
} as const;

type Code = 0 | 1 | 2 | 3 | 130;

/** The manual page of a verb. */
export interface ManualPage {
  /** One paragraph. */
  readonly description: string;
  readonly variableMeanings: readonly (keyof typeof variables)[];
  /** Files that the verb reads or writes. */
  readonly files?: readonly (readonly [name: string, meaning: string])[];
  readonly exitCodes: Readonly<Partial<Record<Code, string>>>;
  /** Pages of the repository. */
  readonly seeAlso: readonly string[];
}

const oidcVariables = 'ACTIONS_ID_TOKEN_REQUEST_…';
const jobVariables = 'GITHUB_REPOSITORY, GITHUB_REF_NAME, GITHUB_SHA, GITHUB_RUN_…';
const networkVariables = [
  'HTTPS_PROXY, NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'ONEDRIVE_UPLOAD_EMULATOR',
] as const;
const githubVariables = ['GH_TOKEN, GITHUB_TOKEN', 'GITHUB_API_URL'] as const;
const badInput = 'bad usage or input: nothing was sent';
const badUsage = 'bad usage';
const signInRefused = 'the sign-in was refused: run login again';
const commonExitCodes = { 1: 'something failed', 2: badInput, 3: signInRefused, 130: 'interrupted' } as const;
const tokenFile = [
  '--refresh-token-file',
  'holds the refresh token; replaced in one step, owner and mode kept, as soon as Microsoft sends a new one',
] as const;
const attemptFileRow = [
  defaultAttemptFile,
  'what authorize-url leaves to exchange, mode 0600 when it is new; exchange deletes it',
] as const;
const outFile = ['--out', 'gets the refresh token, mode 0600 when it is new'] as const;

/** One page for each verb. */
export const MANUAL_PAGES: Readonly<Record<VerbName, ManualPage>> = {
  login: {
    description:
      'Signs in with a browser and gets the first refresh token: shows whose drive it is, and stores the token in secrets at GitHub, in a file, or prints it. Without a terminal nothing is asked: say what to do with --out, --print or --save-secret --yes. It uploads nothing, and needs an app of your own, registered once.',
    variableMeanings: [...githubVariables, oidcVariables, ...networkVariables],
    files: [outFile],
    exitCodes: { 0: 'signed in, and stored', ...commonExitCodes },
    seeAlso: ['docs/sign-in.md'],
  },
  'authorize-url': {
    description:
      'Prints the address to sign in at, for any redirect URI, and keeps what exchange needs to redeem the code that comes back. Sends nothing; opens no browser. Plain login does both halves.',
    variableMeanings: ['ONEDRIVE_UPLOAD_EMULATOR'],
    files: [attemptFileRow],
    exitCodes: { 0: 'the address is on standard output', 1: 'the attempt could not be kept', 2: badInput },
    seeAlso: ['docs/sign-in.md'],
  },
  exchange: {
    description:
      'Turns the address that the browser ended at, or the bare code in it, into a stored refresh token. The address is asked for, or read from standard input; never taken from the command line, which everybody on the machine can read. A code lives ten minutes and is good for once.',
    variableMeanings: ['ONEDRIVE_CODE_VERIFIER', ...githubVariables, oidcVariables, ...networkVariables],
    files: [attemptFileRow, outFile],
    exitCodes: { 0: 'redeemed, and stored', ...commonExitCodes },
    seeAlso: ['docs/sign-in.md'],
  },
  subject: {
    description:
      "Prints issuer, audience and subject to enter as an app's federated credential, so that GitHub's jobs sign in without a secret. Looks the repository's numbers up at GitHub; never talks to Microsoft, and changes nothing.",
    variableMeanings: [
      'GITHUB_REPOSITORY, GITHUB_REF, GITHUB_SERVER_URL',
      ...githubVariables,
      ...networkVariables,
    ],
    exitCodes: { 0: 'printed', 1: 'GitHub refused, or could not be reached', 2: badInput },
    seeAlso: ['docs/sign-in.md'],
  },
  check: {
    description:
      'Tests the connection: who signs in, which drive, how much room, and whether the destination may be written to. It opens an upload session for a random name and deletes it; no byte is sent. A new refresh token is kept as in an upload.',
    variableMeanings: [jobVariables, 'GITHUB_API_URL', oidcVariables, ...networkVariables],
    files: [tokenFile],
    exitCodes: { 0: 'signed in, and may write there', ...commonExitCodes },
    seeAlso: ['docs/troubleshooting.md', 'docs/sign-in.md'],
  },
  refresh: {
    description:
      'Renews the refresh token and stores the new one, in the file it came from or in a secret at GitHub: for a schedule, because a token dies 90 days after it was issued. It uploads nothing, and fails when the new token would be kept nowhere.',
    variableMeanings: ['GITHUB_REPOSITORY', 'GITHUB_API_URL', oidcVariables, ...networkVariables],
    files: [tokenFile],
    exitCodes: {
      0: 'renewed, and stored',
      ...commonExitCodes,
      1: 'something failed, or the secret could not be written',
    },
    seeAlso: ['docs/sign-in.md', 'docs/other-ci.md'],
  },
  upload: {
    description:
      'Uploads files, folders and what globs match, through upload sessions that go on where a connection broke, and compares what arrived. Everything is judged before the first request: inputs, names that OneDrive refuses, two files for one place. It never deletes what it did not make, unless --mirror or --retain-last or --retain-days ask for it.',
    variableMeanings: [
      ...([jobVariables, 'GITHUB_API_URL', oidcVariables, ...networkVariables] as const),
      ...(['CI_NODE_INDEX, CI_NODE_TOTAL, CIRCLE_NODE_…', 'SOURCE_DATE_EPOCH', 'RUNNER_TEMP'] as const),
    ],
    files: [tokenFile, ['--resume-journal', 'unfinished uploads for the next run, sealed; needs a key']],
    exitCodes: {
      0: 'every file is on the drive and was compared, or was skipped as told',
      ...commonExitCodes,
      1: 'a file or something else failed; the others were sent',
    },
    seeAlso: ['docs/reference.md', 'docs/recipes.md', 'docs/other-ci.md'],
  },
  download: {
    description:
      'Brings what is in a remote folder, or one file, into a folder here, and compares hashes. Run again, it goes on where it ended. What is here with the same content is skipped, with other content an error, unless --overwrite; it deletes nothing, here or there.',
    variableMeanings: ['GITHUB_REPOSITORY', 'GITHUB_API_URL', oidcVariables, ...networkVariables],
    files: [tokenFile, ['.NAME.….onedrive-partial', 'bytes so far, beside the place of their file']],
    exitCodes: { 0: 'every file is here and was compared, or was here', ...commonExitCodes },
    seeAlso: ['docs/reference.md', 'docs/recipes.md'],
  },
  emulate: {
    description:
      'Runs a OneDrive on loopback for tests of your own: sign-in, drive, upload sessions, secrets and releases of GitHub, and faults on demand. Prints what a client needs, one a line, and runs until Ctrl-C. Nothing reaches Microsoft.',
    variableMeanings: [],
    files: [['--data', 'contents of the files; a temporary folder, deleted in the end, when not given']],
    exitCodes: { 0: 'ended by Ctrl-C', 1: 'it could not start', 2: badUsage },
    seeAlso: ['docs/emulator.md'],
  },
  demo: {
    description:
      'Shows it all on an emulated OneDrive: signs in, uploads a folder and a generated file, reads everything back, compares, and tells what became of the refresh token. Needs no account, and sends nothing out of the machine.',
    variableMeanings: [],
    exitCodes: { 0: 'all of it holds', 1: 'something does not hold', 2: badUsage },
    seeAlso: ['docs/emulator.md', 'docs/how-it-works.md'],
  },
  completion: {
    description:
      'Prints a script for bash, zsh or fish that completes verbs, flags, their values, and files. It starts nothing when TAB is pressed and reads no settings: print it again after an update. It completes the command onedrive-upload on the PATH; a call by npx is completed by nobody.',
    variableMeanings: [],
    exitCodes: { 0: 'the script is on standard output', 2: badUsage },
    seeAlso: ['docs/reference.md'],
  },
};

/** Variables that a verb reads besides those of its inputs, with their meanings. */
export function pageVariables(page: ManualPage): readonly (readonly [name: string, meaning: string])[] {
  return page.variableMeanings.map((variable) => [variable, variables[variable]]);
}
