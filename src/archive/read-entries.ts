/**
 * Reads what goes into an archive, in batches: small files together, with calls that block for a short time, and a
 * large file piece by piece. Memory does not grow with the number or size of the files.
 */
import { lstatSync, type Stats, statSync } from 'node:fs';
import type { StepProgress } from '../core/step-progress.ts';
import { LocalFile } from '../files/local-file.ts';
import { changedFailure, throwUnreadable } from '../files/local-file-errors.ts';
import type { ArchiveEntry } from '../plan/archive-plan.ts';
import { type EntryBatch, noContent, type ReadableEntry } from './entry.ts';
import { HardLinks } from './hard-links.ts';
import { entryMode, type ModeReport } from './modes.ts';
import { readSmallFile } from './small-file.ts';

/** A larger file is read piece by piece. */
const smallFileBytes = 256 * 1024;
const batchBytes = 1024 * 1024;
const batchEntries = 256;
/** Signals and timers wait this long at most, and for one more file. Then the rest of a batch is read side by side. */
const blockingMs = 20;
const filesAtOnce = 16;

export interface ReadOptions extends ModeReport {
  /** No time is later: SOURCE_DATE_EPOCH in seconds. */
  readonly latestSeconds: number;
  /** A file that is an earlier entry, too, becomes a hard link. */
  readonly keepHardLinks: boolean;
  readonly signal: AbortSignal;
  /** Counts what was read. */
  readonly progress?: StepProgress;
}

/** An entry of a batch; `start` is where its content begins in the batch's memory. */
interface BatchItem {
  readonly entry: ArchiveEntry;
  readonly start: number;
}

/** @throws Failure that names an entry that cannot be read, or has changed */
export async function* readEntries(
  entries: readonly ArchiveEntry[],
  options: ReadOptions,
): AsyncGenerator<EntryBatch> {
  // The content of one batch may still be compressed while the next one is read.
  const memories = [Buffer.allocUnsafeSlow(batchBytes), Buffer.allocUnsafeSlow(batchBytes)] as const;
  let batchCount = 0;
  // Used again and emptied, because promises that are done, but not yet collected, hold them and all that is in them.
  const [items, batch]: [BatchItem[], ReadableEntry[]] = [[], []];
  const hardLinks = options.keepHardLinks ? new HardLinks() : undefined;
  for (let next = 0; next < entries.length; ) {
    options.signal.throwIfAborted();
    let filledBytes = 0;
    for (; next < entries.length && items.length < batchEntries; next += 1) {
      const entry = entries[next];
      if (entry === undefined || entry.sizeBytes > smallFileBytes) break;
      if (filledBytes + entry.sizeBytes > batchBytes) break;
      items.push({ entry, start: filledBytes });
      filledBytes += entry.sizeBytes;
    }
    const context = { ...options, memory: memories[batchCount % 2 === 0 ? 0 : 1], hardLinks };
    batchCount += 1;
    if (items.length > 0) {
      await readBatch(items, { context, batch });
      yield batch;
      count(options, items.length, filledBytes);
      items.length = 0;
      batch.length = 0;
    }
    const large = entries[next];
    if (large === undefined || large.sizeBytes <= smallFileBytes) continue;
    next += 1;
    yield* readLargeFile(large, context);
    count(options, 1, 0);
  }
}

function count({ progress }: ReadOptions, items: number, bytes: number): void {
  if (progress === undefined) return;
  progress.itemsDone += items;
  progress.bytesDone += bytes;
}

/** A file that was opened. */
interface FileContent extends Pick<ReadableEntry, 'content' | 'sizeBytes'> {
  readonly stats: Pick<Stats, 'mode' | 'mtimeMs' | 'dev' | 'ino' | 'nlink'>;
}

interface ReadContext extends ReadOptions {
  readonly memory: Buffer;
  readonly hardLinks: HardLinks | undefined;
}

/** Adds to `batch`, in the order of the items, whichever was read first: a hard link follows what it links to. */
async function readBatch(
  items: readonly BatchItem[],
  { context, batch }: { readonly context: ReadContext; readonly batch: ReadableEntry[] },
): Promise<void> {
  const startMs = performance.now();
  const read: (FileContent | undefined)[] = [];
  for (const item of items) {
    if (performance.now() - startMs >= blockingMs) break;
    const isFile = item.entry.kind === 'file';
    read.push(isFile ? (readSmall(item, context) ?? (await readSlowly(item.entry))) : undefined);
  }
  while (read.length < items.length) {
    context.signal.throwIfAborted();
    const some = items.slice(read.length, read.length + filesAtOnce);
    const contents = await Promise.all(
      some.map(({ entry }) => (entry.kind === 'file' ? readSlowly(entry) : undefined)),
    );
    read.push(...contents);
  }
  for (const [index, { entry }] of items.entries()) {
    const content = read[index];
    batch.push(content === undefined ? readNoFile(entry, context) : fileEntry(entry, content, context));
  }
  read.length = 0;
}

function readSmall({ entry, start }: BatchItem, { memory }: ReadContext): FileContent | undefined {
  const content = memory.subarray(start, start + entry.sizeBytes);
  const stats = readSmallFile(entry.localPath, content);
  return stats && { stats, content, sizeBytes: content.length };
}

/** A folder or a link: nothing to read but its mode and time. */
function readNoFile(entry: ArchiveEntry, context: ReadContext): ReadableEntry {
  const { kind, name, localPath, linkTarget } = entry;
  const stats = statusOf(entry);
  if (kind === 'folder' && !stats.isDirectory()) throw changedFailure(localPath, 'it is no folder any more');
  return {
    ...{ kind, name, sizeBytes: 0, content: noContent },
    mode: entryMode(kind, stats.mode, context),
    modifiedSeconds: modifiedSeconds(stats.mtimeMs, context),
    ...(linkTarget !== undefined && { linkTarget }),
  };
}

/** The folder may be a link that is followed. */
function statusOf({ kind, localPath }: ArchiveEntry): Stats {
  try {
    return kind === 'link' ? lstatSync(localPath) : statSync(localPath);
  } catch (error) {
    return throwUnreadable(localPath)(error);
  }
}

/** Without blocking; also for a file whose size is not what the system says. It has memory of its own. */
async function readSlowly(entry: ArchiveEntry): Promise<FileContent> {
  const source = await LocalFile.open(entry.localPath, entry.sizeBytes, false);
  try {
    const pieces: Buffer[] = [];
    for await (const piece of source.pieces(0, source.sizeBytes).read()) pieces.push(Buffer.from(piece));
    await source.checkUnchanged();
    return { stats: source.stats, content: Buffer.concat(pieces), sizeBytes: source.sizeBytes };
  } finally {
    await source.close();
  }
}

async function* readLargeFile(entry: ArchiveEntry, context: ReadContext): AsyncGenerator<EntryBatch> {
  const source = await LocalFile.open(entry.localPath, entry.sizeBytes, false);
  try {
    const { sizeBytes, stats } = source;
    let reached = 0;
    const onPiece = (byte: number) => {
      count(context, 0, byte - reached);
      reached = byte;
    };
    const content = () => source.pieces(0, sizeBytes, onPiece).read();
    yield [fileEntry(entry, { stats, content, sizeBytes }, context)];
    await source.checkUnchanged();
  } finally {
    await source.close();
  }
}

function fileEntry(
  { name }: ArchiveEntry,
  { stats, content, sizeBytes }: FileContent,
  context: ReadContext,
): ReadableEntry {
  const linkTarget = context.hardLinks?.earlierName(stats, name);
  const mode = entryMode('file', stats.mode, context);
  const modified = modifiedSeconds(stats.mtimeMs, context);
  // No spread: V8 keeps copies made by it until the next full collection, which for many files takes much memory.
  return linkTarget === undefined
    ? { kind: 'file', name, mode, modifiedSeconds: modified, sizeBytes, content }
    : {
        kind: 'hard-link',
        name,
        mode,
        modifiedSeconds: modified,
        sizeBytes: 0,
        content: noContent,
        linkTarget,
      };
}

function modifiedSeconds(modifiedMs: number, { latestSeconds }: ReadOptions): number {
  return Math.min(Math.floor(modifiedMs / 1000), latestSeconds);
}
