/**
 * The kinds of inputs: how a text of each kind becomes a value, or a problem. Knows one text at a time, and
 * none of the inputs by name.
 */
import { count } from '../core/format.ts';
import { nearest } from './aliases.ts';
import { shown } from './shown.ts';
import type { Parsed } from './units.ts';

/** One input. The default goes through `parse` like anything that people write. */
export interface InputSpec<T = unknown> {
  readonly name: string;
  /** `text` and `secret` are free, `lines` may have several; `secret` never comes from a flag or goes to a log, `context` is GitHub's to fill in. */
  readonly kind: 'text' | 'lines' | 'secret' | 'boolean' | 'choice' | 'size' | 'number' | 'span' | 'context';
  /** The default as action.yml has it; '' for none. */
  readonly default: string;
  /** What action.yml has as default in its place: an expression that GitHub evaluates. */
  readonly expression?: string;
  readonly required: boolean;
  readonly choices: readonly string[];
  /** One line for `--help`. */
  readonly help: string;
  /** Reads a trimmed text; the problem is a clause that follows the input's name. */
  readonly parse: (text: string) => Parsed<T>;
}

type Words = readonly [name: string, help: string];

function spec<T>(
  words: Words,
  rest: Omit<InputSpec<T>, 'name' | 'help' | 'choices' | 'required'>,
): InputSpec<T> {
  return { name: words[0], help: words[1], choices: [], required: false, ...rest };
}

export function text(words: Words, check?: (text: string) => string | undefined): InputSpec<string> {
  return spec(words, { kind: 'text', default: '', parse: checked(check) });
}

function checked(check?: (text: string) => string | undefined): (text: string) => Parsed<string> {
  return (value) => {
    const problem = value === '' ? undefined : check?.(value);
    return problem === undefined ? { value } : { problem };
  };
}

export function secret(words: Words, required: boolean): InputSpec<string> {
  return { ...spec(words, { kind: 'secret', default: '', parse: bare }), required };
}

/** Without the quotes and line breaks that come along when a secret is pasted. */
export function withoutQuotes(value: string): string {
  return /^(["'])(.*)\1$/s.exec(value)?.[2]?.trim() ?? value;
}

function bare(value: string): Parsed<string> {
  const inner = withoutQuotes(value);
  return /\s/.test(inner)
    ? {
        problem: `has white space inside (${count(inner.length, 'character')} in all); paste the value alone`,
      }
    : { value: inner };
}

export function flag(words: Words, fallback: boolean): InputSpec<boolean> {
  const parse = (value: string): Parsed<boolean> => {
    if (['true', 'True', 'TRUE'].includes(value)) return { value: true };
    if (['false', 'False', 'FALSE'].includes(value)) return { value: false };
    return { problem: `is ${shown(value)}; write true or false` };
  };
  return spec(words, { kind: 'boolean', default: String(fallback), parse });
}

/** One word of several; with the default `''`, none of them is a choice, too. */
export function choice<const T extends string, const D extends NoInfer<T> | ''>(
  words: Words,
  facts: { readonly choices: readonly T[]; readonly default: D },
): InputSpec<T | D> {
  const parse = (value: string): Parsed<T | D> => {
    const found = facts.choices.find((known) => known === value);
    if (found !== undefined) return { value: found };
    if (value === facts.default) return { value: facts.default };
    const known = facts.choices.join(', ');
    const near = nearest(value, facts.choices);
    const advice =
      near === undefined
        ? `write ${known.replace(/, ([^,]+)$/, ' or $1')}`
        : `did you mean ${near}? Known: ${known}`;
    return { problem: `is ${shown(value)}; ${advice}` };
  };
  return { ...spec(words, { kind: 'choice', default: facts.default, parse }), choices: facts.choices };
}

interface NumberFacts {
  readonly default: string;
  readonly min: number;
  readonly max: number;
}

export function whole(words: Words, facts: NumberFacts): InputSpec<number> {
  const parse = (value: string): Parsed<number> => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= facts.min && number <= facts.max) return { value: number };
    return { problem: `is ${shown(value)}; write a whole number from ${facts.min} to ${facts.max}` };
  };
  return spec(words, { kind: 'number', default: facts.default, parse });
}

/** Also takes `auto`. */
export function orAuto<T>(input: InputSpec<T>): InputSpec<T | 'auto'> {
  const parse = (value: string): Parsed<T | 'auto'> => {
    if (value === 'auto') return { value };
    const parsed = input.parse(value);
    return 'problem' in parsed ? { problem: `${parsed.problem}, or auto` } : parsed;
  };
  return { ...input, default: 'auto', parse };
}

/** A number with a unit. With the default '' `read` gets that for one that is left out, and says what it means. */
export function measure<T>(
  words: Words,
  facts: {
    readonly kind: 'size' | 'span';
    readonly default: string;
    readonly read: (text: string) => Parsed<T>;
  },
): InputSpec<T> {
  const parse = (value: string): Parsed<T> => {
    const parsed = facts.read(value);
    return 'problem' in parsed ? { problem: `is wrong: ${parsed.problem}` } : parsed;
  };
  return spec(words, { kind: facts.kind, default: facts.default, parse });
}
