/** The result of a search for files below `/w`, without a disk. */
import type { FoundFiles } from '../../src/files/find.ts';

/** Files of three bytes, or of the sizes given. */
export function foundFiles(
  files: readonly string[] | Readonly<Record<string, number>>,
  more: Partial<FoundFiles> = {},
): FoundFiles {
  const sizes = Array.isArray(files) ? files.map((path) => [path, 3] as const) : Object.entries(files);
  return {
    files: sizes.map(([relativePath, sizeBytes]) => ({
      localPath: `/w/${relativePath}`,
      relativePath,
      sizeBytes,
    })),
    root: '/w',
    hiddenCount: 0,
    onlyHidden: [],
    linkCount: 0,
    links: [],
    folders: [],
    unmatched: [],
    missingArguments: [],
    warnings: [],
    unseen: [],
    problems: [],
    ...more,
  };
}
