/**
 * Parses the lines of `path` into matchers, without disk access. The only file that imports @actions/glob. Uses its
 * pattern parser but not its walk: that one stops at a link to itself or a name that is not UTF-8, drops broken links
 * silently, overflows the stack in a folder of about 120,000 entries, and prints debug commands on stdout.
 */
import path from 'node:path';
import { create } from '@actions/glob';
import { escapeControls } from '../core/format.ts';
import { pathUnlessSecret, quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';

/** The library's match results: one bit for folders, one for files. */
const MATCH_NONE = 0;
const MATCH_FILE = 2;
const MATCH_ALL = 3;

/** One line of `path`. */
export interface PathPattern {
  /** As written. */
  readonly text: string;
  readonly matcher: Matcher;
}

/**
 * The parts used of the library's pattern object (lib/internal-pattern, 0.7.0). Its `partialMatch` calls a function
 * that minimatch 11 removed; older versions take minutes for a few stars and a long name.
 */
interface Matcher {
  readonly negate: boolean;
  match(path: string): number;
  /** With `true`: whether something below that folder could match. */
  readonly minimatch: { match(path: string, isPartial: true): boolean };
}

/** All lines in order: a later line overrides an earlier one. */
export interface PathPatterns {
  readonly list: readonly PathPattern[];
  /** Absolute. None is inside another. */
  readonly searchPaths: readonly string[];
  readonly problems: readonly string[];
}

/** Parses the text of `path`. Relative patterns start at `cwd`. Skips comments and blank lines. */
export async function parsePathPatterns(text: string, cwd: string): Promise<PathPatterns> {
  const list: PathPattern[] = [];
  const problems: string[] = [];
  const absolutePatterns: string[] = [];
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  for (const line of lines.filter((each) => each !== '' && !each.startsWith('#'))) {
    const absolute = toAbsolutePattern(line, cwd);
    try {
      list.push({ text: line, matcher: matcherOf(await create(absolute)) });
      absolutePatterns.push(absolute);
    } catch (error) {
      problems.push(invalidPatternProblem(line, error));
    }
  }
  if (list.length > 0 && list.every((pattern) => pattern.matcher.negate)) {
    problems.push('path has only exclusions: add at least one line without !');
  }
  // No options: with options the library prints a debug command for each.
  const searchPaths = (await create(absolutePatterns.join('\n'))).getSearchPaths();
  return { list, searchPaths, problems };
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
  const matches: number[] = [];
  for (const [index, { matcher }] of patterns.list.entries()) {
    const match = parentMatches[index] === MATCH_NONE ? matcher.match(path) : MATCH_ALL;
    matches.push(match);
    combined = matcher.negate ? combined & ~match : combined | match;
  }
  return { isFileMatch: (combined & MATCH_FILE) !== 0, matches };
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
