/**
 * Reads the command's inputs: from flags, then from ONEDRIVE_… in the environment, then from a secret's file, then from
 * a profile.
 */
import { capitalize } from '../../core/format.ts';
import type { Environment } from '../../core/host.ts';
import type { InputSpec } from '../../inputs/kinds.ts';
import { inputSecrets, runnerSecrets } from '../../inputs/masks.ts';
import type { InputSource } from '../../inputs/read.ts';
import { IDENTITY_SPECS } from '../../inputs/sign-in.ts';
import { INPUT_SPECS } from '../../inputs/table.ts';
import { profileInputs } from './profile-file.ts';
import { readSecretFile } from './secret-file.ts';

/** `refresh-token` -> `ONEDRIVE_REFRESH_TOKEN`. */
export function inputEnvName(input: string): string {
  return `ONEDRIVE_${input.toUpperCase().replaceAll('-', '_')}`;
}

/** Secrets in the command's environment. An invalid command line may contain one, so errors redact them. */
export function environmentSecrets(env: Environment): string[] {
  const ours = inputSecrets((name) => env[inputEnvName(name)]);
  return [...ours, env.GH_TOKEN ?? '', env.GITHUB_TOKEN ?? '', ...runnerSecrets(env)];
}

/** Contents of secret files by path, for each command line. An input is read more than once, but a pipe only once. */
const secretFileCache = new WeakMap<Readonly<Record<string, unknown>>, Map<string, string>>();

/** Where inputs come from besides flags and environment. */
export interface OtherInputs {
  /** What the verb sets itself. Overrides everything. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Used for what neither a flag nor a variable sets. */
  readonly profile?: InputDefaults | undefined;
}

/** The inputs of a profile, by name. */
export interface InputDefaults {
  readonly inputs: Readonly<Record<string, string>>;
  /** True if variables win over them; else the variables are not looked at. */
  readonly isFromEnvironment: boolean;
}

/** Reads inputs for a verb. */
export function commandInputs(
  flags: Readonly<Record<string, unknown>>,
  env: Environment,
  { fixed = {}, profile }: OtherInputs = {},
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
    // An app that signs in as itself has no use for the profile's token.
    const isUnused = spec === IDENTITY_SPECS.refreshToken && read(IDENTITY_SPECS.auth)?.trim() === 'app';
    const stored = isUnused ? undefined : profile?.inputs[spec.name];
    const isNamed = flagValue(flags, `${spec.name}-file`) !== undefined;
    if (stored !== undefined && profile?.isFromEnvironment === false && !isNamed) return stored;
    const variable = env[inputEnvName(spec.name)];
    // CI systems set variables that have no value to an empty text: it must not hide what login stored.
    const isUnset = variable === undefined || (variable === '' && stored !== undefined);
    if (spec.kind === 'secret' && (isNamed || isUnset)) return fromFile(spec.name) ?? stored;
    return isUnset ? stored : variable;
  };
  return {
    value: (name) => {
      const spec = INPUT_SPECS.find((input) => input.name === name);
      return spec === undefined ? undefined : read(spec);
    },
    presentNames: () => [],
    adviseMissing,
    emulator: Boolean(env.ONEDRIVE_UPLOAD_EMULATOR),
  };
}

/** The three ways to give a credential on a command line. */
function adviseMissing({ name, kind }: InputSpec): string {
  const variable = inputEnvName(name);
  const how = kind === 'secret' ? `name its file, or set ${variable}` : `give it, or set ${variable}`;
  return `. ${capitalize(how)}${profileInputs.includes(name) ? ', or use --profile' : ''}`;
}

/**
 * Index and total of parallel jobs, in GitHub's format. GitLab counts from 1 (docs.gitlab.com, "Predefined CI/CD
 * variables", CI_NODE_INDEX), CircleCI from 0 (circleci.com/docs, CIRCLE_NODE_INDEX).
 */
function matrixJobJson(env: Environment): string {
  const index = env.CI_NODE_INDEX === undefined ? env.CIRCLE_NODE_INDEX : Number(env.CI_NODE_INDEX) - 1;
  const total = env.CI_NODE_TOTAL ?? env.CIRCLE_NODE_TOTAL;
  return JSON.stringify({ 'job-index': Number(index), 'job-total': Number(total) });
}

function flagValue(flags: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = flags[name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
  // A repeated flag is an input with several lines.
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The file that a secret is read from; undefined when none was named. */
export function secretFilePath(
  flags: Readonly<Record<string, unknown>>,
  env: Environment,
  name: string,
): string | undefined {
  return flagValue(flags, `${name}-file`) ?? (env[`${inputEnvName(name)}_FILE`] || undefined);
}
