/**
 * The inputs for what is deleted after the upload: mirror and retention.
 */
import type { NamingInputs } from './files.ts';
import { booleanInput, type InputSpec, integerInput, textInput } from './kinds.ts';
import { type InputReader, optionalProperty } from './reader.ts';
import { SHARE_SPECS } from './share.ts';
import type { UploadInputs } from './transfer.ts';
import type { ParseResult } from './units.ts';

/** Which generations to keep. A generation that either rule keeps stays. */
export interface RetainInputs {
  readonly last?: number;
  readonly days?: number;
  /** Glob on the whole name, case-insensitive. */
  readonly match: string;
  /** Template of the folder that contains the generations; if absent, the parent of `destination`. */
  readonly in?: string;
}

export interface CleanupInputs {
  readonly mirror: boolean;
  readonly maxDelete: number;
  readonly retain?: RetainInputs;
  readonly dryRun: boolean;
}

/** An optional whole number. */
function optionalInteger(words: readonly [string, string]): InputSpec<number | undefined> {
  const number = integerInput(words, { default: '', min: 1, max: 100_000 });
  const parse = (value: string): ParseResult<number | undefined> =>
    value === '' ? { value: undefined } : number.parse(value);
  return { ...number, parse };
}

/** This section's inputs, in the order of action.yml. */
export const CLEANUP_SPECS = {
  mirror: booleanInput(['mirror', 'delete what is in destination but not part of this run'], false),
  maxDelete: integerInput(['max-delete', 'maximum number of items to delete in one run'], {
    default: '50',
    min: 0,
    max: 1_000_000,
  }),
  retainLast: optionalInteger(['retain-last', 'how many backups to keep']),
  retainDays: optionalInteger(['retain-days', 'how many days to keep backups']),
  retainMatch: textInput(['retain-match', 'glob for the names of the backups']),
  retainIn: textInput(['retain-in', 'folder that contains the backups']),
  dryRun: booleanInput(['dry-run', 'print what would be done, change nothing'], false),
} as const satisfies Readonly<Record<string, InputSpec>>;

/** Reads the section, and checks it against the other sections. */
export function readCleanupInputs(
  read: InputReader,
  other: { readonly naming: NamingInputs; readonly upload: UploadInputs },
): CleanupInputs {
  const mirror = read(CLEANUP_SPECS.mirror);
  const [last, days] = [read(CLEANUP_SPECS.retainLast), read(CLEANUP_SPECS.retainDays)];
  const [match, folder] = [read(CLEANUP_SPECS.retainMatch), read(CLEANUP_SPECS.retainIn)];
  const isRetaining = last !== undefined || days !== undefined;
  const { rest } = read.problems;
  const rule = (isBroken: boolean, words: string) => isBroken && rest.push(words);
  const { shard, archive, checksums } = other.naming;
  rule(
    mirror && other.upload.conflictBehavior === 'rename',
    'mirror would delete the files that conflict-behavior: rename keeps: choose another conflict-behavior',
  );
  rule(
    isRetaining && match === '',
    'retain-last and retain-days need retain-match: a glob for the names of the backups, such as nightly-*',
  );
  rule(!isRetaining && match !== '', 'retain-match needs retain-last or retain-days');
  rule(!isRetaining && read.has(CLEANUP_SPECS.retainIn), 'retain-in needs retain-last or retain-days');
  const incompatibleWithShard = [
    mirror && 'mirror',
    isRetaining && 'retain-last and retain-days',
    archive !== 'none' && 'archive',
    checksums !== undefined && 'checksums',
    read.has(SHARE_SPECS.releaseTag) && 'release-tag',
  ].filter((name) => name !== false);
  for (const name of incompatibleWithShard)
    rule(
      shard !== undefined,
      `shard does not go together with ${name}: each job has only a part of the files`,
    );
  return {
    mirror,
    maxDelete: read(CLEANUP_SPECS.maxDelete),
    ...(isRetaining && {
      retain: {
        match,
        ...optionalProperty('last', last),
        ...optionalProperty('days', days),
        ...optionalProperty('in', folder),
      },
    }),
    dryRun: read(CLEANUP_SPECS.dryRun),
  };
}
