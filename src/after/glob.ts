/**
 * A pattern for names: `*`, `?`, `[a-z]`, `[!a-z]` and `{a,b}`, without case, always for the whole name. Pure.
 * Its time grows with pattern times name and no faster: a regular expression made of many stars would not do
 * so, and names come from a drive that others write to.
 */
import { nameKey } from '../graph/paths.ts';

/** What one character of a name is compared with; a star takes any number of them. */
type Mark = '*' | ((character: string) => boolean);

/** Patterns that `{a,b}` may stand for together; more would be a slip or an attack. */
const mostVariants = 1000;

/** Tells whether a name fits. */
export type NamePattern = (name: string) => boolean;

/**
 * Reads a pattern. A name's leading dot has to be written, as in a shell: `*` leaves hidden things alone.
 * Problems are clauses that follow the pattern.
 */
export function readPattern(text: string): { readonly matches: NamePattern } | { readonly problem: string } {
  try {
    if (text.includes('/')) throw new SyntaxError('has a slash: it is for names, their folder is retain-in');
    const variants = spread([...text.normalize('NFC')]).map((pattern) => ({
      showsHidden: pattern[0] === '.',
      marks: marksOf(pattern),
    }));
    return {
      matches: (name) => {
        const characters = [...name.normalize('NFC')];
        const isHidden = characters[0] === '.';
        return variants.some(
          ({ marks, showsHidden }) => (showsHidden || !isHidden) && fits(marks, characters),
        );
      },
    };
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: error.message };
    throw error;
  }
}

/** `a{b,c{d,e}}` as `ab`, `acd`, `ace`; a brace without a comma or without its end means itself. */
function spread(pattern: readonly string[]): string[][] {
  const open = pattern.findIndex((character, at) => character === '{' && closing(pattern, at) !== undefined);
  const close = open < 0 ? undefined : closing(pattern, open);
  if (close === undefined) return [[...pattern]];
  const [before, after] = [pattern.slice(0, open), pattern.slice(close + 1)];
  const variants: string[][] = [];
  for (const choice of choices(pattern.slice(open + 1, close))) {
    variants.push(...spread([...before, ...choice, ...after]));
    if (variants.length > mostVariants) throw new SyntaxError(`has more than ${mostVariants} variants in {}`);
  }
  return variants;
}

/** Where the brace at that place ends, if it holds a comma of its own. */
function closing(pattern: readonly string[], open: number): number | undefined {
  let depth = 0;
  let hasComma = false;
  for (let at = open; at < pattern.length; at += 1) {
    if (pattern[at] === '{') depth += 1;
    if (pattern[at] === ',' && depth === 1) hasComma = true;
    if (pattern[at] === '}') depth -= 1;
    if (depth === 0) return hasComma ? at : undefined;
  }
  return undefined;
}

function choices(inside: readonly string[]): string[][] {
  const found: string[][] = [[]];
  let depth = 0;
  for (const character of inside) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (character === ',' && depth === 0) found.push([]);
    else found.at(-1)?.push(character);
  }
  return found;
}

function marksOf(pattern: readonly string[]): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    const isNegative = pattern[at + 1] === '!' || pattern[at + 1] === '^';
    // A bracket right at the beginning of a set is a member of it.
    const end = character === '[' ? pattern.indexOf(']', at + (isNegative ? 3 : 2)) : -1;
    if (character === '*') marks.push('*');
    else if (character === '?') marks.push(() => true);
    else if (end < 0) marks.push((other) => nameKey(other) === nameKey(character));
    else {
      const isMember = membership(pattern.slice(at + (isNegative ? 2 : 1), end));
      marks.push((other) => isMember(other) !== isNegative);
      at = end;
    }
  }
  return marks;
}

/** Members of a set, single ones and ranges; one in either case is one in both. */
function membership(members: readonly string[]): (character: string) => boolean {
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < members.length; at += 1) {
    const [from = '', dash, to] = members.slice(at, at + 3);
    const isRange = dash === '-' && to !== undefined;
    if (isRange && from > to) throw new SyntaxError(`has the range ${from}-${to}, which is empty`);
    ranges.push([from, isRange ? to : from]);
    if (isRange) at += 2;
  }
  return (character) =>
    [character, character.toLowerCase(), character.toUpperCase()].some((variant) =>
      ranges.some(([from, to]) => from <= variant && variant <= to),
    );
}

/** A star takes as little as it can; when what follows does not fit, the last star takes one character more. */
function fits(marks: readonly Mark[], name: readonly string[]): boolean {
  let [mark, at] = [0, 0];
  let star: { readonly mark: number; readonly at: number } | undefined;
  while (at < name.length) {
    const wanted = marks[mark];
    if (wanted === '*') {
      star = { mark, at };
      mark += 1;
    } else if (wanted?.(name[at] ?? '')) {
      mark += 1;
      at += 1;
    } else if (star !== undefined) {
      star = { mark: star.mark, at: star.at + 1 };
      [mark, at] = [star.mark + 1, star.at];
    } else return false;
  }
  return marks.slice(mark).every((rest) => rest === '*');
}
