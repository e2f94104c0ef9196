/** Creates the local folders, and refuses links in their place. Also removes outdated partial files. */
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { DriveItem } from '../graph/parse.ts';
import { parentPathOf } from '../graph/paths.ts';
import type { DownloadContext } from './context.ts';
import { findOutdatedPartials, withFileErrors } from './partial-file.ts';
import type { RemoteTree } from './tree.ts';

/** Creates all folders of the tree. Returns failures by relative path; a subfolder has its parent's failure. */
export async function createFolders(
  tree: RemoteTree,
  context: DownloadContext,
): Promise<ReadonlyMap<string, Failure>> {
  const blocked = new Map<string, Failure>();
  const items = new Map<string, DriveItem[]>();
  for (const { relativePath, item } of tree.files) {
    const folder = parentPathOf(relativePath);
    const siblings = items.get(folder);
    if (siblings === undefined) items.set(folder, [item]);
    else siblings.push(item);
  }
  for (const folder of tree.folders) {
    if (context.host.signal.aborted) break;
    const parentFailure = folder === '' ? undefined : blocked.get(parentPathOf(folder));
    const path = join(context.into, ...folder.split('/'));
    const failure = parentFailure ?? (await createFolder(path, { context, items: items.get(folder) ?? [] }));
    if (failure !== undefined) blocked.set(folder, failure);
  }
  return blocked;
}

interface FolderOptions {
  readonly context: DownloadContext;
  readonly items: readonly DriveItem[];
}

async function createFolder(path: string, { context, items }: FolderOptions): Promise<Failure | undefined> {
  try {
    const isNew = await ensureFolder(path);
    await context.localPaths.claim(path);
    if (isNew) return undefined;
    const names = await withFileErrors(path, () => readdir(path));
    // A partial file that cannot be removed does no harm.
    for (const name of findOutdatedPartials(names, { driveId: context.drive.id, items }))
      await rm(join(path, name), { force: true }).catch(() => {});
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** Creates the folder if needed; returns whether it is new. A link could lead outside the target folder. */
async function ensureFolder(path: string): Promise<boolean> {
  const stat = await lstat(path).catch(() => undefined);
  if (stat?.isDirectory()) return false;
  if (stat === undefined) {
    await withFileErrors(path, () => mkdir(path));
    return true;
  }
  const what = stat.isSymbolicLink() ? 'a link' : 'not a folder';
  throw new Failure(`${escapeControls(path)} is ${what}, but files must be written into it`, {
    code: 'local-file-exists',
    kind: 'file',
    hint: 'move it away, or choose another folder',
  });
}
