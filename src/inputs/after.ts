/**
 * The section of what is deleted once everything arrived: mirror and retention. Knows texts and which of them
 * exclude each other; what may go is after/'s to say.
 */
import type { NamingInputs } from './files.ts';
import { flag, type InputSpec, text, whole } from './kinds.ts';
import { given, type Reader } from './reader.ts';
import { SHARE } from './share.ts';
import type { UploadInputs } from './transfer.ts';
import type { Parsed } from './units.ts';

/** Which generations stay; what either rule keeps stays. */
export interface RetainInputs {
  readonly last?: number;
  readonly days?: number;
  /** Glob on the whole name, case-insensitive. */
  readonly match: string;
  /** Template of the folder whose children are the generations; absent: the parent of `destination`. */
  readonly in?: string;
}

export interface AfterInputs {
  readonly mirror: boolean;
  readonly maxDelete: number;
  readonly retain?: RetainInputs;
  readonly dryRun: boolean;
}

/** A whole number that may be left out. */
function optional(words: readonly [string, string]): InputSpec<number | undefined> {
  const number = whole(words, { default: '', min: 1, max: 100_000 });
  const parse = (value: string): Parsed<number | undefined> =>
    value === '' ? { value: undefined } : number.parse(value);
  return { ...number, parse };
}

/** Rows of this section, in the order of action.yml. */
export const AFTER = {
  mirror: flag(['mirror', 'delete in destination what this run did not name'], false),
  maxDelete: whole(['max-delete', 'most items that one run may delete'], {
    default: '50',
    min: 0,
    max: 1_000_000,
  }),
  retainLast: optional(['retain-last', 'how many generations to keep']),
  retainDays: optional(['retain-days', 'how many days to keep generations']),
  retainMatch: text(['retain-match', 'names of the generations, a glob']),
  retainIn: text(['retain-in', 'folder of the generations']),
  dryRun: flag(['dry-run', 'plan and print, change nothing'], false),
} as const satisfies Readonly<Record<string, InputSpec>>;

/** Reads the section; what other sections forbid is told here. */
export function readAfter(
  read: Reader,
  other: { readonly naming: NamingInputs; readonly upload: UploadInputs },
): AfterInputs {
  const mirror = read(AFTER.mirror);
  const [last, days] = [read(AFTER.retainLast), read(AFTER.retainDays)];
  const [match, folder] = [read(AFTER.retainMatch), read(AFTER.retainIn)];
  const retaining = last !== undefined || days !== undefined;
  const { rest } = read.problems;
  const rule = (broken: boolean, words: string) => broken && rest.push(words);
  const { shard, archive, checksums } = other.naming;
  rule(
    mirror && other.upload.conflictBehavior === 'rename',
    'mirror would delete what rename kept: choose another conflict-behavior',
  );
  rule(
    retaining && match === '',
    'retain-last and retain-days need retain-match: a glob for the names of the generations, such as backup-*',
  );
  rule(!retaining && match !== '', 'retain-match needs retain-last or retain-days');
  rule(!retaining && read.has(AFTER.retainIn), 'retain-in needs retain-last or retain-days');
  const alone = [
    mirror && 'mirror',
    retaining && 'retain-last and retain-days',
    archive !== 'none' && 'archive',
    checksums !== undefined && 'checksums',
    read.has(SHARE.releaseTag) && 'release-tag',
  ].filter((name) => name !== false);
  for (const name of alone)
    rule(shard !== undefined, `shard does not go together with ${name}: no job sees the whole`);
  return {
    mirror,
    maxDelete: read(AFTER.maxDelete),
    ...(retaining && {
      retain: { match, ...given('last', last), ...given('days', days), ...given('in', folder) },
    }),
    dryRun: read(AFTER.dryRun),
  };
}
