/**
 * The files that the command keeps secrets in: who may read them, and how a new refresh token takes the place of the
 * old one. Knows flags, variables and the local file system.
 */
import { type Stats, statSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, resolve } from 'node:path';
import { escapeControls } from '../../core/format.ts';
import type { Environment, Host, Log } from '../../core/host.ts';
import { removeStaleTempFiles, replaceFailure, replacePrivateFile } from '../../core/private-file.ts';
import { nonFileKind } from '../../core/read-file.ts';
import { INPUT_SPECS } from '../../inputs/table.ts';
import type { Job } from '../../run/job.ts';
import { inputEnvName, secretFilePath } from './inputs.ts';

type ParsedFlags = Readonly<Record<string, unknown>>;

/** Warns of every file of a secret that others can read, once; of these inputs, else of all. */
export function warnOfReadableSecretFiles(
  { env, log }: Pick<Host, 'env' | 'log'>,
  flags: ParsedFlags,
  inputs: readonly string[] = INPUT_SPECS.map(({ name }) => name),
): void {
  const secrets = INPUT_SPECS.filter(({ name, kind }) => kind === 'secret' && inputs.includes(name));
  // The token's file is written, although a variable wins over what it holds.
  const used = secrets.filter(
    ({ name }) => name === 'refresh-token' || env[inputEnvName(name)] === undefined,
  );
  const paths = used.flatMap(({ name }) => secretFilePath(flags, env, name) ?? []);
  for (const path of new Set(paths)) warnIfReadableByOthers(path, { env, log });
}

/** Warns when others may read a file; on Windows its mode says nothing. */
export function warnIfReadableByOthers(
  path: string,
  { env, log }: { readonly env: Environment; readonly log: Log },
): void {
  const stats = statIfPossible(path);
  if (platform() === 'win32' || stats?.isFile() !== true || (stats.mode & 0o077) === 0) return;
  // systemd lets its service read a credential by an ACL, which stands where the group's mode does (exec-credential.c).
  const { CREDENTIALS_DIRECTORY: credentials } = env;
  if (credentials && dirname(resolve(path)) === resolve(credentials)) return;
  const mode = (stats.mode & 0o777).toString(8);
  log.warning(`${escapeControls(path)} can be read by others (mode ${mode}): chmod 600 it.`);
}

/** What keeps a new refresh token in the file that was named; nothing where none was, or none that can be replaced. */
export function tokenFileWriter(flags: ParsedFlags, host: Host): Pick<Job, 'saveRefreshToken'> {
  const path = secretFilePath(flags, host.env, 'refresh-token');
  if (path === undefined) return {};
  const stats = statIfPossible(path);
  const other = stats && nonFileKind(stats);
  if (other === undefined || other === 'a folder')
    return { saveRefreshToken: async (refreshToken) => writeTokenFile(path, { refreshToken, host }) };
  host.log.warning(
    `--refresh-token-file ${escapeControls(path)} is ${other}: a new refresh token cannot be kept there, and is lost. Name a file to keep it.`,
  );
  return {};
}

/** Replaces the token's file by a new one in one step; says so when its owner could not be kept. */
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

/** Undefined for what cannot be looked at: reading it says why. */
function statIfPossible(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
