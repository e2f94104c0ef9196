/**
 * AbortSignals for requests: one that fires later, and a promise that rejects on abort.
 */

/** Returns a signal that aborts `delayMs` after `signal` does. Call `dispose` when you no longer need it. */
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

/** Rejects as soon as the signal aborts. undici 6 ignores the signal while a request waits for a connection. */
export function rejectOnAbort<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
