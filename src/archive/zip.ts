/**
 * Writes a ZIP. Content in memory is one piece with its header; a large file is compressed block by block, and its
 * header is written again when its sizes are known, so that readers need no data descriptors.
 */
import { crc32, deflateRaw, deflateRawSync } from 'node:zlib';
import { blocksInFlight, DeflateBlocks } from './deflate-blocks.ts';
import type { ArchiveOutput, EntryBatch, ReadableEntry } from './entry.ts';
import { PieceQueue } from './piece-queue.ts';
import { centralHeader, endOfArchive, localHeader, unixMode, type ZipEntry } from './zip-records.ts';

/** A smaller file is compressed in less time than it takes to hand it to another thread. */
const blockingLimitBytes = 16 * 1024;
/** A file of at least this size may have a compressed size of more than 32 bits: DEFLATE can add a little. */
const zip64LimitBytes = 0xffff_ffff - 2 ** 24;
/** Records of the central directory are kept in such pieces. */
const directoryPieceBytes = 64 * 1024;

/** Writes all entries, and the central directory. Throws the first error. */
export async function writeZip(batches: AsyncIterable<EntryBatch>, output: ArchiveOutput): Promise<void> {
  const zip = new ZipWriter(output);
  for await (const batch of batches) {
    for (const entry of batch) await zip.add(entry);
    await zip.ready();
  }
  await zip.end();
}

class ZipWriter {
  readonly #queue: PieceQueue;
  readonly #level: number;
  readonly #spare: Buffer[] = [];
  readonly #directory = new CentralDirectory();
  /** Headers to write again. */
  readonly #patches: { readonly positionBytes: number; readonly header: Buffer }[] = [];

  constructor({ sink, signal, compressionLevel }: ArchiveOutput) {
    this.#queue = new PieceQueue(sink, signal);
    this.#level = compressionLevel;
  }

  /** Waits only for content that is not in memory. */
  add(entry: ReadableEntry): Promise<void> | undefined {
    if (typeof entry.content === 'function') return this.#addPieces(entry, entry.content());
    const content = entry.kind === 'link' ? (entry.linkTarget ?? entry.content) : entry.content;
    if (entry.kind === 'file') checkSize(entry, content.length);
    const level = entry.kind === 'file' ? this.#level : 0;
    if (level === 0 || content.length === 0) this.#addWhole(entry, content, undefined);
    else if (content.length <= blockingLimitBytes)
      this.#addWhole(entry, content, deflateRawSync(content, deflateOptions(content, level)));
    else this.#addCompressed(entry, Buffer.from(content));
    return undefined;
  }

  /** Waits until little is left in memory. */
  async ready(): Promise<void> {
    await this.#queue.drain(blocksInFlight);
    for (const { positionBytes, header } of this.#patches.splice(0))
      await this.#queue.overwrite(positionBytes, header);
  }

  async end(): Promise<void> {
    await this.#queue.drain(0);
    await this.ready();
    const positionBytes = this.#queue.writtenBytes;
    for (const piece of this.#directory.pieces()) this.#queue.push(piece);
    const { entryCount, sizeBytes } = this.#directory;
    this.#queue.push(endOfArchive({ entryCount, sizeBytes, positionBytes }));
    await this.#queue.drain(0);
  }

  /** Copies the content. What does not get smaller is stored. */
  #addWhole(entry: ReadableEntry, content: Uint8Array, deflated: Uint8Array | undefined): void {
    const { piece, fields } = wholePiece(entry, content, deflated);
    this.#queue.push(piece, (positionBytes) => this.#directory.add({ ...fields, positionBytes }));
  }

  #addCompressed(entry: ReadableEntry, content: Uint8Array): void {
    let written: ZipEntry | undefined;
    const piece = deflate(content, this.#level).then((deflated) => {
      const made = wholePiece(entry, content, deflated);
      written = made.fields;
      return made.piece;
    });
    this.#queue.push(piece, (positionBytes) => {
      if (written !== undefined) this.#directory.add({ ...written, positionBytes });
    });
  }

  async #addPieces(
    entry: ReadableEntry,
    pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<void> {
    const mayBeLarge = entry.sizeBytes >= zip64LimitBytes;
    const isDeflated = this.#level > 0;
    const start: ZipEntry = { ...zipEntry(entry), isDeflated };
    let positionBytes = 0;
    this.#queue.push(localHeader(start, mayBeLarge), (position) => {
      positionBytes = position;
    });
    const blocks = isDeflated
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
      const { crc, compressedBytes } = blocks;
      const done = { ...start, crc, compressedBytes, positionBytes };
      this.#directory.add(done);
      this.#patches.push({ positionBytes, header: localHeader(done, mayBeLarge) });
    });
  }
}

/** Content as it is, in copies. */
class StoredBlocks implements Pick<DeflateBlocks, 'crc' | 'sizeBytes' | 'compressedBytes'> {
  crc = 0;
  sizeBytes = 0;
  readonly #queue: PieceQueue;

  constructor(queue: PieceQueue) {
    this.#queue = queue;
  }

  get compressedBytes(): number {
    return this.sizeBytes;
  }

  write(bytes: Uint8Array): void {
    this.crc = crc32(bytes, this.crc);
    this.sizeBytes += bytes.length;
    this.#queue.push(Buffer.from(bytes));
  }

  finish(): void {
    // Nothing is held back.
  }
}

/** The records of the central directory, a few large pieces instead of one for each entry. */
class CentralDirectory {
  entryCount = 0;
  sizeBytes = 0;
  readonly #full: Buffer[] = [];
  #piece = Buffer.allocUnsafe(directoryPieceBytes);
  #filledBytes = 0;

  add(entry: ZipEntry): void {
    const record = centralHeader(entry);
    if (this.#filledBytes + record.length > this.#piece.length) {
      this.#full.push(this.#piece.subarray(0, this.#filledBytes));
      this.#piece = Buffer.allocUnsafe(Math.max(directoryPieceBytes, record.length));
      this.#filledBytes = 0;
    }
    record.copy(this.#piece, this.#filledBytes);
    this.#filledBytes += record.length;
    this.sizeBytes += record.length;
    this.entryCount += 1;
  }

  pieces(): readonly Buffer[] {
    return [...this.#full, this.#piece.subarray(0, this.#filledBytes)];
  }
}

/** The entry before its content is written. */
function zipEntry(entry: ReadableEntry): ZipEntry {
  const name = Buffer.from(entry.kind === 'folder' ? `${entry.name}/` : entry.name);
  const { modifiedSeconds, sizeBytes } = entry;
  const unknown = { crc: 0, compressedBytes: 0, positionBytes: 0 };
  return { ...unknown, name, mode: unixMode(entry), modifiedSeconds, sizeBytes, isDeflated: false };
}

function wholePiece(
  entry: ReadableEntry,
  content: Uint8Array,
  deflated: Uint8Array | undefined,
): { readonly piece: Buffer; readonly fields: ZipEntry } {
  const isDeflated = deflated !== undefined && deflated.length < content.length;
  const data = isDeflated ? deflated : content;
  const sizes = { sizeBytes: content.length, compressedBytes: data.length };
  const fields = { ...zipEntry(entry), ...sizes, isDeflated, crc: crc32(content) };
  return { piece: Buffer.concat([localHeader(fields, false), data]), fields };
}

function checkSize({ sizeBytes }: ReadableEntry, readBytes: number): void {
  if (readBytes !== sizeBytes) throw new Error(`size mismatch: ${readBytes} bytes of ${sizeBytes}`);
}

/** One call of zlib is enough for an output that is no larger than its input. */
function deflateOptions(content: Uint8Array, level: number) {
  return { level, chunkSize: content.length + 1024 };
}

function deflate(content: Uint8Array, level: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    deflateRaw(content, deflateOptions(content, level), (error, deflated) =>
      error === null ? resolve(deflated) : reject(error),
    );
  });
}
