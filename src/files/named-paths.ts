/**
 * Sets of paths, and a matcher for files and folders that are named as they are.
 */
import path from 'node:path';

/**
 * The parts used of the library's pattern object (lib/internal-pattern, 0.7.0). Its `partialMatch` calls a function
 * that minimatch 11 removed; older versions take minutes for a few stars and a long name.
 */
export interface Matcher {
  readonly negate: boolean;
  match(path: string): number;
  /** With `true`: whether something below that folder could match. */
  readonly minimatch: { match(path: string, isPartial: true): boolean };
}

/** The library's match result for files and folders. */
export const MATCH_ALL = 3;

/** Upper and lower case are the same on Windows and, by default, on macOS. */
const ignoresCase = process.platform === 'win32' || process.platform === 'darwin';

/** A path as it is compared. */
function comparable(somePath: string): string {
  return ignoresCase ? somePath.normalize('NFC').toLowerCase() : somePath;
}

/** Paths to compare others with. */
export function pathSet(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.map(comparable));
}

/** Whether the path is in a set that `pathSet` made. */
export function hasPath(paths: ReadonlySet<string>, somePath: string): boolean {
  return paths.size > 0 && paths.has(comparable(somePath));
}

/** Matches these paths and nothing else, in one step however many they are. */
export function namedMatcher(paths: readonly string[], negate: boolean): Matcher {
  const named = pathSet(paths);
  const above = new Set(paths.flatMap(foldersAbove).map(comparable));
  return {
    negate,
    match: (somePath) => (hasPath(named, somePath) ? MATCH_ALL : 0),
    minimatch: { match: (somePath) => hasPath(above, somePath) },
  };
}

/** The paths and all folders above them, to compare others with. */
export function pathsAndFolders(paths: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const somePath of paths)
    for (const each of [somePath, ...foldersAbove(somePath)]) {
      if (each !== somePath && all.has(comparable(each))) break;
      all.add(comparable(each));
    }
  return all;
}

/** The folder of the path, the folder above it, and so on. */
export function foldersAbove(somePath: string): string[] {
  const folders: string[] = [];
  for (
    let [at, folder] = [somePath, path.dirname(somePath)];
    folder !== at;
    [at, folder] = [folder, path.dirname(folder)]
  )
    folders.push(folder);
  return folders;
}
