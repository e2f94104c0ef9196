/**
 * What a request makes of being told to stop. Knows signals and promises, not requests.
 */

/** The signal, so much later; `forget` when nobody waits for it any more. */
export function delaySignal(
  signal: AbortSignal,
  delayMs: number,
): { readonly signal: AbortSignal; readonly dispose: () => void } {
  if (delayMs === 0) return { signal, dispose: () => {} };
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const startTimer = () => {
    timer = setTimeout(() => controller.abort(signal.reason), delayMs).unref();
  };
  if (signal.aborted) startTimer();
  else signal.addEventListener('abort', startTimer, { once: true });
  const forget = () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', startTimer);
  };
  return { signal: controller.signal, dispose: forget };
}

/** A request that still waits for a connection does not hear its signal (undici 6), so nobody waits for it. */
export function rejectOnAbort<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
