/**
 * Makes an archive: reads the files one after the other and writes them to a temporary file. Memory does not grow with
 * the number or size of the files.
 */
import { CancelledFailure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { StepProgress } from '../core/step-progress.ts';
import { type TemporaryFile, writeTemporaryFile } from '../files/temporary.ts';
import type { ArchivePlan } from '../plan/archive-plan.ts';
import type { ArchiveOutput } from './entry.ts';
import { FileSink } from './file-sink.ts';
import { createGzip } from './gzip.ts';
import { readEntries } from './read-entries.ts';
import { sourceDateEpoch } from './source-date.ts';
import { writeTar } from './tar.ts';
import { writeZip } from './zip.ts';
import { createZstd } from './zstd.ts';

export interface ArchiveWriteOptions {
  /** 0 to 9; for `tar.zst` 1 to 19. */
  readonly compressionLevel: number;
  readonly host: Pick<Host, 'tempDir' | 'signal' | 'env'>;
  /** Counts what was read. */
  readonly progress?: StepProgress;
}

/** An archive on this machine. The caller disposes of it. */
export interface ArchiveFile extends TemporaryFile {
  readonly sizeBytes: number;
  /** Number of files whose set-user or set-group bit is left out. */
  readonly setUserBitCount: number;
}

/**
 * Writes the archive. The same names, contents, modes, links and times give the same bytes on one version of Node.js.
 * No time is later than SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch).
 * @throws Failure that names the unreadable or changed file, or the disk that is full; leaves nothing behind
 */
export async function writeArchive(plan: ArchivePlan, options: ArchiveWriteOptions): Promise<ArchiveFile> {
  const { compressionLevel, host, progress } = options;
  const { signal } = host;
  const place = { parent: host.tempDir, name: `archive.${plan.kind}` };
  let setUserBitCount = 0;
  const batches = readEntries(plan.entries, {
    latestSeconds: sourceDateEpoch(host.env) ?? Number.POSITIVE_INFINITY,
    keepHardLinks: plan.kind !== 'zip',
    signal,
    ...(progress !== undefined && { progress }),
    onSetUserBit: () => {
      setUserBitCount += 1;
    },
  });
  const { result: sizeBytes, ...temporary } = await writeTemporaryFile(place, async (localPath) => {
    const sink = await FileSink.create(localPath);
    try {
      const output = { sink, compressionLevel, signal };
      await (plan.kind === 'zip' ? writeZip(batches, output) : writeTar(batches, compressor(plan, output)));
      return await sink.finish();
    } finally {
      await sink.close();
    }
  }).catch((error) => {
    throw signal.aborted ? new CancelledFailure() : error;
  });
  return { ...temporary, sizeBytes, setUserBitCount };
}

function compressor({ kind }: ArchivePlan, output: ArchiveOutput) {
  return kind === 'tar.zst' ? createZstd(output) : createGzip(output);
}
