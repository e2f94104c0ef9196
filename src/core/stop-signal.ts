/**
 * How a process hears that it should end, and how long it may take about it. GitHub sends SIGINT, SIGTERM
 * 7.5 s later, and kills 2.5 s after that (docs/facts.md, "GitHub's runner").
 */
import { setMaxListeners } from 'node:events';
import { CancelledFailure } from './errors.ts';

/** Sessions are deleted and outputs written by then, or post has to. */
const exitDelayMs = 6500;

/** Aborts on the first signal to end; the process is gone some seconds later whatever still hangs. */
export function createStopController(): AbortController {
  const controller = new AbortController();
  // Every file in flight listens; Node warns from the eleventh listener on.
  setMaxListeners(0, controller.signal);
  controller.signal.addEventListener('abort', () => {
    setTimeout(() => process.exit(130), exitDelayMs).unref();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) {
    process.once(signal, () => controller.abort(new CancelledFailure()));
  }
  return controller;
}

/** Resolves when it is aborted; at once when it was. */
export async function waitForAbort(signal: AbortSignal): Promise<void> {
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
