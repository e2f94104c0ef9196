/**
 * A file that nobody else may read, replaced in one step: at no moment is it half-written or missing. Knows how
 * Windows holds files for a moment; knows nothing of what is in it. On Windows the mode says nothing, and the
 * file has the rights of its folder (docs/platforms.md).
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { systemCode } from './errors.ts';

/**
 * How long to wait, each time that a file cannot be renamed because a virus scanner or an indexer looks at it:
 * 1.6 s in all (libuv#1981, node-graceful-fs#127).
 */
const pausesMs = [20, 50, 100, 200, 400, 800] as const;

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

/** Writes a new file, 0600, and puts it in place of the old one; throws the system's error, and leaves the old one then. */
export function replacePrivately(path: string, content: string | Uint8Array, mover: Mover = system): void {
  const fresh = `${path}.${process.pid}.new`;
  // In a container every run may have one and the same pid, and one of them may have been killed.
  rmSync(fresh, { force: true });
  try {
    const file = openSync(fresh, 'wx', 0o600);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    move(fresh, path, mover);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
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
