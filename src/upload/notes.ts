/**
 * The notes that main leaves for post: which upload sessions are open. A forgotten session locks its name on
 * business drives for 15 minutes (api-docs#747), and its uploadUrl cannot be had again, so it is written
 * down as soon as it exists. Knows one file, 0600 and made new, gone when the run is over; on Windows the
 * mode means nothing, and the runner's temp folder is the user's own.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync, closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

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

/** The uploadUrls that are still open by these notes; empty when there are none to read. */
export function readNotes(path: string): string[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  const open = new Set<string>();
  // What stands behind the last line break is a line that a killed run did not end.
  for (const line of text.split('\n').slice(0, -1)) {
    if (line.startsWith('+')) open.add(line.slice(1));
    else open.delete(line.slice(1));
  }
  return [...open];
}

/** Where post says "stop" to a main that outlived the signal: in a container job it does. */
export function stopMark(notesPath: string): string {
  return `${notesPath}.stop`;
}

/** Removes notes that were read. */
export function removeNotes(path: string): void {
  rmSync(path, { force: true });
}
