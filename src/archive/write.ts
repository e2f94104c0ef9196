/**
 * Makes an archive: reads its files one after the other into a temporary file. Knows the file system and the
 * two kinds; memory is a few pieces, whatever the number and size of the files.
 */
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { CancelledFailure } from '../core/errors.ts';
import { Source } from '../files/read.ts';
import { type Temporary, temporaryFile } from '../files/temporary.ts';
import type { ArchivePlan } from '../plan/archive-plan.ts';
import type { Packed, PackOptions } from './entry.ts';
import { writeTarball } from './tar.ts';
import { writeZip } from './zip.ts';

/** An archive on this machine; whoever asked for it disposes of it. */
export interface MadeArchive extends Temporary {
  readonly sizeBytes: number;
}

/** Neither kind minds: a ZIP knows no earlier day, and GNU tar finds times of 1970 implausible. */
const fixedMs = Date.UTC(1980, 0, 1);

/**
 * Writes the archive. The same names, contents, modes and links make the same bytes; their time is
 * SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch) or the first day of 1980.
 * @throws Failure that names a file which cannot be read or changed, or the disk that is full; nothing is left behind
 */
export async function makeArchive(archive: ArchivePlan, options: PackOptions): Promise<MadeArchive> {
  const { level, keepTimes, host } = options;
  const place = { parent: host.tempDir, name: `archive.${archive.kind}` };
  const write = archive.kind === 'zip' ? writeZip : writeTarball;
  const { written, ...made } = await temporaryFile(place, async (path) => {
    const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    await write(contents(archive, options), { out, level, keepTimes, signal: host.signal });
    return stat(path);
  }).catch((error) => {
    throw host.signal.aborted ? new CancelledFailure() : error;
  });
  return { ...made, sizeBytes: written.size };
}

async function* contents(archive: ArchivePlan, { keepTimes, host }: PackOptions): AsyncGenerator<Packed> {
  const fixed = new Date(epochMs(host.env.SOURCE_DATE_EPOCH) ?? fixedMs);
  for (const entry of archive.entries) {
    host.signal.throwIfAborted();
    if (entry.link !== undefined) {
      const target = Buffer.from(entry.link);
      yield { ...entry, sizeBytes: target.length, mode: 0o777, modified: fixed, pieces: () => [target] };
      continue;
    }
    const source = await Source.open(entry.sourcePath, entry.sizeBytes, false);
    try {
      const modified = keepTimes ? new Date(source.modifiedMs) : fixed;
      const { sizeBytes } = source;
      yield { ...entry, sizeBytes, mode: modeOf(source), modified, pieces: () => copies(source) };
      await source.checkUnchanged();
    } finally {
      await source.close();
    }
  }
}

/** The source uses its buffers again while a stream may still hold them. */
async function* copies(source: Source): AsyncGenerator<Uint8Array> {
  for await (const piece of source.pieces(0, source.sizeBytes).read()) yield Buffer.from(piece);
}

/** Windows has no permissions, and Node.js answers 666 for any file there. */
function modeOf(source: Source): number {
  return platform() === 'win32' ? 0o644 : source.mode;
}

/** Milliseconds; undefined for a text that is no number of seconds. */
function epochMs(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) * 1000 : undefined;
}
