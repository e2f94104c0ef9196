/** The verbs that work on a drive, as data. Each imports its code when it runs. */
import type { UploadVerbOptions } from './commands/upload.ts';
import { flagGroup } from './options/flags.ts';
import type { Verb } from './options/verb.ts';
import {
  checkInputs,
  downloadInputs,
  listInputs,
  profileFlag,
  signInInputs,
  uploadInputs,
} from './options/verb-inputs.ts';

const outputFlags = (what: string) =>
  flagGroup('Output', [
    ['--json', `print only ${what} as JSON to standard output`],
    ['--quiet', 'print warnings and errors only'],
    ['--verbose', 'also print every retry'],
  ]);

const latestFlag = (verb: string) =>
  flagGroup('What', [
    [
      '--latest <match>',
      `${verb} the newest complete backup in <remote> whose name matches, such as nightly-*`,
    ],
  ]);

const checksumsFileFlag = [
  '--checksums-file <file>',
  'list of SHA-256 checksums, kept elsewhere, that the files must match',
] as const;

const driveVerbFlags = (what: string) => [...profileFlag, ...outputFlags(what)];

async function runUpload(call: UploadVerbOptions): Promise<number> {
  const { uploadVerb } = await import('./commands/upload.ts');
  return uploadVerb(call);
}

/** In the order of `--help`. */
export const DRIVE_VERBS: readonly Verb[] = [
  {
    name: 'check',
    summary: 'tests the connection: account, drive, free space, write access',
    inputs: checkInputs,
    flags: driveVerbFlags('account, drive, free space and result'),
    run: ({ flags }) => runUpload({ flags, mode: 'check' }),
  },
  {
    name: 'refresh',
    summary: 'renews the refresh token and stores the new one (mode refresh-only)',
    inputs: signInInputs,
    flags: driveVerbFlags('whether there is a new token and where it is stored,'),
    run: ({ flags }) => runUpload({ flags, mode: 'refresh-only' }),
  },
  {
    name: 'upload',
    summary: 'uploads files',
    args: [['[paths...]', 'files, folders or globs; ! excludes; - is standard input', 'files']],
    inputs: uploadInputs,
    flags: [
      ...profileFlag,
      ...flagGroup('What', [
        ['--stdin-from-command', 'upload what the command behind -- prints, unless it fails; needs --name'],
      ]),
      ...outputFlags('the manifest'),
    ],
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
      ...profileFlag,
      ...latestFlag('download'),
      ...flagGroup('How', [
        checksumsFileFlag,
        ['--identity-file <file>', 'private key of age that decrypts .age files, which lose that ending'],
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
    name: 'verify',
    summary: 'reads a folder, a file or a backup back and compares it; writes nothing',
    args: [['<remote>', "folder or file; / is the drive's root", 'unknown']],
    inputs: downloadInputs,
    flags: [
      ...profileFlag,
      ...latestFlag('verify'),
      ...flagGroup('How', [checksumsFileFlag]),
      ...outputFlags('the result of each file'),
    ],
    async run({ flags, args }) {
      const { verifyVerb } = await import('./commands/verify.ts');
      return verifyVerb({ flags, args, inputs: downloadInputs });
    },
  },
  {
    name: 'ls',
    summary: 'lists a folder: size, time, name, and which backups are incomplete',
    args: [['<remote>', "folder or file; / is the drive's root", 'unknown']],
    inputs: listInputs,
    flags: driveVerbFlags('the list'),
    async run({ flags, args }) {
      const { lsVerb } = await import('./commands/ls.ts');
      return lsVerb({ flags, args, inputs: listInputs });
    },
  },
];
