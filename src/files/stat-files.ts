/**
 * Reads the status of many files. A call that waits for each costs several times the system call itself, so the calls
 * block; on a slow disk, after a short time, the rest runs side by side.
 */
import { lstatSync, type Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';

/** Signals and timers wait this long at most, and for one more call. */
const blockingMs = 10;
/** Calls in flight on a slow disk. */
const callsAtOnce = 64;

/** Calls `found` or `failed` with the index of each path. Links are not followed. */
export async function statFiles(
  paths: readonly string[],
  {
    found,
    failed,
  }: {
    readonly found: (index: number, stats: Stats) => void;
    readonly failed: (index: number, error: unknown) => void;
  },
): Promise<void> {
  const startMs = performance.now();
  let next = 0;
  for (; next < paths.length && performance.now() - startMs < blockingMs; next += 1) {
    let stats: Stats;
    try {
      stats = lstatSync(paths[next] ?? '');
    } catch (error) {
      failed(next, error);
      continue;
    }
    found(next, stats);
  }
  for (; next < paths.length; next += callsAtOnce) {
    const first = next;
    await Promise.all(
      paths.slice(first, first + callsAtOnce).map((path, index) =>
        lstat(path).then(
          (stats) => found(first + index, stats),
          (error: unknown) => failed(first + index, error),
        ),
      ),
    );
  }
}
