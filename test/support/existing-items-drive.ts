/** A fake drive with existing items. It records the requests. */
import type { Drive } from '../../src/graph/drive.ts';
import type { DriveItem } from '../../src/graph/parse.ts';
import { baseNameOf, parentPathOf, pathKey } from '../../src/graph/paths.ts';
import { driveItem, fakeDrive } from './fake-drive.ts';

export interface ExistingItemsDrive extends Drive {
  /** `item …` for a look at one path, `list …` for all children of a folder, in order. */
  readonly requests: string[];
  /** How many answers were waited for at one time, at most. */
  maxConcurrent(): number;
}

/** With these items by path, and the folders above them. */
export function existingItemsDrive(items: Readonly<Record<string, Partial<DriveItem>>>): ExistingItemsDrive {
  const { stored, ...drive } = fakeDrive();
  for (const [path, more] of Object.entries(items)) {
    for (let folder = parentPathOf(path); folder !== ''; folder = parentPathOf(folder))
      if (!stored.has(pathKey(folder)))
        stored.set(pathKey(folder), driveItem(baseNameOf(folder), { isFolder: true }));
    stored.set(pathKey(path), driveItem(baseNameOf(path), { id: `id-of-${path}`, ...more }));
  }
  const asked: string[] = [];
  let [flying, most] = [0, 0];
  const answer = async <T>(question: string, find: () => T): Promise<T> => {
    asked.push(question);
    flying += 1;
    most = Math.max(most, flying);
    await new Promise((resolve) => setImmediate(resolve));
    flying -= 1;
    return find();
  };
  return {
    ...drive,
    requests: asked,
    maxConcurrent: () => most,
    findItem: (path) => answer(`item ${path}`, () => stored.get(pathKey(path))),
    listChildren: (folder) =>
      answer(`list ${folder}`, () =>
        folder === '' || stored.has(pathKey(folder))
          ? [...stored].flatMap(([path, item]) => (parentPathOf(path) === pathKey(folder) ? [item] : []))
          : undefined,
      ),
  };
}
