/**
 * What --help says of each verb besides its arguments and flags: what it does and what it does not,
 * variables, files, exit codes, where to read on. Texts only; how a page is laid out is the business of help, and
 * what can be pasted stands in examples.
 */
import { attemptFile } from '../login/attempt-file.ts';
import type { VerbName } from '../options/verb.ts';

/** What a variable of the environment means; those of inputs and secrets come from the flags of a verb. */
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

/** A page of the manual. */
export interface Page {
  /** One paragraph. */
  readonly about: string;
  readonly variables: readonly (keyof typeof variables)[];
  /** What it keeps, and where. */
  readonly files?: readonly (readonly [name: string, meaning: string])[];
  readonly exits: Readonly<Partial<Record<Code, string>>>;
  /** Pages of the repository. */
  readonly more: readonly string[];
}

const oidc = 'ACTIONS_ID_TOKEN_REQUEST_…';
const job = 'GITHUB_REPOSITORY, GITHUB_REF_NAME, GITHUB_SHA, GITHUB_RUN_…';
const network = ['HTTPS_PROXY, NO_PROXY', 'NODE_EXTRA_CA_CERTS', 'ONEDRIVE_UPLOAD_EMULATOR'] as const;
const github = ['GH_TOKEN, GITHUB_TOKEN', 'GITHUB_API_URL'] as const;
const wrong = 'bad usage or input: nothing was sent';
const misread = 'bad usage';
const refused = 'the sign-in was refused: run login again';
const ends = { 1: 'something failed', 2: wrong, 3: refused, 130: 'interrupted' } as const;
const token = [
  '--refresh-token-file',
  'holds the refresh token; replaced in one step, owner and mode kept, as soon as Microsoft sends a new one',
] as const;
const attempt = [
  attemptFile,
  'what authorize-url leaves to exchange, mode 0600 when it is new; exchange deletes it',
] as const;
const kept = ['--out', 'gets the refresh token, mode 0600 when it is new'] as const;

/** A page a verb. */
export const MANUAL: Readonly<Record<VerbName, Page>> = {
  login: {
    about:
      'Signs in with a browser and gets the first refresh token: shows whose drive it is, and stores the token in secrets at GitHub, in a file, or prints it. Without a terminal nothing is asked: say what to do with --out, --print or --save-secret --yes. It uploads nothing, and needs an app of your own, registered once.',
    variables: [...github, oidc, ...network],
    files: [kept],
    exits: { 0: 'signed in, and stored', ...ends },
    more: ['docs/sign-in.md'],
  },
  'authorize-url': {
    about:
      'Prints the address to sign in at, for any redirect URI, and keeps what exchange needs to redeem the code that comes back. Sends nothing; opens no browser. Plain login does both halves.',
    variables: ['ONEDRIVE_UPLOAD_EMULATOR'],
    files: [attempt],
    exits: { 0: 'the address is on standard output', 1: 'the attempt could not be kept', 2: wrong },
    more: ['docs/sign-in.md'],
  },
  exchange: {
    about:
      'Turns the address that the browser ended at, or the bare code in it, into a stored refresh token. The address is asked for, or read from standard input; never taken from the command line, which everybody on the machine can read. A code lives ten minutes and is good for once.',
    variables: ['ONEDRIVE_CODE_VERIFIER', ...github, oidc, ...network],
    files: [attempt, kept],
    exits: { 0: 'redeemed, and stored', ...ends },
    more: ['docs/sign-in.md'],
  },
  subject: {
    about:
      "Prints issuer, audience and subject to enter as an app's federated credential, so that GitHub's jobs sign in without a secret. Looks the repository's numbers up at GitHub; never talks to Microsoft, and changes nothing.",
    variables: ['GITHUB_REPOSITORY, GITHUB_REF, GITHUB_SERVER_URL', ...github, ...network],
    exits: { 0: 'printed', 1: 'GitHub refused, or could not be reached', 2: wrong },
    more: ['docs/sign-in.md'],
  },
  check: {
    about:
      'Tests the connection: who signs in, which drive, how much room, and whether the destination may be written to. It opens an upload session for a random name and deletes it; no byte is sent. A new refresh token is kept as in an upload.',
    variables: [job, 'GITHUB_API_URL', oidc, ...network],
    files: [token],
    exits: { 0: 'signed in, and may write there', ...ends },
    more: ['docs/troubleshooting.md', 'docs/sign-in.md'],
  },
  refresh: {
    about:
      'Renews the refresh token and stores the new one, in the file it came from or in a secret at GitHub: for a schedule, because a token dies 90 days after it was issued. It uploads nothing, and fails when the new token would be kept nowhere.',
    variables: ['GITHUB_REPOSITORY', 'GITHUB_API_URL', oidc, ...network],
    files: [token],
    exits: { 0: 'renewed, and stored', ...ends, 1: 'something failed, or the secret could not be written' },
    more: ['docs/sign-in.md', 'docs/other-ci.md'],
  },
  upload: {
    about:
      'Uploads files, folders and what globs match, through upload sessions that go on where a connection broke, and compares what arrived. Everything is judged before the first request: inputs, names that OneDrive refuses, two files for one place. It never deletes what it did not make, unless --mirror or --retain-last or --retain-days ask for it.',
    variables: [
      ...([job, 'GITHUB_API_URL', oidc, ...network] as const),
      ...(['CI_NODE_INDEX, CI_NODE_TOTAL, CIRCLE_NODE_…', 'SOURCE_DATE_EPOCH', 'RUNNER_TEMP'] as const),
    ],
    files: [token, ['--resume-journal', 'unfinished uploads for the next run, sealed; needs a key']],
    exits: {
      ...{ 0: 'every file is on the drive and was compared, or was skipped as told', ...ends },
      1: 'a file or something else failed; the others were sent',
    },
    more: ['docs/reference.md', 'docs/recipes.md', 'docs/other-ci.md'],
  },
  download: {
    about:
      'Brings what is in a remote folder, or one file, into a folder here, and compares hashes. Run again, it goes on where it ended. What is here with the same content is skipped, with other content an error, unless --overwrite; it deletes nothing, here or there.',
    variables: ['GITHUB_REPOSITORY', 'GITHUB_API_URL', oidc, ...network],
    files: [token, ['.NAME.….onedrive-partial', 'bytes so far, beside the place of their file']],
    exits: { 0: 'every file is here and was compared, or was here', ...ends },
    more: ['docs/reference.md', 'docs/recipes.md'],
  },
  emulate: {
    about:
      'Runs a OneDrive on loopback for tests of your own: sign-in, drive, upload sessions, secrets and releases of GitHub, and faults on demand. Prints what a client needs, one a line, and runs until Ctrl-C. Nothing reaches Microsoft.',
    variables: [],
    files: [['--data', 'contents of the files; a temporary folder, deleted in the end, when not given']],
    exits: { 0: 'ended by Ctrl-C', 1: 'it could not start', 2: misread },
    more: ['docs/emulator.md'],
  },
  demo: {
    about:
      'Shows it all on an emulated OneDrive: signs in, uploads a folder and a generated file, reads everything back, compares, and tells what became of the refresh token. Needs no account, and sends nothing out of the machine.',
    variables: [],
    exits: { 0: 'all of it holds', 1: 'something does not hold', 2: misread },
    more: ['docs/emulator.md', 'docs/how-it-works.md'],
  },
  completion: {
    about:
      'Prints a script for bash, zsh or fish that completes verbs, flags, their values, and files. It starts nothing when TAB is pressed and reads no settings: print it again after an update. It completes the command onedrive-upload on the PATH; a call by npx is completed by nobody.',
    variables: [],
    exits: { 0: 'the script is on standard output', 2: misread },
    more: ['docs/reference.md'],
  },
};

/** The meaning of each variable that a verb reads besides those of its inputs. */
export function variablesOf(page: Page): readonly (readonly [name: string, meaning: string])[] {
  return page.variables.map((variable) => [variable, variables[variable]]);
}
