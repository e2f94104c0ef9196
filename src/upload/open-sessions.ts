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
import { escapeControls } from '../core/format.ts';
import { isOwnFile } from '../core/private-file.ts';
import { nonFileKind, readOpenFile } from '../core/read-file.ts';
import { temporaryFolderPrefix } from '../files/leftovers.ts';

export interface OpenSessions {
  add(uploadUrl: string): void;
  delete(uploadUrl: string): void;
  /** Removes the notes. Sessions that are still open stay noted when there are any. */
  close(): void;
}

/** Notes for a run without a post step: nobody would read them. */
export const noOpenSessions: OpenSessions = { add() {}, delete() {}, close() {} };

/** Begins notes in a folder; `path` is what post needs to know. Written at once: a killed run still has them. */
export function createOpenSessions(folder: string): OpenSessions & { readonly path: string } {
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
  append(`@${temporaryFolderPrefix()}\n`);
  return {
    path,
    add(uploadUrl) {
      open.add(uploadUrl);
      append(`+${uploadUrl}\n`);
    },
    delete(uploadUrl) {
      if (open.delete(uploadUrl)) append(`-${uploadUrl}\n`);
    },
    close() {
      closeSync(file);
      if (open.size === 0) rmSync(path, { force: true });
    },
  };
}

/** What a run left open, by its notes. */
export interface RecordedSessions {
  readonly uploadUrls: readonly string[];
  /** How the names of its temporary folders begin; '' when that is not told. */
  readonly folderPrefix: string;
}

const sessionFilePattern = /^onedrive-upload-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.sessions$/;
/** Some 100,000 sessions, each noted twice. */
const limitBytes = 512 * 1024 * 1024;
/** An uploadUrl has some two thousand. */
const lineLimit = 64 * 1024;

/**
 * What the notes at that path say; undefined when there are none any more. Throws a Failure when they cannot be ours:
 * of another name, elsewhere than in the folder of `beginNotes`, a link, of another user.
 */
export function readOpenSessions(path: string, folder: string): RecordedSessions | undefined {
  const foreignFileFailure = (why: string) =>
    new Failure(`${escapeControls(path)} is not what main noted: ${why}`, {
      code: 'post-state-changed',
      kind: 'file',
    });
  const checkStats = (stats: Stats) => {
    if (realpathSync(dirname(path)) !== realpathSync(folder)) throw foreignFileFailure('it lies elsewhere');
    const other = nonFileKind(stats);
    if (other !== undefined) throw foreignFileFailure(`it is ${other}`);
    if (!isOwnFile(stats)) throw foreignFileFailure('it belongs to another user');
    if (stats.size > limitBytes) throw foreignFileFailure('it is too large');
  };
  if (!sessionFilePattern.test(basename(path))) throw foreignFileFailure('its name is another');
  try {
    return readOpenFile(path, { followsLinks: false, checkStats }, (file) => parseLines(readLines(file)));
  } catch (error) {
    throw error instanceof Failure ? error : foreignFileFailure(`it cannot be read (${systemReason(error)})`);
  }
}

function parseLines(lines: Iterable<string>): RecordedSessions {
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
function* readLines(file: number): Generator<string> {
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
    if (rest.length > lineLimit) return;
  }
}

/** Removes notes that were read, and the mark. Never throws: post fails no job. */
export function removeOpenSessions(path: string): void {
  try {
    rmSync(path, { force: true });
    if (hasStopFile(path)) rmSync(stopFilePath(path), { force: true });
  } catch {
    // The runner empties the folder.
  }
}

/** Where post says "stop" to a main that outlived the signal: in a container job it does. */
function stopFilePath(sessionsPath: string): string {
  return `${sessionsPath}.stop`;
}

/** Leaves the mark, through no link; throws the system's error where it cannot be left. */
export function writeStopFile(sessionsPath: string): void {
  try {
    closeSync(openSync(stopFilePath(sessionsPath), 'wx', 0o600));
  } catch (error) {
    if (systemCode(error) !== 'EEXIST' || !hasStopFile(sessionsPath)) throw error;
  }
}

/** True when post has left its mark. */
export function hasStopFile(sessionsPath: string): boolean {
  try {
    return lstatSync(stopFilePath(sessionsPath)).isFile();
  } catch {
    return false;
  }
}
