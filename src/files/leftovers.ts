/**
 * Names the temporary folders of a run, and removes those that killed runs left behind. Follows no links and touches
 * no folder with another name.
 */
import { createHash } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Host } from '../core/host.ts';
import { isOwnFile } from '../core/private-file.ts';

/** How often a run updates its folder's time to show that the folder is in use. */
export const touchIntervalMs = 3_600_000;
/** Containers can share a temporary folder but cannot see each other's processes, so only a folder's age tells. */
const staleAfterMs = 24 * touchIntervalMs;

/** Process id, hash of the host name, suffix from `mkdtemp`. */
const folderNamePattern = /^onedrive-upload-(\d{1,10})-([0-9a-f]{8})-[A-Za-z0-9]{6}$/;

/** The start of this process's folder names. */
export function temporaryFolderPrefix(pid = process.pid): string {
  return `onedrive-upload-${pid}-${hostId()}-`;
}

/** A container counts as a host of its own: it has its own host name. */
function hostId(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

/** Removes folders of this user that killed runs left a day ago or earlier. Never throws. */
export async function removeStaleFolders({ tempDir, clock }: Pick<Host, 'tempDir' | 'clock'>): Promise<void> {
  const nowMs = clock.now();
  await removeFolders(tempDir, ([, pid, folderHost], modifiedMs) => {
    const isRunning = folderHost === hostId() && Number(pid) !== process.pid && isProcessRunning(Number(pid));
    return nowMs - modifiedMs > staleAfterMs && !isRunning;
  });
}

/** Removes the folders of an ended process, by the prefix that it saved. Never throws. */
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
    // On Windows a virus scanner may hold a file for a moment after it was closed.
    await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

/** If we may not signal the process, it belongs to another user who got the same process id. */
function isProcessRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
