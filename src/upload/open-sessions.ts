/**
 * The notes that main leaves for post: which upload sessions are open, and how its temporary folders are named. A
 * forgotten session locks its name on business drives for 15 minutes (api-docs#747), and its uploadUrl cannot be had
 * again, so it is written down as soon as it exists. Knows one file, 0600 and made new, gone when the run is over, and
 * whether a file is such a one; on Windows the mode means nothing, and the runner's temp folder is the user's own.
 */
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  rmSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { Failure, systemCode, systemReason } from '../core/errors.ts';
import { printable } from '../core/format.ts';
import { isOurs } from '../core/private-file.ts';
import { otherThanFile } from '../core/read-file.ts';
import { folderPrefix } from '../files/leftovers.ts';

export interface Notes {
  opened(uploadUrl: string): void;
  closed(uploadUrl: string): void;
  /** Removes the notes. Sessions that are still open stay noted when there are any. */
  end(): void;
}

/** Notes for a run without a post step: nobody would read them. */
export const noNotes: Notes = { opened() {}, closed() {}, end() {} };

/** Begins notes in a folder; `path` is what post needs to know. Written at once: a killed run still has them. */
export function beginNotes(folder: string): Notes & { readonly path: string } {
  const path = join(folder, `onedrive-upload-${randomUUID()}.sessions`);
  const file = openSync(path, 'ax', 0o600);
  const open = new Set<string>();
  const append = (line: string) => {
    try {
      appendFileSync(file, line);
    } catch {
      // A full disk is no reason to send nothing: at worst a name stays locked for a while.
    }
  };
  append(`@${folderPrefix()}\n`);
  return {
    path,
    opened(uploadUrl) {
      open.add(uploadUrl);
      append(`+${uploadUrl}\n`);
    },
    closed(uploadUrl) {
      if (open.delete(uploadUrl)) append(`-${uploadUrl}\n`);
    },
    end() {
      closeSync(file);
      if (open.size === 0) rmSync(path, { force: true });
    },
  };
}

/** What a run left open, by its notes. */
export interface Noted {
  readonly uploadUrls: readonly string[];
  /** How the names of its temporary folders begin; '' when that is not told. */
  readonly folderPrefix: string;
}

const ownName = /^onedrive-upload-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.sessions$/;
/** Some 100,000 sessions, each noted twice. */
const limitBytes = 512 * 1024 * 1024;
/** An uploadUrl has some two thousand. */
const lineCharacters = 64 * 1024;

/**
 * What the notes at that path say; undefined when there are none any more. Throws a Failure when they cannot be ours:
 * of another name, elsewhere than in the folder of `beginNotes`, a link, of another user.
 */
export function readNotes(path: string, folder: string): Noted | undefined {
  const foreign = (why: string) =>
    new Failure(`${printable(path)} is not what main noted: ${why}`, { kind: 'file' });
  const judge = (stats: Stats) => {
    const other = otherThanFile(stats);
    if (other !== undefined) throw foreign(`it is ${other}`);
    if (!isOurs(stats)) throw foreign('it belongs to another user');
    if (stats.size > limitBytes) throw foreign('it is too large');
  };
  if (!ownName.test(basename(path))) throw foreign('its name is another');
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (realpathSync(dirname(path)) !== realpathSync(folder)) throw foreign('it lies elsewhere');
    judge(stats);
    // What was a file a moment ago may be a link or a pipe by now.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const file = openSync(path, flags);
    try {
      judge(fstatSync(file));
      return parsed(linesOf(file));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw error instanceof Failure ? error : foreign(`it cannot be read (${systemReason(error)})`);
  }
}

function parsed(lines: Iterable<string>): Noted {
  const open = new Set<string>();
  let prefix = '';
  for (const line of lines) {
    const rest = line.slice(1);
    if (line.startsWith('+')) open.add(rest);
    if (line.startsWith('-')) open.delete(rest);
    if (line.startsWith('@')) prefix = rest;
  }
  return { uploadUrls: [...open], folderPrefix: prefix };
}

/** What stands behind the last line break is a line that a killed run did not end. */
function* linesOf(file: number): Generator<string> {
  const piece = Buffer.allocUnsafe(1024 * 1024);
  const decoder = new StringDecoder();
  let rest = '';
  for (;;) {
    const sizeBytes = readSync(file, piece);
    if (sizeBytes === 0) return;
    const lines = (rest + decoder.write(piece.subarray(0, sizeBytes))).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    // No line of ours: its end is not worth the memory.
    if (rest.length > lineCharacters) return;
  }
}

/** Removes notes that were read, and the mark. Never throws: post fails no job. */
export function removeNotes(path: string): void {
  try {
    rmSync(path, { force: true });
    if (isStopMarked(path)) rmSync(stopMark(path), { force: true });
  } catch {
    // The runner empties the folder.
  }
}

/** Where post says "stop" to a main that outlived the signal: in a container job it does. */
function stopMark(notesPath: string): string {
  return `${notesPath}.stop`;
}

/** Leaves the mark, through no link; throws the system's error where it cannot be left. */
export function leaveStopMark(notesPath: string): void {
  try {
    closeSync(openSync(stopMark(notesPath), 'wx', 0o600));
  } catch (error) {
    if (systemCode(error) !== 'EEXIST' || !isStopMarked(notesPath)) throw error;
  }
}

/** True when post has left its mark. */
export function isStopMarked(notesPath: string): boolean {
  try {
    return lstatSync(stopMark(notesPath)).isFile();
  } catch {
    return false;
  }
}
