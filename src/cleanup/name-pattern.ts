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

/** A character, or what stands between braces: one of several sequences. */
type Part = string | readonly Sequence[];
type Sequence = readonly Part[];

/** `a{b,c{d,e}}` as `ab`, `acd`, `ace`; a brace without a comma or without its end means itself. */
function spread(pattern: readonly string[]): string[][] {
  const sequence = sequenceOf(pattern, { braces: bracesIn(pattern), from: 0, to: pattern.length });
  if (variantsOf(sequence) > mostVariants)
    throw new SyntaxError(`has more than ${mostVariants} variants in {}`);
  return expanded(sequence);
}

/** Of each brace that opens a choice, the places of its commas and of its end. */
function bracesIn(pattern: readonly string[]): ReadonlyMap<number, readonly number[]> {
  const braces = new Map<number, readonly number[]>();
  const open: { readonly at: number; readonly commas: number[] }[] = [];
  for (const [at, character] of pattern.entries()) {
    if (character === '{') open.push({ at, commas: [] });
    if (character === ',') open.at(-1)?.commas.push(at);
    const brace = character === '}' ? open.pop() : undefined;
    if (brace !== undefined && brace.commas.length > 0) braces.set(brace.at, [...brace.commas, at]);
  }
  return braces;
}

interface Stretch {
  readonly braces: ReadonlyMap<number, readonly number[]>;
  readonly from: number;
  readonly to: number;
}

function sequenceOf(pattern: readonly string[], { braces, from, to }: Stretch): Sequence {
  const parts: Part[] = [];
  for (let at = from; at < to; at += 1) {
    const ends = braces.get(at);
    if (ends === undefined) {
      parts.push(pattern[at] ?? '');
      continue;
    }
    const starts = [at, ...ends.slice(0, -1)].map((before) => before + 1);
    parts.push(starts.map((start, n) => sequenceOf(pattern, { braces, from: start, to: ends[n] ?? start })));
    at = ends.at(-1) ?? at;
  }
  return parts;
}

function variantsOf(sequence: Sequence): number {
  return sequence.reduce<number>((times, part) => {
    if (typeof part === 'string') return times;
    return times * part.reduce((sum, choice) => sum + variantsOf(choice), 0);
  }, 1);
}

function expanded(sequence: Sequence): string[][] {
  let variants: string[][] = [[]];
  for (const part of sequence) {
    if (typeof part === 'string') for (const variant of variants) variant.push(part);
    else {
      const choices = part.flatMap(expanded);
      variants = variants.flatMap((variant) => choices.map((choice) => [...variant, ...choice]));
    }
  }
  return variants;
}

function marksOf(pattern: readonly string[]): Mark[] {
  const marks: Mark[] = [];
  const lastEnd = pattern.lastIndexOf(']');
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    const isNegative = pattern[at + 1] === '!' || pattern[at + 1] === '^';
    // A bracket right at the beginning of a set is a member of it.
    const from = at + (isNegative ? 3 : 2);
    const end = character === '[' && from <= lastEnd ? pattern.indexOf(']', from) : -1;
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
