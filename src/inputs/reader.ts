/**
 * How one input is read: from its text to its value, and where a problem goes. Knows specs and sources; which
 * inputs there are is the business of the sections (identity, rotation, target, …).
 */
import type { InputSpec } from './kinds.ts';

/** Where the texts come from: the runner's environment, or flags and environment of the command. */
export interface InputSource {
  /** The text of an input; undefined and blank texts mean the default. */
  value(name: string): string | undefined;
  /** The names of all inputs that are present, so that a foreign or misspelt one is noticed. */
  presentNames(): readonly string[];
  /** ONEDRIVE_UPLOAD_EMULATOR is set. */
  readonly emulator: boolean;
}

/** In the order in which they are told: credentials that are missing, credentials that are wrong, the rest. */
export interface InputProblems {
  readonly missing: string[];
  readonly wrong: string[];
  readonly rest: string[];
}

/** Reads inputs one by one, and hears of what they mean together. */
export interface InputReader {
  <T>(spec: InputSpec<T>): T;
  /** True when a text was given, be it the default's own. */
  has(spec: InputSpec): boolean;
  readonly problems: InputProblems;
}

/** A reader of that source. A wrong text counts as the default from there on: the run ends anyway. */
export function createInputReader(source: InputSource): InputReader {
  const problems: InputProblems = { missing: [], wrong: [], rest: [] };
  const textOf = ({ name, expression }: InputSpec) => {
    const text = source.value(name)?.trim() ?? '';
    // Some runners hand our own default over as it stands in action.yml.
    return expression !== undefined && /^\$\{\{.*\}\}$/s.test(text) ? '' : text;
  };
  const read = <T>(spec: InputSpec<T>): T => {
    const text = textOf(spec);
    const long = lengthProblem(spec, text);
    const parsed = long === undefined ? spec.parse(text === '' ? spec.default : text) : { problem: long };
    if ('value' in parsed) return parsed.value;
    const isCredential = spec.required || spec.kind === 'secret';
    (isCredential ? problems.wrong : problems.rest).push(`${spec.name} ${parsed.problem}`);
    const fallback = spec.parse(spec.default);
    if ('problem' in fallback) throw new Error(`the default of ${spec.name} ${fallback.problem}`);
    return fallback.value;
  };
  return Object.assign(read, { has: (spec: InputSpec) => textOf(spec) !== '', problems });
}

/** Characters of an input, or of one line of it: a path has no more on any system that we know. */
const maxLength = 4096;
/** Of a secret, which may be a certificate with its chain: GitHub's have 48 KB at most. */
const maxSecretLength = 65_536;

/** What is longer than anything that makes sense would keep whatever looks at it busy. */
function lengthProblem({ kind }: InputSpec, text: string): string | undefined {
  const limit = kind === 'secret' || kind === 'context' ? maxSecretLength : maxLength;
  const texts = kind === 'lines' ? text.split(/\r\n|\r|\n/) : [text];
  const longest = texts.reduce((most, { length }) => Math.max(most, length), 0);
  if (longest <= limit) return undefined;
  const clause = `${longest} characters, and the limit is ${limit}`;
  return kind === 'lines' ? `has a line of ${clause}: write one a line` : `has ${clause}: shorten it`;
}

/** The property, or nothing for an empty text or an absent value. */
export function optionalProperty<K extends string, T>(
  key: K,
  value: T | undefined,
): { readonly [P in K]?: Exclude<T, ''> } {
  const property: { [P in K]?: Exclude<T, ''> } = {};
  if (value !== undefined && value !== '') property[key] = value as Exclude<T, ''>;
  return property;
}
