/** Walks a temporary folder that a test can change during the walk. */
import { rmSync, writeFileSync } from 'node:fs';
import { sep } from 'node:path';
import { parsePathPatterns } from '../../src/files/patterns.ts';
import { walkFolders } from '../../src/files/walk.ts';
import type { WalkOptions, WalkResult } from '../../src/files/walk-state.ts';
import type { TemporaryTree } from './temporary-tree.ts';

interface WalkTreeOptions extends Partial<WalkOptions> {
  /** Called with each path before it is looked at as a file or a folder. */
  readonly onPath?: (path: string) => void;
}

/** Walks from the tree's own folder. Paths and messages are relative to it. */
export async function walkTree(
  where: TemporaryTree,
  lines: string,
  { onPath: passing, ...options }: WalkTreeOptions = {},
) {
  const patterns = await parsePathPatterns(lines, where.path);
  const match = (path: string) => {
    passing?.(path);
    return 0;
  };
  // An exclude that excludes nothing is asked about everything.
  const watch = {
    text: '',
    isArgument: false,
    matcher: { negate: true, match, minimatch: { match: () => false } },
  };
  const found = await walkFolders(
    { ...patterns, list: [...patterns.list, watch] },
    {
      cwd: where.path,
      workspace: undefined,
      includeHiddenFiles: false,
      followSymbolicLinks: true,
      signal: new AbortController().signal,
      ...options,
    },
  );
  return relativeResult(where, found);
}

function relativeResult(where: TemporaryTree, found: WalkResult) {
  const short = (text: string) => text.replaceAll(where.path + sep, '').replaceAll(sep, '/');
  return {
    files: found.files.map(({ localPath: path }) => short(path)).sort(),
    folders: found.folders.map(short).sort(),
    hiddenCount: found.hiddenMatches.length,
    links: found.links.map(short).sort(),
    finders: [...found.matchedPatterns].sort(),
    warnings: found.warnings.map(short),
    unseen: found.unseen.map(short).sort(),
    problems: found.problems.map(short),
  };
}

/** The result of a walk that found nothing. */
export const emptyWalk = {
  files: [],
  folders: [],
  hiddenCount: 0,
  links: [],
  finders: [],
  warnings: [],
  unseen: [],
  problems: [],
};

/** Puts a file where the folder of that name was, so that it can be looked into no more. */
export function replaceFolderWithFile(name: string): (path: string) => void {
  return (path) => {
    if (!path.endsWith(name)) return;
    rmSync(path, { recursive: true });
    writeFileSync(path, '');
  };
}
