/**
 * A queue that several hands work off at once. Knows nothing of what is in it.
 */

/** Requests in flight while nothing is uploaded; Graph's own advice is 5 to 10. */
const maxConcurrent = 6;

/**
 * Works off the queue, last in, first out; the work may put more into it. The first failure ends it: what is
 * under way is waited for, the rest is not begun.
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
