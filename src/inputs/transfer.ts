/**
 * The section "How": conflicts, sizes, pace, proof. Knows texts and limits; the engine is upload's.
 */
import { choice, flag, type InputSpec, measure, orAuto, secret, text, whole } from './kinds.ts';
import { given, type Reader } from './reader.ts';
import { shown } from './shown.ts';
import {
  type Parsed,
  parseChunkSize,
  parseRate,
  parseSize,
  parseSpan,
  singlePutLimitBytes,
} from './units.ts';

/** What to do with a name that is taken on the drive. */
export type ConflictBehavior = 'replace' | 'rename' | 'fail' | 'skip';
export type Verify = 'hash' | 'size' | 'readback' | 'off';

export interface UploadInputs {
  readonly conflictBehavior: ConflictBehavior;
  readonly skipUnchanged: boolean;
  /** Files of at least this many bytes use a session; 0: every file that is not empty. */
  readonly sessionThresholdBytes: number;
  /** A multiple of 327,680; `auto` follows the link. */
  readonly chunkSizeBytes: number | 'auto';
  /** Files in flight; `auto` adapts. */
  readonly concurrency: number | 'auto';
  readonly retries: number;
  /** Bytes a second, over all files. */
  readonly bandwidthLimit?: number;
  /** How long a locked name is waited for; 0: not at all. */
  readonly lockWaitMs: number;
  readonly preserveMtime: boolean;
  readonly verify: Verify;
}

/** Where unfinished sessions are kept for the next run. */
export interface ResumeInputs {
  /** Path of the journal, as given. */
  readonly journal: string;
  /** What it is sealed with. */
  readonly key: string;
}

/** Rows of this section, in the order of action.yml. */
export const TRANSFER = {
  conflictBehavior: choice(['conflict-behavior', 'what to do with a name that is taken'], {
    choices: ['replace', 'rename', 'fail', 'skip'],
    default: 'replace',
  }),
  skipUnchanged: flag(['skip-unchanged', 'leave files alone that are there already, byte for byte'], false),
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
} as const satisfies Readonly<Record<string, InputSpec>>;

/** Reads the section, without the journal. */
export function readUpload(read: Reader): UploadInputs {
  return {
    conflictBehavior: read(TRANSFER.conflictBehavior),
    skipUnchanged: read(TRANSFER.skipUnchanged),
    sessionThresholdBytes: read(TRANSFER.sessionThreshold),
    chunkSizeBytes: read(TRANSFER.chunkSize),
    concurrency: read(TRANSFER.concurrency),
    retries: read(TRANSFER.retries),
    ...given('bandwidthLimit', read(TRANSFER.bandwidthLimit)),
    lockWaitMs: read(TRANSFER.lockWait),
    preserveMtime: read(TRANSFER.preserveMtime),
    verify: read(TRANSFER.verify),
  };
}

/** A journal holds addresses that anybody may upload to: without a key there is none. */
export function readResume(read: Reader, clientSecret: string): { readonly resume?: ResumeInputs } {
  const journal = read(TRANSFER.resumeJournal);
  const key = read(TRANSFER.resumeKey) || clientSecret;
  if (journal === '') return {};
  if (key === '') {
    read.problems.rest.push('resume-journal needs a key: set resume-key to a random text kept as a secret');
  }
  return { resume: { journal, key } };
}

function threshold(value: string): Parsed<number> {
  const parsed = parseSize(value);
  if ('problem' in parsed || parsed.value <= singlePutLimitBytes) return parsed;
  return { problem: `${shown(value)} is more than one request may carry; the maximum is 250MB` };
}
