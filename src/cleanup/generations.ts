/**
 * Which generations stay, by the two rules of retention. Pure: what was found about each of them in, a list out.
 */
import { compareText } from '../core/format.ts';

/** One generation: a direct child of `retain-in` whose name fits. */
export interface Generation {
  readonly name: string;
  /** By the service's clock, milliseconds since the epoch; NaN when it did not say. */
  readonly createdMs: number;
  /** The run's own: complete, and newer than all others whatever its date. */
  readonly isOwn: boolean;
  /**
   * `in-work`: a run is, or may be, uploading into it. `unfinished`: a run ended before all had arrived.
   */
  readonly state: 'complete' | 'in-work' | 'unfinished';
}

export interface RetentionRules {
  /** Keep so many. */
  readonly last?: number;
  /** Keep those of the last so many days, 24 hours each. */
  readonly days?: number;
}

export const millisecondsPerDay = 24 * 60 * 60_000;

/** Newest first: own ones, then by date, those of one second by name, the greater one first. */
export function compareGenerations(a: Generation, b: Generation): number {
  if (a.isOwn !== b.isOwn) return a.isOwn ? -1 : 1;
  if (a.createdMs !== b.createdMs) return b.createdMs - a.createdMs;
  return compareText(b.name, a.name);
}

/**
 * The generations that neither rule keeps. Unfinished ones keep nothing and are kept by nothing: they go once
 * a newer one is complete. What is in work, or has no date, stays and counts for nothing. Without a rule, none.
 */
export function expiredGenerations<T extends Generation>(
  generations: readonly T[],
  { rules, nowMs }: { readonly rules: RetentionRules; readonly nowMs: number },
): T[] {
  if (rules.last === undefined && rules.days === undefined) return [];
  const expired: T[] = [];
  let completeCount = 0;
  for (const generation of generations.filter(isRuleApplicable).sort(compareGenerations)) {
    if (generation.state === 'unfinished') {
      if (completeCount > 0) expired.push(generation);
      continue;
    }
    completeCount += 1;
    const keptByCount = rules.last !== undefined && completeCount <= rules.last;
    const keptByAge =
      rules.days !== undefined && nowMs - generation.createdMs < rules.days * millisecondsPerDay;
    if (!generation.isOwn && !keptByCount && !keptByAge) expired.push(generation);
  }
  return expired;
}

function isRuleApplicable({ state, isOwn, createdMs }: Generation): boolean {
  return isOwn || (state !== 'in-work' && !Number.isNaN(createdMs));
}
