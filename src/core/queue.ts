/**
 * A queue that several hands work off at once. Knows nothing of what is in it.
 */

/** Requests in flight while nothing is uploaded; Graph's own advice is 5 to 10. */
const hands = 6;

/**
 * Works off the queue, last in, first out; the work may put more into it. The first failure ends it: what is
 * under way is waited for, the rest is not begun.
 */
export async function workOff<T extends object>(queue: T[], work: (one: T) => Promise<void>): Promise<void> {
  const busy = new Set<Promise<void>>();
  try {
    while (queue.length > 0 || busy.size > 0) {
      const one = busy.size < hands ? queue.pop() : undefined;
      if (one === undefined) await Promise.race(busy);
      else start(one);
    }
  } finally {
    await Promise.allSettled(busy);
  }

  function start(one: T): void {
    const run = work(one).finally(() => busy.delete(run));
    busy.add(run);
  }
}
