/**
 * The sessions file: main records its open upload sessions and the prefix of its temporary folders for the post step. A
 * forgotten session locks its name on business drives for 15 minutes (api-docs#747), and nobody can look up its
 * uploadUrl, so each is written as soon as it exists. The file is new, has mode 0600 and is deleted at the end of the
 * run. On Windows the mode has no effect, but the runner's temp folder belongs to the user.
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
  /** Closes the file, and deletes it unless sessions are still open. */
  close(): void;
}

/** For a run without a post step: records nothing. */
export const noOpenSessions: OpenSessions = { add() {}, delete() {}, close() {} };

/**
 * Creates the sessions file in `folder`; the post step needs its `path`. Each change is written at once, so that it
 * survives when the run is killed.
 */
export function createOpenSessions(folder: string): OpenSessions & { readonly path: string } {
  const path = join(folder, `onedrive-upload-${randomUUID()}.sessions`);
  const file = openSync(path, 'ax', 0o600);
  const open = new Set<string>();
  const append = (line: string) => {
    try {
      appendFileSync(file, line);
    } catch {
      // A full disk does not stop the upload. At worst a name stays locked for a while.
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

/** The content of a sessions file. */
export interface RecordedSessions {
  readonly uploadUrls: readonly string[];
  /** The prefix of the run's temporary folders; '' when the file does not have it. */
  readonly folderPrefix: string;
}

const sessionFilePattern = /^onedrive-upload-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.sessions$/;
/** About 100,000 sessions, each with two lines. */
const limitBytes = 512 * 1024 * 1024;
/** An uploadUrl has about 2,000 characters. */
const lineLimit = 64 * 1024;

/**
 * Reads the sessions file. Returns undefined when it does not exist any more. Throws a Failure when it cannot be ours:
 * another name, another folder, a link or another user's file.
 */
export function readOpenSessions(path: string, folder: string): RecordedSessions | undefined {
  const foreignFileFailure = (why: string) =>
    new Failure(`${escapeControls(path)} is not the file that the main step wrote: ${why}`, {
      code: 'post-state-changed',
      kind: 'file',
    });
  const checkStats = (stats: Stats) => {
    if (realpathSync(dirname(path)) !== realpathSync(folder))
      throw foreignFileFailure('it is in another folder');
    const other = nonFileKind(stats);
    if (other !== undefined) throw foreignFileFailure(`it is ${other}`);
    if (!isOwnFile(stats)) throw foreignFileFailure('it belongs to another user');
    if (stats.size > limitBytes) throw foreignFileFailure('it is too large');
  };
  if (!sessionFilePattern.test(basename(path))) throw foreignFileFailure('it has another name');
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

/** Yields the complete lines. A killed run may leave an incomplete last line, which is dropped. */
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
    // Longer than any line of ours, so stop reading.
    if (rest.length > lineLimit) return;
  }
}

/** Removes the sessions file and the stop file. Never throws, because the post step must not fail the job. */
export function removeOpenSessions(path: string): void {
  try {
    rmSync(path, { force: true });
    if (hasStopFile(path)) rmSync(stopFilePath(path), { force: true });
  } catch {
    // The runner empties the folder itself.
  }
}

/** The stop file tells main to stop when it survived the signal, as it does in a container job. */
function stopFilePath(sessionsPath: string): string {
  return `${sessionsPath}.stop`;
}

/** Creates the stop file. Does not follow links. Throws the system's error when it cannot be created. */
export function writeStopFile(sessionsPath: string): void {
  try {
    closeSync(openSync(stopFilePath(sessionsPath), 'wx', 0o600));
  } catch (error) {
    if (systemCode(error) !== 'EEXIST' || !hasStopFile(sessionsPath)) throw error;
  }
}

/** True when the post step has created the stop file. */
export function hasStopFile(sessionsPath: string): boolean {
  try {
    return lstatSync(stopFilePath(sessionsPath)).isFile();
  } catch {
    return false;
  }
}
