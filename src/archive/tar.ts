/**
 * Writes a gzipped tar. The only file that imports tar-stream, which writes pax headers for names that are long or not
 * ASCII.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Pack } from 'tar-stream';
import type { ArchiveOutput, ReadableEntry } from './entry.ts';

/** Writes all entries to `output.stream` and closes it. Rejects with the first error. */
export async function writeTarball(
  entries: AsyncIterable<ReadableEntry>,
  output: ArchiveOutput,
): Promise<void> {
  const { pack } = await import('tar-stream');
  const tar = pack();
  const controller = new AbortController();
  const signal = AbortSignal.any([output.signal, controller.signal]);
  const written = pipeline(tar, createGzip({ level: output.compressionLevel }), clearGzipOs, output.stream, {
    signal,
  });
  // If this pipeline fails, the entry being written fails too; the error is handled below.
  written.catch(() => {});
  try {
    for await (const entry of entries) await addEntry(tar, entry);
    tar.finalize();
    await written;
  } catch (error) {
    controller.abort();
    // The library's own error only says that the archive failed, so throw the cause.
    await written.catch((cause: unknown) => {
      if (cause instanceof Error && cause.name !== 'AbortError') throw cause;
    });
    throw error;
  }
}

/** Resolves when the file is in the archive. The owner is root, because the owner on the other machine is unknown. */
async function addEntry(tar: Pack, entry: ReadableEntry): Promise<void> {
  const header = { name: entry.name, mode: entry.mode, ...tarTime(entry.modified), uid: 0, gid: 0 };
  if (entry.linkTarget !== undefined) {
    tar.entry({ ...header, type: 'symlink', linkname: entry.linkTarget });
    return;
  }
  const entryStream = tar.entry({ ...header, type: 'file', size: entry.sizeBytes });
  await pipeline(Readable.from(entry.read(), { objectMode: false }), entryStream);
}

/** The library has 31 bits for seconds since 1970 and writes wrong times from 2038 on. A pax record takes any time. */
function tarTime(modified: Date): { readonly mtime: Date; readonly pax?: { readonly mtime: string } } {
  const seconds = Math.floor(modified.getTime() / 1000);
  if (seconds >= 0 && seconds < 2 ** 31) return { mtime: modified };
  return { mtime: new Date(0), pax: { mtime: String(seconds) } };
}

/** Byte 9 of the gzip header names the operating system (RFC 1952, 2.3.1). 255, unknown, is the same everywhere. */
async function* clearGzipOs(compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let position = 0;
  for await (const chunk of compressed) {
    const osOffset = 9 - position;
    if (osOffset >= 0 && osOffset < chunk.length) chunk[osOffset] = 255;
    position += chunk.length;
    yield chunk;
  }
}
