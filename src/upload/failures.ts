/**
 * The failures of a file that are worded the same wherever they are found: before the upload or in it.
 */
import { explain, Failure } from '../errors.ts';
import type { PlannedFile } from './plan.ts';
import type { Outcome } from './work.ts';

/** The outcome of a file that was never begun. */
export function notTried(file: PlannedFile, why: unknown): Outcome {
  const kind = why instanceof Failure ? why.kind : 'service';
  return { file, action: 'failed', error: new Failure(`not tried, because ${explain(why)}`, { kind }) };
}

/** The failure for a name that is taken. */
export function taken(file: PlannedFile, byFolder: boolean): Failure {
  return byFolder
    ? new Failure(`${file.remotePath} is a folder on the drive`, {
        kind: 'service',
        hint: 'rename the file, or move the folder away',
      })
    : new Failure(`${file.remotePath} is already on the drive, with other content`, {
        kind: 'service',
        hint: 'set conflict-behavior to replace, rename or skip',
      });
}
