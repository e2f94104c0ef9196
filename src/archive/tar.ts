/** Writes a tar file through a compressor. */
import type { ByteCompressor, EntryBatch, ReadableEntry } from './entry.ts';
import { tarEnd, tarHeader, tarPadding } from './tar-header.ts';

/** Writes all entries, and the end of the archive. Throws the first error. */
export async function writeTar(
  batches: AsyncIterable<EntryBatch>,
  compressor: ByteCompressor,
): Promise<void> {
  try {
    for await (const batch of batches) {
      for (const entry of batch) {
        const writing = writeEntry(entry, compressor);
        if (writing !== undefined) await writing;
      }
      await compressor.ready();
    }
    compressor.write(tarEnd);
    await compressor.end();
  } finally {
    compressor.close();
  }
}

/** Waits only for content that is not in memory: thousands of small files would wait as often. */
function writeEntry(entry: ReadableEntry, compressor: ByteCompressor): Promise<void> | undefined {
  compressor.write(tarHeader(entry));
  if (typeof entry.content === 'function') return writePieces(entry, entry.content(), compressor);
  endEntry(entry, entry.content.length);
  compressor.write(entry.content);
  compressor.write(tarPadding(entry.sizeBytes));
  return undefined;
}

async function writePieces(
  entry: ReadableEntry,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  compressor: ByteCompressor,
): Promise<void> {
  let sizeBytes = 0;
  for await (const piece of pieces) {
    compressor.write(piece);
    sizeBytes += piece.length;
    await compressor.ready();
  }
  endEntry(entry, sizeBytes);
  compressor.write(tarPadding(entry.sizeBytes));
}

/** The header has told the size; another one would put all that follows in the wrong place. */
function endEntry(entry: ReadableEntry, sizeBytes: number): void {
  if (entry.kind === 'file' && sizeBytes !== entry.sizeBytes)
    throw new Error(`size mismatch: ${sizeBytes} bytes of ${entry.sizeBytes}`);
}
