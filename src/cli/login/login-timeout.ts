/**
 * The time limit of a sign-in.
 */
import { rejectOnAbort } from '../../core/abort.ts';
import { Failure } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';

/** The lifetime of an authorization code: a later callback would be useless. */
export const loginTimeoutMs = 10 * 60_000;

/** Limits a wait to ten minutes. Throws a Failure of kind `sign-in`, or the signal's reason on Ctrl-C. */
export async function withLoginTimeout<T>(
  host: Host,
  waitFor: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = new AbortController();
  const cancelTimer = host.clock.timer(loginTimeoutMs, () =>
    timeout.abort(
      new Failure('nobody finished the sign-in within 10 minutes', {
        code: 'sign-in-timeout',
        kind: 'sign-in',
        hint:
          'run login again; if the browser showed that a page cannot be reached, use --paste; on a machine ' +
          'without a browser, use --device',
      }),
    ),
  );
  try {
    const signal = AbortSignal.any([timeout.signal, host.signal]);
    return await rejectOnAbort(signal, waitFor(signal));
  } finally {
    cancelTimer();
  }
}
