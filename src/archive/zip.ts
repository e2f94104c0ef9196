/**
 * Writes a ZIP. The only file that imports yazl, which knows UTF-8 names and ZIP64; knows its streams, its
 * reading of times, and what it makes slow.
 */
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { Options, ReadStreamOptions, ZipFile } from 'yazl';
import { fields } from '../core/json.ts';
import type { Packed, Sink } from './entry.ts';

/** Bits of a Unix mode; without a type `unzip` makes no link. */
const linkType = 0o120000;
const fileType = 0o100000;

/** Writes everything into `sink.out` and closes it; rejects with what went wrong first. */
export async function writeZip(files: AsyncIterable<Packed>, sink: Sink): Promise<void> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const stop = new AbortController();
  const signal = AbortSignal.any([sink.signal, stop.signal]);
  const written = pipeline(zip.outputStream, sink.out, { signal });
  // No race of promises for each file: the one that lasts would remember them all.
  let content: Readable | undefined;
  let broken: unknown;
  const breakOff = (error: unknown) => {
    broken ??= error;
    content?.destroy();
    // The library's own errors end nothing that it writes to.
    stop.abort();
  };
  zip.on('error', breakOff);
  written.catch(breakOff);
  try {
    const shelf = new Shelf(zip);
    for await (const file of files) {
      if (broken !== undefined) throw broken;
      shelf.clear();
      content = Readable.from(file.pieces(), { objectMode: false });
      zip.addReadStreamLazy(file.name, optionsOf(file, sink), lent(content));
      await finished(content);
    }
    shelf.restore();
    zip.end();
    await written;
  } catch (error) {
    breakOff(error);
    await written.catch(() => {});
    throw broken;
  }
}

function optionsOf(file: Packed, { level, keepTimes }: Sink): Partial<ReadStreamOptions> {
  const isLink = file.link !== undefined;
  return {
    ...(keepTimes ? { mtime: file.modified } : zoneless(file.modified)),
    mode: (isLink ? linkType : fileType) | file.mode,
    compressionLevel: isLink ? 0 : level,
    size: file.sizeBytes,
  };
}

/** Gives a stream away once, and keeps no hold of it: the library keeps what it was given to the end. */
function lent(content: Readable): (give: (error: unknown, stream: Readable) => void) => void {
  let held: Readable | undefined = content;
  return (give) => {
    if (held !== undefined) give(null, held);
    held = undefined;
  };
}

/**
 * A time that gives the same bytes everywhere: a ZIP's own times have no zone, and the library writes them
 * in the machine's.
 */
function zoneless(utc: Date): Pick<Options, 'mtime' | 'forceDosTimestamp'> {
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
class Shelf {
  readonly #entries: unknown[];
  readonly #written: unknown[] = [];

  constructor(zip: ZipFile) {
    const { entries } = fields(zip);
    if (!Array.isArray(entries)) throw new TypeError('this version of yazl keeps its entries elsewhere');
    this.#entries = entries;
  }

  clear(): void {
    const open = this.#entries.findIndex((entry) => !isWritten(entry));
    for (const entry of this.#entries.splice(0, open < 0 ? this.#entries.length : open))
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
  return fields(entry).state === writtenState;
}
