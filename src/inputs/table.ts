/**
 * The table of inputs: name, default, choices, how the text becomes a value, one line of help. Read by the
 * action, by the command (its flags come from here) and by the test that compares it with action.yml. Knows
 * one text at a time: what two inputs mean together is in inputs.
 */

import { count } from '../text.ts';
import { choice, flag, type InputSpec, measure, orAuto, secret, shown, text, whole } from './kinds.ts';
import {
  type Parsed,
  parseChunkSize,
  parseRate,
  parseSize,
  parseSpan,
  singlePutLimitBytes,
} from './sizes.ts';

function threshold(value: string): Parsed<number> {
  const parsed = parseSize(value);
  if ('problem' in parsed || parsed.value <= singlePutLimitBytes) return parsed;
  return { problem: `${shown(value)} is more than one request may carry; the maximum is 250MB` };
}

const policies = ['error', 'warn', 'ignore'] as const;

/** Every input of this version, by the name that the code uses. */
export const TABLE = {
  clientId: { ...text(['client-id', 'application (client) ID, a GUID'], guid), required: true },
  clientSecret: secret(['client-secret', 'secret value of a Web registration'], false),
  refreshToken: secret(['refresh-token', 'refresh token of the signed-in account'], true),
  tenantId: {
    ...text(['tenant-id', 'common, organizations, consumers, a GUID or a verified domain'], tenant),
    default: 'common',
  },
  cloud: choice(['cloud', 'which Microsoft cloud'], {
    choices: ['global', 'us-gov', 'us-gov-dod', 'china'],
    default: 'global',
  }),
  scopes: text(['scopes', 'scopes to ask for with the refresh'], scopes),
  outputRefreshToken: flag(['output-refresh-token', 'hand the new refresh token to later steps'], false),
  mode: choice(['mode', 'upload, or check the connection'], {
    choices: ['upload', 'check'],
    default: 'upload',
    later: ['refresh-only'],
  }),
  destination: text(['destination', 'folder on the drive, created when missing']),
  driveId: text(['drive-id', 'drive to upload to'], driveId),
  path: { ...text(['path', 'files, folders or globs, one a line; ! excludes']), kind: 'lines' },
  root: text(['root', 'folder that uploaded names are relative to']),
  flatten: flag(['flatten', 'upload file names only, without folders'], false),
  name: text(['name', 'name on the drive for a single file'], fileName),
  includeHiddenFiles: flag(['include-hidden-files', 'upload names that start with a dot, too'], false),
  followSymbolicLinks: flag(['follow-symbolic-links', 'upload what links point to'], true),
  ifNoFilesFound: choice(['if-no-files-found', 'what to do when no file is found'], {
    choices: policies,
    default: 'error',
  }),
  unmatchedPatterns: choice(['unmatched-patterns', 'what to do when one of several patterns finds nothing'], {
    choices: policies,
    default: 'warn',
  }),
  invalidNames: choice(['invalid-names', 'what to do with names that OneDrive refuses'], {
    choices: ['error'],
    default: 'error',
    later: ['replace'],
  }),
  conflictBehavior: choice(['conflict-behavior', 'what to do with a name that is taken'], {
    choices: ['replace', 'rename', 'fail', 'skip'],
    default: 'replace',
  }),
  sessionThreshold: measure(['session-threshold', 'size from which files use an upload session'], {
    kind: 'size',
    default: '4MiB',
    read: threshold,
  }),
  chunkSize: orAuto(
    measure(['chunk-size', 'bytes of a fragment'], { kind: 'size', default: '10MiB', read: parseChunkSize }),
  ),
  concurrency: orAuto(whole(['concurrency', 'files in flight'], { default: '4', min: 1, max: 32 })),
  bandwidthLimit: measure(['bandwidth-limit', 'most bytes a second over all files, such as 20MB/s'], {
    kind: 'size',
    default: '',
    read: (value): Parsed<number | undefined> => (value === '' ? { value: undefined } : parseRate(value)),
  }),
  retries: whole(['retries', 'attempts without a byte of progress, per file'], {
    default: '6',
    min: 0,
    max: 100,
  }),
  lockWait: measure(['lock-wait', "how long to wait for a name that a dead run's upload still locks"], {
    kind: 'span',
    default: '15m',
    read: parseSpan,
  }),
  verify: choice(['verify', 'how to prove that what arrived is what was sent'], {
    choices: ['hash', 'size', 'readback', 'off'],
    default: 'hash',
  }),
  preserveMtime: flag(['preserve-mtime', 'keep the time of modification of files'], false),
  resumeJournal: text(['resume-journal', 'file in which unfinished uploads are kept for the next run']),
  resumeKey: {
    ...secret(['resume-key', 'key that the resume journal is sealed with'], false),
    parse: (value: string): Parsed<string> => ({ value }),
  },
  summary: choice(['summary', 'how much the summary of the job tells'], {
    choices: ['auto', 'full', 'counts', 'none'],
    default: 'auto',
  }),
} as const satisfies Readonly<Record<string, InputSpec>>;

/** The same as a list, in the order of action.yml. */
export const INPUTS: readonly InputSpec[] = Object.values(TABLE);

/** A GUID in its usual form, 8-4-4-4-12. */
export function isGuid(value: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}

/** Says nothing of the value: it could be the secret, pasted into the wrong place. */
function guid(value: string): string | undefined {
  if (isGuid(value)) return undefined;
  const size = count(value.length, 'character');
  return `is not a GUID (${size}); copy "Application (client) ID" from the registration's overview page`;
}

function tenant(value: string): string | undefined {
  if (/^[A-Za-z0-9.-]+$/.test(value)) return undefined;
  return `is ${shown(value)}; write common, organizations, consumers, the tenant's GUID or one of its domains`;
}

function scopes(value: string): string | undefined {
  return /^[\x21\x23-\x5b\x5d-\x7e\s]+$/.test(value)
    ? undefined
    : `is ${shown(value)}; write scopes with spaces between`;
}

function fileName(value: string): string | undefined {
  return /[/\\]/.test(value)
    ? `is ${shown(value)}; folders go into destination, name is a file name`
    : undefined;
}

function driveId(value: string): string | undefined {
  if (/^https?:/i.test(value)) return `is a URL; write the drive's id, which Graph lists under /me/drives`;
  return /[\s\p{Cc}]/u.test(value) ? `is ${shown(value)}; an id has no white space` : undefined;
}
