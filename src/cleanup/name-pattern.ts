/**
 * A pattern for names: `*`, `?`, `[a-z]`, `[!a-z]` and `{a,b}`, without case, always for the whole name. The only file
 * that imports minimatch, of whose version 11 on the time grows with pattern times name and no faster: names come from a
 * drive that others write to.
 */
import { braceExpand, Minimatch } from 'minimatch';

/** Patterns that `{a,b}` may stand for together; more would be a slip or an attack. */
const mostVariants = 1000;

/** Many times a name; minimatch throws for 65,536. */
const longest = 4096;

/** Tells whether a name fits. */
export type NamePattern = (name: string) => boolean;

/**
 * Reads a pattern. A name's leading dot has to be written, as in a shell: `*` leaves hidden things alone.
 * Problems are clauses that follow the pattern.
 */
export function readPattern(text: string): { readonly matches: NamePattern } | { readonly problem: string } {
  if (text.includes('/')) return { problem: 'has a slash: it is for names, their folder is retain-in' };
  if (text.length > longest) return { problem: `has more than ${longest} characters` };
  const pattern = text.normalize('NFC').replaceAll('\\', '\\\\');
  if (braceExpand(pattern, { braceExpandMax: mostVariants + 1 }).length > mostVariants)
    return { problem: `has more than ${mostVariants} variants in {}` };
  const empty = emptyRange(pattern);
  if (empty !== undefined) return { problem: `has the range ${empty}, which is empty` };
  const options = { nocase: true, noglobstar: true, nonegate: true, nocomment: true, noext: true };
  const matcher = new Minimatch(pattern, options);
  return { matches: (name) => matcher.match(name.normalize('NFC')) };
}

/** A range such as `z-a`, which would fit no name and is a slip. */
function emptyRange(pattern: string): string | undefined {
  const sets = [...pattern.matchAll(/\[([^[\]]+)\]/g)].map(([, members = '']) => members);
  const ranges = sets.flatMap((members) => [...members.matchAll(/(.)-(.)/gsu)]);
  return ranges.find(([, from = '', to = '']) => from > to)?.[0];
}
