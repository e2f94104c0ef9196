/**
 * The section "What": which files, and what they are called. Knows texts; the disk is upload/find's.
 */
import { choice, flag, type InputSpec, text, whole } from './kinds.ts';
import type { Leg } from './matrix.ts';
import { given, type Reader } from './reader.ts';
import { shown } from './shown.ts';
import type { Parsed } from './units.ts';

/** What to do when nothing was found. */
export type Policy = 'error' | 'warn' | 'ignore';

export interface FileInputs {
  /** Lines as @actions/glob reads them. */
  readonly patterns: string;
  readonly root?: string;
  readonly includeHiddenFiles: boolean;
  readonly followSymbolicLinks: boolean;
  readonly ifNoFilesFound: Policy;
  readonly unmatchedPatterns: Policy;
}

/** A share of the plan: the `index`th of `total`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

export interface NamingInputs {
  /** A template, like `destination`. */
  readonly name?: string;
  readonly flatten: boolean;
  readonly invalidNames: 'error' | 'replace';
  readonly archive: 'none' | 'zip' | 'tar.gz';
  /** 0 to 9. */
  readonly compressionLevel: number;
  /** Name of the list of checksums to upload along. */
  readonly checksums?: string;
  readonly shard?: Shard;
}

const policies = ['error', 'warn', 'ignore'] as const;

/** Rows of this section, in the order of action.yml. */
export const SELECTION = {
  path: { ...text(['path', 'files, folders or globs, one a line; ! excludes']), kind: 'lines' },
  root: text(['root', 'folder that uploaded names are relative to']),
  flatten: flag(['flatten', 'upload file names only, without folders'], false),
  name: text(['name', 'name on the drive for a single file, or of the archive'], nameProblem),
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
    choices: ['error', 'replace'],
    default: 'error',
  }),
  archive: choice(['archive', 'upload one file of all'], {
    choices: ['none', 'zip', 'tar.gz'],
    default: 'none',
  }),
  compressionLevel: whole(['compression-level', 'how hard to compress the archive'], {
    default: '6',
    min: 0,
    max: 9,
  }),
  checksums: {
    ...text(['checksums', 'also upload SHA256SUMS: true, or a name for it'], nameProblem),
    default: 'false',
  },
  shard: { ...text(['shard', "this job's share of the files: 1/n to n/n, or auto"]), parse: parseShard },
} as const satisfies Readonly<Record<string, InputSpec<unknown>>>;

/** Reads files and names; `leg` is what `shard: auto` stands for. */
export function readSelection(
  read: Reader,
  leg: Leg | undefined,
): { readonly files: FileInputs; readonly naming: NamingInputs } {
  const shard = read(SELECTION.shard);
  if (shard === 'auto' && leg === undefined) {
    read.problems.rest.push('shard: auto needs a matrix, and this job has none: write 1/n to n/n');
  }
  const share = shard === 'auto' ? leg && { index: leg.index + 1, total: leg.total } : shard;
  return {
    files: {
      patterns: read(SELECTION.path),
      ...given('root', read(SELECTION.root)),
      includeHiddenFiles: read(SELECTION.includeHiddenFiles),
      followSymbolicLinks: read(SELECTION.followSymbolicLinks),
      ifNoFilesFound: read(SELECTION.ifNoFilesFound),
      unmatchedPatterns: read(SELECTION.unmatchedPatterns),
    },
    naming: {
      ...given('name', read(SELECTION.name)),
      flatten: read(SELECTION.flatten),
      invalidNames: read(SELECTION.invalidNames),
      archive: read(SELECTION.archive),
      compressionLevel: read(SELECTION.compressionLevel),
      ...given('checksums', checksumsName(read(SELECTION.checksums))),
      ...given('shard', share),
    },
  };
}

/** What `path` lacks, when files are to be uploaded. */
export function patternProblems(patterns: string): string[] {
  const lines = patterns.split(/\r\n|\r|\n/).map((line) => line.trim());
  const hasOne = lines.some((line) => line !== '' && !line.startsWith('#'));
  return hasOne ? [] : ['path is empty: name the files, folders or globs to upload, one a line'];
}

function checksumsName(value: string): string {
  if (/^(false|False|FALSE)$/.test(value)) return '';
  return /^(true|True|TRUE)$/.test(value) ? 'SHA256SUMS' : value;
}

function parseShard(value: string): Parsed<Shard | 'auto' | undefined> {
  if (value === '') return { value: undefined };
  if (value === 'auto') return { value };
  const [, index, total] = /^(\d{1,6})\s*\/\s*(\d{1,6})$/.exec(value) ?? [];
  const shard = { index: Number(index), total: Number(total) };
  if (shard.index >= 1 && shard.index <= shard.total) return { value: shard };
  return { problem: `is ${shown(value)}; write 1/n to n/n, or auto for the leg of the matrix` };
}

function nameProblem(value: string): string | undefined {
  return /[/\\]/.test(value)
    ? `is ${shown(value)}; folders go into destination, this is a file name`
    : undefined;
}
