/**
 * Which generations stay, by the two rules of retention. Pure: what was found about each of them in, a list out.
 */
import { compared } from '../core/format.ts';

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

export interface Rules {
  /** Keep so many. */
  readonly last?: number;
  /** Keep those of the last so many days, 24 hours each. */
  readonly days?: number;
}

export const dayMs = 24 * 60 * 60_000;

/** Newest first: own ones, then by date, those of one second by name, the greater one first. */
export function byAge(a: Generation, b: Generation): number {
  if (a.isOwn !== b.isOwn) return a.isOwn ? -1 : 1;
  if (a.createdMs !== b.createdMs) return b.createdMs - a.createdMs;
  return compared(b.name, a.name);
}

/**
 * The generations that neither rule keeps. Unfinished ones keep nothing and are kept by nothing: they go once
 * a newer one is complete. What is in work, or has no date, stays and counts for nothing. Without a rule, none.
 */
export function generationsToGo<T extends Generation>(
  generations: readonly T[],
  { rules, nowMs }: { readonly rules: Rules; readonly nowMs: number },
): T[] {
  if (rules.last === undefined && rules.days === undefined) return [];
  const going: T[] = [];
  let complete = 0;
  for (const one of generations.filter(isJudged).sort(byAge)) {
    if (one.state === 'unfinished') {
      if (complete > 0) going.push(one);
      continue;
    }
    complete += 1;
    const keptByCount = rules.last !== undefined && complete <= rules.last;
    const keptByAge = rules.days !== undefined && nowMs - one.createdMs < rules.days * dayMs;
    if (!one.isOwn && !keptByCount && !keptByAge) going.push(one);
  }
  return going;
}

function isJudged({ state, isOwn, createdMs }: Generation): boolean {
  return isOwn || (state !== 'in-work' && !Number.isNaN(createdMs));
}
