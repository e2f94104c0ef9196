/** What is at a local path before a download. */
import { lstat } from 'node:fs/promises';
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';

/** What is at a local path; links are not followed. */
export interface LocalPathStats {
  readonly isFile: boolean;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** Undefined if nothing is there. */
export async function statLocalPath(path: string): Promise<LocalPathStats | undefined> {
  const stat = await lstat(path).catch(() => undefined);
  return stat && { isFile: stat.isFile(), sizeBytes: stat.size, modifiedMs: stat.mtimeMs };
}

/** The failure for something that the download would replace. */
export function existingFileFailure(localPath: string, isFile: boolean): Failure {
  return isFile
    ? new Failure(`${escapeControls(localPath)} already exists, with different content`, {
        code: 'local-file-exists',
        kind: 'file',
        hint: 'move it away, or replace it with --overwrite',
      })
    : new Failure(`${escapeControls(localPath)} already exists, and is not a file`, {
        code: 'local-file-exists',
        kind: 'file',
        hint: 'move it away',
      });
}
