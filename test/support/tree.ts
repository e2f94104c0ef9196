/** A folder of temporary files for one test; knows nothing of the project. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A temporary folder, links in its own path resolved; gone at the end of the block (`using`). */
export interface Tree extends Disposable {
  readonly path: string;
  /** The path of a name in it, as this system writes it. */
  at(name: string): string;
  /** Writes files of the given sizes, and the folders they need. */
  files(sizes: Readonly<Record<string, number>>): void;
  folder(name: string): void;
  /** A link at `name` that holds `target` as it is. */
  link(name: string, target: string): void;
}

export function tree(): Tree {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'tree-')));
  const folder = (name: string) => mkdirSync(join(path, name), { recursive: true });
  return {
    path,
    at: (name) => join(path, name),
    folder,
    files(sizes) {
      for (const [name, sizeBytes] of Object.entries(sizes)) {
        folder(dirname(name));
        writeFileSync(join(path, name), Buffer.alloc(sizeBytes));
      }
    },
    link(name, target) {
      folder(dirname(name));
      symlinkSync(target, join(path, name));
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
