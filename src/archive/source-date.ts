/** SOURCE_DATE_EPOCH: the latest time of anything in an archive (reproducible-builds.org/specs/source-date-epoch). */
import type { Environment } from '../core/host.ts';

/** Seconds since 1970; undefined when there is none, or the text is no number of seconds. */
export function sourceDateEpoch({ SOURCE_DATE_EPOCH: text }: Environment): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
