/**
 * Files that hold secrets: warns when others can read them, and replaces the refresh token.
 */
import { type Stats, statSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, resolve } from 'node:path';
import { escapeControls } from '../../core/format.ts';
import type { Environment, Host } from '../../core/host.ts';
import type { Log } from '../../core/log.ts';
import { removeStaleTempFiles, replaceFailure, replacePrivateFile } from '../../core/private-file.ts';
import { nonFileKind } from '../../core/read-file.ts';
import { INPUT_SPECS } from '../../inputs/table.ts';
import type { RunOptions } from '../../run/context.ts';
import { inputEnvName, secretFilePath } from './inputs.ts';
import { type Profile, saveProfileToken } from './profile.ts';

type ParsedFlags = Readonly<Record<string, unknown>>;

/** Warns once of each secret file that others can read. Checks the files of `inputs`, by default of all. */
export function warnOfReadableSecretFiles(
  { env, log }: Pick<Host, 'env' | 'log'>,
  flags: ParsedFlags,
  inputs: readonly string[] = INPUT_SPECS.map(({ name }) => name),
): void {
  const secrets = INPUT_SPECS.filter(({ name, kind }) => kind === 'secret' && inputs.includes(name));
  // The refresh token's file is written even if a variable overrides its content.
  const used = secrets.filter(
    ({ name }) => name === 'refresh-token' || env[inputEnvName(name)] === undefined,
  );
  const paths = used.flatMap(({ name }) => secretFilePath(flags, env, name) ?? []);
  for (const path of new Set(paths)) warnIfReadableByOthers(path, { env, log });
}

/** Warns when others can read a file. Windows has no such mode. */
export function warnIfReadableByOthers(
  path: string,
  { env, log }: { readonly env: Environment; readonly log: Log },
): void {
  const stats = statIfPossible(path);
  if (platform() === 'win32' || stats?.isFile() !== true || (stats.mode & 0o077) === 0) return;
  // systemd grants access to a credential by an ACL, which shows as the group's mode (exec-credential.c).
  const { CREDENTIALS_DIRECTORY: credentials } = env;
  if (credentials && dirname(resolve(path)) === resolve(credentials)) return;
  const mode = (stats.mode & 0o777).toString(8);
  log.warning(`${escapeControls(path)} can be read by others (mode ${mode}): chmod 600 it.`);
}

/**
 * Returns the function that saves a new refresh token where the old one came from: the named file, if it can be
 * replaced, or the profile. There is none if the old one came from a variable.
 */
export function refreshTokenWriter(
  flags: ParsedFlags,
  host: Host,
  profile?: Profile,
): Pick<RunOptions, 'saveRefreshToken' | 'refreshTokenStore'> {
  const ignoresVariables = profile?.isFromEnvironment === false;
  const path = secretFilePath(flags, ignoresVariables ? {} : host.env, 'refresh-token');
  if (path === undefined) {
    const isVariable = !ignoresVariables && (host.env[inputEnvName('refresh-token')] ?? '') !== '';
    if (profile === undefined || isVariable) return {};
    return {
      saveRefreshToken: async (refreshToken) => saveProfileToken(profile, { refreshToken, host }),
      refreshTokenStore: `the profile ${escapeControls(profile.name)}`,
    };
  }
  const stats = statIfPossible(path);
  const other = stats && nonFileKind(stats);
  if (other === undefined || other === 'a folder')
    return { saveRefreshToken: async (refreshToken) => writeTokenFile(path, { refreshToken, host }) };
  host.log.warning(
    `--refresh-token-file ${escapeControls(path)} is ${other}: a new refresh token cannot be stored there and is lost. Name a regular file.`,
  );
  return {};
}

/** Replaces the token file in one step. Warns when its owner could not be kept. */
export function writeTokenFile(
  path: string,
  { refreshToken, host }: { readonly refreshToken: string; readonly host: Pick<Host, 'log' | 'clock'> },
): void {
  try {
    const warning = replacePrivateFile(path, `${refreshToken}\n`);
    if (warning !== undefined) host.log.warning(warning);
  } catch (cause) {
    throw replaceFailure('the new refresh token', path, cause);
  }
  removeStaleTempFiles(path, host.clock.now());
}

/** Undefined when it cannot be read; the read that follows reports why. */
function statIfPossible(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
