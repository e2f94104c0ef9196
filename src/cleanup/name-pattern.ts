/**
 * A pattern for names: `*`, `?`, `[a-z]`, `[!a-z]` and `{a,b}`, without case, always for the whole name. The only file
 * that imports minimatch, of whose version 11 on the time grows with pattern times name and no faster: names come from a
 * drive that others write to.
 */
import { braceExpand, Minimatch } from 'minimatch';

/** Patterns that `{a,b}` may stand for together; more would be a slip or an attack. */
const maxVariants = 1000;

/** Many times a name; minimatch throws for 65,536. */
const maxPatternLength = 4096;

/** Tells whether a name fits. */
export type NameMatcher = (name: string) => boolean;

/**
 * Reads a pattern. A name's leading dot has to be written, as in a shell: `*` leaves hidden things alone.
 * Problems are clauses that follow the pattern.
 */
export function parseNamePattern(
  text: string,
): { readonly matches: NameMatcher } | { readonly problem: string } {
  if (text.includes('/')) return { problem: 'has a slash: it is for names, their folder is retain-in' };
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

/** A range such as `z-a`, which would fit no name and is a slip. */
function findEmptyRange(pattern: string): string | undefined {
  const sets = [...pattern.matchAll(/\[([^[\]]+)\]/g)].map(([, members = '']) => members);
  const ranges = sets.flatMap((members) => [...members.matchAll(/(.)-(.)/gsu)]);
  return ranges.find(([, from = '', to = '']) => from > to)?.[0];
}
