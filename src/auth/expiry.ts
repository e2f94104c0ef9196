/**
 * What ends when, in words, while there is time to do something: the stored refresh token, the GitHub token,
 * and a token that nobody renews. Pure: times in, text out.
 */

/** One day, in milliseconds. */
export const msPerDay = 24 * 3_600_000;
/**
 * A refresh token ends this many days after it was issued, whether it was used or not (entra-docs,
 * refresh-tokens.md; personal accounts have the same rule).
 */
const refreshTokenDays = 90;
/** How early a stored token's end is said, and a GitHub token's. */
const storedWarningDays = 30;
const githubWarningDays = 14;

/** Whole days from one time to another, both in milliseconds. */
export function wholeDaysBetween(fromMs: number, toMs: number): number {
  return Math.floor((toMs - fromMs) / msPerDay);
}

/** How long it is from one time to a later one, in words. */
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
 * From 30 days before its day 90 on. Counted from when the secret was written, the earliest that is known:
 * the token itself may be older.
 */
export function refreshTokenExpiryWarning(facts: {
  readonly secret: string;
  readonly updatedMs: number;
  readonly nowMs: number;
}): string | undefined {
  const { secret, updatedMs, nowMs } = facts;
  const endMs = updatedMs + refreshTokenDays * msPerDay;
  if (!(nowMs >= endMs - storedWarningDays * msPerDay)) return undefined;
  const written = `${secret} was written ${wholeDaysBetween(updatedMs, nowMs)} days ago`;
  const todo =
    'let a run rewrite it (a lower rotate-after-days, or mode: refresh-only), or run login and store the new token';
  return nowMs >= endMs
    ? `${written}: its refresh token has ended, ${refreshTokenDays} days after it was issued. Run login and store the new one.`
    : `${written}: its refresh token ends on ${formatDate(endMs)} at the latest, ${refreshTokenDays} days after it was issued. In time, ${todo}.`;
}

/** From 14 days before the GitHub token's end on; undefined for one without an end. */
export function githubTokenExpiryWarning(endsMs: number | undefined, nowMs: number): string | undefined {
  if (endsMs === undefined || endsMs - nowMs > githubWarningDays * msPerDay) return undefined;
  return (
    `github-token ends ${formatDaysUntil(nowMs, endsMs)}, on ${formatDate(endsMs)}: from then on no new refresh token is ` +
    'stored. Make a new one and put it into its secret.'
  );
}

/** For runs that store nothing, once. */
export function noRotationNotice(): string {
  return (
    `A refresh token ends ${refreshTokenDays} days after it was issued, however often it is used: set rotate-secret and ` +
    'github-token, so that runs store the new ones, or run login again in time.'
  );
}
