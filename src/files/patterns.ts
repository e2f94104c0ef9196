/**
 * The lines of `path` as matchers. The only file that imports @actions/glob, and it takes the library's
 * reading of a pattern, not its walk: that one ends at the first link that points to itself or name that is
 * not UTF-8, drops broken links without a word, overflows the stack in a folder of some 120,000 entries, and
 * prints debug commands on stdout. Must not touch the disk.
 */
import path from 'node:path';
import { create } from '@actions/glob';
import { printable } from '../core/format.ts';
import { shownPath, shownPattern } from '../inputs/shown.ts';

/** The library's answers: bits for a match as a folder and as a file. */
const NONE = 0;
const FILE = 2;
const ALL = 3;

/** One line of `path`. */
export interface Pattern {
  /** As people wrote it. */
  readonly text: string;
  readonly matcher: Matcher;
}

/**
 * What is used of the library's own pattern object (lib/internal-pattern, 0.7.0). Its `partialMatch` calls what
 * minimatch 11 no longer has; older ones take minutes for a few stars and a long name.
 */
interface Matcher {
  readonly negate: boolean;
  match(path: string): number;
  /** With `true`: whether something below that folder could match. */
  readonly minimatch: { match(path: string, isPartial: true): boolean };
}

/** The lines together: the order counts, a later line overrules an earlier one. */
export interface Patterns {
  readonly list: readonly Pattern[];
  /** Absolute; none of them is inside another one. */
  readonly searchPaths: readonly string[];
  readonly problems: readonly string[];
}

/** Reads the text of `path`; relative patterns start at `cwd`. Comments and blank lines are left out. */
export async function readPatterns(text: string, cwd: string): Promise<Patterns> {
  const list: Pattern[] = [];
  const problems: string[] = [];
  const readable: string[] = [];
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  for (const line of lines.filter((each) => each !== '' && !each.startsWith('#'))) {
    const whole = anchored(line, cwd);
    try {
      list.push({ text: line, matcher: matcherOf(await create(whole)) });
      readable.push(whole);
    } catch (error) {
      problems.push(unreadable(line, error));
    }
  }
  if (list.length > 0 && list.every((pattern) => pattern.matcher.negate)) {
    problems.push('path only excludes: write at least one line without ! before it');
  }
  // Options would make the library print a debug command for each of them; its defaults do not.
  const searchPaths = (await create(readable.join('\n'))).getSearchPaths();
  return { list, searchPaths, problems };
}

/** The line with the folder before a relative pattern: the library would take the process's own. */
export function anchored(
  line: string,
  cwd: string,
  system: Pick<typeof path, 'sep' | 'isAbsolute'> = path,
): string {
  const pattern = line.replace(/^(?:!\s*)+/, '');
  const marks = line.slice(0, line.length - pattern.length);
  const isWindows = system.sep === '\\';
  const hasPlace = system.isAbsolute(pattern) || /^~($|[/\\])/.test(pattern);
  if (pattern === '' || hasPlace || (isWindows && /^[A-Za-z]:/.test(pattern))) return line;
  const bare = pattern.replace(isWindows ? /^\.($|[/\\]+)/ : /^\.($|\/+)/, '');
  const base = cwd.endsWith(system.sep) ? cwd : `${cwd}${system.sep}`;
  const folder = bare === '' ? cwd : base;
  // A path whose characters mean themselves in a pattern.
  const literal = (isWindows ? folder : folder.replaceAll('\\', '\\\\')).replace(/[*?[]/g, '[$&]');
  return `${marks}${literal}${bare}`;
}

function unreadable(line: string, error: unknown): string {
  const shown = `path: ${shownPath(line)}`;
  if (/(^|[/\\!])\.{1,2}([/\\]|$)/.test(line)) {
    return `${shown} has a . or .. segment: write the path from the working folder, or an absolute one`;
  }
  const why = error instanceof Error ? error.message : String(error);
  return `${shown} is not a pattern: ${shownPattern(printable(why))}`;
}

/**
 * The one pattern in what the library made of one line.
 * @throws TypeError when a version of the library keeps it elsewhere: better no upload than one of other files
 */
export function matcherOf(globber: object): Matcher {
  const { patterns }: { readonly patterns?: unknown } = globber;
  const first: unknown = Array.isArray(patterns) ? patterns[0] : undefined;
  if (isMatcher(first)) return first;
  throw new TypeError('this version of @actions/glob keeps its patterns elsewhere');
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

/** What the lines say about one path. */
export interface Judgement {
  /** As a file it is wanted. */
  readonly file: boolean;
  /** One bit set for each line; handed down, because what is below a match matches. */
  readonly matches: readonly number[];
}

/** The lines that match before anything was looked at. */
export function nothingMatched(patterns: Patterns): readonly number[] {
  return patterns.list.map(() => NONE);
}

/** Judges a path; `above` is the judgement of its folder. */
export function judge(patterns: Patterns, path: string, above: readonly number[]): Judgement {
  let kind = NONE;
  const matches: number[] = [];
  for (const [index, { matcher }] of patterns.list.entries()) {
    const match = above[index] === NONE ? matcher.match(path) : ALL;
    matches.push(match);
    kind = matcher.negate ? kind & ~match : kind | match;
  }
  return { file: (kind & FILE) !== 0, matches };
}

/** Whether to look into a folder: some line may find something there, and no later line excludes all of it. */
export function descends(patterns: Patterns, path: string, matches: readonly number[]): boolean {
  const isExcluded = (index: number) =>
    patterns.list.some((later, at) => at > index && later.matcher.negate && matches[at] !== NONE);
  return patterns.list.some(
    ({ matcher }, index) =>
      !matcher.negate &&
      (matches[index] !== NONE || matcher.minimatch.match(path, true)) &&
      !isExcluded(index),
  );
}

/** The positions of the lines that found a file. */
export function finders(patterns: Patterns, matches: readonly number[]): number[] {
  return matches.flatMap((match, index) =>
    (match & FILE) !== 0 && patterns.list[index]?.matcher.negate === false ? [index] : [],
  );
}
