/**
 * Folders of our own in the folder for temporary files, and what killed runs left of them. Knows their names, which say
 * whose they are, and when nobody needs one any more. Follows no link, and touches nothing that is named otherwise.
 */
import { createHash } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Host } from '../core/host.ts';
import { isOwnFile } from '../core/private-file.ts';

/** How often a run shows that it still needs its folder, by the folder's time. */
export const touchIntervalMs = 3_600_000;
/** Two containers may share the folder, and not know of each other's processes: so long nobody must be heard of. */
const staleAfterMs = 24 * touchIntervalMs;

/** Process, machine, and what `mkdtemp` adds. */
const folderNamePattern = /^onedrive-upload-(\d{1,10})-([0-9a-f]{8})-[A-Za-z0-9]{6}$/;

/** How the names of this process's folders begin. */
export function temporaryFolderPrefix(pid = process.pid): string {
  return `onedrive-upload-${pid}-${hostId()}-`;
}

/** A container is a machine of its own: its name is. */
function hostId(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

/** Removes what killed runs of this user left a day ago or longer. Never throws: it is a favour to the next run. */
export async function removeStaleFolders({ tempDir, clock }: Pick<Host, 'tempDir' | 'clock'>): Promise<void> {
  const nowMs = clock.now();
  await removeFolders(tempDir, ([, pid, folderHost], modifiedMs) => {
    const isRunning = folderHost === hostId() && Number(pid) !== process.pid && isProcessRunning(Number(pid));
    return nowMs - modifiedMs > staleAfterMs && !isRunning;
  });
}

/** Removes the folders of a process that has ended, by the prefix that it noted. Never throws. */
export async function removeFoldersWithPrefix(prefix: string, tempDir: string): Promise<void> {
  await removeFolders(tempDir, ([folderName]) => folderName.slice(0, -6) === prefix);
}

async function removeFolders(
  tempDir: string,
  shouldRemove: (match: RegExpExecArray, modifiedMs: number) => boolean,
): Promise<void> {
  for (const entry of await readdir(tempDir).catch(() => [])) {
    const match = folderNamePattern.exec(entry);
    if (match === null) continue;
    const path = join(tempDir, entry);
    const stats = await lstat(path).catch(() => undefined);
    if (stats?.isDirectory() !== true || !isOwnFile(stats) || !shouldRemove(match, stats.mtimeMs)) continue;
    // On Windows a file that was just closed may be held for a moment by whoever scans it.
    await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

/** A process that we may not signal is somebody else's, who took over the number. */
function isProcessRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
