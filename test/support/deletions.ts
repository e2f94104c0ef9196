/** Items that mirror or retention delete, for the tests of what people see; nothing of them was on a drive. */
import type { Going } from '../../src/cleanup/delete.ts';
import { openedMs } from './fakedrive.ts';

/** A file that goes, or a folder with that many files. */
export function goingOf(path: string, files?: number, why: Going['why'] = 'retention'): Going {
  const children = Array.from({ length: files ?? 0 }, (_, i) => goingOf(`${path}/f${i}`).twig);
  return {
    why,
    twig: {
      ...{ path, id: `id-of-${path}`, state: '"1"', isFolder: files !== undefined, sizeBytes: 10 },
      ...{
        createdMs: openedMs,
        modifiedMs: openedMs,
        sort: 'plain',
        doubt: undefined,
        folderId: undefined,
        children,
      },
    },
  };
}
