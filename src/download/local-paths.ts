/**
 * Whether a name of the drive opens something here that has another name. File systems differ in what they take for the
 * same (case, composition, characters that are dropped, the short names of Windows), so that the answer is theirs: where a
 * path that is there really leads, and whether another item of this run lies there already. Knows the file system, not the drive.
 */
import { lstat, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import { withFileErrors } from './partial-file.ts';

/** What this run has made or seen. */
export class LocalPaths {
  /** By device and number of the file; the path that it was reached by. */
  readonly #claimed = new Map<string, string>();
  #queue: Promise<unknown> = Promise.resolve();

  /**
   * Keeps the path for whoever asks first, then writes there if that is wanted. Throws a Failure when what is there has
   * another name, or was reached by another one. One at a time: between a look and the rest another file could take the place.
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
      `${escapeControls(path)} is only another name for ${escapeControls(other)} on this file system`,
      {
        code: 'local-name-collision',
        kind: 'file',
        hint: 'rename it on the drive, or download into another file system',
      },
    );
  }
}

/** Case and composition may be given back in another way than they were asked for. */
function isSameName(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}

/** `''` for what is not there, has no number, or has several names of its own. */
async function fileIdOf(path: string): Promise<string> {
  const stat = await lstat(path, { bigint: true }).catch(() => undefined);
  if (stat === undefined || stat.ino === 0n || (stat.isFile() && stat.nlink > 1n)) return '';
  return `${stat.dev} ${stat.ino}`;
}
