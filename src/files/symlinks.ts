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
  const homes = [...workspaces, ...(await Promise.all(workspaces.map(resolved)))];
  const places = await Promise.all(searchPaths.map((path) => placeOf(path, homes)));
  const roots = [...new Set([...homes, ...places])];
  return (realPath) => roots.some((root) => within(root, realPath));
}

/** The workspace that the path lies in, by itself or by a folder on its way; else where the path leads. */
async function placeOf(path: string, homes: readonly string[]): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const real = await resolved(at);
    if (homes.includes(real)) return real;
    if (at === dirname(at)) return resolved(path);
  }
}

/** The path without its links; as it is where nothing is, and nothing will be found there. */
async function resolved(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** Whether `path` is `folder` or below it; both absolute and normalised. */
export function within(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
