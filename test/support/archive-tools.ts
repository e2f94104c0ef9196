/** Creates archives of a folder, and runs the system's archive tools on them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import zlib from 'node:zlib';
import { type ArchiveFile, type ArchiveWriteOptions, writeArchive } from '../../src/archive/write.ts';
import { findFiles } from '../../src/files/find.ts';
import { type ArchivePlan, type ArchivePlanOptions, planArchive } from '../../src/plan/archive-plan.ts';
import type { FakeHost } from './fake-host.ts';

/** Whether this version of Node packs tar.zst: 22.15 or newer. */
export const hasZstd = 'createZstdCompress' in zlib;

/** The plan of an archive of everything below a folder; links are kept. */
export async function planArchiveOf(
  folder: string,
  options: Partial<ArchivePlanOptions> & Pick<ArchivePlanOptions, 'kind'>,
): Promise<ArchivePlan> {
  const how = { patterns: folder, includeHiddenFiles: true, followSymbolicLinks: false, keepLinks: true };
  const found = await findFiles(how, { cwd: folder, env: {}, signal: new AbortController().signal });
  return planArchive(found, { destination: 'in', flatten: false, ...options });
}

/** An archive on disk until the end of the block, and its bytes. */
export async function writeTestArchive(
  plan: ArchivePlan,
  world: FakeHost,
  options: Partial<ArchiveWriteOptions> = {},
): Promise<ArchiveFile & AsyncDisposable & { readonly bytes: Buffer }> {
  const made = await writeArchive(plan, {
    compressionLevel: 6,
    host: world,
    ...options,
  });
  return { ...made, bytes: readFileSync(made.localPath), [Symbol.asyncDispose]: made.dispose };
}

/** Unpacks an archive into a new folder. */
export function unpack(kind: ArchivePlan['kind'], archive: string, into: string): void {
  mkdirSync(into);
  if (kind === 'zip') runTool('unzip', ['-q^', archive, '-d', into]);
  else runTool('tar', ['xpf', archive, '-C', into]);
}

/** Whether the system has that tool. */
export function hasTool(tool: string): boolean {
  return spawnSync(tool, ['--help'], { stdio: 'ignore' }).error === undefined;
}

/** Runs a tool; throws with its words when it is not content. */
export function runTool(tool: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr } = spawnSync(tool, args, {
    encoding: 'utf8',
    cwd,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (status !== 0) throw new Error(`${tool} ${args.join(' ')}: ${status}\n${stdout}${stderr}`);
  return stdout;
}
