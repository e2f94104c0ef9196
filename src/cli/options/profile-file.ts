/**
 * The file of a profile: the app, the sign-in and its account, as JSON with the names of the inputs. It holds secrets,
 * so it has mode 0600, in a folder of mode 0700.
 */
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { FailureCode } from '../../core/failure-codes.ts';
import { compareText, quote } from '../../core/format.ts';
import type { Environment } from '../../core/host.ts';
import { asString, parseJsonObject } from '../../core/json.ts';
import { removeStaleTempFiles, replaceFailure, replacePrivateFile } from '../../core/private-file.ts';
import { readRegularFile } from '../../core/read-file.ts';
import type { InputSpec } from '../../inputs/kinds.ts';
import { quoteUnlessSecret } from '../../inputs/quote-unless-secret.ts';
import { IDENTITY_SPECS } from '../../inputs/sign-in.ts';

/** The inputs that a profile has. */
const profileSpecs: readonly InputSpec[] = [
  IDENTITY_SPECS.clientId,
  IDENTITY_SPECS.tenantId,
  IDENTITY_SPECS.cloud,
  IDENTITY_SPECS.authority,
  IDENTITY_SPECS.clientSecret,
  IDENTITY_SPECS.refreshToken,
];
export const profileInputs: readonly string[] = profileSpecs.map(({ name }) => name);

/** What a profile holds. */
export interface ProfileContent {
  /** Texts by input name. The client secret is missing for a public client. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The account as text; '' if it was not known. */
  readonly account: string;
  /** The id of the account's drive, to recognize the account; '' if it was not known. */
  readonly driveId: string;
}

/** A profile's name and its file. */
export interface ProfileLocation {
  readonly name: string;
  readonly path: string;
}

/** Profiles have a few kilobytes. */
const maxBytes = 1024 * 1024;

/** A clause about a name that cannot be used; undefined for a good one. */
export function profileNameProblem(name: string): string | undefined {
  // The folder itself and the one above it.
  if (/^[A-Za-z0-9._-]+$/.test(name) && name !== '.' && name !== '..') return undefined;
  return `is ${quoteUnlessSecret(name)}; write a name of letters, digits, dots, hyphens and underscores`;
}

/** Where the profile of that name is: in the user's own folder for settings (XDG Base Directory Specification). */
export function profileLocation(name: string, env: Environment): ProfileLocation {
  return { name, path: join(profileFolder(env), name) };
}

function profileFolder({ XDG_CONFIG_HOME: config, APPDATA: appData, HOME: home }: Environment): string {
  const isWindows = platform() === 'win32';
  const given = isWindows ? appData : config;
  // The specification says to ignore a path that is not absolute.
  if (given !== undefined && isAbsolute(given)) return join(given, 'onedrive-upload');
  const fallback = isWindows ? ['AppData', 'Roaming'] : ['.config'];
  return join((!isWindows && home) || homedir(), ...fallback, 'onedrive-upload');
}

/** The names of all profiles. */
export function listProfiles(env: Environment): readonly string[] {
  try {
    return readdirSync(profileFolder(env), { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.onedrive-upload-'))
      .map((entry) => entry.name)
      .filter((name) => profileNameProblem(name) === undefined)
      .sort(compareText);
  } catch {
    return [];
  }
}

/**
 * Reads a profile; undefined if there is none. Throws a Failure of kind `usage` if the file is not one, or if others
 * can read or replace it.
 */
export function readProfile(location: ProfileLocation): ProfileContent | undefined {
  const { path } = location;
  const hint = 'repair or delete the file, and run onedrive-upload login again';
  const content = readRegularFile(path, { name: 'the profile', limitBytes: maxBytes, hint });
  if (content === undefined) return undefined;
  checkPrivate(location);
  const value = parseJsonObject(content.toString('utf8'));
  const inputs = Object.fromEntries(
    profileInputs.map((name) => [name, asString(value?.[name])]).filter(([, text]) => text !== ''),
  );
  const wrong = profileSpecs
    .filter(({ name, parse }) => 'problem' in parse(inputs[name] ?? '') || !isTextOrMissing(value?.[name]))
    .map(({ name }) => name);
  const missing = ['client-id', 'refresh-token'].filter((name) => inputs[name] === undefined);
  const fields = [...new Set([...missing, ...wrong])];
  if (value === undefined || fields.length > 0)
    throw profileFailure(location, 'profile-invalid', {
      what: `is not one that login wrote${value === undefined ? '' : ` (invalid: ${fields.join(', ')})`}`,
      hint,
    });
  return { inputs, account: asString(value.account), driveId: asString(value['drive-id']) };
}

function isTextOrMissing(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function checkPrivate(location: ProfileLocation): void {
  if (platform() === 'win32') return;
  const { mode } = statSync(location.path);
  if ((mode & 0o077) !== 0)
    throw profileFailure(location, 'profile-not-private', {
      what: `can be read by others (mode ${octal(mode)})`,
      hint: 'chmod 600 it, and run login again if somebody else may have read it',
    });
  const folder = dirname(location.path);
  const folderMode = statSync(folder).mode;
  if ((folderMode & 0o022) !== 0)
    throw profileFailure(location, 'profile-not-private', {
      what: `is in a folder that others can write to (mode ${octal(folderMode)})`,
      hint: 'chmod 700 that folder',
    });
}

const octal = (mode: number) => (mode & 0o777).toString(8);

/** A Failure of kind `usage` about a profile. Does not show a name that may be a secret, nor its path. */
export function profileFailure(
  { name, path }: ProfileLocation,
  code: FailureCode,
  { what, hint }: { readonly what: string; readonly hint: string },
): Failure {
  const shown = quoteUnlessSecret(name);
  const where = shown === quote(name) ? ` (${quote(path)})` : '';
  return new Failure(`the profile ${shown}${where} ${what}`, { code, kind: 'usage', hint });
}

/** Creates the folder, readable for this user only. Throws a Failure of kind `usage`. */
export function createProfileFolder(location: ProfileLocation): void {
  try {
    mkdirSync(dirname(location.path), { recursive: true, mode: 0o700 });
  } catch (cause) {
    const { message, hint } = replaceFailure('the profile', location.path, cause);
    throw new Failure(message, { code: 'file-not-written', kind: 'usage', hint });
  }
}

/** Writes the profile in one step, mode 0600. Throws a Failure that names the file. */
export function writeProfile(
  { path }: ProfileLocation,
  { inputs, account, driveId }: ProfileContent,
  nowMs: number,
): void {
  const content = { ...inputs, account, 'drive-id': driveId };
  try {
    // A file that is there keeps its mode.
    if (statSync(path, { throwIfNoEntry: false }) !== undefined) chmodSync(path, 0o600);
    replacePrivateFile(path, `${JSON.stringify(content, undefined, 2)}\n`);
  } catch (cause) {
    throw replaceFailure('the profile', path, cause);
  }
  removeStaleTempFiles(path, nowMs);
}
