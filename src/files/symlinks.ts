/**
 * Where links may lead to: the workspace, and places outside of it that `path` names itself. A link in the
 * workspace comes with the repository, so it must not carry a runner's other files away. Knows the file
 * system only to resolve links.
 */
import { realpath } from 'node:fs/promises';
import { dirname, sep } from 'node:path';

/** Whether a path, links resolved, may be uploaded. */
export type SymlinkCheck = (realPath: string) => boolean;

/**
 * Resolves the places once. A search path inside the workspace adds nothing, whatever it links to and however it is
 * spelled: on Windows and macOS case means nothing, and folders above may be links.
 */
export async function createSymlinkCheck(
  searchPaths: readonly string[],
  workspaces: readonly string[],
): Promise<SymlinkCheck> {
  const workspacePaths = [...workspaces, ...(await Promise.all(workspaces.map(resolveLinks)))];
  const searchRoots = await Promise.all(searchPaths.map((path) => allowedRootOf(path, workspacePaths)));
  const allowedRoots = [...new Set([...workspacePaths, ...searchRoots])];
  return (realPath) => allowedRoots.some((root) => isWithinFolder(root, realPath));
}

/** The workspace that the path lies in, by itself or by a folder on its way; else where the path leads. */
async function allowedRootOf(path: string, workspacePaths: readonly string[]): Promise<string> {
  for (let ancestor = path; ; ancestor = dirname(ancestor)) {
    const real = await resolveLinks(ancestor);
    if (workspacePaths.includes(real)) return real;
    if (ancestor === dirname(ancestor)) return resolveLinks(path);
  }
}

/** The path without its links; as it is where nothing is, and nothing will be found there. */
async function resolveLinks(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** Whether `path` is `folder` or below it; both absolute and normalised. */
export function isWithinFolder(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
