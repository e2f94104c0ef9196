/**
 * Checks where symbolic links lead: only into the workspace, or to paths that `path` names itself. A link in the
 * workspace comes with the repository, so it must not lead to other files of the runner.
 */
import { realpath } from 'node:fs/promises';
import { dirname, sep } from 'node:path';

/** Whether a path may be uploaded. All links in it must be resolved. */
export type SymlinkCheck = (realPath: string) => boolean;

/**
 * Resolves the allowed folders once. A search path inside the workspace adds nothing, whatever it links to and however
 * it is spelled: Windows and macOS ignore case, and folders above may be links.
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

/** Returns the workspace that contains the path, else the path with its links resolved. */
async function allowedRootOf(path: string, workspacePaths: readonly string[]): Promise<string> {
  for (let ancestor = path; ; ancestor = dirname(ancestor)) {
    const real = await resolveLinks(ancestor);
    if (workspacePaths.includes(real)) return real;
    if (ancestor === dirname(ancestor)) return resolveLinks(path);
  }
}

/** The path without links; unchanged when nothing is there. */
async function resolveLinks(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** Whether `path` is `folder` or below it. Both are absolute and normalized. */
export function isWithinFolder(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
