/**
 * Makes an archive: reads the files one after the other and writes them to a temporary file. Memory does not grow with
 * the number or size of the files.
 */
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { CancelledFailure } from '../core/errors.ts';
import type { StepProgress } from '../core/step-progress.ts';
import { LocalFile } from '../files/local-file.ts';
import { type TemporaryFile, writeTemporaryFile } from '../files/temporary.ts';
import type { ArchivePlan } from '../plan/archive-plan.ts';
import type { ArchiveWriteOptions, ReadableEntry } from './entry.ts';
import { writeTarball } from './tar.ts';
import { writeZip } from './zip.ts';

/** An archive on this machine. The caller disposes of it. */
export interface ArchiveFile extends TemporaryFile {
  readonly sizeBytes: number;
}

/** 1980 suits both formats: a ZIP cannot hold earlier dates, and GNU tar calls times in 1970 implausible. */
const defaultTimeMs = Date.UTC(1980, 0, 1);

/**
 * Writes the archive. The same names, contents, modes and links give the same bytes. Their time is SOURCE_DATE_EPOCH
 * (reproducible-builds.org/specs/source-date-epoch), else the first day of 1980.
 * @throws Failure that names the unreadable or changed file, or the disk that is full; leaves nothing behind
 */
export async function writeArchive(plan: ArchivePlan, options: ArchiveWriteOptions): Promise<ArchiveFile> {
  const { compressionLevel, preserveMtime, host } = options;
  const place = { parent: host.tempDir, name: `archive.${plan.kind}` };
  const writeFormat = plan.kind === 'zip' ? writeZip : writeTarball;
  const { result, ...temporary } = await writeTemporaryFile(place, async (localPath) => {
    const stream = createWriteStream(localPath, { flags: 'wx', mode: 0o600 });
    await writeFormat(readEntries(plan, options), {
      stream,
      compressionLevel,
      preserveMtime,
      signal: host.signal,
    });
    return stat(localPath);
  }).catch((error) => {
    throw host.signal.aborted ? new CancelledFailure() : error;
  });
  return { ...temporary, sizeBytes: result.size };
}

async function* readEntries(
  plan: ArchivePlan,
  { preserveMtime, host, progress }: ArchiveWriteOptions,
): AsyncGenerator<ReadableEntry> {
  const fixedTime = new Date(parseSourceDateEpoch(host.env.SOURCE_DATE_EPOCH) ?? defaultTimeMs);
  for (const [index, entry] of plan.entries.entries()) {
    host.signal.throwIfAborted();
    if (progress !== undefined) progress.itemsDone = index;
    if (entry.linkTarget !== undefined) {
      const target = Buffer.from(entry.linkTarget);
      yield { ...entry, sizeBytes: target.length, mode: 0o777, modified: fixedTime, read: () => [target] };
      continue;
    }
    const source = await LocalFile.open(entry.localPath, entry.sizeBytes, false);
    try {
      const modified = preserveMtime ? new Date(source.modifiedMs) : fixedTime;
      const { sizeBytes } = source;
      yield { ...entry, sizeBytes, mode: modeOf(source), modified, read: () => copyPieces(source, progress) };
      await source.checkUnchanged();
    } finally {
      await source.close();
    }
  }
  if (progress !== undefined) progress.itemsDone = plan.entries.length;
}

/** Copies each piece: the file reuses its buffers while a stream may still hold them. */
async function* copyPieces(source: LocalFile, progress?: StepProgress): AsyncGenerator<Uint8Array> {
  for await (const piece of source.pieces(0, source.sizeBytes).read()) {
    if (progress !== undefined) progress.bytesDone += piece.length;
    yield Buffer.from(piece);
  }
}

/** Windows has no permissions, and Node.js reports 666 for every file there. */
function modeOf(source: LocalFile): number {
  return platform() === 'win32' ? 0o644 : source.mode;
}

/** Returns milliseconds; undefined when the text is not a number of seconds. */
function parseSourceDateEpoch(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) * 1000 : undefined;
}
