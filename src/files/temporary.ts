/**
 * Writes a temporary file in a private folder and removes it after the upload.
 */
import { utimesSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, systemCode } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import { writeHint } from '../core/system-errors.ts';
import { temporaryFolderPrefix, touchIntervalMs } from './leftovers.ts';

export interface TemporaryFile {
  /** In a folder that only this user may enter. */
  readonly localPath: string;
  /** Removes file and folder. Never throws: a leftover must not fail the run. */
  dispose(): Promise<void>;
}

/** Writes one file below `parent`. `name` comes from us and is safe. Leaves nothing behind when it fails. */
export async function writeTemporaryFile<T>(
  { parent, name }: { readonly parent: string; readonly name: string },
  write: (path: string) => Promise<T>,
): Promise<TemporaryFile & { readonly result: T }> {
  const folder = await mkdtemp(join(parent, temporaryFolderPrefix())).catch((error) => {
    throw writeFailure(error, parent);
  });
  const touchTimer = setInterval(() => {
    try {
      utimesSync(folder, new Date(), new Date());
    } catch {
      // The folder is gone; the reader of the file reports it.
    }
  }, touchIntervalMs).unref();
  const dispose = async () => {
    clearInterval(touchTimer);
    // On Windows a virus scanner may hold a file for a moment after it was closed.
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  };
  try {
    const path = join(folder, name);
    return { localPath: path, result: await write(path), dispose };
  } catch (error) {
    await dispose();
    throw writeFailure(error, parent);
  }
}

/** Only system errors concern the folder. Returns all others unchanged. */
function writeFailure(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || systemCode(error) === '') return error;
  return new Failure(
    `a temporary file could not be written to ${escapeControls(folder)} (${systemCode(error)})`,
    {
      code: 'temp-file-failed',
      kind: 'file',
      hint: temporaryHint(systemCode(error)),
      cause: error,
    },
  );
}

function temporaryHint(code: string): string {
  const otherwise =
    'free space there (archive needs room for the whole archive, encrypt-to for the files that are sent at the same time), and check the permissions of that folder';
  return code === 'ENOSPC' ? otherwise : writeHint(code, otherwise);
}
