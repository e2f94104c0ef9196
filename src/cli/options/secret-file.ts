/**
 * Reads a secret from a file, a pipe or standard input, up to a size limit.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { Failure, systemCode, systemReason } from '../../core/errors.ts';
import { formatBytes } from '../../core/format.ts';
import { readUpToLimit } from '../../core/read-file.ts';
import { quoteUnlessSecret } from '../../inputs/quote-unless-secret.ts';

/** A certificate with its chain and key has about 20 KiB. */
const maxBytes = 1024 * 1024;
const pollMs = 20;

export interface SecretFileOptions {
  /** For errors. */
  readonly flag: string;
  /** How long to wait for the writer of a named pipe. The wait blocks and cannot be interrupted. */
  readonly writerTimeoutMs?: number;
}

/** Reads the whole file. A pipe can be read only once. Throws a Failure of kind `usage` that names the flag. */
export function readSecretFile(path: string, { flag, writerTimeoutMs = 10_000 }: SecretFileOptions): string {
  const fileFailure = (why: string, hint = 'check its path and permissions') =>
    new Failure(`${flag} ${quoteUnlessSecret(path)} ${why}`, {
      code: 'input-file-invalid',
      kind: 'usage',
      hint,
    });
  try {
    const file = openNonBlocking(path);
    try {
      const stats = fstatSync(file);
      if (stats.isDirectory()) throw fileFailure('is a folder, not a file', 'name a file');
      // The pipe of `<(…)` already has its writer. A named pipe may still get one.
      const awaitsWriter = stats.isFIFO() && !/^\/(dev|proc)\//.test(path);
      const noWriter = () =>
        fileFailure('is a pipe without a writer', 'start the program that writes to it, or name a file');
      const content = readUpToLimit(
        file,
        maxBytes,
        createPipeReader({ awaitsWriter, writerTimeoutMs, noWriter }),
      );
      const text = content && decodeText(content);
      if (text?.trim() === '')
        throw fileFailure('is empty', 'name the file that contains the secret, or leave the flag out');
      if (text !== undefined) return text;
      throw fileFailure(
        `is larger than ${formatBytes(maxBytes)}`,
        'name a file that contains only this secret',
      );
    } finally {
      if (file !== 0) closeSync(file);
    }
  } catch (cause) {
    throw cause instanceof Failure ? cause : fileFailure(`cannot be read (${systemReason(cause)})`);
  }
}

/** Does not wait for a writer. Standard input that is a socket cannot be opened by name (man 2 open, ENXIO). */
function openNonBlocking(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (path === '/dev/stdin' && systemCode(error) === 'ENXIO') return 0;
    throw error;
  }
}

interface PipeReaderOptions {
  /** True when the writer may not have opened the pipe yet. */
  readonly awaitsWriter: boolean;
  readonly writerTimeoutMs: number;
  readonly noWriter: () => Failure;
}

/** Returns a read function that waits for data. */
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
        // Windows reports the end of a pipe like this.
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

/** Windows PowerShell's `>` writes UTF-16 with a byte order mark. The caller trims a UTF-8 mark as white space. */
function decodeText(content: Buffer): string {
  const isWide = content[0] === 0xff && content[1] === 0xfe;
  return isWide ? content.subarray(2).toString('utf16le') : content.toString('utf8');
}
