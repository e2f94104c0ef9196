/**
 * What a request makes of being told to stop. Knows signals and promises, not requests.
 */

/** The signal, so much later; `forget` when nobody waits for it any more. */
export function delayed(
  signal: AbortSignal,
  laterMs: number,
): { readonly signal: AbortSignal; readonly forget: () => void } {
  if (laterMs === 0) return { signal, forget: () => {} };
  const later = new AbortController();
  let timeout: NodeJS.Timeout | undefined;
  const begin = () => {
    timeout = setTimeout(() => later.abort(signal.reason), laterMs).unref();
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  const forget = () => {
    clearTimeout(timeout);
    signal.removeEventListener('abort', begin);
  };
  return { signal: later.signal, forget };
}

/** A request that still waits for a connection does not hear its signal (undici 6), so nobody waits for it. */
export function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
