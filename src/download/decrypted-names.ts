/** Names that `.age` files get here once they are decrypted. */
import { joinRemotePath, parentPathOf } from '../graph/paths.ts';
import { encryptedEnding } from '../plan/plan.ts';
import { localNameKey, localNameProblem } from './names.ts';
import type { RefusedFile, RemoteFile, RemoteTree } from './tree.ts';

/**
 * Gives each `.age` file of the tree its plain name. Refuses those whose plain name is not valid here, or is that of
 * another file or folder beside it.
 */
export function planDecryption(tree: RemoteTree, platform: NodeJS.Platform): RemoteTree {
  const planned = tree.files.map(withPlainName);
  const pathKey = (path: string) =>
    path
      .split('/')
      .map((name) => localNameKey(name, platform))
      .join('/');
  const counts = new Map<string, number>();
  for (const path of [...planned.map(localPathOf), ...tree.folders]) {
    const key = pathKey(path);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const refused: RefusedFile[] = [];
  const files = planned.filter((file) => {
    if (file.plainPath === undefined) return true;
    const problem = localNameProblem(file.plainPath.slice(file.plainPath.lastIndexOf('/') + 1), platform);
    const isTaken = (counts.get(pathKey(file.plainPath)) ?? 0) > 1;
    if (problem !== undefined) refused.push({ file, reason: `has a name that, decrypted, ${problem}` });
    else if (isTaken)
      refused.push({ file, reason: 'would be decrypted to the name of another item beside it' });
    return problem === undefined && !isTaken;
  });
  return { ...tree, files, refused: [...tree.refused, ...refused] };
}

/** Below the local folder, with `/`: where the file goes. */
export function localPathOf({ relativePath, plainPath }: RemoteFile): string {
  return plainPath ?? relativePath;
}

function withPlainName(file: RemoteFile): RemoteFile {
  if (!isEncryptedName(file.name)) return file;
  const name = file.name.slice(0, -encryptedEnding.length);
  return { ...file, plainPath: joinRemotePath(parentPathOf(file.relativePath), name) };
}

/** Whether a file of this name is taken for one of age. */
export function isEncryptedName(name: string): boolean {
  return name.toLowerCase().endsWith(encryptedEnding);
}
