/**
 * Writes a ZIP. Content in memory gets its header with it; a large file is compressed block by block, and its header
 * is written again when its sizes are known, so that readers need no data descriptors.
 */
import { crc32 } from 'node:zlib';
import { CentralDirectory } from './central-directory.ts';
import { bytesInFlight, DeflateBlocks } from './deflate-blocks.ts';
import { DeflateLanes, laneLimitBytes } from './deflate-lanes.ts';
import type { ArchiveOutput, EntryBatch, ReadableEntry } from './entry.ts';
import { type PieceBytes, PieceQueue } from './piece-queue.ts';
import { StoredBlocks } from './stored-blocks.ts';
import { endOfArchive, localHeaderBytes, unixMode, writeLocalHeader, type ZipEntry } from './zip-records.ts';

/** Less than this gets hardly smaller, if at all. */
const deflateMinBytes = 64;
/** A file of at least this size may have a compressed size of more than 32 bits: DEFLATE can add a little. */
const zip64LimitBytes = 0xffff_ffff - 2 ** 24;

/** Writes all entries, and the central directory. Throws the first error. */
export async function writeZip(batches: AsyncIterable<EntryBatch>, output: ArchiveOutput): Promise<void> {
  const zip = new ZipWriter(output);
  try {
    // The next batch is read while this one is compressed.
    let before: Promise<void> | undefined;
    for await (const batch of batches) {
      await zip.addBatch(batch);
      await before;
      before = zip.compressed();
      await zip.ready();
    }
    await zip.end();
  } finally {
    zip.close();
  }
}

class ZipWriter {
  readonly #queue: PieceQueue;
  readonly #level: number;
  readonly #directory = new CentralDirectory();
  readonly #lanes: DeflateLanes | undefined;
  /** Buffers of blocks, to use again. */
  readonly #spare: Buffer[] = [];
  /** Headers to write again. */
  readonly #patches: { readonly positionBytes: number; readonly header: Buffer }[] = [];

  constructor({ sink, signal, compressionLevel }: ArchiveOutput) {
    this.#queue = new PieceQueue(sink, signal);
    this.#level = compressionLevel;
    this.#lanes = compressionLevel === 0 ? undefined : new DeflateLanes(compressionLevel);
  }

  /** Waits for content that is not in memory. */
  async addBatch(batch: EntryBatch): Promise<void> {
    for (const entry of batch)
      if (typeof entry.content === 'function') await this.#addPieces(entry, entry.content());
      else if (entry.content.length > laneLimitBytes) await this.#addPieces(entry, [entry.content]);
      else this.#addContent(entry, entry.content);
  }

  /** Settled when everything that was added so far is compressed, so that its memory can be used again. */
  compressed(): Promise<void> {
    return this.#lanes?.idle() ?? Promise.resolve();
  }

  /** Waits until little is left in memory. */
  async ready(): Promise<void> {
    await this.#queue.drain(bytesInFlight);
    for (const { positionBytes, header } of this.#patches.splice(0))
      await this.#queue.overwrite(positionBytes, header);
  }

  async end(): Promise<void> {
    await this.#queue.drain(0);
    await this.ready();
    const positionBytes = this.#queue.writtenBytes;
    const { entryCount, sizeBytes } = this.#directory;
    for (const piece of this.#directory.pieces()) this.#queue.push(piece);
    this.#queue.push(endOfArchive({ entryCount, sizeBytes, positionBytes }));
    await this.#queue.drain(0);
  }

  close(): void {
    this.#lanes?.close();
  }

  /** Compresses on another thread. What does not get smaller is stored. */
  #addContent(entry: ReadableEntry, ownContent: Uint8Array): void {
    const isFile = entry.kind === 'file';
    const content = isFile ? ownContent : (entry.linkTarget ?? ownContent);
    if (isFile) checkSize(entry, content.length);
    if (this.#lanes === undefined || !isFile || content.length < deflateMinBytes) {
      const { fields, bytes } = finishedEntry(entry, content, [content]);
      // A copy: the memory of the content is used again before this is written.
      this.#queue.push(Buffer.concat(bytes), (positionBytes) => {
        fields.positionBytes = positionBytes;
        this.#directory.add(fields);
      });
      return;
    }
    let written: ZipEntry | undefined;
    const piece = this.#lanes.compress(content).then((deflated): PieceBytes => {
      const { fields, bytes } = finishedEntry(entry, content, deflated);
      written = fields;
      return fields.isDeflated ? bytes : Buffer.concat(bytes);
    });
    this.#queue.pushLater(piece, content.length, (positionBytes) => {
      if (written === undefined) return;
      written.positionBytes = positionBytes;
      this.#directory.add(written);
    });
  }

  async #addPieces(
    entry: ReadableEntry,
    pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<void> {
    const mayBeLarge = entry.sizeBytes >= zip64LimitBytes;
    const fields = openEntry(entry, entry.sizeBytes);
    fields.isDeflated = this.#level > 0;
    const header = Buffer.allocUnsafe(localHeaderBytes(fields, mayBeLarge));
    writeLocalHeader(header, fields, mayBeLarge);
    this.#queue.push(header, (positionBytes) => {
      fields.positionBytes = positionBytes;
    });
    const blocks = fields.isDeflated
      ? new DeflateBlocks(this.#queue, { level: this.#level, spare: this.#spare })
      : new StoredBlocks(this.#queue);
    for await (const piece of pieces) {
      blocks.write(piece);
      await this.ready();
    }
    checkSize(entry, blocks.sizeBytes);
    blocks.finish();
    // An empty piece is written after all of the content.
    this.#queue.push(new Uint8Array(0), () => {
      fields.crc = blocks.crc;
      fields.compressedBytes = blocks.compressedBytes;
      this.#directory.add(fields);
      writeLocalHeader(header, fields, mayBeLarge);
      this.#patches.push({ positionBytes: fields.positionBytes, header });
    });
  }
}

/** The entry before its content is written. */
function openEntry(entry: ReadableEntry, sizeBytes: number): ZipEntry {
  return {
    name: Buffer.from(entry.kind === 'folder' ? `${entry.name}/` : entry.name),
    mode: unixMode(entry),
    modifiedSeconds: entry.modifiedSeconds,
    sizeBytes,
    compressedBytes: 0,
    isDeflated: false,
    crc: 0,
    positionBytes: 0,
  };
}

/** The entry with its sizes, and header and content to write: the content itself, where it was not made smaller. */
function finishedEntry(
  entry: ReadableEntry,
  content: Uint8Array,
  deflated: readonly Uint8Array[],
): { readonly fields: ZipEntry; readonly bytes: readonly Uint8Array[] } {
  const deflatedBytes = deflated.reduce((sum, { length }) => sum + length, 0);
  const isDeflated = deflatedBytes < content.length;
  const fields = openEntry(entry, content.length);
  fields.compressedBytes = Math.min(deflatedBytes, content.length);
  fields.isDeflated = isDeflated;
  fields.crc = crc32(content);
  const header = Buffer.allocUnsafe(localHeaderBytes(fields, false));
  writeLocalHeader(header, fields, false);
  return { fields, bytes: [header, ...(isDeflated ? deflated : [content])] };
}

function checkSize({ sizeBytes }: ReadableEntry, readBytes: number): void {
  if (readBytes !== sizeBytes) throw new Error(`size mismatch: ${readBytes} bytes of ${sizeBytes}`);
}
