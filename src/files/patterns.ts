/**
 * Parses the lines of `path` and the command's arguments into matchers, without disk access. The only file that imports
 * @actions/glob. Uses its pattern parser but not its walk: that one stops at a link to itself or a name that is not
 * UTF-8, drops broken links silently, overflows the stack in a folder of about 120,000 entries, and prints debug
 * commands on stdout.
 */
import path from 'node:path';
import { create } from '@actions/glob';
import { escapeControls } from '../core/format.ts';
import { pathUnlessSecret, quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { foldersAbove, MATCH_ALL, type Matcher, namedMatcher, pathSet } from './named-paths.ts';

/** The library's other match results: one bit for folders, one for files. */
const MATCH_NONE = 0;
const MATCH_FOLDER = 1;
const MATCH_FILE = 2;

/** One line of `path`, or all files and folders that arguments name. */
export interface PathPattern {
  /** As written; '' for those arguments. */
  readonly text: string;
  readonly isArgument: boolean;
  readonly matcher: Matcher;
}

/** All lines in order: a later line overrides an earlier one. With arguments, exclusions are the last. */
export interface PathPatterns {
  readonly list: readonly PathPattern[];
  /** Absolute. None is inside another. */
  readonly searchPaths: readonly string[];
  /** Files and folders that arguments name, absolute. Their names may start with a dot. */
  readonly named: ReadonlySet<string>;
  readonly problems: readonly string[];
}

/** What the command's arguments are, besides the lines of `path`. */
export interface ArgumentPatterns {
  /** Files and folders that exist, absolute and normalized. */
  readonly named: readonly string[];
  /** The same, named after `!`. */
  readonly excluded: readonly string[];
  /** Absolute, in the syntax of @actions/glob. */
  readonly patterns: readonly { readonly text: string; readonly absolute: string }[];
}

/** Parses the text of `path`, and arguments. Relative patterns start at `cwd`. Skips comments and blank lines. */
export async function parsePathPatterns(
  text: string,
  cwd: string,
  given?: ArgumentPatterns,
): Promise<PathPatterns> {
  const { named, excluded, patterns } = given ?? { named: [], excluded: [], patterns: [] };
  const list: PathPattern[] = [];
  const problems: string[] = [];
  const searchPaths = [...named];
  if (named.length > 0) list.push({ text: '', isArgument: true, matcher: namedMatcher(named, false) });
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const written = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const fromPath = written.map((line) => ({
    text: line,
    absolute: toAbsolutePattern(line, cwd),
    isArgument: false,
  }));
  const fromArguments = patterns.map((pattern) => ({ ...pattern, isArgument: true }));
  for (const { text: line, absolute, isArgument } of [...fromPath, ...fromArguments]) {
    if (/^(?:!\s*)*[\\/]{2}[?.][\\/]/.test(line)) {
      problems.push(
        `path: ${quotePathUnlessSecret(line)} starts with ${line.replace(/^(?:!\s*)*/, '').slice(0, 4)}: leave it out, as in C:\\folder (a share is \\\\server\\share)`,
      );
      continue;
    }
    try {
      // No options: with options the library prints a debug command for each.
      const globber = await create(absolute);
      list.push({ text: line, isArgument, matcher: matcherOf(globber) });
      searchPaths.push(...globber.getSearchPaths());
    } catch (error) {
      problems.push(invalidPatternProblem(line, error));
    }
  }
  if (excluded.length > 0) list.push({ text: '', isArgument: true, matcher: namedMatcher(excluded, true) });
  // On a command line, arguments and --path have no order among each other.
  if (given !== undefined) list.sort((a, b) => Number(a.matcher.negate) - Number(b.matcher.negate));
  if (list.length > 0 && list.every((pattern) => pattern.matcher.negate)) {
    problems.push('path has only exclusions: add at least one line without !');
  }
  return { list, searchPaths: outermostPaths(searchPaths), named: pathSet(named), problems };
}

/** Each path once, and none inside another. As the library has it, case counts everywhere but on Windows. */
function outermostPaths(paths: readonly string[]): string[] {
  const keyOf = (somePath: string) => (process.platform === 'win32' ? somePath.toLowerCase() : somePath);
  const all = new Set(paths.map(keyOf));
  const seen = new Set<string>();
  return paths.filter((somePath) => {
    const isNew = !seen.has(keyOf(somePath));
    seen.add(keyOf(somePath));
    return isNew && !foldersAbove(somePath).some((folder) => all.has(keyOf(folder)));
  });
}

/** Makes a relative pattern absolute with `cwd`: the library would use the process's working directory. */
export function toAbsolutePattern(
  line: string,
  cwd: string,
  pathModule: Pick<typeof path, 'sep' | 'isAbsolute'> = path,
): string {
  const pattern = line.replace(/^(?:!\s*)+/, '');
  const negation = line.slice(0, line.length - pattern.length);
  const isWindows = pathModule.sep === '\\';
  const isAbsolute = pathModule.isAbsolute(pattern) || /^~($|[/\\])/.test(pattern);
  if (pattern === '' || isAbsolute || (isWindows && /^[A-Za-z]:/.test(pattern))) return line;
  const bare = pattern.replace(isWindows ? /^\.($|[/\\]+)/ : /^\.($|\/+)/, '');
  const base = cwd.endsWith(pathModule.sep) ? cwd : `${cwd}${pathModule.sep}`;
  const folder = bare === '' ? cwd : base;
  // Escape pattern characters in the folder's name.
  const literal = (isWindows ? folder : folder.replaceAll('\\', '\\\\')).replace(/[*?[]/g, '[$&]');
  return `${negation}${literal}${bare}`;
}

function invalidPatternProblem(line: string, error: unknown): string {
  const shown = `path: ${quotePathUnlessSecret(line)}`;
  if (/(^|[/\\!])\.{1,2}([/\\]|$)/.test(line)) {
    return `${shown} has a . or .. segment: write the path from the working folder, or an absolute path`;
  }
  const why = error instanceof Error ? error.message : String(error);
  return `${shown} is not a valid pattern: ${pathUnlessSecret(escapeControls(why))}`;
}

/**
 * The one pattern in what the library made of one line.
 * @throws Error when a version of the library keeps it elsewhere: better no upload than one of other files
 */
export function matcherOf(globber: object): Matcher {
  const { patterns }: { readonly patterns?: unknown } = globber;
  const first: unknown = Array.isArray(patterns) ? patterns[0] : undefined;
  if (isMatcher(first)) return first;
  throw new Error('this version of @actions/glob keeps its patterns elsewhere');
}

function isMatcher(value: unknown): value is Matcher {
  if (typeof value !== 'object' || value === null) return false;
  const { negate, match, minimatch }: Partial<Record<keyof Matcher, unknown>> = value;
  return (
    typeof negate === 'boolean' &&
    typeof match === 'function' &&
    typeof minimatch === 'object' &&
    minimatch !== null &&
    'match' in minimatch &&
    typeof minimatch.match === 'function'
  );
}

/** Result of matching one path. */
export interface PathMatch {
  /** True when the path matches as a file. */
  readonly isFileMatch: boolean;
  /** True when the path matches as a folder. */
  readonly isFolderMatch: boolean;
  /** A match result for each line. Passed down to subfolders, because everything below a match matches. */
  readonly matches: readonly number[];
}

/** The match results to start with: no line matches. */
export function noMatches(patterns: PathPatterns): readonly number[] {
  return patterns.list.map(() => MATCH_NONE);
}

/** Matches a path; `parentMatches` are the results of its folder. */
export function matchPath(patterns: PathPatterns, path: string, parentMatches: readonly number[]): PathMatch {
  let combined = MATCH_NONE;
  // Below folders that every line matches, thousands of files have the results of their folder.
  if (parentMatches.every((match) => match === MATCH_ALL)) {
    for (const { matcher } of patterns.list) combined = matcher.negate ? MATCH_NONE : MATCH_ALL;
    return {
      isFileMatch: combined === MATCH_ALL,
      isFolderMatch: combined === MATCH_ALL,
      matches: parentMatches,
    };
  }
  const matches: number[] = [];
  for (const [index, { matcher }] of patterns.list.entries()) {
    const match = parentMatches[index] === MATCH_NONE ? matcher.match(path) : MATCH_ALL;
    matches.push(match);
    combined = matcher.negate ? combined & ~match : combined | match;
  }
  return {
    isFileMatch: (combined & MATCH_FILE) !== 0,
    isFolderMatch: (combined & MATCH_FOLDER) !== 0,
    matches,
  };
}

/** Whether to read a folder: a line may match something in it, and no later line excludes all of it. */
export function shouldDescend(patterns: PathPatterns, path: string, matches: readonly number[]): boolean {
  const isExcluded = (index: number) =>
    patterns.list.some((later, at) => at > index && later.matcher.negate && matches[at] !== MATCH_NONE);
  return patterns.list.some(
    ({ matcher }, index) =>
      !matcher.negate &&
      (matches[index] !== MATCH_NONE || matcher.minimatch.match(path, true)) &&
      !isExcluded(index),
  );
}

/** Indexes of the lines that matched a file. */
export function matchingPatterns(patterns: PathPatterns, matches: readonly number[]): number[] {
  return matches.flatMap((match, index) =>
    (match & MATCH_FILE) !== 0 && patterns.list[index]?.matcher.negate === false ? [index] : [],
  );
}
