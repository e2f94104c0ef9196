/**
 * The kinds of inputs: each parses a text to a value or a problem.
 */
import { formatCount } from '../core/format.ts';
import { closestMatch } from './aliases.ts';
import { quoteUnlessSecret } from './quote-unless-secret.ts';
import type { ParseResult } from './units.ts';
import { unreplacedTextProblem } from './unreplaced-text.ts';

/** One input. The default goes through `parse` like any other text. */
export interface InputSpec<T = unknown> {
  readonly name: string;
  /** `lines` may have several lines. `secret` never comes from a flag or goes to a log. GitHub fills in `context`. */
  readonly kind: 'text' | 'lines' | 'secret' | 'boolean' | 'choice' | 'size' | 'number' | 'span' | 'context';
  /** The default in action.yml; '' for none. */
  readonly default: string;
  /** An expression for GitHub to evaluate, which action.yml has as the default instead. */
  readonly expression?: string;
  readonly required: boolean;
  readonly choices: readonly string[];
  /** One line for `--help`. */
  readonly help: string;
  /** Parses a trimmed text. A problem is a clause that follows the input's name. */
  readonly parse: (text: string) => ParseResult<T>;
}

type NameAndHelp = readonly [name: string, help: string];

function createSpec<T>(
  words: NameAndHelp,
  rest: Omit<InputSpec<T>, 'name' | 'help' | 'choices' | 'required'>,
): InputSpec<T> {
  return { name: words[0], help: words[1], choices: [], required: false, ...rest };
}

export function textInput(
  words: NameAndHelp,
  check?: (text: string) => string | undefined,
): InputSpec<string> {
  return createSpec(words, { kind: 'text', default: '', parse: checkedParser(check) });
}

function checkedParser(check?: (text: string) => string | undefined): (text: string) => ParseResult<string> {
  return (value) => {
    const problem = value === '' ? undefined : check?.(value);
    return problem === undefined ? { value } : { problem };
  };
}

export function secretInput(words: NameAndHelp, required: boolean): InputSpec<string> {
  return { ...createSpec(words, { kind: 'secret', default: '', parse: parseSecret }), required };
}

/** Removes quotes and line breaks that were pasted with a secret. */
export function stripQuotes(value: string): string {
  return /^(["'])(.*)\1$/s.exec(value)?.[2]?.trim() ?? value;
}

function parseSecret(value: string): ParseResult<string> {
  const inner = stripQuotes(value);
  const unreplaced = unreplacedTextProblem(inner);
  if (unreplaced !== undefined) return { problem: unreplaced };
  return /\s/.test(inner)
    ? {
        problem: `contains white space (${formatCount(inner.length, 'character')} in total); paste only the value`,
      }
    : { value: inner };
}

export function booleanInput(words: NameAndHelp, fallback: boolean): InputSpec<boolean> {
  const parse = (value: string): ParseResult<boolean> => {
    if (['true', 'True', 'TRUE'].includes(value)) return { value: true };
    if (['false', 'False', 'FALSE'].includes(value)) return { value: false };
    return { problem: `is ${quoteUnlessSecret(value)}; write true or false` };
  };
  return createSpec(words, { kind: 'boolean', default: String(fallback), parse });
}

/** One of several words. With the default `''`, the input may be left out. */
export function choiceInput<const T extends string, const D extends NoInfer<T> | ''>(
  words: NameAndHelp,
  options: { readonly choices: readonly T[]; readonly default: D },
): InputSpec<T | D> {
  const parse = (value: string): ParseResult<T | D> => {
    const found = options.choices.find((known) => known === value);
    if (found !== undefined) return { value: found };
    if (value === options.default) return { value: options.default };
    const known = options.choices.join(', ');
    const near = closestMatch(value, options.choices);
    const advice =
      near === undefined
        ? `write ${known.replace(/, ([^,]+)$/, ' or $1')}`
        : `did you mean ${near}? Choices: ${known}`;
    return { problem: `is ${quoteUnlessSecret(value)}; ${advice}` };
  };
  return {
    ...createSpec(words, { kind: 'choice', default: options.default, parse }),
    choices: options.choices,
  };
}

interface IntegerRange {
  readonly default: string;
  readonly min: number;
  readonly max: number;
}

export function integerInput(words: NameAndHelp, range: IntegerRange): InputSpec<number> {
  const parse = (value: string): ParseResult<number> => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= range.min && number <= range.max) return { value: number };
    return {
      problem: `is ${quoteUnlessSecret(value)}; write a whole number from ${range.min} to ${range.max}`,
    };
  };
  return createSpec(words, { kind: 'number', default: range.default, parse });
}

/** Also accepts `auto`. */
export function withAuto<T>(input: InputSpec<T>): InputSpec<T | 'auto'> {
  const parse = (value: string): ParseResult<T | 'auto'> => {
    if (value === 'auto') return { value };
    const parsed = input.parse(value);
    return 'problem' in parsed ? { problem: `${parsed.problem}, or auto` } : parsed;
  };
  return { ...input, default: 'auto', parse };
}

/** A number with a unit. If the default is '', `read` must handle ''. */
export function quantityInput<T>(
  words: NameAndHelp,
  options: {
    readonly kind: 'size' | 'span';
    readonly default: string;
    readonly read: (text: string) => ParseResult<T>;
  },
): InputSpec<T> {
  const parse = (value: string): ParseResult<T> => {
    const parsed = options.read(value);
    return 'problem' in parsed ? { problem: `is wrong: ${parsed.problem}` } : parsed;
  };
  return createSpec(words, { kind: options.kind, default: options.default, parse });
}
