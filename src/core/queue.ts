/**
 * Processes a queue with several workers.
 */

/** Requests in flight while nothing is uploaded; Graph recommends 5 to 10. */
const maxConcurrent = 6;

/**
 * Processes the queue, last in, first out; `handle` may add items. The first failure stops it: running items finish,
 * the rest are not started.
 */
export async function processQueue<T extends object>(
  queue: T[],
  handle: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  try {
    while (queue.length > 0 || running.size > 0) {
      const one = running.size < maxConcurrent ? queue.pop() : undefined;
      if (one === undefined) await Promise.race(running);
      else start(one);
    }
  } finally {
    await Promise.allSettled(running);
  }

  function start(item: T): void {
    const run = handle(item).finally(() => running.delete(run));
    running.add(run);
  }
}
