/**
 * The section "What": which files to upload, and their names.
 */
import zlib from 'node:zlib';
import { booleanInput, choiceInput, type InputSpec, integerInput, textInput, withAuto } from './kinds.ts';
import type { MatrixJob } from './matrix.ts';
import { quoteUnlessSecret } from './quote-unless-secret.ts';
import { type InputReader, maxInputLength, optionalProperty, type PathArgument } from './reader.ts';
import type { ParseResult } from './units.ts';

/** What to do if nothing was found. */
export type NoMatchPolicy = 'error' | 'warn' | 'ignore';

export interface FileInputs {
  /** Lines in the syntax of @actions/glob. */
  readonly patterns: string;
  /** What the command line names besides. Undefined for the action. */
  readonly arguments?: readonly PathArgument[];
  /** True unless somebody said what to do about those that find nothing. */
  readonly mustFindArguments?: boolean;
  readonly root?: string;
  readonly includeHiddenFiles: boolean;
  /** `auto` is resolved: an archive keeps links as links, single files are what links point to. */
  readonly followSymbolicLinks: boolean;
  readonly ifNoFilesFound: NoMatchPolicy;
  readonly unmatchedPatterns: NoMatchPolicy;
}

/** A part of the plan: number `index` of `total`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

export interface NamingInputs {
  /** A template, like `destination`. */
  readonly name?: string;
  readonly flatten: boolean;
  readonly invalidNames: 'error' | 'replace';
  readonly archive: 'none' | 'zip' | 'tar.gz' | 'tar.zst';
  /** 0 to 9; for `tar.zst` 1 to 19. */
  readonly compressionLevel: number;
  /** Name of the checksum file to upload. */
  readonly checksums?: string;
  readonly shard?: Shard;
  /** Recipients of age, one a line, or the path of a file of them. */
  readonly encryptTo?: string;
}

const noMatchPolicies = ['error', 'warn', 'ignore'] as const;

/** The name of the list of checksums with `checksums: true`. */
export const defaultChecksumsName = 'SHA256SUMS';

/** This section's inputs, in the order of action.yml. */
export const FILE_SPECS = {
  path: { ...textInput(['path', 'files, folders or globs, one per line; ! excludes']), kind: 'lines' },
  root: textInput(['root', 'folder that the names on the drive are relative to']),
  flatten: booleanInput(['flatten', 'upload all files into one folder'], false),
  name: textInput(['name', 'name on the drive of a single file or of the archive'], nameProblem),
  includeHiddenFiles: booleanInput(
    ['include-hidden-files', 'also upload names that start with a dot'],
    false,
  ),
  followSymbolicLinks: withAuto(
    booleanInput(['follow-symbolic-links', 'upload what links point to; auto: not in an archive'], true),
  ),
  ifNoFilesFound: choiceInput(['if-no-files-found', 'what to do if no file is found'], {
    choices: noMatchPolicies,
    default: 'error',
  }),
  unmatchedPatterns: choiceInput(
    ['unmatched-patterns', 'what to do if one of several patterns finds nothing'],
    {
      choices: noMatchPolicies,
      default: 'warn',
    },
  ),
  invalidNames: choiceInput(['invalid-names', 'what to do with names that OneDrive does not allow'], {
    choices: ['error', 'replace'],
    default: 'error',
  }),
  archive: choiceInput(['archive', 'pack all files into one archive'], {
    choices: ['none', 'zip', 'tar.gz', 'tar.zst'],
    default: 'none',
  }),
  encryptTo: {
    ...textInput(['encrypt-to', 'age recipients (age1…) to encrypt every file for, or a file of them']),
    kind: 'lines',
  },
  compressionLevel: withAuto(
    integerInput(['compression-level', 'compression level of the archive, 0 to 9, with Zstandard 1 to 19'], {
      default: '6',
      min: 0,
      max: 19,
    }),
  ),
  checksums: {
    ...textInput(['checksums', 'also upload SHA256SUMS, or the same list under another name'], nameProblem),
    default: 'false',
  },
  shard: { ...textInput(['shard', "this job's share of the files: 1/n to n/n, or auto"]), parse: parseShard },
} as const satisfies Readonly<Record<string, InputSpec<unknown>>>;

/** Reads the section. `matrixJob` resolves `shard: auto`. */
export function readFileInputs(
  read: InputReader,
  matrixJob: MatrixJob | undefined,
): { readonly files: FileInputs; readonly naming: NamingInputs } {
  const shard = read(FILE_SPECS.shard);
  if (shard === 'auto' && matrixJob === undefined) {
    read.problems.rest.push('shard: auto needs a matrix, and this job has no matrix: write 1/n to n/n');
  }
  const archive = read(FILE_SPECS.archive);
  const name = read(FILE_SPECS.name);
  const level = read(FILE_SPECS.compressionLevel);
  const archiveProblems = [
    archive === 'none' ? undefined : archiveNameMismatch(name, archive),
    compressionLevelProblem(level, archive),
    zstdProblem(archive),
  ];
  read.problems.rest.push(...archiveProblems.filter((problem) => problem !== undefined));
  const followSymbolicLinks = read(FILE_SPECS.followSymbolicLinks);
  const resolvedShard =
    shard === 'auto' ? matrixJob && { index: matrixJob.index + 1, total: matrixJob.total } : shard;
  return {
    files: {
      patterns: read(FILE_SPECS.path),
      ...optionalProperty('root', read(FILE_SPECS.root)),
      includeHiddenFiles: read(FILE_SPECS.includeHiddenFiles),
      followSymbolicLinks: followSymbolicLinks === 'auto' ? archive === 'none' : followSymbolicLinks,
      ifNoFilesFound: read(FILE_SPECS.ifNoFilesFound),
      unmatchedPatterns: read(FILE_SPECS.unmatchedPatterns),
    },
    naming: {
      ...optionalProperty('name', name),
      flatten: read(FILE_SPECS.flatten),
      invalidNames: read(FILE_SPECS.invalidNames),
      archive,
      compressionLevel: level === 'auto' ? (archive === 'tar.zst' ? 3 : 6) : level,
      ...optionalProperty('checksums', checksumsName(read(FILE_SPECS.checksums))),
      ...optionalProperty('shard', resolvedShard),
      ...optionalProperty('encryptTo', read(FILE_SPECS.encryptTo)),
    },
  };
}

/** Returns a problem if `path` and the arguments name nothing. */
export function patternProblems(patterns: string, given: readonly PathArgument[] = []): string[] {
  const longest = given.reduce((most, { text }) => Math.max(most, text.length), 0);
  if (longest > maxInputLength)
    return [`an argument has ${longest} characters, and the limit is ${maxInputLength}: shorten it`];
  if (given.length > 0) return [];
  const lines = patterns.split(/\r\n|\r|\n/).map((line) => line.trim());
  const hasOne = lines.some((line) => line !== '' && !line.startsWith('#'));
  return hasOne ? [] : ['path is empty: list the files, folders or globs to upload, one per line'];
}

type ArchiveKind = Exclude<NamingInputs['archive'], 'none'>;

/** Endings of each kind of archive. */
const archiveEndings: Readonly<Record<ArchiveKind, RegExp>> = {
  zip: /\.zip$/i,
  'tar.gz': /\.(tar\.gz|tgz)$/i,
  'tar.zst': /\.(tar\.zst|tzst)$/i,
};
const otherArchiveEnding = /\.(tar|tar\.\w+|tbz2?|txz|7z|rar)$/i;

/** Returns a problem if the name ends like another kind of archive. Any other ending is allowed. */
function archiveNameMismatch(name: string, archive: ArchiveKind): string | undefined {
  if (archiveEndings[archive].test(name)) return undefined;
  const [kind] = Object.entries(archiveEndings).find(([, ending]) => ending.test(name)) ?? [];
  if (kind === undefined && !otherArchiveEnding.test(name)) return undefined;
  const other = kind === undefined ? '' : `, or set archive: ${kind}`;
  return `name is ${quoteUnlessSecret(name)}, but archive is ${archive}: end the name with .${archive}${other}`;
}

/** gzip and ZIP have levels 0 to 9 (zlib's manual), Zstandard 1 to 19 without much more memory (zstd(1)). */
function compressionLevelProblem(
  level: number | 'auto',
  archive: NamingInputs['archive'],
): string | undefined {
  const [min, max] = archive === 'tar.zst' ? [1, 19] : [0, 9];
  if (level === 'auto' || (level >= min && level <= max)) return undefined;
  return `compression-level is ${level}; with archive: ${archive} write a whole number from ${min} to ${max}, or auto`;
}

function zstdProblem(archive: NamingInputs['archive']): string | undefined {
  if (archive !== 'tar.zst' || 'createZstdCompress' in zlib) return undefined;
  return `archive: tar.zst needs Node.js 22.15 or newer, and this is ${process.version}: use a newer one, or set archive to tar.gz`;
}

function checksumsName(value: string): string {
  if (/^(false|False|FALSE)$/.test(value)) return '';
  return /^(true|True|TRUE)$/.test(value) ? defaultChecksumsName : value;
}

function parseShard(value: string): ParseResult<Shard | 'auto' | undefined> {
  if (value === '') return { value: undefined };
  if (value === 'auto') return { value };
  const [, index, total] = /^(\d{1,6})\s*\/\s*(\d{1,6})$/.exec(value) ?? [];
  const shard = { index: Number(index), total: Number(total) };
  if (shard.index >= 1 && shard.index <= shard.total) return { value: shard };
  return { problem: `is ${quoteUnlessSecret(value)}; write 1/n to n/n, or auto in a matrix` };
}

function nameProblem(value: string): string | undefined {
  return /[/\\]/.test(value)
    ? `is ${quoteUnlessSecret(value)}; it must be a file name: put folders into destination`
    : undefined;
}
