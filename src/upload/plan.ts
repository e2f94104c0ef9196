/**
 * From found files to what goes where, biggest first. Pure: knows names, sizes and the expanded
 * destination, looks neither at the disk nor at the drive.
 */
import { UsageFailure } from '../errors.ts';
import { pathKey } from '../graph/paths.ts';
import { bytes, printable } from '../text.ts';
import type { Found, FoundFile } from './find.ts';
import { pathProblems } from './names.ts';

/** One file on its way. */
export interface PlannedFile {
  /** Absolute, in the system's own spelling. */
  readonly sourcePath: string;
  /** From the root of what was found, with `/`. */
  readonly relativePath: string;
  /** From the drive's root, decoded, with `/`, without one at the start. */
  readonly remotePath: string;
  /** The last segment of `remotePath`. */
  readonly name: string;
  readonly sizeBytes: number;
}

export interface Plan {
  /** Biggest first, so that no long file is left alone at the end; files of one size by path. */
  readonly files: readonly PlannedFile[];
  readonly totalBytes: number;
  /** Expanded and normalised; '' for the drive's root. */
  readonly destination: string;
}

export interface PlanOptions {
  /** As `expandTarget` made it. */
  readonly destination: string;
  /** Expanded; for a single file only. */
  readonly name?: string;
  readonly flatten: boolean;
}

/** The largest file that the service keeps: its "250 GB" are 250 GiB (support page; abraunegg/onedrive). */
const fileLimitBytes = 268_435_456_000;

/**
 * Gives every file its place.
 * @throws UsageFailure with every problem: those of the search, names and paths that OneDrive refuses, files
 * that are too large, and files that would end on one path
 */
export function planUpload(found: Found, options: PlanOptions): Plan {
  const problems = [...found.problems];
  const files = found.files.map((file) => planned(file, found, options)).sort(byWeight);
  if (options.name !== undefined && files.length > 1) {
    problems.push(
      `name is for a single file, but path finds ${files.length}: take name out, or narrow path down`,
    );
  } else {
    problems.push(...clashes(files));
  }
  const known = new Set<string>();
  problems.push(...pathProblems(options.destination, known));
  for (const file of files) problems.push(...pathProblems(file.remotePath, known), ...sizeProblems(file));
  if (problems.length > 0) throw new UsageFailure(problems);
  return {
    files,
    totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    destination: options.destination,
  };
}

function planned(file: FoundFile, found: Found, options: PlanOptions): PlannedFile {
  const ownName = file.relativePath.slice(file.relativePath.lastIndexOf('/') + 1);
  const isRenamed = options.name !== undefined && found.files.length === 1;
  const name = isRenamed ? (options.name ?? ownName) : ownName;
  const below = isRenamed || options.flatten ? name : file.relativePath;
  return {
    sourcePath: file.path,
    relativePath: file.relativePath,
    remotePath: options.destination === '' ? below : `${options.destination}/${below}`,
    name,
    sizeBytes: file.sizeBytes,
  };
}

function byWeight(a: PlannedFile, b: PlannedFile): number {
  if (a.sizeBytes !== b.sizeBytes) return b.sizeBytes - a.sizeBytes;
  return a.remotePath < b.remotePath ? -1 : a.remotePath > b.remotePath ? 1 : 0;
}

/** Names on the drive are compared without case. */
function clashes(files: readonly PlannedFile[]): string[] {
  const problems: string[] = [];
  const taken = new Map<string, PlannedFile>();
  for (const file of files) {
    const other = taken.get(pathKey(file.remotePath));
    if (other === undefined) taken.set(pathKey(file.remotePath), file);
    else problems.push(`${sources(other, file)} would both be ${shown(file.remotePath)} on the drive`);
  }
  return [...problems, ...folderClashes(files, taken)];
}

function folderClashes(files: readonly PlannedFile[], taken: ReadonlyMap<string, PlannedFile>): string[] {
  const problems: string[] = [];
  const folders = new Set<string>();
  for (const file of files) {
    const path = pathKey(file.remotePath);
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
      const other = taken.get(folder);
      if (other === undefined) continue;
      problems.push(
        `${sources(other, file)}: ${shown(other.remotePath)} would be a file and a folder on the drive`,
      );
    }
  }
  return problems;
}

function sources(one: PlannedFile, other: PlannedFile): string {
  return `${shown(one.sourcePath)} and ${shown(other.sourcePath)}`;
}

function sizeProblems(file: PlannedFile): string[] {
  if (file.sizeBytes <= fileLimitBytes) return [];
  return [`${shown(file.sourcePath)} has ${bytes(file.sizeBytes)}, OneDrive takes at most 250 GB a file`];
}

function shown(path: string): string {
  return `"${printable(path)}"`;
}
