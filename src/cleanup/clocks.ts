/**
 * The current time for decisions about deletion. Takes the earlier of the service's clock and ours, so that a wrong
 * clock cannot make a new item look old.
 */
import type { Host } from '../core/host.ts';
import type { Drive } from '../graph/drive.ts';

/** A larger difference between the clocks is a warning. */
const maxClockSkewMs = 60 * 60_000;

/** Milliseconds since the epoch. Call it right after the listing whose ages it is compared with. */
export function earliestNowMs(
  { openedMs, serverTimeMs }: Pick<Drive, 'openedMs' | 'serverTimeMs'>,
  { clock, log }: Pick<Host, 'clock' | 'log'>,
): number {
  const [serviceMs, localMs] = [serverTimeMs(), clock.now()];
  if (Math.abs(serviceMs - localMs) > maxClockSkewMs) {
    log.warning(
      `The service's clock says ${new Date(serviceMs).toISOString()} and this machine's ${new Date(localMs).toISOString()}: ages are counted from the earlier one. Correct the wrong clock.`,
    );
  }
  return Math.min(openedMs, localMs, Number.isNaN(serviceMs) ? localMs : serviceMs);
}
