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
import { printable } from './format.ts';
import { otherThanFile } from './read-file.ts';

/**
 * How long to wait, each time that a file cannot be renamed because a virus scanner or an indexer looks at it:
 * 1.6 s in all (libuv#1981, node-graceful-fs#127).
 */
const pausesMs = [20, 50, 100, 200, 400, 800] as const;

/** As many as Linux follows (man 7 path_resolution). */
const mostLinks = 40;

/** What a killed run may leave in the folder: with a secret in it, so that it is looked for. */
const beginning = /^\.onedrive-upload-[0-9a-f]{24}\.new$/;
const beginningLastsMs = 24 * 3_600_000;

/** The part of the system that differs. */
export interface Mover {
  readonly isWindows: boolean;
  rename(from: string, to: string): void;
  pause(delayMs: number): void;
}

const system: Mover = {
  isWindows: platform() === 'win32',
  rename: renameSync,
  pause: (delayMs) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs),
};

/**
 * Writes a new file and puts it in place of the old one: 0600 where there was none. Throws the system's error, or a
 * Failure, and leaves the old one then. Answers a warning when the owner or group could not be kept.
 */
export function replacePrivately(
  path: string,
  content: string | Uint8Array,
  mover: Mover = system,
): string | undefined {
  const place = placeOf(path);
  const fresh = freshIn(place);
  try {
    const file = openSync(fresh, 'wx', 0o600);
    let warning: string | undefined;
    try {
      writeFileSync(file, content);
      if (!mover.isWindows) warning = dress(file, place);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    move(fresh, place.path, mover);
    return warning;
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** Throws what `replacePrivately` would, as far as that can be known before. */
export function tryReplacing(path: string): void {
  const place = placeOf(path);
  if (isMounted(place)) throw Object.assign(new Error('EBUSY: it is mounted by itself'), { code: 'EBUSY' });
  const fresh = freshIn(place);
  try {
    // By writing: asked for a folder's rights, Windows knows of its read-only attribute alone.
    closeSync(openSync(fresh, 'wx', 0o600));
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** What was thrown by `replacePrivately` as a Failure: `what` could not be written. */
export function unreplaced(what: string, path: string, cause: unknown): Failure {
  if (cause instanceof Failure)
    return new Failure(`${what} cannot be written: ${cause.message}`, { kind: 'file', hint: cause.hint });
  const message = `${what} cannot be written to ${printable(path)} (${systemReason(cause)})`;
  return new Failure(message, { kind: 'file', hint: adviceFor(systemCode(cause)), cause });
}

function adviceFor(code: string): string {
  if (code === 'EBUSY' && !system.isWindows)
    return 'a file that was mounted by itself cannot be replaced: mount the folder it lies in';
  if (['ENOSPC', 'EDQUOT'].includes(code)) return 'make room on this disk';
  return 'its folder must be writable, because the file is replaced as a whole; for a container, mount the folder, not the file';
}

/** Removes what runs of this user left beside the file when they were killed, a day ago or longer. */
export function removeBeginnings(path: string, nowMs: number): void {
  try {
    const folder = dirname(placeOf(path).path);
    for (const name of readdirSync(folder)) {
      if (!beginning.test(name)) continue;
      const left = lstatSync(join(folder, name));
      if (left.isFile() && isOurs(left) && nowMs - left.mtimeMs > beginningLastsMs)
        rmSync(join(folder, name), { force: true });
    }
  } catch {
    // The next run tries again.
  }
}

/** True where the system does not say whose a file is. */
export function isOurs({ uid }: Stats): boolean {
  const own = process.geteuid?.();
  return own === undefined || own === uid;
}

interface Place {
  readonly path: string;
  readonly old: Stats | undefined;
}

/** Where a path leads; through a link that leads to nothing yet, too. Throws a Failure when no file of ours can be there. */
function placeOf(path: string): Place {
  const refused = (why: string, hint: string) =>
    new Failure(`${printable(path)} ${why}`, { kind: 'file', hint });
  const there = statSync(path, { throwIfNoEntry: false });
  const other = there && otherThanFile(there);
  if (other !== undefined) throw refused(`is ${other}, not a file`, 'name a file; it need not exist yet');
  let at = resolve(path);
  for (let links = 0; links < mostLinks; links++) {
    const stats = lstatSync(at, { throwIfNoEntry: false });
    if (stats !== undefined && isPlanted(stats, dirname(at)))
      throw refused(
        'was put there by another user, in a folder that everybody may write to',
        'name a file in a folder of your own',
      );
    if (!stats?.isSymbolicLink()) return { path: at, old: stats };
    at = resolve(realpathSync(dirname(at)), readlinkSync(at));
  }
  throw refused('leads through too many links', 'name the file itself');
}

/**
 * Whoever may put a link or a file into /tmp must not decide what is overwritten, or who reads the new one: the rule of
 * Linux for such folders (docs.kernel.org, "Documentation for /proc/sys/fs/", protected_symlinks).
 */
function isPlanted(stats: Stats, folder: string): boolean {
  if (isOurs(stats)) return false;
  const around = statSync(folder);
  return (around.mode & 0o1002) === 0o1002 && stats.uid !== around.uid;
}

/** A file that was mounted into a container, which cannot be renamed over; Linux alone tells (man 5 proc_pid_mountinfo). */
function isMounted({ path, old }: Place): boolean {
  if (old === undefined) return false;
  try {
    const octal = (character: string) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
    const written = realpathSync(path).replace(/[ \t\n\\]/g, octal);
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
    return mounts.some((line) => line.split(' ')[4] === written);
  } catch {
    return false;
  }
}

function freshIn({ path }: Place): string {
  return join(dirname(path), `.onedrive-upload-${randomBytes(12).toString('hex')}.new`);
}

/** Gives a new file owner, group and mode of the old one, as far as the system lets us; answers what it did not. */
function dress(file: number, { path, old }: Place): string | undefined {
  if (old === undefined) return undefined;
  const tried = (run: () => void) => {
    try {
      run();
    } catch {
      // Looked at below: some file systems say yes and do nothing.
    }
  };
  const isSame = (one: Stats) => one.uid === old.uid && one.gid === old.gid;
  const fresh = fstatSync(file);
  if (!isSame(fresh)) {
    // Whoever may not give a file away may still give it to a group of theirs.
    tried(() => fchownSync(file, fresh.uid, old.gid));
    tried(() => fchownSync(file, old.uid, old.gid));
  }
  const now = fstatSync(file);
  // What a group was allowed is no other group's business.
  const allowed = now.gid === old.gid ? 0o777 : 0o707;
  tried(() => fchmodSync(file, old.mode & allowed));
  if (isSame(now)) return undefined;
  const [is, was] = [now, old].map(({ uid, gid }) => `${uid}:${gid}`);
  const name = printable(path);
  return `${name} belongs to ${is} now, and belonged to ${was}: chown ${was} it, or its owner may be locked out. Run as that user.`;
}

function move(from: string, to: string, mover: Mover): void {
  for (const delayMs of mover.isWindows ? pausesMs : []) {
    try {
      mover.rename(from, to);
      return;
    } catch (error) {
      if (!isHeld(error)) throw error;
    }
    mover.pause(delayMs);
  }
  mover.rename(from, to);
}

function isHeld(error: unknown): boolean {
  return /^(EPERM|EACCES|EBUSY)$/.test(systemCode(error));
}
