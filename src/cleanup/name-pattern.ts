/**
 * Patterns for whole names: `*`, `?`, `[a-z]`, `[!a-z]` and `{a,b}`, ignoring case. The only file that imports
 * minimatch. From version 11 on its time grows only with pattern times name, which matters because others can write
 * names to the drive.
 */
import { braceExpand, Minimatch } from 'minimatch';

/** Limit for the variants of `{a,b}` together. More is a mistake or an attack. */
const maxVariants = 1000;

/** Many times the length of a name; minimatch throws for 65,536. */
const maxPatternLength = 4096;

/** Whether a name matches. */
export type NameMatcher = (name: string) => boolean;

/**
 * Parses a pattern. As in a shell, a leading dot must be written: `*` does not match hidden names. Problems are
 * clauses that follow the pattern.
 */
export function parseNamePattern(
  text: string,
): { readonly matches: NameMatcher } | { readonly problem: string } {
  if (text.includes('/')) return { problem: 'has a slash: it is for names; set their folder in retain-in' };
  if (text.length > maxPatternLength) return { problem: `has more than ${maxPatternLength} characters` };
  const pattern = text.normalize('NFC').replaceAll('\\', '\\\\');
  if (braceExpand(pattern, { braceExpandMax: maxVariants + 1 }).length > maxVariants)
    return { problem: `has more than ${maxVariants} variants in {}` };
  const empty = findEmptyRange(pattern);
  if (empty !== undefined) return { problem: `has the range ${empty}, which is empty` };
  const options = { nocase: true, noglobstar: true, nonegate: true, nocomment: true, noext: true };
  const matcher = new Minimatch(pattern, options);
  return { matches: (name) => matcher.match(name.normalize('NFC')) };
}

/** Finds a range such as `z-a`, which matches no name and is a mistake. */
function findEmptyRange(pattern: string): string | undefined {
  const sets = [...pattern.matchAll(/\[([^[\]]+)\]/g)].map(([, members = '']) => members);
  const ranges = sets.flatMap((members) => [...members.matchAll(/(.)-(.)/gsu)]);
  return ranges.find(([, from = '', to = '']) => from > to)?.[0];
}
