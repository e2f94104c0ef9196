/**
 * Writes a ZIP. The only file that imports yazl, which supports UTF-8 names and ZIP64. Works around its streams, its
 * local times, and its slow list of entries.
 */
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { Options, ReadStreamOptions, ZipFile } from 'yazl';
import { asObjectOrEmpty } from '../core/json.ts';
import type { ArchiveOutput, ReadableEntry } from './entry.ts';

/** File types of a Unix mode. `unzip` makes no link without one. */
const symlinkMode = 0o120000;
const regularFileMode = 0o100000;

/** Writes all entries to `output.stream` and closes it. Rejects with the first error. */
export async function writeZip(entries: AsyncIterable<ReadableEntry>, output: ArchiveOutput): Promise<void> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const controller = new AbortController();
  const signal = AbortSignal.any([output.signal, controller.signal]);
  const written = pipeline(zip.outputStream, output.stream, { signal });
  // No Promise.race for each file: the long-lived promise would keep a reaction for every one.
  let content: Readable | undefined;
  let failure: unknown;
  const fail = (error: unknown) => {
    failure ??= error;
    content?.destroy();
    // The library does not end its output stream after its own errors.
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

/** Returns a function that hands out the stream once and then drops it: the library keeps that function to the end. */
function openOnce(content: Readable): (give: (error: unknown, stream: Readable) => void) => void {
  let stream: Readable | undefined = content;
  return (give) => {
    if (stream !== undefined) give(null, stream);
    stream = undefined;
  };
}

/** A time that gives the same bytes in every time zone. ZIP times have no zone, and the library writes local time. */
function dosTime(utc: Date): Pick<Options, 'mtime' | 'forceDosTimestamp'> {
  const day = [utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate()] as const;
  const time = [utc.getUTCHours(), utc.getUTCMinutes(), utc.getUTCSeconds()] as const;
  return { mtime: new Date(...day, ...time), forceDosTimestamp: true };
}

/** The library's state of a written entry (yazl 3.3.1). */
const writtenState = 3;

/**
 * Takes written entries out of the library's list until the end. For each file it goes through the whole list, so
 * 100,000 files would take minutes.
 */
class WrittenEntries {
  readonly #entries: unknown[];
  readonly #written: unknown[] = [];

  constructor(zip: ZipFile) {
    const { entries } = asObjectOrEmpty(zip);
    if (!Array.isArray(entries)) throw new Error('this version of yazl keeps its entries elsewhere');
    this.#entries = entries;
  }

  detach(): void {
    const firstOpen = this.#entries.findIndex((entry) => !isWritten(entry));
    for (const entry of this.#entries.splice(0, firstOpen < 0 ? this.#entries.length : firstOpen))
      this.#written.push(entry);
  }

  /** Puts all entries back in order: the library writes the central directory from this list. */
  restore(): void {
    const rest = this.#entries.splice(0);
    for (const entry of this.#written) this.#entries.push(entry);
    for (const entry of rest) this.#entries.push(entry);
  }
}

function isWritten(entry: unknown): boolean {
  return asObjectOrEmpty(entry).state === writtenState;
}
