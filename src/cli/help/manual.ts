/**
 * Texts of --help for each verb, besides arguments, flags and examples: description, variables, files, exit codes,
 * further reading. layout.ts formats them.
 */
import { defaultAttemptFile } from '../login/attempt-file.ts';
import type { VerbName } from '../options/verb.ts';

/** Meanings of environment variables, except those of inputs and secrets, which come from a verb's flags. */
const variables = {
  ONEDRIVE_UPLOAD_EMULATOR: 'address of the emulator, to use instead of Microsoft',
  ONEDRIVE_PROFILE:
    'name of the profile, as --profile; variables of inputs win over it, and --profile over both',
  'XDG_CONFIG_HOME, APPDATA': 'folder for the settings of this user, where profiles are',
  ONEDRIVE_CODE_VERIFIER: 'verifier of an address that another app created',
  'HTTPS_PROXY, NO_PROXY': 'proxy for https, and hosts to reach without it; lower-case names take precedence',
  NODE_EXTRA_CA_CERTS: 'PEM file with additional certificate authorities to trust',
  'GH_TOKEN, GITHUB_TOKEN':
    'token for GitHub if ONEDRIVE_GITHUB_TOKEN is not set; else gh auth token is used',
  GITHUB_API_URL: "address of GitHub's API; default: https://api.github.com",
  GITHUB_REPOSITORY: 'repository whose secret is overwritten',
  'GITHUB_REPOSITORY, GITHUB_REF_NAME, GITHUB_SHA, GITHUB_RUN_…':
    'values of {repo} and other placeholders; repository whose secret is overwritten',
  'GITHUB_REPOSITORY, GITHUB_REF, GITHUB_SERVER_URL':
    'repository and jobs, if no argument or flag names them',
  'CI_NODE_INDEX, CI_NODE_TOTAL, CIRCLE_NODE_…': 'number of this job and of all jobs, for --shard auto',
  SOURCE_DATE_EPOCH: 'latest modification time of anything in an archive, in seconds since 1970',
  'ACTIONS_ID_TOKEN_REQUEST_…': "GitHub's token for --credential oidc; set in jobs with id-token: write",
  RUNNER_TEMP: 'folder for temporary files and the manifest',
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
const badInput = 'wrong usage or input; nothing was sent';
const badUsage = 'wrong usage';
const signInRefused = 'the sign-in was refused; run login again';
const commonExitCodes = { 1: 'something failed', 2: badInput, 3: signInRefused, 130: 'interrupted' } as const;
const tokenFile = [
  '--refresh-token-file',
  'contains the refresh token; replaced atomically when Microsoft sends a new one, keeping owner and mode',
] as const;
const attemptFileRow = [
  defaultAttemptFile,
  'written by authorize-url for exchange, mode 0600 if it is new; exchange deletes it',
] as const;
const profileVariables = ['ONEDRIVE_PROFILE', 'XDG_CONFIG_HOME, APPDATA'] as const;
const profileFileRow = [
  '~/.config/onedrive-upload/NAME',
  'the profile NAME, mode 0600; gets the new refresh token if the old one is from there (Windows: %APPDATA%)',
] as const;
const outFile = ['--out', 'receives the refresh token, mode 0600 if it is new'] as const;

/** One page for each verb. */
export const MANUAL_PAGES: Readonly<Record<VerbName, ManualPage>> = {
  login: {
    description:
      'Signs in with a browser to get the first refresh token. Shows the owner of the drive, then stores the token as a GitHub secret or in a file, or prints it. Without a terminal it asks nothing: use --out, --print or --save-secret with --yes. You need your own app registration. Nothing is uploaded.',
    variableMeanings: [...profileVariables, ...githubVariables, oidcVariables, ...networkVariables],
    files: [profileFileRow, outFile],
    exitCodes: { 0: 'signed in, and the token is stored', ...commonExitCodes },
    seeAlso: ['docs/sign-in.md'],
  },
  'authorize-url': {
    description:
      'Prints the address to sign in at, for any redirect URI, and writes a file that exchange needs to redeem the code. Sends nothing and opens no browser. The command login does both steps at once.',
    variableMeanings: [...profileVariables, 'ONEDRIVE_UPLOAD_EMULATOR'],
    files: [profileFileRow, attemptFileRow],
    exitCodes: { 0: 'the address was printed', 1: 'the file for exchange could not be written', 2: badInput },
    seeAlso: ['docs/sign-in.md'],
  },
  exchange: {
    description:
      'Exchanges the address at the end of the sign-in, or only the code in it, for a refresh token and stores the token. Asks for the address or reads it from standard input, not from the command line, which everybody on the machine can read. A code is valid for ten minutes and for one use.',
    variableMeanings: [
      ...profileVariables,
      'ONEDRIVE_CODE_VERIFIER',
      ...githubVariables,
      oidcVariables,
      ...networkVariables,
    ],
    files: [profileFileRow, attemptFileRow, outFile],
    exitCodes: { 0: 'exchanged, and the token is stored', ...commonExitCodes },
    seeAlso: ['docs/sign-in.md'],
  },
  subject: {
    description:
      "Prints issuer, audience and subject for a federated credential of an app, with which GitHub's jobs sign in without a secret. Looks up the repository's IDs at GitHub. Sends nothing to Microsoft and changes nothing.",
    variableMeanings: [
      ...profileVariables,
      'GITHUB_REPOSITORY, GITHUB_REF, GITHUB_SERVER_URL',
      ...githubVariables,
      ...networkVariables,
    ],
    files: [profileFileRow],
    exitCodes: { 0: 'printed', 1: 'GitHub refused or could not be reached', 2: badInput },
    seeAlso: ['docs/sign-in.md'],
  },
  check: {
    description:
      'Tests the connection and shows the account, the drive, the free space and whether the destination is writable. To test this, it creates an upload session for a random name and deletes it; no file is uploaded. A new refresh token is stored as in an upload.',
    variableMeanings: [
      ...profileVariables,
      jobVariables,
      'GITHUB_API_URL',
      oidcVariables,
      ...networkVariables,
    ],
    files: [profileFileRow, tokenFile],
    exitCodes: { 0: 'signed in, and the destination is writable', ...commonExitCodes },
    seeAlso: ['docs/troubleshooting.md', 'docs/sign-in.md'],
  },
  refresh: {
    description:
      'Renews the refresh token and stores the new one in the same file or in a GitHub secret. Run it on a schedule, because a token expires 90 days after it was issued. It uploads nothing, and fails if there is no place to store the new token.',
    variableMeanings: [
      ...profileVariables,
      'GITHUB_REPOSITORY',
      'GITHUB_API_URL',
      oidcVariables,
      ...networkVariables,
    ],
    files: [profileFileRow, tokenFile],
    exitCodes: {
      0: 'renewed, and the new token is stored',
      ...commonExitCodes,
      1: 'something failed, or the secret could not be written',
    },
    seeAlso: ['docs/sign-in.md', 'docs/other-ci.md'],
  },
  upload: {
    description:
      'Uploads files, folders and globs, and compares each uploaded file. Upload sessions continue after a broken connection. Before the first request it checks inputs, names that OneDrive does not allow, and files with the same name on the drive. An argument that exists is that file or folder, whatever its name; otherwise it is a pattern, but never after --. It deletes other files only with --mirror, --retain-last or --retain-days.',
    variableMeanings: [
      ...profileVariables,
      ...([jobVariables, 'GITHUB_API_URL', oidcVariables, ...networkVariables] as const),
      ...(['CI_NODE_INDEX, CI_NODE_TOTAL, CIRCLE_NODE_…', 'SOURCE_DATE_EPOCH', 'RUNNER_TEMP'] as const),
    ],
    files: [
      profileFileRow,
      tokenFile,
      ['--resume-journal', 'unfinished uploads for the next run, encrypted; needs a key'],
    ],
    exitCodes: {
      0: 'every file was uploaded and compared, or skipped as requested',
      ...commonExitCodes,
      1: 'a file or a later step failed; the other files were uploaded',
    },
    seeAlso: ['docs/reference.md', 'docs/recipes.md', 'docs/other-ci.md'],
  },
  download: {
    description:
      'Downloads the content of a remote folder, or one file, into a local folder and compares hashes. Run it again to continue an interrupted download. Local files with the same content are skipped; with other content they are an error, unless you use --overwrite. Nothing is deleted.',
    variableMeanings: [
      ...profileVariables,
      'GITHUB_REPOSITORY',
      'GITHUB_API_URL',
      oidcVariables,
      ...networkVariables,
    ],
    files: [
      profileFileRow,
      tokenFile,
      ['.NAME.….onedrive-partial', 'unfinished download, in the folder of its file'],
    ],
    exitCodes: { 0: 'every file was downloaded and compared, or existed already', ...commonExitCodes },
    seeAlso: ['docs/reference.md', 'docs/recipes.md'],
  },
  verify: {
    description:
      'Reads the content of a remote folder, or one file, and compares it with the hash that the drive has and with the SHA-256 in the lists SHA256SUMS on the drive, or in --checksums-file. Names each file that differs, is missing or cannot be read. Keeps nothing on this machine and changes nothing on the drive.',
    variableMeanings: [
      ...profileVariables,
      'GITHUB_REPOSITORY',
      'GITHUB_API_URL',
      oidcVariables,
      ...networkVariables,
    ],
    files: [profileFileRow, tokenFile],
    exitCodes: {
      0: 'every file was read and compared',
      ...commonExitCodes,
      1: 'a file differs, is missing or could not be read, or there is none',
    },
    seeAlso: ['docs/reference.md', 'docs/recipes.md'],
  },
  ls: {
    description:
      'Lists what is in a remote folder, without its subfolders: size, time of the last change (UTC) and name, one item a line; a folder ends with /. A folder into which an upload did not finish is marked as incomplete. Of a file, only itself is listed. Changes nothing on the drive.',
    variableMeanings: [
      ...profileVariables,
      'GITHUB_REPOSITORY',
      'GITHUB_API_URL',
      oidcVariables,
      ...networkVariables,
    ],
    files: [profileFileRow, tokenFile],
    exitCodes: { 0: 'listed', ...commonExitCodes },
    seeAlso: ['docs/reference.md', 'docs/recipes.md'],
  },
  emulate: {
    description:
      'Runs an emulated OneDrive on this machine for your tests: sign-in, drive, upload sessions, GitHub secrets and releases, and scripted faults. Prints what a client needs, one value per line, and runs until Ctrl-C. Nothing is sent to Microsoft.',
    variableMeanings: [],
    files: [['--data', 'content of the files; default: a temporary folder, deleted at the end']],
    exitCodes: { 0: 'stopped by Ctrl-C', 1: 'it could not start', 2: badUsage },
    seeAlso: ['docs/emulator.md'],
  },
  demo: {
    description:
      'Shows a whole run on an emulated OneDrive: signs in, uploads a folder and a generated file, downloads everything, compares it, and shows whether the refresh token was renewed. Needs no account and sends nothing to the network.',
    variableMeanings: [],
    exitCodes: { 0: 'everything worked', 1: 'something failed', 2: badUsage },
    seeAlso: ['docs/emulator.md', 'docs/how-it-works.md'],
  },
  completion: {
    description:
      'Prints a script for bash, zsh or fish that completes commands, flags, their values, and files. The script is static: print it again after an update. It works for onedrive-upload on the PATH, not for npx.',
    variableMeanings: [],
    exitCodes: { 0: 'the script was printed', 2: badUsage },
    seeAlso: ['docs/reference.md'],
  },
};

/** Variables that a verb reads besides those of its inputs, with their meanings. */
export function pageVariables(page: ManualPage): readonly (readonly [name: string, meaning: string])[] {
  return page.variableMeanings.map((variable) => [variable, variables[variable]]);
}
