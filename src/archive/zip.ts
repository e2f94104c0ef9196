/**
 * Writes a ZIP. The only file that imports yazl, which knows UTF-8 names and ZIP64; knows its streams, its
 * reading of times, and what it makes slow.
 */
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { Options, ReadStreamOptions, ZipFile } from 'yazl';
import { asObjectOrEmpty } from '../core/json.ts';
import type { ArchiveOutput, ReadableEntry } from './entry.ts';

/** Bits of a Unix mode; without a type `unzip` makes no link. */
const symlinkMode = 0o120000;
const regularFileMode = 0o100000;

/** Writes everything into `sink.out` and closes it; rejects with what went wrong first. */
export async function writeZip(entries: AsyncIterable<ReadableEntry>, output: ArchiveOutput): Promise<void> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const controller = new AbortController();
  const signal = AbortSignal.any([output.signal, controller.signal]);
  const written = pipeline(zip.outputStream, output.stream, { signal });
  // No race of promises for each file: the one that lasts would remember them all.
  let content: Readable | undefined;
  let failure: unknown;
  const fail = (error: unknown) => {
    failure ??= error;
    content?.destroy();
    // The library's own errors end nothing that it writes to.
    controller.abort();
  };
  zip.on('error', fail);
  written.catch(fail);
  try {
    const writtenEntries = new WrittenEntries(zip);
    for await (const entry of entries) {
      if (failure !== undefined) throw failure;
      writtenEntries.detach();
      content = Readable.from(entry.read(), { objectMode: false });
      zip.addReadStreamLazy(entry.name, entryOptions(entry, output), openOnce(content));
      await finished(content);
    }
    writtenEntries.restore();
    zip.end();
    await written;
  } catch (error) {
    fail(error);
    await written.catch(() => {});
    throw failure;
  }
}

function entryOptions(
  entry: ReadableEntry,
  { compressionLevel, preserveMtime }: ArchiveOutput,
): Partial<ReadStreamOptions> {
  const isLink = entry.linkTarget !== undefined;
  return {
    ...(preserveMtime ? { mtime: entry.modified } : dosTime(entry.modified)),
    mode: (isLink ? symlinkMode : regularFileMode) | entry.mode,
    compressionLevel: isLink ? 0 : compressionLevel,
    size: entry.sizeBytes,
  };
}

/** Gives a stream away once, and keeps no hold of it: the library keeps what it was given to the end. */
function openOnce(content: Readable): (give: (error: unknown, stream: Readable) => void) => void {
  let stream: Readable | undefined = content;
  return (give) => {
    if (stream !== undefined) give(null, stream);
    stream = undefined;
  };
}

/**
 * A time that gives the same bytes everywhere: a ZIP's own times have no zone, and the library writes them
 * in the machine's.
 */
function dosTime(utc: Date): Pick<Options, 'mtime' | 'forceDosTimestamp'> {
  const day = [utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate()] as const;
  const time = [utc.getUTCHours(), utc.getUTCMinutes(), utc.getUTCSeconds()] as const;
  return { mtime: new Date(...day, ...time), forceDosTimestamp: true };
}

/** The library's own value for an entry that is written (yazl 3.3.1). */
const writtenState = 3;

/**
 * Takes written entries out of the library's list until the end: for each file it goes through all of the
 * list, which makes 100,000 files take minutes.
 */
class WrittenEntries {
  readonly #entries: unknown[];
  readonly #written: unknown[] = [];

  constructor(zip: ZipFile) {
    const { entries } = asObjectOrEmpty(zip);
    if (!Array.isArray(entries)) throw new TypeError('this version of yazl keeps its entries elsewhere');
    this.#entries = entries;
  }

  detach(): void {
    const firstOpen = this.#entries.findIndex((entry) => !isWritten(entry));
    for (const entry of this.#entries.splice(0, firstOpen < 0 ? this.#entries.length : firstOpen))
      this.#written.push(entry);
  }

  /** All of them in their order: the directory at the archive's end is made of this list. */
  restore(): void {
    const rest = this.#entries.splice(0);
    for (const entry of this.#written) this.#entries.push(entry);
    for (const entry of rest) this.#entries.push(entry);
  }
}

function isWritten(entry: unknown): boolean {
  return asObjectOrEmpty(entry).state === writtenState;
}
