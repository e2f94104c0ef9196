/**
 * A file that nobody else may read, replaced in one step: at no moment is it half-written or missing. What is replaced
 * lies where links lead, and keeps its owner, group and mode. Knows how Windows holds files for a moment; knows
 * nothing of what is in it. On Windows the mode says nothing, and the file has the rights of its folder
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
import { escapeControls } from './format.ts';
import { nonFileKind } from './read-file.ts';

/**
 * How long to wait, each time that a file cannot be renamed because a virus scanner or an indexer looks at it:
 * 1.6 s in all (libuv#1981, node-graceful-fs#127).
 */
const renameDelaysMs = [20, 50, 100, 200, 400, 800] as const;

/** As many as Linux follows (man 7 path_resolution). */
const maxSymlinks = 40;

/** What a killed run may leave in the folder: with a secret in it, so that it is looked for. */
const tempFilePattern = /^\.onedrive-upload-[0-9a-f]{24}\.new$/;
const staleAfterMs = 24 * 3_600_000;

/** The part of the system that differs. */
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
 * Writes a new file and puts it in place of the old one: 0600 where there was none. Throws the system's error, or a
 * Failure, and leaves the old one then. Answers a warning when the owner or group could not be kept.
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

/** Throws what `replacePrivately` would, as far as that can be known before. */
export function checkReplaceable(path: string): void {
  const target = resolveTarget(path);
  if (isMountPoint(target))
    throw Object.assign(new Error('EBUSY: it is mounted by itself'), { code: 'EBUSY' });
  const tempPath = tempPathBeside(target);
  try {
    // By writing: asked for a folder's rights, Windows knows of its read-only attribute alone.
    closeSync(openSync(tempPath, 'wx', 0o600));
  } finally {
    rmSync(tempPath, { force: true });
  }
}

/** What was thrown by `replacePrivately` as a Failure: `what` could not be written. */
export function replaceFailure(what: string, path: string, cause: unknown): Failure {
  if (cause instanceof Failure)
    return new Failure(`${what} cannot be written: ${cause.message}`, { kind: 'file', hint: cause.hint });
  const message = `${what} cannot be written to ${escapeControls(path)} (${systemReason(cause)})`;
  return new Failure(message, { kind: 'file', hint: hintFor(systemCode(cause)), cause });
}

function hintFor(code: string): string {
  if (code === 'EBUSY' && !nodeFileSystem.isWindows)
    return 'a file that was mounted by itself cannot be replaced: mount the folder it lies in';
  if (['ENOSPC', 'EDQUOT'].includes(code)) return 'make room on this disk';
  return 'its folder must be writable, because the file is replaced as a whole; for a container, mount the folder, not the file';
}

/** Removes what runs of this user left beside the file when they were killed, a day ago or longer. */
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

/** True where the system does not say whose a file is. */
export function isOwnFile({ uid }: Stats): boolean {
  const ownUid = process.geteuid?.();
  return ownUid === undefined || ownUid === uid;
}

interface ReplaceTarget {
  readonly path: string;
  readonly existing: Stats | undefined;
}

/** Where a path leads; through a link that leads to nothing yet, too. Throws a Failure when no file of ours can be there. */
function resolveTarget(path: string): ReplaceTarget {
  const failure = (why: string, hint: string) =>
    new Failure(`${escapeControls(path)} ${why}`, { kind: 'file', hint });
  const pathStats = statSync(path, { throwIfNoEntry: false });
  const kind = pathStats && nonFileKind(pathStats);
  if (kind !== undefined) throw failure(`is ${kind}, not a file`, 'name a file; it need not exist yet');
  let current = resolve(path);
  for (let links = 0; links < maxSymlinks; links++) {
    const stats = lstatSync(current, { throwIfNoEntry: false });
    if (stats !== undefined && isForeignInStickyFolder(stats, dirname(current)))
      throw failure(
        'was put there by another user, in a folder that everybody may write to',
        'name a file in a folder of your own',
      );
    if (!stats?.isSymbolicLink()) return { path: current, existing: stats };
    current = resolve(realpathSync(dirname(current)), readlinkSync(current));
  }
  throw failure('leads through too many links', 'name the file itself');
}

/**
 * Whoever may put a link or a file into /tmp must not decide what is overwritten, or who reads the new one: the rule of
 * Linux for such folders (docs.kernel.org, "Documentation for /proc/sys/fs/", protected_symlinks).
 */
function isForeignInStickyFolder(stats: Stats, folder: string): boolean {
  if (isOwnFile(stats)) return false;
  const folderStats = statSync(folder);
  return (folderStats.mode & 0o1002) === 0o1002 && stats.uid !== folderStats.uid;
}

/** A file that was mounted into a container, which cannot be renamed over; Linux alone tells (man 5 proc_pid_mountinfo). */
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

/** Gives a new file owner, group and mode of the old one, as far as the system lets us; answers what it did not. */
function copyOwnerAndMode(file: number, { path, existing }: ReplaceTarget): string | undefined {
  if (existing === undefined) return undefined;
  const ignoreErrors = (run: () => void) => {
    try {
      run();
    } catch {
      // Looked at below: some file systems say yes and do nothing.
    }
  };
  const isSame = (one: Stats) => one.uid === existing.uid && one.gid === existing.gid;
  const created = fstatSync(file);
  if (!isSame(created)) {
    // Whoever may not give a file away may still give it to a group of theirs.
    ignoreErrors(() => fchownSync(file, created.uid, existing.gid));
    ignoreErrors(() => fchownSync(file, existing.uid, existing.gid));
  }
  const changed = fstatSync(file);
  // What a group was allowed is no other group's business.
  const allowed = changed.gid === existing.gid ? 0o777 : 0o707;
  ignoreErrors(() => fchmodSync(file, existing.mode & allowed));
  if (isSame(changed)) return undefined;
  const [is, was] = [changed, existing].map(({ uid, gid }) => `${uid}:${gid}`);
  const name = escapeControls(path);
  return `${name} belongs to ${is} now, and belonged to ${was}: chown ${was} it, or its owner may be locked out. Run as that user.`;
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
