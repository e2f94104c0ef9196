/**
 * The rules of retention: which generations stay. Works on plain data, without requests.
 */
import { compareText } from '../core/format.ts';
import { dayMs } from '../core/time.ts';

/** A generation: a direct child of `retain-in` whose name matches. */
export interface Generation {
  readonly name: string;
  /** By the service's clock, milliseconds since the epoch; NaN when unknown. */
  readonly createdMs: number;
  /** This run's own generation: complete, and treated as newer than all others. */
  readonly isOwn: boolean;
  /** `in-work`: a run is or may be uploading into it. `unfinished`: its run ended before all files were uploaded. */
  readonly state: 'complete' | 'in-work' | 'unfinished';
}

export interface RetentionRules {
  /** Number of generations to keep. */
  readonly last?: number;
  /** Keep generations of the last days, 24 hours each. */
  readonly days?: number;
}

/** Newest first: own ones, then by date, then by name, descending. */
export function compareGenerations(a: Generation, b: Generation): number {
  if (a.isOwn !== b.isOwn) return a.isOwn ? -1 : 1;
  if (a.createdMs !== b.createdMs) return b.createdMs - a.createdMs;
  return compareText(b.name, a.name);
}

/**
 * Returns the generations that neither rule keeps. Unfinished ones do not count for `last`, and expire once a newer
 * one is complete. Those in work or without a date stay and do not count. Without any rule returns none.
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
    const keptByAge = rules.days !== undefined && nowMs - generation.createdMs < rules.days * dayMs;
    if (!generation.isOwn && !keptByCount && !keptByAge) expired.push(generation);
  }
  return expired;
}

function isRuleApplicable({ state, isOwn, createdMs }: Generation): boolean {
  return isOwn || (state !== 'in-work' && !Number.isNaN(createdMs));
}
