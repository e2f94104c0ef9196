/**
 * Makes an archive: reads its files one after the other into a temporary file. Knows the file system and the
 * two kinds; memory is a few pieces, whatever the number and size of the files.
 */
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { CancelledFailure } from '../core/errors.ts';
import { LocalFile } from '../files/read.ts';
import { type TemporaryFile, writeTemporaryFile } from '../files/temporary.ts';
import type { ArchivePlan } from '../plan/archive-plan.ts';
import type { ArchiveWriteOptions, ReadableEntry } from './entry.ts';
import { writeTarball } from './tar.ts';
import { writeZip } from './zip.ts';

/** An archive on this machine; whoever asked for it disposes of it. */
export interface ArchiveFile extends TemporaryFile {
  readonly sizeBytes: number;
}

/** Neither kind minds: a ZIP knows no earlier day, and GNU tar finds times of 1970 implausible. */
const defaultTimeMs = Date.UTC(1980, 0, 1);

/**
 * Writes the archive. The same names, contents, modes and links make the same bytes; their time is
 * SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch) or the first day of 1980.
 * @throws Failure that names a file which cannot be read or changed, or the disk that is full; nothing is left behind
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
  { preserveMtime, host }: ArchiveWriteOptions,
): AsyncGenerator<ReadableEntry> {
  const fixedTime = new Date(parseSourceDateEpoch(host.env.SOURCE_DATE_EPOCH) ?? defaultTimeMs);
  for (const entry of plan.entries) {
    host.signal.throwIfAborted();
    if (entry.linkTarget !== undefined) {
      const target = Buffer.from(entry.linkTarget);
      yield { ...entry, sizeBytes: target.length, mode: 0o777, modified: fixedTime, read: () => [target] };
      continue;
    }
    const source = await LocalFile.open(entry.localPath, entry.sizeBytes, false);
    try {
      const modified = preserveMtime ? new Date(source.modifiedMs) : fixedTime;
      const { sizeBytes } = source;
      yield { ...entry, sizeBytes, mode: modeOf(source), modified, read: () => copyPieces(source) };
      await source.checkUnchanged();
    } finally {
      await source.close();
    }
  }
}

/** The source uses its buffers again while a stream may still hold them. */
async function* copyPieces(source: LocalFile): AsyncGenerator<Uint8Array> {
  for await (const piece of source.pieces(0, source.sizeBytes).read()) yield Buffer.from(piece);
}

/** Windows has no permissions, and Node.js answers 666 for any file there. */
function modeOf(source: LocalFile): number {
  return platform() === 'win32' ? 0o644 : source.mode;
}

/** Milliseconds; undefined for a text that is no number of seconds. */
function parseSourceDateEpoch(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) * 1000 : undefined;
}
