/**
 * Warns in time before a token expires: the stored refresh token and the GitHub token.
 */
import { dayMs } from '../core/time.ts';

/**
 * A refresh token expires this many days after it was issued, used or not (entra-docs, refresh-tokens.md; the same for
 * personal accounts).
 */
const refreshTokenDays = 90;
/** When to warn before the stored token and the GitHub token expire. */
const storedWarningDays = 30;
const githubWarningDays = 14;

/** Whole days between two times in milliseconds. */
export function wholeDaysBetween(fromMs: number, toMs: number): number {
  return Math.floor((toMs - fromMs) / dayMs);
}

/** The time until a later time, in words. */
export function formatDaysUntil(fromMs: number, toMs: number): string {
  const days = wholeDaysBetween(fromMs, toMs);
  if (days < 1) return 'in less than a day';
  return days === 1 ? 'in one day' : `in ${days} days`;
}

/** `2026-11-21`, UTC. */
export function formatDate(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/**
 * Returns a warning from 30 days before day 90 on. Counts from when the secret was written, the earliest date that we
 * know. The token may be older.
 */
export function refreshTokenExpiryWarning(facts: {
  readonly secret: string;
  readonly updatedMs: number;
  readonly nowMs: number;
}): string | undefined {
  const { secret, updatedMs, nowMs } = facts;
  const endMs = updatedMs + refreshTokenDays * dayMs;
  if (!(nowMs >= endMs - storedWarningDays * dayMs)) return undefined;
  const written = `${secret} was written ${wholeDaysBetween(updatedMs, nowMs)} days ago`;
  const todo =
    'let a run overwrite it (lower rotate-after-days, or mode: refresh-only), or run login and store the new token';
  return nowMs >= endMs
    ? `${written}: its refresh token has expired, ${refreshTokenDays} days after it was issued. Run login and store the new one.`
    : `${written}: its refresh token expires on ${formatDate(endMs)} at the latest, ${refreshTokenDays} days after it was issued. In time, ${todo}.`;
}

/** Returns a warning from 14 days before the expiry on; undefined for a token that never expires. */
export function githubTokenExpiryWarning(endsMs: number | undefined, nowMs: number): string | undefined {
  if (endsMs === undefined || endsMs - nowMs > githubWarningDays * dayMs) return undefined;
  return (
    `github-token expires ${formatDaysUntil(nowMs, endsMs)}, on ${formatDate(endsMs)}: after that, no new refresh token is ` +
    'stored. Create a new one and store it in its secret.'
  );
}

/** Logged once by runs that do not store the token. `isCommand`: where to store it is a flag, not an input. */
export function noRotationNotice(isCommand: boolean): string {
  const places = isCommand ? 'Use --profile or --refresh-token-file' : 'Set rotate-secret and github-token';
  return (
    `A refresh token expires ${refreshTokenDays} days after it was issued, however often it is used. ${places}, so that ` +
    'runs store new ones, or run login again before that.'
  );
}
