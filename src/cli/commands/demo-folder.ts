/**
 * Checks the folder of `demo` before anything starts: it exists, is a folder, and has a file to upload.
 */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemCode, systemReason } from '../../core/errors.ts';
import { quotePathUnlessSecret } from '../../inputs/quote-unless-secret.ts';
import { CommandLineFailure } from '../help/usage-errors.ts';

/** Folders that the demo leaves out, next to names with a dot in front. */
export const skippedFolders: readonly string[] = ['node_modules', 'build'];

/** Returns the absolute path. Throws a CommandLineFailure that says what to name instead. */
export function checkDemoFolder(path: string): string {
  const folder = resolve(path);
  const failure = (why: string) => new CommandLineFailure(`${quotePathUnlessSecret(path)} ${why}`);
  try {
    if (!statSync(folder).isDirectory()) throw failure('is a file; name a folder');
    if (!hasFile(folder, skippedFolders))
      throw failure('has no files to upload (hidden ones are left out); name a folder with files');
    return folder;
  } catch (error) {
    if (error instanceof CommandLineFailure) throw error;
    throw failure(
      systemCode(error) === 'ENOENT'
        ? 'does not exist; name a folder to upload'
        : `cannot be read (${systemReason(error)}); check its path and permissions`,
    );
  }
}

/** Stops at the first file. A link counts as one: the upload follows it. */
function hasFile(folder: string, skipped: readonly string[] = []): boolean {
  const isShown = ({ name }: Dirent) => !name.startsWith('.') && !skipped.includes(name);
  const entries = readdirSync(folder, { withFileTypes: true }).filter(isShown);
  return (
    entries.some((entry) => !entry.isDirectory()) || entries.some(({ name }) => hasFile(join(folder, name)))
  );
}
