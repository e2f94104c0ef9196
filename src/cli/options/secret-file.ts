/**
 * The text of a secret's file. Knows what a shell may put in a file's place (a pipe, standard input), and how much is
 * too much; nothing of flags and inputs.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { Failure, systemCode, systemReason } from '../../core/errors.ts';
import { bytes } from '../../core/format.ts';
import { readUpTo } from '../../core/read-file.ts';
import { shown } from '../../inputs/shown.ts';

/** A certificate with its chain and key has some 20 KiB. */
const limitBytes = 1024 * 1024;
const pauseMs = 20;

export interface SecretFile {
  /** For errors. */
  readonly flag: string;
  /** How long a named pipe may have nobody who writes to it: nothing can be interrupted meanwhile. */
  readonly writerMs?: number;
}

/** Reads it to its end; of a pipe that is possible once. Throws a Failure of kind `usage` that names the flag. */
export function readSecret(path: string, { flag, writerMs = 10_000 }: SecretFile): string {
  const refused = (why: string, hint = 'check path and permissions') =>
    new Failure(`${flag} ${shown(path)} ${why}`, { kind: 'usage', hint });
  try {
    const file = opened(path);
    try {
      const stats = fstatSync(file);
      if (stats.isDirectory()) throw refused('is a folder, not a file', 'name the file in it');
      // What a shell made of `<(…)` has had its writer; a pipe with a name may get one yet.
      const mayBegin = stats.isFIFO() && !/^\/(dev|proc)\//.test(path);
      const nobody = () =>
        refused('is a pipe that nobody writes to', 'start what writes to it, or name a file');
      const content = readUpTo(file, limitBytes, reading({ mayBegin, writerMs, nobody }));
      const text = content && decoded(content);
      if (text?.trim() === '')
        throw refused('is empty', 'name the file that holds the secret, or leave the flag out');
      if (text !== undefined) return text;
      throw refused(`is larger than ${bytes(limitBytes)}`, 'name the file that holds this secret alone');
    } finally {
      if (file !== 0) closeSync(file);
    }
  } catch (cause) {
    throw cause instanceof Failure ? cause : refused(`cannot be read (${systemReason(cause)})`);
  }
}

/** Without waiting for a writer. Standard input that is a socket cannot be opened by a name (man 2 open, ENXIO). */
function opened(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (path === '/dev/stdin' && systemCode(error) === 'ENXIO') return 0;
    throw error;
  }
}

interface Waiting {
  /** Nobody may have opened the other end yet. */
  readonly mayBegin: boolean;
  readonly writerMs: number;
  readonly nobody: () => Failure;
}

/** Waits for bytes that are to come. */
function reading({ mayBegin, writerMs, nobody }: Waiting) {
  let begun = !mayBegin;
  let waitedMs = 0;
  return (file: number, piece: Uint8Array): number => {
    for (;;) {
      try {
        const got = readSync(file, piece);
        begun ||= got > 0;
        if (begun) return got;
      } catch (error) {
        // So Windows says that a pipe has ended.
        if (systemCode(error) === 'EOF') return 0;
        if (systemCode(error) !== 'EAGAIN') throw error;
        begun = true;
      }
      if (!begun && waitedMs >= writerMs) throw nobody();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
      waitedMs += pauseMs;
    }
  };
}

/** What `>` writes in Windows PowerShell is UTF-16 with its mark; the mark of UTF-8 is trimmed like a blank. */
function decoded(content: Buffer): string {
  const isWide = content[0] === 0xff && content[1] === 0xfe;
  return isWide ? content.subarray(2).toString('utf16le') : content.toString('utf8');
}
