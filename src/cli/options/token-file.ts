/**
 * The files that the command keeps secrets in: who may read them, and how a new refresh token takes the place of the
 * old one. Knows flags, variables and the local file system.
 */
import { type Stats, statSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, resolve } from 'node:path';
import { printable } from '../../core/format.ts';
import type { Environment, Host, Log } from '../../core/host.ts';
import { removeBeginnings, replacePrivately, unreplaced } from '../../core/private-file.ts';
import { otherThanFile } from '../../core/read-file.ts';
import { INPUTS } from '../../inputs/table.ts';
import type { Job } from '../../run/job.ts';
import { envName, secretFile } from './inputs.ts';

type Flags = Readonly<Record<string, unknown>>;

/** Warns of every file of a secret that others can read, once; of these inputs, else of all. */
export function warnOfOpenFiles(
  { env, log }: Pick<Host, 'env' | 'log'>,
  flags: Flags,
  inputs: readonly string[] = INPUTS.map(({ name }) => name),
): void {
  const secrets = INPUTS.filter(({ name, kind }) => kind === 'secret' && inputs.includes(name));
  // The token's file is written, although a variable wins over what it holds.
  const used = secrets.filter(({ name }) => name === 'refresh-token' || env[envName(name)] === undefined);
  const paths = used.flatMap(({ name }) => secretFile(flags, env, name) ?? []);
  for (const path of new Set(paths)) warnIfOpen(path, { env, log });
}

/** Warns when others may read a file; on Windows its mode says nothing. */
export function warnIfOpen(
  path: string,
  { env, log }: { readonly env: Environment; readonly log: Log },
): void {
  const stats = statsOf(path);
  if (platform() === 'win32' || stats?.isFile() !== true || (stats.mode & 0o077) === 0) return;
  // systemd lets its service read a credential by an ACL, which stands where the group's mode does (exec-credential.c).
  const { CREDENTIALS_DIRECTORY: credentials } = env;
  if (credentials && dirname(resolve(path)) === resolve(credentials)) return;
  const mode = (stats.mode & 0o777).toString(8);
  log.warning(`${printable(path)} can be read by others (mode ${mode}): chmod 600 it.`);
}

/** What keeps a new refresh token in the file that was named; nothing where none was, or none that can be replaced. */
export function tokenKeeper(flags: Flags, host: Host): Pick<Job, 'keepToken'> {
  const path = secretFile(flags, host.env, 'refresh-token');
  if (path === undefined) return {};
  const stats = statsOf(path);
  const other = stats && otherThanFile(stats);
  if (other === undefined || other === 'a folder')
    return { keepToken: async (refreshToken) => replaceToken(path, { refreshToken, host }) };
  host.log.warning(
    `--refresh-token-file ${printable(path)} is ${other}: a new refresh token cannot be kept there, and is lost. Name a file to keep it.`,
  );
  return {};
}

/** Replaces the token's file by a new one in one step; says so when its owner could not be kept. */
export function replaceToken(
  path: string,
  { refreshToken, host }: { readonly refreshToken: string; readonly host: Pick<Host, 'log' | 'clock'> },
): void {
  try {
    const warning = replacePrivately(path, `${refreshToken}\n`);
    if (warning !== undefined) host.log.warning(warning);
  } catch (cause) {
    throw unreplaced('the new refresh token', path, cause);
  }
  removeBeginnings(path, host.clock.now());
}

/** Undefined for what cannot be looked at: reading it says why. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
