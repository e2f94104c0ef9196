/** What a search could have found below `/w`, without a disk. */
import type { Found } from '../../src/files/find.ts';

/** Files of three bytes, or of the sizes given. */
export function foundOf(
  files: readonly string[] | Readonly<Record<string, number>>,
  more: Partial<Found> = {},
): Found {
  const sizes = Array.isArray(files) ? files.map((path) => [path, 3] as const) : Object.entries(files);
  return {
    files: sizes.map(([relativePath, sizeBytes]) => ({
      path: `/w/${relativePath}`,
      relativePath,
      sizeBytes,
    })),
    root: '/w',
    hiddenCount: 0,
    linkCount: 0,
    links: [],
    unmatched: [],
    warnings: [],
    unseen: [],
    problems: [],
    ...more,
  };
}
