/**
 * Where links may lead to: the workspace, and places outside of it that `path` names itself. A link in the
 * workspace comes with the repository, so it must not carry a runner's other files away. Knows the file
 * system only to resolve links.
 */
import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';

/** Whether a path, links resolved, may be uploaded. */
export type Fence = (realPath: string) => boolean;

/** Resolves the places once. A search path inside the workspace adds nothing, whatever it links to. */
export async function raiseFence(
  searchPaths: readonly string[],
  workspaces: readonly string[],
): Promise<Fence> {
  const homes = [...workspaces, ...(await Promise.all(workspaces.map(resolved))).flat()];
  const abroad = searchPaths.filter((path) => !homes.some((home) => within(home, path)));
  const places = [...homes, ...(await Promise.all(abroad.map(resolved))).flat()];
  const roots = [...new Set(places)];
  return (realPath) => roots.some((root) => within(root, realPath));
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
