/**
 * Which job of a matrix this is. GitHub tells it in the `strategy` context alone, which no environment
 * variable repeats; an input's default may name that context (actions/runner, action_yaml.json,
 * `input-default-context`), so the input `strategy` has it, and nobody writes it by hand.
 */
import { type InputSpec, text } from './kinds.ts';
import type { Parsed } from './units.ts';

/** A job's place in its matrix, counted from 0. */
export interface Leg {
  readonly index: number;
  readonly total: number;
}

/** The row; undefined where there is no matrix, or a runner that does not tell. */
export const STRATEGY: InputSpec<Leg | undefined> = {
  ...text(['strategy', 'filled in by GitHub: which job of a matrix this is']),
  kind: 'context',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression, not ours.
  expression: '${{ toJSON(strategy) }}',
  parse: parseLeg,
};

function parseLeg(value: string): Parsed<Leg | undefined> {
  try {
    const told: unknown = JSON.parse(value || '{}');
    const entries = typeof told === 'object' && told !== null ? Object.entries(told) : [];
    const number = (name: string) => Number(entries.find(([key]) => key === name)?.[1] ?? Number.NaN);
    const leg = { index: number('job-index'), total: number('job-total') };
    const isOne = Number.isInteger(leg.index) && leg.index >= 0 && leg.index < leg.total;
    return { value: isOne && leg.total > 1 ? leg : undefined };
  } catch {
    return { problem: 'is filled in by GitHub: leave it out' };
  }
}
