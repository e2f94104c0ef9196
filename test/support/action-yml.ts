/**
 * Reads action.yml in the form that this project uses: two levels of maps; plain, quoted and folded texts. Throws for
 * anything else, so that it never misreads the file.
 */
import { readFileSync } from 'node:fs';

/** An input or an output, its keys as texts. */
export type Entry = Readonly<Record<string, string>>;

export interface ActionYml {
  readonly inputs: ReadonlyMap<string, Entry>;
  readonly outputs: ReadonlyMap<string, Entry>;
  readonly runs: Entry;
  readonly branding: Entry;
}

/** Parses the action.yml of this repository. */
export function readActionYml(): ActionYml {
  return parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));
}

function parse(text: string): ActionYml {
  const lines = text.split('\n').filter((line) => !/^\s*(#|$)/.test(line));
  const sections = blocks(lines);
  const entries = (name: string) =>
    new Map([...blocks(sections.get(name) ?? [])].map(([key, below]) => [key, scalars(below)]));
  return {
    inputs: entries('inputs'),
    outputs: entries('outputs'),
    runs: scalars(sections.get('runs') ?? []),
    branding: scalars(sections.get('branding') ?? []),
  };
}

/** The lines below each key of the outermost level, one level less deep. */
function blocks(lines: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of lines) {
    const key = /^([a-z0-9-]+):/.exec(line)?.[1];
    if (key !== undefined) found.set(key, []);
    else [...found.values()].at(-1)?.push(line.slice(2));
  }
  return found;
}

function scalars(lines: readonly string[]): Entry {
  const below = blocks(lines);
  const heads = lines.flatMap((line) => /^([a-z0-9-]+): ?(.*)$/.exec(line)?.slice(1, 3).join('\n') ?? []);
  const pairs = heads
    .map((head) => head.split('\n'))
    .map(([key = '', value = '']) => {
      const folded = (below.get(key) ?? []).map((line) => line.trim()).join(' ');
      if ((value === '>-') !== (folded !== '')) throw new Error(`not understood in action.yml: ${key}`);
      return [key, value === '>-' ? folded : scalar(value)];
    });
  return Object.fromEntries(pairs);
}

function scalar(value: string): string {
  const quoted = /^'(.*)'$/.exec(value)?.[1]?.replaceAll("''", "'");
  if (quoted === undefined && /^["&*!|>{[%@`]|: | #/.test(value))
    throw new Error(`quote this in action.yml: ${value}`);
  return quoted ?? value;
}
