/** The permissions of entries. */
import { platform } from 'node:os';
import type { ReadableEntry } from './entry.ts';

/** Hears of what an archive does not keep. */
export interface ModeReport {
  /** Called for each file whose set-user or set-group bit is left out. */
  readonly onSetUserBit: () => void;
}

const setUserBits = 0o6000;

/**
 * Permissions of an entry. A file loses its set-user and set-group bits: everything in an archive belongs to root, so
 * unpacked by root anybody's program would run as root. A folder keeps them, and its sticky bit. Windows has no
 * permissions, and Node.js reports 666 for every file there.
 */
export function entryMode(kind: ReadableEntry['kind'], mode: number, report: ModeReport): number {
  if (kind === 'link') return 0o777;
  if (platform() === 'win32') return kind === 'folder' ? 0o755 : 0o644;
  if (kind === 'folder') return mode & 0o7777;
  if ((mode & setUserBits) !== 0) report.onSetUserBit();
  return mode & 0o777;
}
