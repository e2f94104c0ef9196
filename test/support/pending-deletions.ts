/** Items to be deleted by mirror or retention, for tests of outputs, summaries and logs. */
import type { PlannedDeletion } from '../../src/cleanup/delete.ts';
import { openedMs } from './fake-drive.ts';

/** A file that goes, or a folder with that many files. */
export function pendingDeletion(
  path: string,
  files?: number,
  why: PlannedDeletion['reason'] = 'retention',
): PlannedDeletion {
  const children = Array.from({ length: files ?? 0 }, (_, i) => pendingDeletion(`${path}/f${i}`).item);
  return {
    reason: why,
    item: {
      ...{ path, id: `id-of-${path}`, version: '"1"', isFolder: files !== undefined, sizeBytes: 10 },
      ...{
        createdMs: openedMs,
        modifiedMs: openedMs,
        kind: 'plain',
        incompleteReason: undefined,
        folderId: undefined,
        children,
      },
    },
  };
}
