/**
 * The folders that files come into: made where they are missing, never reached through a link. Also clears unfinished
 * files of an earlier state away. Knows the local file system; asks the drive nothing.
 */
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../core/errors.ts';
import { printable } from '../core/format.ts';
import type { DriveItem } from '../graph/parse.ts';
import { parentOf } from '../graph/paths.ts';
import type { Work } from './context.ts';
import { local, outdated } from './partial.ts';
import type { Tree } from './tree.ts';

/** Makes all folders of the tree; answers those that cannot be used, by relative path, with the failure of the topmost. */
export async function makeFolders(tree: Tree, work: Work): Promise<ReadonlyMap<string, Failure>> {
  const blocked = new Map<string, Failure>();
  const items = new Map<string, DriveItem[]>();
  for (const { relativePath, item } of tree.files) {
    const folder = parentOf(relativePath);
    const beside = items.get(folder);
    if (beside === undefined) items.set(folder, [item]);
    else beside.push(item);
  }
  for (const folder of tree.folders) {
    if (work.patience.host.signal.aborted) break;
    const above = folder === '' ? undefined : blocked.get(parentOf(folder));
    const path = join(work.into, ...folder.split('/'));
    const failure = above ?? (await makeFolder(path, { work, items: items.get(folder) ?? [] }));
    if (failure !== undefined) blocked.set(folder, failure);
  }
  return blocked;
}

interface Contents {
  readonly work: Work;
  readonly items: readonly DriveItem[];
}

async function makeFolder(path: string, { work, items }: Contents): Promise<Failure | undefined> {
  try {
    const fresh = await isNew(path);
    await work.places.claim(path);
    if (fresh) return undefined;
    const names = await local(path, () => readdir(path));
    // What cannot be removed is in nobody's way.
    for (const name of outdated(names, { driveId: work.drive.id, items }))
      await rm(join(path, name), { force: true }).catch(() => {});
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** Makes it, or sees that it is there. A link would lead out of the folder that was named. */
async function isNew(path: string): Promise<boolean> {
  const stat = await lstat(path).catch(() => undefined);
  if (stat?.isDirectory()) return false;
  if (stat === undefined) {
    await local(path, () => mkdir(path));
    return true;
  }
  const what = stat.isSymbolicLink() ? 'a link' : 'no folder';
  throw new Failure(`${printable(path)} is ${what}, and files are to go below it`, {
    kind: 'file',
    hint: 'move it away, or choose another folder',
  });
}
