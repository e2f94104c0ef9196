/**
 * One run of one contender: a fresh emulator, the process, and the check that all is there. Knows works by their
 * fields, not by their names.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startBackend } from './backend.js';
import { downloaded, ours } from './contenders.js';
import { measure } from './measure.js';

const PAUSE_MS = 300;

/** Seconds, memory and processor time of the process, `serverCpuSeconds` of emulator and sink, and the counts. */
export async function runOnce(work, { contender, source, stage, round }) {
  const scratch = mkdtempSync(join(stage.folder, 'run-'));
  const backend = await startBackend({
    ...{ modulePath: stage.modulePath, tls: stage.tls },
    ...placeOfBytes(work, { source, sink: stage.sink }, scratch, contender.emulator?.(round)),
  });
  try {
    const file = work.data.count === 1 ? join(source, readdirSync(source)[0]) : undefined;
    const setting = { source, file, credentials: backend, scratch, env: stage.env };
    if (work.isDownload) {
      await measure(ours({ dist: stage.dist })(setting));
      await backend.forget();
    }
    const command = contender.make(setting);
    const until = work.until === 'first-write' ? backend.firstWrite : undefined;
    const idleCpuSeconds = backend.cpuSeconds();
    const run = await measure({ ...command, until });
    const serverCpuSeconds = backend.cpuSeconds() - idleCpuSeconds;
    const counts = await backend.counts();
    if (work.isPacked) checkArchiveThere(counts, contender);
    else if (work.until === undefined) checkAllThere(counts, work.data);
    if (work.isDownload) checkSame(source, downloaded(scratch));
    if (work.until === 'first-request') run.seconds = (counts.firstAtMs - run.startedMs) / 1000;
    return { ...run, serverCpuSeconds, counts, ...work.extra?.(counts) };
  } finally {
    await backend.stop();
    rmSync(scratch, { recursive: true, force: true });
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
}

/**
 * Who takes in and sends out the bytes: the sink, where the work asks for it and there is one. Otherwise the emulator
 * does, whose replies all take as long as a fragment's commit would.
 */
function placeOfBytes(work, { source, sink }, scratch, more) {
  const options = { dataDir: join(scratch, 'data'), ...work.emulator, ...more };
  if (work.sink === undefined) return { options };
  const { commitMs } = work.sink;
  if (sink === undefined) {
    const discard = work.isDownload !== true;
    return { options: { ...options, discard, ...(commitMs !== undefined && { latencyMs: commitMs }) } };
  }
  return { options: { ...options, discard: 'elsewhere' }, sink: { binary: sink, files: source, commitMs } };
}

function checkAllThere(counts, { count, sizeBytes }) {
  const { fileCount, totalBytes, openSessions } = counts;
  if (fileCount === count && totalBytes === count * sizeBytes && openSessions === 0) return;
  throw new Error(`not all is there: ${fileCount} files, ${totalBytes} bytes, ${openSessions} open sessions`);
}

function checkArchiveThere({ fileCount, openSessions }, { sends = true }) {
  if (fileCount === Number(sends) && openSessions === 0) return;
  throw new Error(`not one archive is there: ${fileCount} files, ${openSessions} open sessions`);
}

function checkSame(source, folder) {
  const { status, stdout } = spawnSync('diff', ['-rq', source, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the download differs: ${stdout.slice(0, 500)}`);
}
