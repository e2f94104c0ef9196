/**
 * Reads one input: parses its text, and collects its problem.
 */
import type { InputSpec } from './kinds.ts';

/** A file, a folder or a pattern that is an argument of the command. */
export interface PathArgument {
  readonly text: string;
  /** True after `--`: it is never a pattern. */
  readonly isLiteral: boolean;
}

/** Where the texts come from: the runner's environment, or the command's flags and environment. */
export interface InputSource {
  /** Returns the text of an input; undefined or blank means the default. */
  value(name: string): string | undefined;
  /** Returns the names of all inputs that are present, to find unknown ones. */
  presentNames(): readonly string[];
  /** ONEDRIVE_UPLOAD_EMULATOR is set. */
  readonly emulator: boolean;
  /** What the command line names besides `path`. Undefined for the action. */
  readonly pathArguments?: readonly PathArgument[];
  /** True if a stream is uploaded and no file. */
  readonly readsStream?: boolean;
  /** Says how to give a credential that is missing, as a clause. Undefined for the action, which has secrets. */
  readonly adviseMissing?: (spec: InputSpec) => string;
}

/** In the order of the report: missing credentials, wrong credentials, all others. */
export interface InputProblems {
  readonly missing: string[];
  readonly wrong: string[];
  readonly rest: string[];
}

/** Reads inputs one by one and collects problems. Callers add problems of combinations. */
export interface InputReader {
  <T>(spec: InputSpec<T>): T;
  /** True if a text was given, even if it equals the default. */
  has(spec: InputSpec): boolean;
  readonly problems: InputProblems;
  /** As in the source. */
  readonly adviseMissing: InputSource['adviseMissing'];
}

/** Creates a reader. For a wrong text it returns the default: the run fails anyway. */
export function createInputReader(source: InputSource): InputReader {
  const problems: InputProblems = { missing: [], wrong: [], rest: [] };
  const textOf = ({ name, expression }: InputSpec) => {
    const text = source.value(name)?.trim() ?? '';
    // Some runners pass the expression from action.yml without evaluating it.
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
  const { adviseMissing } = source;
  return Object.assign(read, { has: (spec: InputSpec) => textOf(spec) !== '', problems, adviseMissing });
}

/** Maximum characters of an input or of one line. No system that we know allows longer paths. */
export const maxInputLength = 4096;
/** Maximum for a secret, which may be a certificate with its chain. GitHub's limit is 48 KB. */
const maxSecretLength = 65_536;

/** Longer texts cannot be valid, and checking them could take very long. */
function lengthProblem({ kind }: InputSpec, text: string): string | undefined {
  const limit = kind === 'secret' || kind === 'context' ? maxSecretLength : maxInputLength;
  const texts = kind === 'lines' ? text.split(/\r\n|\r|\n/) : [text];
  const longest = texts.reduce((most, { length }) => Math.max(most, length), 0);
  if (longest <= limit) return undefined;
  const clause = `${longest} characters, and the limit is ${limit}`;
  return kind === 'lines' ? `has a line of ${clause}: write one per line` : `has ${clause}: shorten it`;
}

/** Returns an object with the property, or an empty one for an empty or absent value. */
export function optionalProperty<K extends string, T>(
  key: K,
  value: T | undefined,
): { readonly [P in K]?: Exclude<T, ''> } {
  const property: { [P in K]?: Exclude<T, ''> } = {};
  if (value !== undefined && value !== '') property[key] = value as Exclude<T, ''>;
  return property;
}
