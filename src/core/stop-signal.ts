/**
 * Handles the signals that end a run. GitHub sends SIGINT, then SIGTERM 7.5 s later, and kills the process 2.5 s after
 * that (docs/facts.md, "GitHub's runner").
 */
import { setMaxListeners } from 'node:events';
import { CancelledFailure } from './errors.ts';

/** Time to delete sessions and write outputs. The post step does what is left. */
const exitDelayMs = 6500;

/** Aborts on the first signal. The process exits 6.5 s later even if something still hangs. */
export function createStopController(): AbortController {
  const controller = new AbortController();
  // Each file in flight adds a listener, and Node.js warns from the eleventh on.
  setMaxListeners(0, controller.signal);
  controller.signal.addEventListener('abort', () => {
    setTimeout(() => process.exit(130), exitDelayMs).unref();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) {
    process.once(signal, () => controller.abort(new CancelledFailure()));
  }
  return controller;
}

/** Resolves when the signal aborts, or at once if it already has. */
export async function waitForAbort(signal: AbortSignal): Promise<void> {
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
