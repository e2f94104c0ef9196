/**
 * Inputs of the command: flags, then ONEDRIVE_… in the environment, then a file for a secret. Knows the table
 * of inputs and what was parsed; which flags there are is the business of flags.
 */
import type { Environment } from '../../core/host.ts';
import { type InputSpec, stripQuotes } from '../../inputs/kinds.ts';
import { runnerSecrets } from '../../inputs/masks.ts';
import type { InputSource } from '../../inputs/read.ts';
import { INPUT_SPECS } from '../../inputs/table.ts';
import { readSecretFile } from './secret-file.ts';

/** `refresh-token` -> `ONEDRIVE_REFRESH_TOKEN`. */
export function inputEnvName(input: string): string {
  return `ONEDRIVE_${input.toUpperCase().replaceAll('-', '_')}`;
}

/** Secrets in the environment of the command: a line that cannot be read may hold one of them as a word. */
export function environmentSecrets(env: Environment): string[] {
  const ours = INPUT_SPECS.filter(({ kind }) => kind === 'secret').flatMap(({ name }) => {
    const text = env[inputEnvName(name)]?.trim() ?? '';
    return [text, stripQuotes(text)];
  });
  return [...ours, env.GH_TOKEN ?? '', env.GITHUB_TOKEN ?? '', ...runnerSecrets(env)];
}

/** Texts of secrets' files by path, of each command line: an input is read more than once, a pipe only once. */
const secretFileCache = new WeakMap<Readonly<Record<string, unknown>>, Map<string, string>>();

/** Reads inputs for a verb. `fixed` wins over everything: what the verb itself decides. */
export function commandInputs(
  flags: Readonly<Record<string, unknown>>,
  env: Environment,
  fixed: Readonly<Record<string, string>> = {},
): InputSource {
  const texts = secretFileCache.get(flags) ?? new Map<string, string>();
  secretFileCache.set(flags, texts);
  const fromFile = (name: string): string | undefined => {
    const path = secretFilePath(flags, env, name);
    if (path === undefined) return undefined;
    const text = texts.get(path) ?? readSecretFile(path, { flag: `--${name}-file` });
    texts.set(path, text);
    return text;
  };
  const read = (spec: InputSpec): string | undefined => {
    if (spec.kind === 'context') return matrixJobJson(env);
    const given = fixed[spec.name] ?? flagValue(flags, spec.name);
    if (given !== undefined) return given;
    const isNamed = flagValue(flags, `${spec.name}-file`) !== undefined;
    if (spec.kind === 'secret' && (isNamed || env[inputEnvName(spec.name)] === undefined))
      return fromFile(spec.name);
    return env[inputEnvName(spec.name)];
  };
  return {
    value: (name) => {
      const spec = INPUT_SPECS.find((input) => input.name === name);
      return spec === undefined ? undefined : read(spec);
    },
    presentNames: () => [],
    emulator: Boolean(env.ONEDRIVE_UPLOAD_EMULATOR),
  };
}

/**
 * Which of several parallel jobs this is, in GitHub's words: GitLab counts them from 1 (docs.gitlab.com, "Predefined
 * CI/CD variables", CI_NODE_INDEX), CircleCI from 0 (circleci.com/docs, CIRCLE_NODE_INDEX).
 */
function matrixJobJson(env: Environment): string {
  const index = env.CI_NODE_INDEX === undefined ? env.CIRCLE_NODE_INDEX : Number(env.CI_NODE_INDEX) - 1;
  const total = env.CI_NODE_TOTAL ?? env.CIRCLE_NODE_TOTAL;
  return JSON.stringify({ 'job-index': Number(index), 'job-total': Number(total) });
}

function flagValue(flags: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = flags[name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
  // A flag that may be given several times: an input of several lines.
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The file that a secret is read from, if one was named. */
export function secretFilePath(
  flags: Readonly<Record<string, unknown>>,
  env: Environment,
  name: string,
): string | undefined {
  return flagValue(flags, `${name}-file`) ?? env[`${inputEnvName(name)}_FILE`];
}
