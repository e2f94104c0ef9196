/**
 * Writes a gzipped tar. The only file that imports tar-stream, which writes pax headers for names that are
 * long or not ASCII; knows its streams and what of gzip's header is the machine's own.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Pack } from 'tar-stream';
import type { Packed, Sink } from './entry.ts';

/** Writes everything into `sink.out` and closes it; rejects with what went wrong first. */
export async function writeTarball(files: AsyncIterable<Packed>, sink: Sink): Promise<void> {
  const { pack } = await import('tar-stream');
  const tar = pack();
  const stop = new AbortController();
  const signal = AbortSignal.any([sink.signal, stop.signal]);
  const written = pipeline(tar, createGzip({ level: sink.level }), systemless, sink.out, { signal });
  // When it breaks, the entry that is being written breaks with it.
  written.catch(() => {});
  try {
    for await (const file of files) await add(tar, file);
    tar.finalize();
    await written;
  } catch (error) {
    stop.abort();
    // What the library says of an archive that broke is only that it did.
    await written.catch((cause: unknown) => {
      if (cause instanceof Error && cause.name !== 'AbortError') throw cause;
    });
    throw error;
  }
}

/** Resolves when the file is in the archive. The owner is root, as nobody knows the one who unpacks. */
async function add(tar: Pack, file: Packed): Promise<void> {
  const header = { name: file.name, mode: file.mode, ...timeOf(file.modified), uid: 0, gid: 0 };
  if (file.link !== undefined) {
    tar.entry({ ...header, type: 'symlink', linkname: file.link });
    return;
  }
  const entry = tar.entry({ ...header, type: 'file', size: file.sizeBytes });
  await pipeline(Readable.from(file.pieces(), { objectMode: false }), entry);
}

/** The library has 31 bits for the seconds since 1970, and writes nonsense from 2038 on: a pax record has room for any. */
function timeOf(modified: Date): { readonly mtime: Date; readonly pax?: { readonly mtime: string } } {
  const seconds = Math.floor(modified.getTime() / 1000);
  if (seconds >= 0 && seconds < 2 ** 31) return { mtime: modified };
  return { mtime: new Date(0), pax: { mtime: String(seconds) } };
}

/** Byte 9 names the system that compressed (RFC 1952, 2.3.1): 255, unknown, is the same everywhere. */
async function* systemless(compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let position = 0;
  for await (const chunk of compressed) {
    const at = 9 - position;
    if (at >= 0 && at < chunk.length) chunk[at] = 255;
    position += chunk.length;
    yield chunk;
  }
}
