/**
 * What time it is where ages decide what is deleted: the earlier of the service's clock and ours, so that neither of
 * them can make something fresh look old.
 */
import type { Drive } from '../graph/drive.ts';
import type { Host } from '../host.ts';

/** Clocks that are this far apart are told. */
const farApartMs = 60 * 60_000;

/** Milliseconds since the epoch; to be asked right after the listing that ages are counted for. */
export function earlierNow(
  { openedMs, latestMs }: Pick<Drive, 'openedMs' | 'latestMs'>,
  { clock, log }: Pick<Host, 'clock' | 'log'>,
): number {
  const [serviceMs, oursMs] = [latestMs(), clock.now()];
  if (Math.abs(serviceMs - oursMs) > farApartMs) {
    log.warning(
      `The service's clock says ${said(serviceMs)} and this machine's ${said(oursMs)}: ages count from the earlier one.`,
    );
  }
  return Math.min(openedMs, oursMs, Number.isNaN(serviceMs) ? oursMs : serviceMs);
}

/** A year beyond 9999 is a time, too, and `toISOString` throws for one that is none. */
function said(atMs: number): string {
  return new Date(atMs).toISOString();
}
