/**
 * The section "How": conflicts, sizes, speed and verification.
 */
import {
  booleanInput,
  choiceInput,
  type InputSpec,
  integerInput,
  quantityInput,
  secretInput,
  textInput,
  withAuto,
} from './kinds.ts';
import { quoteUnlessSecret } from './quote-unless-secret.ts';
import { type InputReader, optionalProperty } from './reader.ts';
import {
  type ParseResult,
  parseChunkSize,
  parseDuration,
  parseRate,
  parseSize,
  singlePutLimitBytes,
} from './units.ts';

/** What to do if the name already exists on the drive. */
export type ConflictBehavior = 'replace' | 'rename' | 'fail' | 'skip';
export type VerifyMode = 'hash' | 'size' | 'readback' | 'off';

export interface UploadInputs {
  readonly conflictBehavior: ConflictBehavior;
  readonly skipUnchanged: boolean;
  /** Files of at least this many bytes use a session; 0: all non-empty files. */
  readonly sessionThresholdBytes: number;
  /** A multiple of 327,680; `auto` adapts to the connection's speed. */
  readonly chunkSizeBytes: number | 'auto';
  /** Files in flight; `auto` adapts. */
  readonly concurrency: number | 'auto';
  readonly retries: number;
  /** Bytes per second, over all files. */
  readonly bandwidthLimit?: number;
  /** How long to wait for a locked name; 0: not at all. */
  readonly lockWaitMs: number;
  readonly preserveMtime: boolean;
  readonly verify: VerifyMode;
}

/** Where unfinished sessions are stored for the next run. */
export interface ResumeInputs {
  /** Path of the journal, as given. */
  readonly journal: string;
  /** The key that encrypts the journal. */
  readonly key: string;
}

/** This section's inputs, in the order of action.yml. */
export const UPLOAD_SPECS = {
  conflictBehavior: choiceInput(['conflict-behavior', 'what to do if a name is taken'], {
    choices: ['replace', 'rename', 'fail', 'skip'],
    default: 'replace',
  }),
  skipUnchanged: booleanInput(
    ['skip-unchanged', 'skip files that are on the drive with the same content'],
    false,
  ),
  sessionThreshold: quantityInput(
    ['session-threshold', 'files of at least this size use an upload session'],
    {
      kind: 'size',
      default: '4MiB',
      read: parseThreshold,
    },
  ),
  chunkSize: withAuto(
    quantityInput(['chunk-size', 'size of the pieces of an upload session'], {
      kind: 'size',
      default: '10MiB',
      read: parseChunkSize,
    }),
  ),
  concurrency: withAuto(
    integerInput(['concurrency', 'how many files to send at the same time'], {
      default: '4',
      min: 1,
      max: 32,
    }),
  ),
  bandwidthLimit: quantityInput(
    ['bandwidth-limit', 'maximum bytes per second for all files together, such as 20MB/s'],
    {
      kind: 'size',
      default: '',
      read: (value): ParseResult<number | undefined> =>
        value === '' ? { value: undefined } : parseRate(value),
    },
  ),
  retries: integerInput(['retries', 'how often to retry a file that makes no progress'], {
    default: '6',
    min: 0,
    max: 100,
  }),
  lockWait: quantityInput(['lock-wait', 'how long to wait for a name that an earlier run still locks'], {
    kind: 'span',
    default: '15m',
    read: parseDuration,
  }),
  verify: choiceInput(['verify', 'how to check each uploaded file'], {
    choices: ['hash', 'size', 'readback', 'off'],
    default: 'hash',
  }),
  preserveMtime: booleanInput(['preserve-mtime', 'keep the modification time of files'], false),
  resumeJournal: textInput(['resume-journal', 'file that records unfinished uploads for the next run']),
  resumeKey: {
    ...secretInput(['resume-key', 'secret that encrypts the resume journal'], false),
    parse: (value: string): ParseResult<string> => ({ value }),
  },
} as const satisfies Readonly<Record<string, InputSpec>>;

/** Reads the section, except the journal. */
export function readUploadInputs(read: InputReader): UploadInputs {
  return {
    conflictBehavior: read(UPLOAD_SPECS.conflictBehavior),
    skipUnchanged: read(UPLOAD_SPECS.skipUnchanged),
    sessionThresholdBytes: read(UPLOAD_SPECS.sessionThreshold),
    chunkSizeBytes: read(UPLOAD_SPECS.chunkSize),
    concurrency: read(UPLOAD_SPECS.concurrency),
    retries: read(UPLOAD_SPECS.retries),
    ...optionalProperty('bandwidthLimit', read(UPLOAD_SPECS.bandwidthLimit)),
    lockWaitMs: read(UPLOAD_SPECS.lockWait),
    preserveMtime: read(UPLOAD_SPECS.preserveMtime),
    verify: read(UPLOAD_SPECS.verify),
  };
}

/** The journal contains URLs to which anyone may upload, so it is never written without a key. */
export function readResumeInputs(
  read: InputReader,
  clientSecret: string,
): { readonly resume?: ResumeInputs } {
  const journal = read(UPLOAD_SPECS.resumeJournal);
  const key = read(UPLOAD_SPECS.resumeKey) || clientSecret;
  if (journal === '') return {};
  if (key === '') {
    read.problems.rest.push('resume-journal needs a key: set resume-key to a random text from a secret');
  }
  return { resume: { journal, key } };
}

function parseThreshold(value: string): ParseResult<number> {
  const parsed = parseSize(value);
  if ('problem' in parsed || parsed.value <= singlePutLimitBytes) return parsed;
  return { problem: `${quoteUnlessSecret(value)} is too large for one request; the maximum is 250MB` };
}
