/**
 * The text of a secret's file. Knows what a shell may put in a file's place (a pipe, standard input), and how much is
 * too much; nothing of flags and inputs.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { Failure, systemCode, systemReason } from '../../core/errors.ts';
import { formatBytes } from '../../core/format.ts';
import { readUpToLimit } from '../../core/read-file.ts';
import { quoteUnlessSecret } from '../../inputs/shown.ts';

/** A certificate with its chain and key has some 20 KiB. */
const maxBytes = 1024 * 1024;
const pollMs = 20;

export interface SecretFileOptions {
  /** For errors. */
  readonly flag: string;
  /** How long a named pipe may have nobody who writes to it: nothing can be interrupted meanwhile. */
  readonly writerTimeoutMs?: number;
}

/** Reads it to its end; of a pipe that is possible once. Throws a Failure of kind `usage` that names the flag. */
export function readSecretFile(path: string, { flag, writerTimeoutMs = 10_000 }: SecretFileOptions): string {
  const fileFailure = (why: string, hint = 'check path and permissions') =>
    new Failure(`${flag} ${quoteUnlessSecret(path)} ${why}`, { kind: 'usage', hint });
  try {
    const file = openNonBlocking(path);
    try {
      const stats = fstatSync(file);
      if (stats.isDirectory()) throw fileFailure('is a folder, not a file', 'name the file in it');
      // What a shell made of `<(…)` has had its writer; a pipe with a name may get one yet.
      const awaitsWriter = stats.isFIFO() && !/^\/(dev|proc)\//.test(path);
      const noWriter = () =>
        fileFailure('is a pipe that nobody writes to', 'start what writes to it, or name a file');
      const content = readUpToLimit(
        file,
        maxBytes,
        createPipeReader({ awaitsWriter, writerTimeoutMs, noWriter }),
      );
      const text = content && decodeText(content);
      if (text?.trim() === '')
        throw fileFailure('is empty', 'name the file that holds the secret, or leave the flag out');
      if (text !== undefined) return text;
      throw fileFailure(
        `is larger than ${formatBytes(maxBytes)}`,
        'name the file that holds this secret alone',
      );
    } finally {
      if (file !== 0) closeSync(file);
    }
  } catch (cause) {
    throw cause instanceof Failure ? cause : fileFailure(`cannot be read (${systemReason(cause)})`);
  }
}

/** Without waiting for a writer. Standard input that is a socket cannot be opened by a name (man 2 open, ENXIO). */
function openNonBlocking(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (path === '/dev/stdin' && systemCode(error) === 'ENXIO') return 0;
    throw error;
  }
}

interface PipeReaderOptions {
  /** Nobody may have opened the other end yet. */
  readonly awaitsWriter: boolean;
  readonly writerTimeoutMs: number;
  readonly noWriter: () => Failure;
}

/** Waits for bytes that are to come. */
function createPipeReader({ awaitsWriter, writerTimeoutMs, noWriter }: PipeReaderOptions) {
  let hasStarted = !awaitsWriter;
  let waitedMs = 0;
  return (file: number, buffer: Uint8Array): number => {
    for (;;) {
      try {
        const got = readSync(file, buffer);
        hasStarted ||= got > 0;
        if (hasStarted) return got;
      } catch (error) {
        // So Windows says that a pipe has ended.
        if (systemCode(error) === 'EOF') return 0;
        if (systemCode(error) !== 'EAGAIN') throw error;
        hasStarted = true;
      }
      if (!hasStarted && waitedMs >= writerTimeoutMs) throw noWriter();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs);
      waitedMs += pollMs;
    }
  };
}

/** What `>` writes in Windows PowerShell is UTF-16 with its mark; the mark of UTF-8 is trimmed like a blank. */
function decodeText(content: Buffer): string {
  const isWide = content[0] === 0xff && content[1] === 0xfe;
  return isWide ? content.subarray(2).toString('utf16le') : content.toString('utf8');
}
