/**
 * Replaces a file that nobody else may read, in one step: it is never half-written or missing. Follows symbolic links
 * and keeps owner, group and mode. On Windows the mode has no effect; the file inherits its folder's rights
 * (docs/platforms.md).
 */

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Failure, systemCode, systemReason } from './errors.ts';
import type { FailureCode } from './failure-codes.ts';
import { escapeControls } from './format.ts';
import { nonFileKind } from './read-file.ts';
import { writeHint } from './system-errors.ts';
import { dayMs } from './time.ts';

/**
 * Waits between attempts to rename a file that a virus scanner or an indexer has open: 1.6 s in total (libuv#1981,
 * node-graceful-fs#127).
 */
const renameDelaysMs = [20, 50, 100, 200, 400, 800] as const;

/** The same limit as in Linux (man 7 path_resolution). */
const maxSymlinks = 40;

/** Temporary files of killed runs. They contain a secret, so we look for them and delete them. */
const tempFilePattern = /^\.onedrive-upload-[0-9a-f]{24}\.new$/;
const staleAfterMs = dayMs;

/** The parts of the file system that differ by platform. */
export interface FileSystem {
  readonly isWindows: boolean;
  rename(from: string, to: string): void;
  sleep(delayMs: number): void;
}

const nodeFileSystem: FileSystem = {
  isWindows: platform() === 'win32',
  rename: renameSync,
  sleep: (delayMs) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs),
};

/**
 * Writes a temporary file and renames it over the old one; a new file gets mode 0600. Returns a warning if the owner or
 * group could not be kept. Throws a system error or a Failure; then the old file stays.
 */
export function replacePrivateFile(
  path: string,
  content: string | Uint8Array,
  fileSystem: FileSystem = nodeFileSystem,
): string | undefined {
  const target = resolveTarget(path);
  const tempPath = tempPathBeside(target);
  try {
    const file = openSync(tempPath, 'wx', 0o600);
    let warning: string | undefined;
    try {
      writeFileSync(file, content);
      if (!fileSystem.isWindows) warning = copyOwnerAndMode(file, target);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameWithRetries(tempPath, target.path, fileSystem);
    return warning;
  } catch (error) {
    rmSync(tempPath, { force: true });
    throw error;
  }
}

/** Throws what `replacePrivateFile` would throw, as far as that can be checked in advance. */
export function checkReplaceable(path: string): void {
  const target = resolveTarget(path);
  if (isMountPoint(target))
    throw Object.assign(new Error('EBUSY: it is mounted by itself'), { code: 'EBUSY' });
  const tempPath = tempPathBeside(target);
  try {
    // Creates a file, because on Windows access() checks only the folder's read-only attribute.
    closeSync(openSync(tempPath, 'wx', 0o600));
  } finally {
    rmSync(tempPath, { force: true });
  }
}

/** Converts an error of `replacePrivateFile` to a Failure. `what` names the file to the user. */
export function replaceFailure(what: string, path: string, cause: unknown): Failure {
  if (cause instanceof Failure)
    return new Failure(`${what} cannot be written: ${cause.message}`, {
      code: cause.code,
      kind: 'file',
      hint: cause.hint,
    });
  const message = `${what} cannot be written to ${escapeControls(path)} (${systemReason(cause)})`;
  return new Failure(message, {
    code: 'file-not-written',
    kind: 'file',
    hint: hintFor(systemCode(cause)),
    cause,
  });
}

function hintFor(code: string): string {
  if (code === 'EBUSY' && !nodeFileSystem.isWindows)
    return 'a single mounted file cannot be replaced: mount its folder instead';
  return writeHint(
    code,
    'make its folder writable, because the file is replaced as a whole; in a container, mount the folder, not the file',
  );
}

/** Deletes temporary files beside `path` that killed runs of this user left at least a day ago. */
export function removeStaleTempFiles(path: string, nowMs: number): void {
  try {
    const folder = dirname(resolveTarget(path).path);
    for (const name of readdirSync(folder)) {
      if (!tempFilePattern.test(name)) continue;
      const stats = lstatSync(join(folder, name));
      if (stats.isFile() && isOwnFile(stats) && nowMs - stats.mtimeMs > staleAfterMs)
        rmSync(join(folder, name), { force: true });
    }
  } catch {
    // The next run tries again.
  }
}

/** Also true if the system does not report owners. */
export function isOwnFile({ uid }: Stats): boolean {
  const ownUid = process.geteuid?.();
  return ownUid === undefined || ownUid === uid;
}

interface ReplaceTarget {
  readonly path: string;
  readonly existing: Stats | undefined;
}

/** Follows links, including one to a file that does not exist yet. Throws a Failure if the file cannot be ours. */
function resolveTarget(path: string): ReplaceTarget {
  const failure = (code: FailureCode, why: string, hint: string) =>
    new Failure(`${escapeControls(path)} ${why}`, { code, kind: 'file', hint });
  const pathStats = statSync(path, { throwIfNoEntry: false });
  const kind = pathStats && nonFileKind(pathStats);
  if (kind !== undefined)
    throw failure('input-file-invalid', `is ${kind}, not a file`, 'give a file path; it need not exist yet');
  let current = resolve(path);
  for (let links = 0; links < maxSymlinks; links++) {
    const stats = lstatSync(current, { throwIfNoEntry: false });
    if (stats !== undefined && isForeignInStickyFolder(stats, dirname(current)))
      throw failure(
        'file-foreign',
        'was created by another user, in a folder that everybody can write to',
        'use a file in a folder that only you can write to',
      );
    if (!stats?.isSymbolicLink()) return { path: current, existing: stats };
    current = resolve(realpathSync(dirname(current)), readlinkSync(current));
  }
  throw failure('input-file-invalid', 'has too many symbolic links in its path', 'name the file itself');
}

/**
 * Another user who can create a link or file in /tmp must not decide which file is overwritten or who reads it. Linux
 * has the same rule (docs.kernel.org, "Documentation for /proc/sys/fs/", protected_symlinks).
 */
function isForeignInStickyFolder(stats: Stats, folder: string): boolean {
  if (isOwnFile(stats)) return false;
  const folderStats = statSync(folder);
  return (folderStats.mode & 0o1002) === 0o1002 && stats.uid !== folderStats.uid;
}

/** True for a file mounted into a container. rename() cannot replace it. Linux only (man 5 proc_pid_mountinfo). */
function isMountPoint({ path, existing }: ReplaceTarget): boolean {
  if (existing === undefined) return false;
  try {
    const octal = (character: string) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
    const escapedPath = realpathSync(path).replace(/[ \t\n\\]/g, octal);
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
    return mounts.some((line) => line.split(' ')[4] === escapedPath);
  } catch {
    return false;
  }
}

function tempPathBeside({ path }: ReplaceTarget): string {
  return join(dirname(path), `.onedrive-upload-${randomBytes(12).toString('hex')}.new`);
}

/** Copies owner, group and mode of the old file if the system allows it. Returns a warning if it does not. */
function copyOwnerAndMode(file: number, { path, existing }: ReplaceTarget): string | undefined {
  if (existing === undefined) return undefined;
  const ignoreErrors = (run: () => void) => {
    try {
      run();
    } catch {
      // Checked below, because some file systems report success and do nothing.
    }
  };
  const isSame = (one: Stats) => one.uid === existing.uid && one.gid === existing.gid;
  const created = fstatSync(file);
  if (!isSame(created)) {
    // A user who may not change the owner may still change the group to one of their own.
    ignoreErrors(() => fchownSync(file, created.uid, existing.gid));
    ignoreErrors(() => fchownSync(file, existing.uid, existing.gid));
  }
  const changed = fstatSync(file);
  // A different group must not get the old group's rights.
  const allowed = changed.gid === existing.gid ? 0o777 : 0o707;
  ignoreErrors(() => fchmodSync(file, existing.mode & allowed));
  if (isSame(changed)) return undefined;
  const [is, was] = [changed, existing].map(({ uid, gid }) => `${uid}:${gid}`);
  const name = escapeControls(path);
  return `${name} now belongs to ${is}, not to ${was}: run chown ${was} on it, or its owner may not be able to read it. Always run as that user.`;
}

function renameWithRetries(from: string, to: string, fileSystem: FileSystem): void {
  for (const delayMs of fileSystem.isWindows ? renameDelaysMs : []) {
    try {
      fileSystem.rename(from, to);
      return;
    } catch (error) {
      if (!isFileBusy(error)) throw error;
    }
    fileSystem.sleep(delayMs);
  }
  fileSystem.rename(from, to);
}

function isFileBusy(error: unknown): boolean {
  return /^(EPERM|EACCES|EBUSY)$/.test(systemCode(error));
}
