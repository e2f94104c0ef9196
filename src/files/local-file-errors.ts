/** Errors of local files: what the system refuses, and files that change while they are read. */
import { Failure, systemReason } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import { readHint } from '../core/system-errors.ts';

/** A file that is not as it was found or opened. `how` is a clause. */
export function changedFailure(localPath: string, how: string): Failure {
  return new Failure(`${escapeControls(localPath)} changed during the upload: ${how}`, {
    code: 'file-changed',
    kind: 'file',
    hint: 'upload it when no program is writing to it',
  });
}

/** Throws what the system refused as a Failure that names the file; a Failure as it is. */
export function throwUnreadable(localPath: string): (cause: unknown) => never {
  return (cause) => {
    if (cause instanceof Failure) throw cause;
    const code = systemReason(cause);
    throw new Failure(`${escapeControls(localPath)} cannot be read (${code})`, {
      code: 'file-unreadable',
      kind: 'file',
      hint: hintFor(code),
      cause,
    });
  };
}

function hintFor(code: string): string {
  if (code === 'ENOENT') return 'it existed when this run began: run again when no program is deleting it';
  // Only Windows lets a program lock others out.
  return code === 'EBUSY' ? 'close the program that has it open' : readHint(code, 'check its permissions');
}
