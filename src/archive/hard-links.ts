/** Finds files that are one file on disk, so that a tar file holds their content once, as GNU tar does. */

import type { Stats } from 'node:fs';
import { platform } from 'node:os';

export class HardLinks {
  readonly #names = new Map<string, Buffer>();

  /** The name of an earlier entry that is the same file; undefined for the first, which is kept under this name. */
  earlierName({ dev, ino, nlink }: Pick<Stats, 'dev' | 'ino' | 'nlink'>, name: string): Buffer | undefined {
    // Windows has numbers of more than 53 bits, so that two files could seem to be one.
    if (nlink < 2 || platform() === 'win32') return undefined;
    const key = `${dev}:${ino}`;
    const earlier = this.#names.get(key);
    if (earlier === undefined) this.#names.set(key, Buffer.from(name));
    return earlier;
  }
}
