/**
 * Plans an upload: gives every found file its path on the drive, largest file first. Reads neither the disk nor the
 * drive.
 */
import { UsageFailure } from '../core/errors.ts';
import { compareText, formatBytes, quote } from '../core/format.ts';
import type { Encryption } from '../encrypt/age.ts';
import type { FoundFile, FoundFiles } from '../files/find.ts';
import { baseNameOf, joinRemotePath, normalizedPathKey, pathKey } from '../graph/paths.ts';
import { encodeName } from './name-encoding.ts';
import { pathProblems } from './names.ts';

/** A file to upload. */
export interface PlannedFile {
  /** Absolute, as the system spells it. */
  readonly localPath: string;
  /** Relative to `FoundFiles.root`, with `/`. */
  readonly relativePath: string;
  /** From the drive's root, decoded, with `/`, without a leading one. */
  readonly remotePath: string;
  /** The last segment of `remotePath`. */
  readonly name: string;
  readonly sizeBytes: number;
  /** The size of the local file, if it is encrypted before it is sent; `sizeBytes` is then that of what is sent. */
  readonly plainBytes?: number;
  /** This run made the file and removes it. */
  readonly isTemporary?: boolean;
  /** What a dry run would pack into the file, whose size is NaN until then. */
  readonly packs?: { readonly itemCount: number; readonly totalBytes: number };
}

/** The file with the size that it turned out to have. */
export function withSize(file: PlannedFile, sizeBytes: number): PlannedFile {
  return sizeBytes === file.sizeBytes ? file : { ...file, sizeBytes };
}

export interface UploadPlan {
  /** Largest first, so that no long upload runs alone at the end; files of one size by path. */
  readonly files: readonly PlannedFile[];
  readonly totalBytes: number;
  /** Expanded and normalized; '' for the drive's root. */
  readonly destination: string;
  /** Names that were encoded, each once; absent when there are none. */
  readonly encodedNames?: readonly EncodedName[];
}

/** A file or folder whose name on the drive differs from its local name. */
export interface EncodedName {
  /** Below the destination, with local names. */
  readonly originalPath: string;
  /** On the drive. */
  readonly name: string;
}

export interface PlanOptions {
  /** As `expandTarget` returns it. */
  readonly destination: string;
  /** Expanded; for a single file only. */
  readonly name?: string;
  readonly flatten: boolean;
  /** `replace` encodes names that OneDrive refuses, where possible. Default `error`. */
  readonly invalidNames?: 'error' | 'replace';
  /** Name of the checksum list that will be added to the destination. */
  readonly checksums?: string;
  /** Encrypts every file, whose name then ends with `.age`. */
  readonly encryption?: Pick<Encryption, 'encryptedBytes'> | undefined;
}

/** The ending that an encrypted file gets. */
export const encryptedEnding = '.age';

/** The file as it is planned with encryption; the same file without. */
export function withEncryption(file: PlannedFile, encryption: PlanOptions['encryption']): PlannedFile {
  if (encryption === undefined) return file;
  return {
    ...file,
    remotePath: `${file.remotePath}${encryptedEnding}`,
    name: `${file.name}${encryptedEnding}`,
    sizeBytes: encryption.encryptedBytes(file.sizeBytes),
    plainBytes: file.sizeBytes,
  };
}

/** The largest file the service takes: its "250 GB" are 250 GiB (support page; abraunegg/onedrive). */
export const fileLimitBytes = 268_435_456_000;

/**
 * Plans where every file goes.
 * @throws UsageFailure with every problem: those of the search, names and paths that OneDrive refuses, files that are
 * too large, and files that would get the same path
 */
export function planUpload(found: FoundFiles, options: PlanOptions): UploadPlan {
  const encoded = new Map<string, string>();
  const files = found.files.map((file) => planFile(file, { found, options, encoded })).sort(compareBySize);
  const isAmbiguous = options.name !== undefined && files.length > 1;
  const problems = [
    ...found.problems,
    ...(isAmbiguous
      ? [
          `name is for a single file, but path finds ${files.length} files: remove name, or make path match one file`,
        ]
      : pathConflicts(files)),
    ...namingProblems(files, options),
    ...files.flatMap(sizeProblems),
    ...(options.checksums === undefined ? [] : checksumsProblems(options.checksums, { ...options, files })),
  ];
  if (problems.length > 0) throw new UsageFailure(problems);
  return {
    files,
    totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    destination: options.destination,
    ...encodedNamesOf(encoded),
  };
}

/** Names that OneDrive refuses, each with the input it comes from or a hint. */
function namingProblems(files: readonly PlannedFile[], options: PlanOptions): string[] {
  const known = new Set<string>();
  const folder = pathProblems(options.destination, known).map((problem) => `destination ${problem}`);
  // Files outside of root have no path here; the search reported them already.
  const inside = files.filter(({ relativePath }) => !/^\.\.(?:\/|$)/.test(relativePath));
  const own = inside.flatMap((file) => pathProblems(file.remotePath, known));
  return [...folder, ...own.map((problem) => `${problem}: ${namingHint(options)}`)];
}

function namingHint({ name, invalidNames }: PlanOptions): string {
  if (name !== undefined) return 'choose another name';
  if (invalidNames === 'replace') return 'rename it, or leave it out of path';
  return 'rename it, leave it out of path, or set invalid-names: replace';
}

/** The encoded names as a member of the plan; no member when there are none. */
export function encodedNamesOf(encoded: ReadonlyMap<string, string>): Pick<UploadPlan, 'encodedNames'> {
  if (encoded.size === 0) return {};
  return { encodedNames: [...encoded].map(([originalPath, name]) => ({ originalPath, name })) };
}

interface NamingContext {
  readonly found: FoundFiles;
  readonly options: PlanOptions;
  /** From paths below the destination to names on the drive. */
  readonly encoded: Map<string, string>;
}

function planFile(file: FoundFile, { found, options, encoded }: NamingContext): PlannedFile {
  const requestedName = found.files.length === 1 ? options.name : undefined;
  const requestedPath =
    requestedName ?? (options.flatten ? baseNameOf(file.relativePath) : file.relativePath);
  const encodedPath = options.invalidNames === 'replace' ? encodePath(requestedPath, encoded) : requestedPath;
  const planned = {
    localPath: file.localPath,
    relativePath: file.relativePath,
    remotePath: joinRemotePath(options.destination, encodedPath),
    name: baseNameOf(encodedPath),
    sizeBytes: file.sizeBytes,
  };
  return withEncryption(planned, options.encryption);
}

/** Returns the path with names the drive can hold. Adds every name that changed to `encoded`. */
export function encodePath(path: string, encoded: Map<string, string>): string {
  const names = path.split('/');
  const encodedNames = names.map((name, depth) => encodeName(name, depth < names.length - 1));
  encodedNames.forEach((name, depth) => {
    if (name !== names[depth]) encoded.set(names.slice(0, depth + 1).join('/'), name);
  });
  return encodedNames.join('/');
}

function compareBySize(a: PlannedFile, b: PlannedFile): number {
  if (a.sizeBytes !== b.sizeBytes) return b.sizeBytes - a.sizeBytes;
  return compareText(a.remotePath, b.remotePath);
}

/** The drive compares names without case and after Unicode normalization. */
function pathConflicts(files: readonly PlannedFile[]): string[] {
  const problems: string[] = [];
  const taken = new Map<string, PlannedFile>();
  for (const file of files) {
    const other = taken.get(normalizedPathKey(file.remotePath));
    if (other === undefined) taken.set(normalizedPathKey(file.remotePath), file);
    else problems.push(`${quotedPaths(other, file)} would both be ${quote(file.remotePath)} on the drive`);
  }
  return [...problems, ...folderConflicts(files, taken)];
}

function folderConflicts(files: readonly PlannedFile[], taken: ReadonlyMap<string, PlannedFile>): string[] {
  const problems: string[] = [];
  const folders = new Set<string>();
  for (const file of files) {
    const path = normalizedPathKey(file.remotePath);
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
      const other = taken.get(folder);
      if (other === undefined) continue;
      problems.push(
        `${quotedPaths(other, file)}: ${quote(other.remotePath)} would be a file and a folder on the drive`,
      );
    }
  }
  return problems;
}

function quotedPaths(one: PlannedFile, other: PlannedFile): string {
  return `${quote(one.localPath)} and ${quote(other.localPath)}`;
}

function sizeProblems(file: PlannedFile): string[] {
  if (file.sizeBytes <= fileLimitBytes) return [];
  return [
    `${quote(file.localPath)} has ${formatBytes(file.sizeBytes)}, and OneDrive allows at most 250 GB per file`,
  ];
}

/** Problems that keep a checksum list of that name from being added to a plan. */
export function checksumsProblems(name: string, plan: Pick<UploadPlan, 'destination' | 'files'>): string[] {
  const remotePath = joinRemotePath(plan.destination, name);
  const key = pathKey(remotePath);
  const other = plan.files.find((file) => {
    const path = pathKey(file.remotePath);
    return path === key || path.startsWith(`${key}/`);
  });
  const problems = pathProblems(remotePath, new Set([plan.destination])).map(
    (problem) => `checksums: ${problem}`,
  );
  if (other === undefined) return problems;
  const conflicting = quote(other.localPath);
  return [
    ...problems,
    `${conflicting} would replace the checksum list ${quote(remotePath)}: choose another name for the list`,
  ];
}
