/** A folder of temporary files for one test. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A temporary folder, links in its own path resolved; gone at the end of the block (`using`). */
export interface TemporaryTree extends Disposable {
  readonly path: string;
  /** The path of a name in it, as this system writes it. */
  pathOf(name: string): string;
  /** Writes files of the given sizes, and the folders they need. */
  writeFiles(sizes: Readonly<Record<string, number>>): void;
  createFolder(name: string): void;
  /** A link at `name` that holds `target` as it is. */
  createLink(name: string, target: string): void;
}

export function createTemporaryTree(): TemporaryTree {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'tree-')));
  const folder = (name: string) => mkdirSync(join(path, name), { recursive: true });
  return {
    path,
    pathOf: (name) => join(path, name),
    createFolder: folder,
    writeFiles(sizes) {
      for (const [name, sizeBytes] of Object.entries(sizes)) {
        folder(dirname(name));
        writeFileSync(join(path, name), Buffer.alloc(sizeBytes));
      }
    },
    createLink(name, target) {
      folder(dirname(name));
      symlinkSync(target, join(path, name));
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
