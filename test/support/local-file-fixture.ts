/** A file on disk as a `Source`, and its expected content. */
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalFile } from '../../src/files/local-file.ts';
import { randomBytes } from './random-content.ts';
import { createTemporaryTree } from './temporary-tree.ts';

/** When every file here was modified, in seconds; a test may put it back after a change. */
export const modifiedSeconds = 1_000_000_000;

/** A file with random bytes, opened; all of it gone at the end of the block. */
export async function openTestSource(sizeBytes: number, hashing = true) {
  const folder = createTemporaryTree();
  const path = join(folder.path, 'a.bin');
  const content = randomBytes(sizeBytes);
  writeFileSync(path, content);
  utimesSync(path, modifiedSeconds, modifiedSeconds);
  const source = await LocalFile.open(path, sizeBytes, hashing);
  const close = async () => {
    await source.close();
    folder[Symbol.dispose]();
  };
  return { source, path, content, [Symbol.asyncDispose]: close };
}
