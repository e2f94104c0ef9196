/**
 * Where links may lead to: the workspace, and places outside of it that `path` names itself. A link in the
 * workspace comes with the repository, so it must not carry a runner's other files away. Knows the file
 * system only to resolve links.
 */
import { realpath } from 'node:fs/promises';
import { dirname, sep } from 'node:path';

/** Whether a path, links resolved, may be uploaded. */
export type Fence = (realPath: string) => boolean;

/**
 * Resolves the places once. A search path inside the workspace adds nothing, whatever it links to and however it is
 * spelled: on Windows and macOS case means nothing, and folders above may be links.
 */
export async function raiseFence(
  searchPaths: readonly string[],
  workspaces: readonly string[],
): Promise<Fence> {
  const homes = [...workspaces, ...(await Promise.all(workspaces.map(resolved))).flat()];
  const abroad: string[] = [];
  for (const path of searchPaths) if (!(await isBelow(path, homes))) abroad.push(path);
  const places = [...homes, ...(await Promise.all(abroad.map(resolved))).flat()];
  const roots = [...new Set(places)];
  return (realPath) => roots.some((root) => within(root, realPath));
}

/** Whether the path, or a folder on its way, is one of them. */
async function isBelow(path: string, homes: readonly string[]): Promise<boolean> {
  if (homes.some((home) => within(home, path))) return true;
  for (let at = path; ; at = dirname(at)) {
    if ((await resolved(at)).some((real) => homes.includes(real))) return true;
    if (at === dirname(at)) return false;
  }
}

async function resolved(path: string): Promise<string[]> {
  try {
    return [await realpath(path)];
  } catch {
    return [];
  }
}

/** Whether `path` is `folder` or below it; both absolute and normalised. */
export function within(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
