/**
 * A file of our own on this machine for as long as it takes to send it. Knows the file system only.
 */
import { utimesSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import { temporaryFolderPrefix, touchIntervalMs } from './leftovers.ts';

export interface TemporaryFile {
  /** In a folder that nobody else may enter. */
  readonly localPath: string;
  /** Removes whatever is there. Never throws: the run is worth more than the room. */
  dispose(): Promise<void>;
}

/** Has one file written below `parent`; `name` is ours and harmless. When that fails nothing is left behind. */
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
      // Somebody removed it: whoever reads it says so.
    }
  }, touchIntervalMs).unref();
  const dispose = async () => {
    clearInterval(touchTimer);
    // On Windows a file that was just closed may be held for a moment by whoever scans it.
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

/** Only what the system refused is about the place; whatever else went wrong speaks for itself. */
function writeFailure(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  return new Failure(
    `a temporary file could not be written to ${escapeControls(folder)} (${String(error.code)})`,
    {
      kind: 'file',
      hint: 'make room there, for a whole archive when archive is set, and check who may write there',
      cause: error,
    },
  );
}
