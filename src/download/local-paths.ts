/**
 * Detects two names of the drive that open the same local file. File systems treat different names as equal (case,
 * Unicode composition, ignored characters, short names of Windows), so this asks the file system: it compares real
 * paths and file IDs.
 */
import { lstat, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import { withFileErrors } from './partial-file.ts';

/** The paths that this run has written or checked. */
export class LocalPaths {
  /** Paths by device and inode number. */
  readonly #claimed = new Map<string, string>();
  #queue: Promise<unknown> = Promise.resolve();

  /**
   * Claims the path, and runs `write` if it is given. Calls run one at a time, so that no other file can take the path
   * between the check and the write.
   * Throws a Failure when the path opens a file with another name, or one that was claimed under another path.
   */
  async claim(path: string, write: () => Promise<void> = async () => {}): Promise<void> {
    const turn = this.#queue.then(async () => {
      await this.#check(path);
      await write();
      const id = await fileIdOf(path);
      if (id !== '') this.#claimed.set(id, path);
    });
    this.#queue = turn.catch(() => {});
    await turn;
  }

  async #check(path: string): Promise<void> {
    if ((await lstat(path).catch(() => undefined)) === undefined) return;
    const real = basename(await withFileErrors(path, () => realpath(path)));
    const other = isSameName(real, basename(path)) ? this.#claimed.get(await fileIdOf(path)) : real;
    if (other === undefined || other === path) return;
    throw new Failure(
      `${escapeControls(path)} is the same file as ${escapeControls(other)} on this file system`,
      {
        code: 'local-name-collision',
        kind: 'file',
        hint: 'rename it on the drive, or download to another file system',
      },
    );
  }
}

/** A file system may return a name with different case or Unicode composition. */
function isSameName(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}

/** Returns `''` if the path does not exist, has no inode number, or is a file with several hard links. */
async function fileIdOf(path: string): Promise<string> {
  const stat = await lstat(path, { bigint: true }).catch(() => undefined);
  if (stat === undefined || stat.ino === 0n || (stat.isFile() && stat.nlink > 1n)) return '';
  return `${stat.dev} ${stat.ino}`;
}
