/** What to do about an error of the operating system, by its code. */
import { Failure, systemCode } from './errors.ts';

/** A hint for a file or folder that cannot be read; `otherwise` for any other code. */
export function readHint(code: string, otherwise: string): string {
  if (code === 'EMFILE') return 'this process may not have more files open: raise its limit (ulimit -n)';
  if (code === 'ENFILE') return 'this machine has no room for more open files: raise its limit (fs.file-max)';
  if (code === 'EIO') return 'the disk or the network share failed: look at its state';
  return otherwise;
}

/** A hint for a file that cannot be written; `otherwise` for any other code. */
export function writeHint(code: string, otherwise: string): string {
  if (code === 'ENOSPC') return 'free space on this disk';
  if (code === 'EDQUOT') return 'your quota on this disk is used up: free space, or choose another folder';
  if (code === 'EROFS') return 'that file system is read-only: choose another folder';
  if (code === 'EFBIG')
    return 'the file system, or a limit of this process (ulimit -f), does not allow a file of this size (FAT32: 4 GiB): choose another folder';
  return readHint(code, otherwise);
}

/** The working folder. Throws a Failure of kind `usage` when it is gone. */
export function workingFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    if (systemCode(cause) !== 'ENOENT') throw cause;
    throw new Failure('the working folder does not exist any more (ENOENT)', {
      code: 'working-folder-gone',
      kind: 'usage',
      hint: 'somebody deleted or replaced it: change to an existing folder (cd), and run again',
      cause,
    });
  }
}
